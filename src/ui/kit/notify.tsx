import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { Button } from './actions.tsx'
import { Icon } from './icons.tsx'
import classes from './kit.module.css'
import { problemText } from './states.tsx'

const t = (key: string) => i18next.t(key, { ns: 'ui' })

function UndoRow({ text, onUndo }: { text: string; onUndo: () => void }) {
  return (
    <div className={classes.undoRow}>
      <span>{text}</span>
      <Button small icon="undo" onClick={onUndo}>
        {t('undo')}
      </Button>
    </div>
  )
}

/** Shows a message; its cross has a name for who can't see it. */
function show(message: Parameters<typeof notifications.show>[0]): void {
  notifications.show({ ...message, closeButtonProps: { 'aria-label': t('close') } })
}

/** Short messages at the corner. */
export const notify = {
  done(text: string): void {
    show({
      closeButtonProps: { 'aria-label': t('close') },
      message: text,
      color: 'teal',
      icon: <Icon name="check" size={16} />,
      autoClose: 4000,
    })
  },
  info(text: string): void {
    show({
      closeButtonProps: { 'aria-label': t('close') },
      message: text,
      color: 'blue',
      icon: <Icon name="info" size={16} />,
      autoClose: 6000,
    })
  },
  /** Something that happens elsewhere and wants a look: stays for half a minute, with the way there. */
  happened(text: string, { label, onOpen }: { label: string; onOpen: () => void }): void {
    const id = crypto.randomUUID()
    const open = () => {
      notifications.hide(id)
      onOpen()
    }
    show({
      id,
      message: (
        <div className={classes.undoRow}>
          <span>{text}</span>
          <Button small onClick={open}>
            {label}
          </Button>
        </div>
      ),
      color: 'blue',
      icon: <Icon name="arrived" size={16} />,
      autoClose: 30_000,
      role: 'status',
    })
  },
  /** A refusal where no form or panel can show it. */
  problem(error: unknown): void {
    show({
      closeButtonProps: { 'aria-label': t('close') },
      message: problemText(error, t),
      color: 'red',
      icon: <Icon name="alert" size={16} />,
      autoClose: 10_000,
      role: 'alert',
    })
  },
  /** Done, with ten seconds to take it back. */
  undo(text: string, undo: () => Promise<unknown>): void {
    const id = crypto.randomUUID()
    const back = () => {
      notifications.hide(id)
      undo().then(
        () => notify.done(t('undone')),
        (error: unknown) => notify.problem(error),
      )
    }
    show({
      closeButtonProps: { 'aria-label': t('close') },
      id,
      message: <UndoRow text={text} onUndo={back} />,
      color: 'teal',
      autoClose: 10_000,
    })
  },
}
