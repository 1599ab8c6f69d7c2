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
  /** Who stands in while the practitioner is away. */
  standsIn?: string | null
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
  toSubstitute: 3,
  otherPart: 15,
  shift: 2,
  mostShift: 10,
  weekday: 6,
  location: 30,
  closerDay: 6,
  shortNotice: 12,
}

/** What times cost one client: thousands are weighed by their points, the few that come into question say their terms. */
export interface Weigher {
  /** The sum of the terms; 0: as good as the old time. Infinity: it may not be, for a neighbour of the series or plan would be passed. */
  points: (offered: Offered) => number
  terms: (offered: Offered) => CostTerm[]
}

export function weigherOf(wishes: Wishes, now: Date): Weigher {
  const visit = { wishes, was: wallOf(wishes.startsAt, wishes.zone), now }
  const isBetweenNeighbours = ({ startsAt }: Offered) =>
    !(wishes.previousAt && startsAt <= wishes.previousAt) && !(wishes.nextAt && startsAt >= wishes.nextAt)
  return {
    points: (offered) => {
      if (!isBetweenNeighbours(offered)) return Infinity
      let sum = 0
      weigh(visit, offered, (_, points) => (sum += points))
      return sum
    },
    terms: (offered) => {
      const terms: CostTerm[] = []
      weigh(visit, offered, (code, points, values) => {
        if (points > 0) terms.push({ code, points, values: values?.() ?? {} })
      })
      return terms
    },
  }
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

type Add = (code: CostTerm['code'], points: number, values?: () => CostTerm['values']) => void

interface Weighed {
  wishes: Wishes
  was: Wall
  now: Date
}

function weigh({ wishes, was, now }: Weighed, offered: Offered, add: Add) {
  const { startsAt, practitionerId, locationId, wall: will } = offered
  const days = will.day - was.day
  if (days > 0) add('later', days * POINTS.laterDay, () => ({ days }))
  if (days < 0) add('earlier', -days * POINTS.earlierDay, () => ({ days: -days }))
  const isSubstitute = practitionerId === wishes.standsIn && practitionerId !== wishes.practitionerId
  add(isSubstitute ? 'substitute' : 'other_practitioner', practitionerPoints(wishes, practitionerId))
  add('other_time_of_day', timePoints(wishes, was.minute, will.minute), () => ({
    minutes: Math.abs(will.minute - was.minute),
    part: partOf(will.minute),
  }))
  add('other_weekday', weekdayPoints(wishes, days, will.day))
  if (locationId !== wishes.locationId) add('other_location', POINTS.location)
  if (wishes.previousAt || wishes.nextAt) {
    const closer = daysCloser(wishes, startsAt)
    add('spacing', closer * POINTS.closerDay, () => ({ days: closer }))
  }
  if (startsAt < wishes.startsAt && startsAt.getTime() - now.getTime() < DAY)
    add('short_notice', POINTS.shortNotice)
}

function practitionerPoints(wishes: Wishes, next: string): number {
  const { practitionerId, usualPractitionerId, standsIn, knows } = wishes
  if (next === practitionerId || next === usualPractitionerId) return 0
  if (next === standsIn) return POINTS.toSubstitute
  const away = practitionerId !== null && practitionerId === usualPractitionerId ? POINTS.leavesUsual : 0
  return away + (knows.has(next) ? POINTS.toKnown : POINTS.toStranger)
}

function timePoints({ usualPart }: Wishes, was: number, will: number): number {
  const minutes = Math.abs(will - was)
  const part = partOf(will) === (usualPart ?? partOf(was)) ? 0 : POINTS.otherPart
  // Their own hour is better than any other, be it a quarter of an hour away.
  const shift = minutes === 0 ? 0 : Math.min(POINTS.mostShift, POINTS.shift + Math.floor(minutes / 30))
  return part + shift
}

function weekdayPoints({ usualWeekday }: Wishes, days: number, day: number): number {
  return days !== 0 && usualWeekday && weekdayOfNumber(day) !== usualWeekday ? POINTS.weekday : 0
}

/** Visits of a plan keep their distance: coming nearer to a neighbour costs, going from the one to the middle does not. */
function daysCloser({ startsAt, previousAt, nextAt }: Wishes, next: Date): number {
  const nearest = (at: Date) =>
    Math.min(
      previousAt ? at.getTime() - previousAt.getTime() : Infinity,
      nextAt ? nextAt.getTime() - at.getTime() : Infinity,
    )
  return Math.max(0, Math.round((nearest(startsAt) - nearest(next)) / DAY))
}
