import { Badge, useWords, type IconName, type Tone } from '../../ui/kit/index.ts'
import type { Batch } from './ImportScreen.tsx'

const LOOKS: Record<Batch['state'], { tone: Tone; icon: IconName }> = {
  uploaded: { tone: 'calm', icon: 'file' },
  checking: { tone: 'info', icon: 'clock' },
  checked: { tone: 'plum', icon: 'check' },
  running: { tone: 'info', icon: 'clock' },
  finished: { tone: 'good', icon: 'done' },
  failed: { tone: 'bad', icon: 'alert' },
  undoing: { tone: 'warn', icon: 'undo' },
  undone: { tone: 'calm', icon: 'undo' },
}

/** How far an import is. */
export function StateBadge({ state }: { state: Batch['state'] }) {
  const { t } = useWords('exchange')
  return <Badge {...LOOKS[state]}>{t(`states.${state}`)}</Badge>
}
