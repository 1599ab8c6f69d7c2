import { Badge, useWords } from '../../../ui/kit/index.ts'

const LOOKS = {
  open: { tone: 'info', icon: 'clock' },
  accepted: { tone: 'good', icon: 'done' },
  expired: { tone: 'calm', icon: 'clock' },
  cancelled: { tone: 'calm', icon: 'refused' },
} as const

/** Whether an estimate waits, was accepted, or is over. */
export function EstimateState({ state }: { state: keyof typeof LOOKS }) {
  const { t } = useWords('billing')
  return <Badge {...LOOKS[state]}>{t(`estimates.state.${state}`)}</Badge>
}
