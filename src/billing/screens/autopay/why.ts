import { useWords, type Tone } from '../../../ui/kit/index.ts'

export const RUN_TONES: Record<string, Tone> = {
  planned: 'info',
  charging: 'info',
  paid: 'good',
  needs_payer: 'warn',
  gave_up: 'bad',
  over_limit: 'warn',
  stopped: 'calm',
}

const STOPPED = [
  'paid_otherwise',
  'voided',
  'disputed',
  'by_client',
  'by_staff',
  'ended',
  'not_owed',
  'plan',
  'no_card',
] as const
const REFUSED = [
  'insufficient_funds',
  'expired_card',
  'authentication_required',
  'lost_card',
  'stolen_card',
  'card_removed',
] as const

/** Why a charge was not made, in a person's words. */
export function useWhy() {
  const { t } = useWords('billing')
  return (code: string) => {
    const stopped = STOPPED.find((each) => each === code)
    if (stopped) return t(`autopay.why.${stopped}`)
    const refused = REFUSED.find((each) => each === code)
    return t(refused ? `cardCharge.why.${refused}` : 'cardCharge.why.other')
  }
}
