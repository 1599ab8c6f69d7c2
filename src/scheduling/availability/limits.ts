import { localDayNumber, startOfDayNumber, weekdayOfNumber } from '../../platform/time/index.ts'
import type { Busy } from './busy.ts'
import { minutesOf } from './hours.ts'
import { totalMinutes, union } from './intervals.ts'
import type { Interval } from './intervals.ts'

/** At most so many visits, or minutes of visits, per local day or week; of all services, or of one. */
export interface Limit {
  per: 'day' | 'week'
  of: 'visits' | 'minutes'
  most: number
  serviceId?: string | null
}

/**
 * Where and for which service limits are counted, and how long the visit would be that is to come. The week begins on
 * `weekStartsOn` (1 Monday, as when not said, to 7 Sunday).
 */
export interface Counting {
  serviceId: string
  minutes: number
  zone: string
  weekStartsOn?: number
  now: Date
}

/** The days or weeks, in epoch minutes, in which one more visit would pass a limit: nothing more may begin in them. */
export function fullTimes(limits: readonly Limit[], busy: readonly Busy[], counting: Counting): Interval[] {
  const full: Interval[] = []
  for (const limit of limits) {
    if (!appliesTo(limit, counting.serviceId)) continue
    if (!leavesRoom(limit, 0, counting)) full.push({ from: -Infinity, to: Infinity })
    for (const [firstDay, booked] of countBooked(limit, busy, counting)) {
      if (!leavesRoom(limit, booked, counting)) full.push(periodFrom(firstDay, limit, counting.zone))
    }
  }
  return union(full)
}

/** Whether one more visit keeps the limit where so much is booked already. */
export function leavesRoom(
  { of, most }: Limit,
  booked: number,
  { minutes }: Pick<Counting, 'minutes'>,
): boolean {
  return booked + (of === 'minutes' ? minutes : 1) <= most
}

/** Whether the limit speaks of this service. */
export function appliesTo(limit: Limit, serviceId: string): boolean {
  return !limit.serviceId || limit.serviceId === serviceId
}

/** Visits, or their minutes, by the day or week (number of its first day) in which they begin on the local calendar. */
export function countBooked(limit: Limit, busy: readonly Busy[], counting: Counting): Map<number, number> {
  const counts = new Map<number, number>()
  for (const visit of busy) {
    if (limit.serviceId && visit.serviceId !== limit.serviceId) continue
    if (visit.heldUntil && visit.heldUntil <= counting.now) continue
    const first = firstDayOf(localDayNumber(visit.startsAt, counting.zone), limit, counting.weekStartsOn)
    const more = limit.of === 'minutes' ? totalMinutes([minutesOf(visit)]) : 1
    counts.set(first, (counts.get(first) ?? 0) + more)
  }
  return counts
}

/** The number of the first day of the day or week in which the day lies. */
export function firstDayOf(day: number, { per }: Limit, weekStartsOn = 1): number {
  return per === 'day' ? day : day - ((weekdayOfNumber(day) - weekStartsOn + 7) % 7)
}

function periodFrom(firstDay: number, { per }: Limit, zone: string): Interval {
  const nextDay = firstDay + (per === 'day' ? 1 : 7)
  return minutesOf({ startsAt: startOfDayNumber(firstDay, zone), endsAt: startOfDayNumber(nextDay, zone) })
}
