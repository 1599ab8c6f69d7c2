import { invalid } from '../problem.ts'
import { instantToWall, readLocal } from './wall.ts'
import { offsetAt, offsetsBetween } from './zone.ts'
import type { OffsetSpan } from './zone.ts'

const DAY = 86_400_000

/** ISO weekdays: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The calendar day 'YYYY-MM-DD' in the zone at the instant. */
export function localDay(instant: Date, zone: string): string {
  return instantToWall(instant, zone).slice(0, 10)
}

/** The first instant of a calendar day in a zone: 01:00 where the clock skips midnight, the first midnight where it is repeated. */
export function startOfLocalDay(day: string, zone: string): Date {
  return startOfDayNumber(dayNumber(day), zone)
}

/** The same for a day as days since 1970-01-01. */
export function startOfDayNumber(day: number, zone: string): Date {
  const reading = readLocal(day * DAY, zone)
  if (reading.kind === 'once') return reading.instant
  if (reading.kind === 'twice') return reading.earlier
  // Midnight is skipped: the day begins at the jump itself, which may come before midnight (23:30 to 00:30).
  const spans = offsetsBetween(zone, reading.earlier.getTime(), reading.later.getTime() + 1)
  return new Date((spans.at(-1) as OffsetSpan).from)
}

/** Minutes from the start of the day to the start of the next: 1440, or 1380, 1500, 1470 ... when the clock changes. */
export function localDayLength(day: string, zone: string): number {
  const next = startOfLocalDay(addLocalDays(day, 1), zone)
  return (next.getTime() - startOfLocalDay(day, zone).getTime()) / 60_000
}

/** The calendar day so many days later (or earlier). */
export function addLocalDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days)
}

/** Days from the first to the second calendar day; negative when the second is earlier. */
export function daysBetween(first: string, second: string): number {
  return dayNumber(second) - dayNumber(first)
}

/** The ISO weekday of a calendar day. */
export function weekdayOf(day: string): Weekday {
  return weekdayOfNumber(dayNumber(day))
}

/** The local day at the instant as days since 1970-01-01. */
export function localDayNumber(instant: Date, zone: string): number {
  const at = instant.getTime()
  return Math.floor((at + offsetAt(zone, at)) / DAY)
}

// The same days are asked for again and again: validity of hours, holidays, weeks. Checking one costs much more than looking it up.
const known = new Map<string, number>()
const MOST_KNOWN = 10_000

/** A calendar day as days since 1970-01-01. 422 `invalid` for what no calendar has (30 February). */
export function dayNumber(day: string): number {
  const found = known.get(day)
  if (found !== undefined) return found
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) {
    throw invalid('day', `'${day}' is no calendar day, such as 2026-03-02.`)
  }
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(day, at / DAY)
  return at / DAY
}

/** The calendar day 'YYYY-MM-DD' of days since 1970-01-01. */
export function dayOfNumber(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10)
}

/** The ISO weekday of days since 1970-01-01 (which was a Thursday). */
export function weekdayOfNumber(number: number): Weekday {
  return (((((number + 3) % 7) + 7) % 7) + 1) as Weekday
}
