import { localDayNumber, offsetAt } from '../../platform/time/index.ts'
import { nextOnGrid } from './grid.ts'
import { instantOf } from './reasons.ts'
import type { Reason, Wished } from './reasons.ts'

const MINUTE = 60_000

/** In the past, too soon, or further ahead than may be booked. */
export function calendarRules({ search: { now }, rules, location: { zone }, visit }: Wished): Reason[] {
  const nowMinute = Math.ceil(now.getTime() / MINUTE)
  if (visit.from < nowMinute)
    return [{ code: 'in_the_past', values: { now: now.toISOString() }, change: null }]
  const found: Reason[] = []
  const notice = visit.from - nowMinute
  const missing = Math.ceil(now.getTime() / MINUTE + Math.max(0, rules.minimumNotice)) - visit.from
  if (missing > 0) {
    const change = {
      code: 'allow_notice',
      values: { minutes: rules.minimumNotice - missing },
      minutes: missing,
    } as const
    found.push({ code: 'too_soon', values: { minimumNotice: rules.minimumNotice, notice }, change })
  }
  const days = localDayNumber(instantOf(visit.from), zone) - localDayNumber(now, zone)
  if (rules.horizonDays !== null && days > rules.horizonDays) {
    const minutes = (days - rules.horizonDays) * 1440
    const change = { code: 'allow_horizon', values: { days }, minutes } as const
    found.push({ code: 'too_far_ahead', values: { horizonDays: rules.horizonDays, days }, change })
  }
  return found
}

/** Not on the grid of starts. */
export function gridRules({ rules, location: { zone }, visit }: Wished): Reason[] {
  const wall = visit.from + offsetAt(zone, visit.from * MINUTE) / MINUTE
  if (nextOnGrid(wall, rules) === wall) return []
  const { slotInterval } = rules
  const first = rules.slotOffset % slotInterval
  const values = { slotInterval, slotOffset: first }
  // Seconds are on no grid.
  if (!Number.isInteger(wall)) return [{ code: 'off_grid', values, change: null }]
  const late = ((wall % 1440) - first + slotInterval) % slotInterval
  const finer = greatestCommonDivisor(slotInterval, late)
  const minutes = Math.min(late, slotInterval - late)
  return [
    { code: 'off_grid', values, change: { code: 'allow_interval', values: { minutes: finer }, minutes } },
  ]
}

/** More people than seats. */
export function seatRules({ search: { seats = 1 }, rules, session }: Wished): Reason[] {
  const capacity = session?.capacity ?? rules.capacity
  const taken = session?.taken ?? 0
  if (capacity - taken >= seats) return []
  const values = { capacity, taken, seats, sessionId: session?.id ?? null }
  const change = { code: 'add_seats', values: { capacity: taken + seats }, minutes: rules.duration } as const
  return [{ code: 'too_few_seats', values, change }]
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
