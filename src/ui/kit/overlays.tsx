import { Drawer as MantineDrawer, Modal } from '@mantine/core'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'
import { Button } from './actions.tsx'
import { TextArea } from './fields.tsx'
import { Row, Stack, Text } from './layout.tsx'
import { Notice } from './states.tsx'

interface OverlayProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  size?: 'small' | 'normal' | 'large'
  children: ReactNode
  /** Only the buttons inside close it. */
  insist?: boolean
}

const dialogSizes = { small: 420, normal: 560, large: 860 }

export function Dialog({ open, onClose, title, size = 'normal', insist, children }: OverlayProps) {
  const { t } = useWords()
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={dialogSizes[size]}
      centered
      closeOnEscape={!insist}
      closeOnClickOutside={!insist}
      withCloseButton={!insist}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Modal>
  )
}

/** From the side: details and edits beside the screen they belong to. */
export function Drawer({ open, onClose, title, size = 'normal', children }: OverlayProps) {
  const { t } = useWords()
  return (
    <MantineDrawer
      opened={open}
      onClose={onClose}
      title={title}
      position="right"
      size={{ small: 360, normal: 480, large: 720 }[size]}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </MantineDrawer>
  )
}

interface Question {
  title: string
  text?: ReactNode
  /** The verb on the button: "Cancel the visit". */
  act: string
  danger?: boolean
  /** Ask why: the answer is kept in the audit. */
  reason?: 'required' | 'optional'
  reasonLabel?: string
  onConfirm: (reason: string) => Promise<unknown> | unknown
}

let question: Question | null = null
const listeners = new Set<() => void>()

function show(next: Question | null): void {
  question = next
  for (const listener of listeners) listener()
}

/** Asks before something that is hard to take back: `confirm({ title, act, reason: 'required', onConfirm })`. */
export function confirm(asked: Question): void {
  show(asked)
}

/** Where `confirm` appears; the shell renders it once. */
export function ConfirmHost() {
  const asked = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => question,
  )
  return asked ? <ConfirmDialog key={asked.title} asked={asked} /> : null
}

function ConfirmDialog({ asked }: { asked: Question }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const missing = asked.reason === 'required' && reason.trim() === ''

  async function go(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await asked.onConfirm(reason.trim())
      show(null)
    } catch (refused) {
      setError(refused)
      setBusy(false)
    }
  }

  return (
    <Dialog open onClose={() => show(null)} title={asked.title} size="small">
      <Stack>
        {asked.text && <Text>{asked.text}</Text>}
        {asked.reason && (
          <TextArea
            label={asked.reasonLabel ?? t('reason')}
            required={asked.reason === 'required'}
            rows={2}
            value={reason}
            onChange={setReason}
            autoFocus
          />
        )}
        <Notice of={error} />
        <Row justify="end">
          <Button onClick={() => show(null)}>{t('goBack')}</Button>
          <Button kind={asked.danger ? 'danger' : 'main'} busy={busy} disabled={missing} onClick={go}>
            {asked.act}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
