import { Icon, useWords } from '../../../ui/public/index.ts'
import type { SaveState as State } from './autosave.ts'

/** Whether what was typed is kept; said aloud only when it is not. */
export function SaveState({ state }: { state: State }) {
  const { t } = useWords('intake')
  return (
    <span className="saveState" data-state={state} role={state === 'offline' ? 'alert' : undefined}>
      {state === 'saved' && <Icon of="check" size={16} />}
      {t(`save.${state}`)}
    </span>
  )
}
