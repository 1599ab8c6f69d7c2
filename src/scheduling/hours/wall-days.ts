import { addLocalDays, dayNumber } from '../../platform/time/index.ts'
import { holdsOnDay } from '../availability/hours.ts'
import { minuteOfDay } from '../times/hours-rows.ts'
import { ruleOf } from './weekly.ts'
import type { WeeklyRow } from './weekly.ts'

/** Hours of one day at a location, by the wall clock. */
export interface DaySpan {
  locationId: string
  starts: string
  ends: string
  /** They end on the next day. */
  nextDay: boolean
}

export type Effect = 'replace' | 'add'

/** One day that differs from the week: `replace` with no hours is a day off, `add` puts hours on top of the week's. */
export interface DayException {
  day: string
  effect: Effect
  hours: DaySpan[]
  note: string | null
}

/** A span on the axis of minutes since local 1970-01-01. */
export interface WallSpan extends DaySpan {
  day: string
  from: number
  to: number
}

/** The hours of a day as the week and the days that differ say them, in the order of the clock. */
export function hoursOfDay(
  { week, exceptions }: { week: readonly WeeklyRow[]; exceptions: readonly DayException[] },
  day: string,
): WallSpan[] {
  const differs = exceptions.find((each) => each.day === day)
  const number = dayNumber(day)
  const usual = differs?.effect === 'replace' ? [] : week.filter((each) => holdsOnDay(ruleOf(each), number))
  return [...usual, ...(differs?.hours ?? [])]
    .map((span) => wallSpan(span, day))
    .sort((a, b) => a.from - b.from)
}

/** A span of a day on the axis of wall-clock minutes. */
export function wallSpan({ locationId, starts, ends, nextDay }: DaySpan, day: string): WallSpan {
  const midnight = dayNumber(day) * 1440
  const to = midnight + minuteOfDay(ends) + (nextDay ? 1440 : 0)
  return { locationId, starts, ends, nextDay, day, from: midnight + minuteOfDay(starts), to }
}

/** The days [from, to], both included. */
export function daysFrom(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, dayNumber(to) - dayNumber(from) + 1) }, (_, index) =>
    addLocalDays(from, index),
  )
}
