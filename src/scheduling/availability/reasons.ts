import type { Interval } from './intervals.ts'
import type { Location } from './hours.ts'
import type { Practitioner, Service, Session, SlotSearch } from './slots.ts'

/** Figures for a message; instants as ISO strings, to be shown in the location's zone. */
export type Values = Record<string, string | number | null | string[] | { from: string; to: string }[]>

/** What would have to be different, and how much of it: the minutes that somebody would give up. */
export interface Change {
  code: ChangeCode
  values: Values
  minutes: number
}

export type ChangeCode =
  | 'allow_notice'
  | 'allow_horizon'
  | 'allow_interval'
  | 'add_seats'
  | 'open_on_holiday'
  | 'cut_closure'
  | 'add_opening_hours'
  | 'add_hours'
  | 'cut_time_off'
  | 'move_visit'
  | 'shorten_gap'
  | 'move_client_visit'
  | 'raise_limit'
  | 'free_room'
  | 'free_units'
  | 'free_assistant'
  | 'use_reserved'

/** A rule that removed the time. `change: null`: nothing in the practice's hands would open it. */
export interface Reason {
  code: ReasonCode
  values: Values
  change: Change | null
}

export type ReasonCode =
  | 'not_offered'
  | 'in_the_past'
  | 'too_soon'
  | 'too_far_ahead'
  | 'off_grid'
  | 'too_few_seats'
  | 'holiday'
  | 'closed'
  | 'outside_opening_hours'
  | 'outside_hours'
  | 'time_off'
  | 'reserved'
  | 'taken'
  | 'too_close'
  | 'client_busy'
  | 'day_full'
  | 'week_full'
  | 'no_room'
  | 'no_equipment'
  | 'no_assistant'
  | 'no_session'

/**
 * How much stands against a time at one of several places. Where the practitioner is not at work at all weighs most: whoever
 * asks is told about the place where they are.
 */
export function weightOf(reasons: readonly Reason[]): number {
  return reasons.length + (reasons.some(({ code }) => code === 'outside_hours') ? 100 : 0)
}

/** A visit as it is wished for, in epoch minutes, with the rules as the practitioner has them. */
export interface Wished {
  search: SlotSearch
  practitioner: Practitioner
  location: Location
  rules: Service
  visit: Interval
  /** The group session that begins just then: it stands already, so only its seats and the calendar decide. */
  session?: Session
}

/** Epoch minutes as ISO strings, for a message. */
export function tellTimes(times: readonly Interval[]): { from: string; to: string }[] {
  return times.map(({ from, to }) => ({
    from: instantOf(from).toISOString(),
    to: instantOf(to).toISOString(),
  }))
}

/** The instant of an epoch minute. */
export function instantOf(minute: number): Date {
  return new Date(minute * 60_000)
}
