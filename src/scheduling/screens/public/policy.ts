import type { Format } from '../../../ui/public/index.ts'
import type { ClientVisit } from './offer.ts'

/** Until when the visit can be cancelled or moved online, in words. */
export function policyOf(
  visit: Pick<ClientVisit, 'cancelUntil' | 'zone'>,
  format: Format,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  if (Date.parse(visit.cancelUntil) <= Date.now()) return t('policy.late')
  return t('policy.until', { when: format.when(visit.cancelUntil, visit.zone) })
}
