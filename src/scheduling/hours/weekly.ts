import { z } from 'zod'
import { Day, Id } from '../../platform/operation/shapes.ts'
import { addLocalDays, dayNumber } from '../../platform/time/index.ts'
import { holdsOnDay } from '../availability/hours.ts'
import type { WorkingHours } from '../availability/hours.ts'
import { mondayOf, workingHoursOf } from '../times/hours-rows.ts'

/** A wall-clock time 'HH:MM'; '24:00' is the end of the day. */
export const WallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "Give a time such as '09:00'.")

export const WeeklyHours = z.strictObject({
  locationId: Id,
  /** 1 = Monday ... 7 = Sunday. */
  weekday: z.int().min(1).max(7),
  starts: WallTime,
  ends: WallTime,
  /** The shift ends on the day after it began. */
  nextDay: z.boolean().default(false),
  /** Alternating weeks: these hours hold in week `cycleWeek` (from 0) of `cycleLength`. */
  cycleLength: z.int().min(1).max(12).default(1),
  cycleWeek: z.int().min(0).max(11).default(0),
  /** A day of a week that is week 0; left out: the week of `validFrom`. Kept, so that saving again never turns the weeks round. */
  cycleAnchor: Day.nullable().default(null),
  validFrom: Day,
  validTo: Day.nullable().default(null),
})
/** Weekly hours as they are kept: whole, the anchor of alternating weeks a Monday. */
export type WeeklyRow = z.output<typeof WeeklyHours>
/** Weekly hours as somebody says them. */
export type WeeklyHoursWish = z.input<typeof WeeklyHours>

/** Days [from, to], 'YYYY-MM-DD'; `to: null`: from then on. */
export interface Period {
  from: string
  to: string | null
}

/** What was left out filled in; the anchor of alternating weeks is a Monday, of others none. */
export function wholeOf(hours: WeeklyHoursWish): WeeklyRow {
  const { nextDay = false, cycleLength = 1, cycleWeek = 0, cycleAnchor, validTo = null } = hours
  const anchor = cycleLength > 1 ? mondayOf(cycleAnchor ?? hours.validFrom) : null
  return { ...hours, nextDay, cycleLength, cycleWeek, cycleAnchor: anchor, validTo }
}

/** The row as the engine reads it. */
export function ruleOf(row: WeeklyRow): WorkingHours {
  return workingHoursOf({
    location_id: row.locationId,
    weekday: row.weekday,
    starts: row.starts,
    ends: row.ends,
    next_day: row.nextDay,
    cycle_length: row.cycleLength,
    cycle_week: row.cycleWeek,
    cycle_anchor: row.cycleAnchor,
    valid_from: row.validFrom,
    valid_to: row.validTo,
  })
}

/**
 * Lays new hours over a period: within it exactly they hold, before and after it what stood there goes on, with the weeks
 * of its cycles counted as before. Stretches of the same hours that meet become one again.
 */
export function layOver(
  before: readonly WeeklyRow[],
  given: readonly WeeklyRow[],
  { from, to }: Period,
): WeeklyRow[] {
  const outside = before.flatMap((row) => [
    ...within(row, { from: '0001-01-01', to: addLocalDays(from, -1) }),
    ...(to === null ? [] : within(row, { from: addLocalDays(to, 1), to: null })),
  ])
  const rows = joined([...outside, ...given.flatMap((row) => within(row, { from, to }))])
  // A rest so short that its weekday never comes would say nothing.
  return rows.filter(everHolds)
}

/** The part of a row that lies in the period; none when it does not meet it. */
function within(row: WeeklyRow, { from, to }: Period): WeeklyRow[] {
  const validFrom = row.validFrom > from ? row.validFrom : from
  const validTo = to === null || (row.validTo !== null && row.validTo < to) ? row.validTo : to
  return validTo !== null && validTo < validFrom ? [] : [{ ...row, validFrom, validTo }]
}

function joined(rows: readonly WeeklyRow[]): WeeklyRow[] {
  const found: WeeklyRow[] = []
  for (const row of [...rows].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    const earlier = found.find((one) => sameHours(one, row) && follows(one, row))
    if (earlier) earlier.validTo = row.validTo
    else found.push({ ...row })
  }
  return found
}

const follows = (one: WeeklyRow, next: WeeklyRow) =>
  one.validTo !== null && addLocalDays(one.validTo, 1) === next.validFrom

function sameHours(a: WeeklyRow, b: WeeklyRow): boolean {
  const told = ({ validFrom: _from, validTo: _to, ...rest }: WeeklyRow) =>
    JSON.stringify(Object.entries(rest).sort())
  return told(a) === told(b)
}

/** Whether there is any day on which the hours hold. */
export function everHolds(row: WeeklyRow): boolean {
  return (
    row.validTo === null ||
    firstDayHeld(row, { from: dayNumber(row.validFrom), weeks: row.cycleLength }) !== null
  )
}

/** The first day (since 1970-01-01) from `from` on, within so many weeks, on which the row holds. */
export function firstDayHeld(
  row: WeeklyRow,
  { from, weeks, and = () => true }: { from: number; weeks: number; and?: (day: number) => boolean },
): number | null {
  const rule = ruleOf(row)
  for (let day = from; day < from + 7 * (weeks + 1); day++) if (holdsOnDay(rule, day) && and(day)) return day
  return null
}
