import { invalid } from '../../platform/problem.ts'
import { addLocalDays, instantToWall, readWall } from '../../platform/time/index.ts'
import { minuteOfDay } from '../times/hours-rows.ts'
import { requirePlace } from './places.ts'
import type { Place, Places } from './places.ts'
import { hoursOfDay, wallSpan } from './wall-days.ts'
import type { DayException, DaySpan, WallSpan } from './wall-days.ts'
import type { WeeklyRow } from './weekly.ts'

/** Refuses hours of a day that cannot be on any day: a closed place, an end before the start, two spans at once. */
export function refuseImpossibleHours(hours: readonly DaySpan[], places: Places) {
  hours.forEach((each, index) => {
    requirePlace(places, each.locationId, `hours.${index}.locationId`)
    if (!each.nextDay && each.ends <= each.starts)
      throw invalid(
        `hours.${index}.ends`,
        `The end (${each.ends}) must come after the start (${each.starts}). For a shift past midnight say that it ends on the next day.`,
      )
    if (each.nextDay && (each.ends > each.starts || each.starts === '24:00'))
      throw invalid(
        `hours.${index}.ends`,
        'A shift is shorter than a day: end it earlier, or on the same day.',
      )
    const other = hours.slice(0, index).find((one) => meet(wallSpan(one, ANY_DAY), wallSpan(each, ANY_DAY)))
    if (other) throw overlap(index, [toldSpan(other, places), toldSpan(each, places)])
  })
}

const ANY_DAY = '2000-01-03'

/**
 * Refuses hours that cannot be on this day: an hour that the clock skips, and hours at the same time as those of the week
 * (when they are extra) or of a shift that reaches over from the day before or into the day after.
 */
export function refuseImpossibleDay(
  { day, effect, hours }: DayException,
  known: { week: readonly WeeklyRow[]; exceptions: readonly DayException[]; places: Places },
) {
  const usual = effect === 'add' ? hoursOfDay({ ...known, exceptions: [] }, day) : []
  const around = [-1, 1].flatMap((days) => hoursOfDay(known, addLocalDays(day, days)))
  hours.forEach((each, index) => {
    const place = known.places.get(each.locationId)!
    refuseSkipped(day, each, { index, place })
    const own = wallSpan(each, day)
    const other = [...usual, ...around].find((one) => meet(one, own))
    if (other)
      throw overlap(index, [
        `${other.day} ${toldSpan(other, known.places)}`,
        `${day} ${toldSpan(each, known.places)}`,
      ])
  })
}

/** Nobody begins at half past two when the clock goes from two to three. */
function refuseSkipped(day: string, span: DaySpan, { index, place }: { index: number; place: Place }) {
  const last = span.nextDay ? addLocalDays(day, 1) : day
  const edges = [
    { field: 'starts', day, time: span.starts, minute: minuteOfDay(span.starts) },
    // An end at the very jump is the jump, so the minute before it is asked.
    { field: 'ends', day: last, time: span.ends, minute: minuteOfDay(span.ends) - 1 },
  ]
  for (const { field, day: on, time, minute } of edges) {
    if (minute < 0) continue
    const reading = readWall(`${on}T${timeOf(minute)}`, place.zone)
    if (reading.kind !== 'skipped') continue
    const next = instantToWall(reading.later, place.zone).slice(11)
    throw invalid(
      `hours.${index}.${field}`,
      `${time} does not exist at ${place.name} on ${on}: the clock is put forward by ${reading.minutes} minutes. Choose ${next} or another time.`,
    )
  }
}

const timeOf = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

const meet = (a: WallSpan, b: WallSpan) => a.from < b.to && b.from < a.to

function overlap(index: number, [first, second]: [string, string]) {
  return invalid(
    `hours.${index}.starts`,
    `${first} and ${second} overlap: nobody works at two places or twice at once.`,
  )
}

function toldSpan({ starts, ends, locationId }: DaySpan, places: Places): string {
  return `${starts}–${ends} (${places.get(locationId)?.name ?? 'another location'})`
}
