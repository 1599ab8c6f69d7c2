import { dayNumber, offsetsBetween, weekdayOfNumber } from '../../platform/time/index.ts'
import { subtract, union } from './intervals.ts'
import type { Interval, Intervals } from './intervals.ts'

const DAY = 1440
const MINUTE = 60_000

/** Hours by the wall clock in minutes since midnight; `to` up to 2880, past 1440 for a shift that ends on the next day. */
export interface WallHours {
  from: number
  to: number
}

/** Hours that come back each week, or in one week of a cycle. */
export interface WeeklyHours extends WallHours {
  /** ISO: 1 Monday to 7 Sunday; the day on which the hours begin. */
  weekday: number
  /** First and last day ('YYYY-MM-DD', both included) on which the hours may begin. */
  validFrom?: string | null
  validTo?: string | null
  /**
   * Alternating weeks A/B..n: the hours hold in week `week` (0 to weeks - 1) of every `weeks`, counted from `anchor`.
   * The anchor is a day, not "the first week of the year", so that saving again or a 53rd week never turns the weeks round;
   * a week of the cycle begins on the anchor's weekday.
   */
  cycle?: { weeks: number; week: number; anchor: string } | null
}

/** Weekly hours at a place. */
export interface WorkingHours extends WeeklyHours {
  locationId: string
}

/** One day that differs: `replace` puts these hours (none: a day off) in the place of the whole day everywhere, `add` adds them. */
export interface HoursException {
  day: string
  effect: 'replace' | 'add'
  hours: readonly (WallHours & { locationId: string })[]
}

/** A stretch of time with the words people know it by. */
export interface Span {
  startsAt: Date
  endsAt: Date
  name?: string | null
}

/** A place with its clock. Without opening hours it is open whenever somebody works there. */
export interface Location {
  id: string
  zone: string
  openingHours?: readonly WeeklyHours[] | null
  /** Whole days in the location's zone. */
  holidays?: readonly { day: string; name?: string | null }[]
  closures?: readonly Span[]
}

/** Epoch minutes of a stretch; a started minute counts as taken. */
export function minutesOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Interval {
  return { from: Math.floor(startsAt.getTime() / MINUTE), to: Math.ceil(endsAt.getTime() / MINUTE) }
}

/** When somebody with these hours works at the location, in epoch minutes over the window; opening hours are not looked at. */
export function workingTimes(
  person: { hours: readonly WorkingHours[]; exceptions?: readonly HoursException[] },
  location: Location,
  window: Interval,
): Interval[] {
  const rules = person.hours.filter((rule) => rule.locationId === location.id)
  const exceptions = byDay(person.exceptions ?? [], location.id)
  if (rules.length === 0 && exceptions.size === 0) return []
  return atWallClock(location.zone, window, (days) => wallHours(rules, days, exceptions))
}

/** When the location lets people in, in epoch minutes over the window: opening hours less holidays and closures. */
export function openTimes(location: Location, window: Interval): Interval[] {
  const { openingHours } = location
  const open = openingHours
    ? atWallClock(location.zone, window, (days) => wallHours(openingHours, days))
    : union([window])
  return subtract(
    subtract(open, holidayTimes(location, window)),
    union((location.closures ?? []).map(minutesOf)),
  )
}

/** The holidays of the location as epoch minutes over the window. */
export function holidayTimes(location: Location, window: Interval): Interval[] {
  const { holidays } = location
  if (!holidays?.length) return []
  return atWallClock(location.zone, window, () =>
    holidays.map(({ day }) => ({ from: dayNumber(day) * DAY, to: (dayNumber(day) + 1) * DAY })),
  )
}

/**
 * Epoch minutes at which the zone's clocks show a wall time in the answer of `hours` (minutes since local 1970-01-01).
 * Hours hold whenever the clock shows them: a skipped hour does not exist, a repeated one comes twice, and a whole day
 * is 23, 24.5 or 25 hours long. So sets of hours may be joined and cut by the wall clock before they become instants.
 */
export function atWallClock(
  zone: string,
  window: Interval,
  hours: (days: Interval) => readonly Interval[],
): Interval[] {
  const spans = offsetsBetween(zone, window.from * MINUTE, window.to * MINUTE).map(inMinutes)
  const first = spans[0]
  const last = spans.at(-1)
  if (!first || !last) return []
  const firstDay = Math.floor((first.from + first.offset) / DAY)
  const lastDay = Math.floor((last.to - 1 + last.offset) / DAY)
  const wall = union(hours({ from: firstDay, to: lastDay + 1 }))
  return union(spans.flatMap((span) => shownDuring(wall, span)))
}

function shownDuring(wall: Intervals, { from, to, offset }: Interval & { offset: number }): Interval[] {
  const shown: Interval[] = []
  for (const hours of wall) {
    const part = { from: Math.max(hours.from - offset, from), to: Math.min(hours.to - offset, to) }
    if (part.from < part.to) shown.push(part)
  }
  return shown
}

function inMinutes(span: { from: number; to: number; offset: number }) {
  return { from: span.from / MINUTE, to: span.to / MINUTE, offset: span.offset / MINUTE }
}

type DayHours = Map<number, { replace: boolean; hours: WallHours[] }>

/** The wall hours of all rules over days [from, to) (days since 1970), with the day before for shifts that pass midnight. */
function wallHours(rules: readonly WeeklyHours[], days: Interval, exceptions?: DayHours): Interval[] {
  const prepared = rules.map(prepare)
  const found: Interval[] = []
  for (let day = days.from - 1; day < days.to; day++) {
    const exception = exceptions?.get(day)
    if (!exception?.replace) {
      const weekday = weekdayOfNumber(day)
      for (const rule of prepared) {
        if (rule.weekday === weekday && holdsOn(rule, day)) found.push(onDay(rule, day))
      }
    }
    if (exception) for (const hours of exception.hours) found.push(onDay(hours, day))
  }
  return found
}

interface PreparedRule extends WallHours {
  weekday: number
  validFrom: number
  validTo: number
  cycle: { weeks: number; week: number; anchor: number } | null
}

function prepare(rule: WeeklyHours): PreparedRule {
  return {
    from: rule.from,
    to: rule.to,
    weekday: rule.weekday,
    validFrom: rule.validFrom ? dayNumber(rule.validFrom) : -Infinity,
    validTo: rule.validTo ? dayNumber(rule.validTo) : Infinity,
    cycle: rule.cycle ? { ...rule.cycle, anchor: dayNumber(rule.cycle.anchor) } : null,
  }
}

/** Whether the hours begin on this day (days since 1970-01-01). */
export function holdsOnDay(rule: WeeklyHours, day: number): boolean {
  return weekdayOfNumber(day) === rule.weekday && holdsOn(prepare(rule), day)
}

function holdsOn(rule: PreparedRule, day: number): boolean {
  if (day < rule.validFrom || day > rule.validTo) return false
  if (!rule.cycle) return true
  const { weeks, week, anchor } = rule.cycle
  const turn = Math.floor((day - anchor) / 7) % weeks
  return (turn + weeks) % weeks === week
}

function onDay({ from, to }: WallHours, day: number): Interval {
  return { from: day * DAY + from, to: day * DAY + to }
}

function byDay(exceptions: readonly HoursException[], locationId: string): DayHours {
  const days: DayHours = new Map()
  for (const { day, effect, hours } of exceptions) {
    const number = dayNumber(day)
    const entry = days.get(number) ?? { replace: false, hours: [] }
    entry.replace ||= effect === 'replace'
    entry.hours.push(...hours.filter((part) => part.locationId === locationId))
    days.set(number, entry)
  }
  return days
}
