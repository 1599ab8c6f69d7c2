import { KeyHint } from '../kit/actions.tsx'
import { SwitchField } from '../kit/choice-fields.tsx'
import { Stack, Text } from '../kit/layout.tsx'
import { Dialog } from '../kit/overlays.tsx'
import { useWords } from '../words/i18n.ts'
import { useShortcuts, useShortcutsEnabled, type Shortcut } from './shortcuts.ts'
import classes from './shell.module.css'

/** `?`: every key that does something on this screen. */
export default function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords()
  const [on, setOn] = useShortcutsEnabled()
  const all = useShortcuts()
  const isLast = (one: Shortcut, index: number) =>
    all.findLastIndex((other) => other.keys === one.keys && !other.shownOnly) === index
  const shown = all.filter((one, index) => one.shownOnly || isLast(one, index))
  const groups = [...new Set(shown.map((one) => one.group ?? t('help.here')))]
  return (
    <Dialog open={open} onClose={onClose} title={t('help.title')} size="large">
      <Stack>
        <SwitchField label={t('help.switch')} help={t('help.switchHelp')} value={on} onChange={setOn} />
        <div className={classes.help}>
          {groups.map((group) => (
            <section key={group}>
              <h3>{group}</h3>
              {shown
                .filter((one) => (one.group ?? t('help.here')) === group)
                .map((one) => (
                  <div key={`${one.keys} ${one.label}`}>
                    <span>{one.label}</span>
                    <KeyHint keys={one.keys.split(' ')} />
                  </div>
                ))}
            </section>
          ))}
        </div>
        <Text tone="soft">{t('help.calendar')}</Text>
      </Stack>
    </Dialog>
  )
}
