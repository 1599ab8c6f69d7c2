import { localDayNumber, offsetAt, weekdayOfNumber } from '../../platform/time/index.ts'
import type { CostTerm } from './engine/option.ts'

/** What is known of a client's wishes, from the visit itself and those before it. */
export interface Wishes {
  startsAt: Date
  zone: string
  practitionerId: string | null
  locationId: string
  roomId: string | null
  usualPractitionerId: string | null
  /** Practitioners the client has seen. */
  knows: ReadonlySet<string>
  usualPart: DayPart | null
  /** ISO, when most earlier visits fell on it. */
  usualWeekday: number | null
  /** The neighbours in the same series or plan: a new time stays between them. */
  previousAt: Date | null
  nextAt: Date | null
}

export type DayPart = 'morning' | 'afternoon' | 'evening'

/** A time a visit could have. */
export interface Offered {
  startsAt: Date
  practitionerId: string
  locationId: string
  /** What the clock there shows at the start. */
  wall: Wall
}

/** A local day by its number, and the minute of that day. */
export interface Wall {
  day: number
  minute: number
}

const DAY = 86_400_000
const POINTS = {
  laterDay: 10,
  earlierDay: 12,
  /** Away from the usual practitioner; to one who is known; to a stranger. */
  leavesUsual: 25,
  toKnown: 8,
  toStranger: 20,
  otherPart: 15,
  shift: 2,
  mostShift: 10,
  weekday: 6,
  location: 30,
  closerDay: 6,
  shortNotice: 12,
}

/**
 * What this time costs the client, term by term; none of them: the time is as good as the old one. null: it may not be,
 * because a neighbour of the series or plan would be passed.
 */
export function termsOf(wishes: Wishes, offered: Offered, now: Date): CostTerm[] | null {
  const { startsAt } = offered
  if ((wishes.previousAt && startsAt <= wishes.previousAt) || (wishes.nextAt && startsAt >= wishes.nextAt))
    return null
  const was = wallOf(wishes.startsAt, wishes.zone)
  const will = offered.wall
  const days = will.day - was.day
  const terms: CostTerm[] = [
    ...term('later', Math.max(0, days) * POINTS.laterDay, { days }),
    ...term('earlier', Math.max(0, -days) * POINTS.earlierDay, { days: -days }),
    ...term('other_practitioner', practitionerPoints(wishes, offered.practitionerId), {}),
    ...timeOfDay(wishes, was.minute, will.minute),
    ...term('other_weekday', weekdayPoints(wishes, days, will.day), {}),
    ...term('other_location', offered.locationId === wishes.locationId ? 0 : POINTS.location, {}),
    ...spacing(wishes, startsAt),
  ]
  const isSoon = startsAt.getTime() - now.getTime() < DAY && startsAt < wishes.startsAt
  return isSoon ? [...terms, ...term('short_notice', POINTS.shortNotice, {})] : terms
}

/** Morning until noon, evening from five. */
export function partOf(minute: number): DayPart {
  if (minute < 720) return 'morning'
  return minute < 1020 ? 'afternoon' : 'evening'
}

/** The local day and the minute of that day. */
export function wallOf(instant: Date, zone: string): Wall {
  const local = Math.floor((instant.getTime() + offsetAt(zone, instant.getTime())) / 60_000)
  return { day: localDayNumber(instant, zone), minute: ((local % 1440) + 1440) % 1440 }
}

function term(code: CostTerm['code'], points: number, values: CostTerm['values']): CostTerm[] {
  return points > 0 ? [{ code, points, values }] : []
}

function practitionerPoints({ practitionerId, usualPractitionerId, knows }: Wishes, next: string): number {
  if (next === practitionerId || next === usualPractitionerId) return 0
  const away = practitionerId !== null && practitionerId === usualPractitionerId ? POINTS.leavesUsual : 0
  return away + (knows.has(next) ? POINTS.toKnown : POINTS.toStranger)
}

function timeOfDay({ usualPart }: Wishes, was: number, will: number): CostTerm[] {
  const minutes = Math.abs(will - was)
  const part = partOf(will) === (usualPart ?? partOf(was)) ? 0 : POINTS.otherPart
  // Their own hour is better than any other, be it a quarter of an hour away.
  const shift = minutes === 0 ? 0 : Math.min(POINTS.mostShift, POINTS.shift + Math.floor(minutes / 30))
  return term('other_time_of_day', part + shift, { minutes, part: partOf(will) })
}

function weekdayPoints({ usualWeekday }: Wishes, days: number, day: number): number {
  return days !== 0 && usualWeekday && weekdayOfNumber(day) !== usualWeekday ? POINTS.weekday : 0
}

/** Visits of a plan keep their distance: coming nearer to a neighbour costs, going from the one to the middle does not. */
function spacing({ startsAt, previousAt, nextAt }: Wishes, next: Date): CostTerm[] {
  const nearest = (at: Date) =>
    Math.min(
      previousAt ? at.getTime() - previousAt.getTime() : Infinity,
      nextAt ? nextAt.getTime() - at.getTime() : Infinity,
    )
  if (!previousAt && !nextAt) return []
  const days = Math.round((nearest(startsAt) - nearest(next)) / DAY)
  return term('spacing', Math.max(0, days) * POINTS.closerDay, { days })
}
