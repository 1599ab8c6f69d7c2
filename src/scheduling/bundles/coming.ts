import type { Context } from '../../platform/operation/context.ts'
import { localDay } from '../../platform/time/index.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { visitsOf } from '../together/visits-of.ts'

const GONE = ['cancelled', 'expired']

/**
 * What a client comes for: the visit and, of several services in a row, the others of its local day, the earliest first.
 * Parts that are off do not count while others still do.
 */
export async function comingOf(
  ctx: Context,
  visit: Visit,
  how: { lock?: boolean } = {},
): Promise<[Visit, ...Visit[]]> {
  if (!visit.bundle_id) return [visit]
  const parts = await visitsOf(ctx, ['bundle_id', visit.bundle_id], how)
  const dayOf = ({ starts_at, zone }: Visit) => localDay(starts_at, zone)
  const sameDay = parts.filter((part) => dayOf(part) === dayOf(visit))
  const alive = sameDay.filter(({ state }) => !GONE.includes(state))
  const [first, ...rest] = alive.length > 0 ? alive : sameDay
  return first ? [first, ...rest] : [visit]
}
