import type { Format } from '../../../ui/public/index.ts'
import type { ClientVisit } from './offer.ts'

/** Until when the visit can be cancelled or moved online, in words. */
export function policyOf(
  visit: Pick<ClientVisit, 'cancelUntil' | 'moveUntil' | 'zone'>,
  format: Format,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  const { cancelUntil, moveUntil, zone } = visit
  const isPast = (until: string) => Date.parse(until) <= Date.now()
  const cancel = format.when(cancelUntil, zone)
  const move = format.when(moveUntil, zone)
  if (isPast(cancelUntil) && isPast(moveUntil)) return t('policy.late')
  if (isPast(cancelUntil)) return t('policy.moveOnly', { when: move })
  if (isPast(moveUntil)) return t('policy.cancelOnly', { when: cancel })
  return cancelUntil === moveUntil ? t('policy.until', { when: cancel }) : t('policy.apart', { cancel, move })
}
