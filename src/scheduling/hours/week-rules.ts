import { problem } from '../../platform/problem.ts'
import { dayNumber } from '../../platform/time/index.ts'
import { holdsOnDay } from '../availability/hours.ts'
import { requirePlace } from './places.ts'
import type { Places } from './places.ts'
import { everHolds, firstDayHeld, ruleOf } from './weekly.ts'
import type { WeeklyRow } from './weekly.ts'

const DAY = 1440
const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/**
 * Refuses hours that cannot be, at their field: an end before its start, a week outside of its cycle, hours that never
 * hold, a location that is closed for good (unless they stood there before: the past stays), or one person at two places.
 */
export function refuseImpossibleWeek(
  hours: readonly WeeklyRow[],
  { places, before }: { places: Places; before: readonly WeeklyRow[] },
) {
  const known = new Set(before.map(placeAndTime))
  hours.forEach((row, index) => {
    if (!known.has(placeAndTime(row))) requirePlace(places, row.locationId, `hours.${index}.locationId`)
    refuseImpossibleRow(row, index)
    const other = hours.slice(0, index).find((one) => collide(one, row))
    if (other) {
      const [first, second] = [told(other, places), told(row, places)]
      throw refusal(
        index,
        'starts',
        `${first} and ${second} overlap: nobody works at two places or twice at once.`,
      )
    }
  })
}

function refuseImpossibleRow(row: WeeklyRow, index: number) {
  if (!row.nextDay && row.ends <= row.starts)
    throw refusal(
      index,
      'ends',
      `The end (${row.ends}) must come after the start (${row.starts}). For a shift past midnight say that it ends on the next day.`,
    )
  if (row.nextDay && (row.ends > row.starts || row.starts === '24:00'))
    throw refusal(index, 'ends', 'A shift is shorter than a day: end it earlier, or on the same day.')
  if (row.cycleWeek >= row.cycleLength)
    throw refusal(index, 'cycleWeek', `A cycle of ${row.cycleLength} has no week ${row.cycleWeek + 1}.`)
  if (row.validTo !== null && row.validTo < row.validFrom)
    throw refusal(index, 'validTo', 'The last day must not come before the first.')
  if (!everHolds(row))
    throw refusal(
      index,
      'validTo',
      `There is no ${weekOf(row)} between ${row.validFrom} and ${row.validTo}: these hours would never hold. Choose other days.`,
    )
}

function refusal(index: number, field: string, message: string) {
  return problem(422, 'invalid', message, { fields: [{ field: `hours.${index}.${field}`, message }] })
}

const placeAndTime = ({ locationId, weekday, starts, ends }: WeeklyRow) =>
  [locationId, weekday, starts, ends].join(' ')

/** 'Tuesday', or 'Tuesday of week B' in alternating weeks. */
function weekOf({ weekday, cycleLength, cycleWeek }: WeeklyRow): string {
  const day = WEEKDAYS[weekday]!
  return cycleLength > 1 ? `${day} of week ${String.fromCodePoint(65 + cycleWeek)}` : day
}

function told(row: WeeklyRow, places: Places): string {
  const place = places.get(row.locationId)?.name ?? 'another location'
  return `${weekOf(row)} ${row.starts}–${row.ends} (${place})`
}

/** Whether the hours of both ever meet: cycles of other lengths do sooner or later, other weeks of one cycle never. */
function collide(a: WeeklyRow, b: WeeklyRow): boolean {
  return [-1, 0, 1].some((shift) => timesMeet(a, b, shift) && daysMeet(a, b, shift))
}

function timesMeet(a: WeeklyRow, b: WeeklyRow, shift: number): boolean {
  const [one, other] = [ruleOf(a), ruleOf(b)]
  return one.from < other.to + shift * DAY && other.from + shift * DAY < one.to
}

/** Whether the first holds on some day and the second `shift` days later. */
function daysMeet(a: WeeklyRow, b: WeeklyRow, shift: number): boolean {
  if ((a.weekday + shift + 6) % 7 !== b.weekday - 1) return false
  const from = Math.max(dayNumber(a.validFrom), dayNumber(b.validFrom) - shift)
  const other = ruleOf(b)
  const weeks = a.cycleLength * b.cycleLength
  return firstDayHeld(a, { from, weeks, and: (day) => holdsOnDay(other, day + shift) }) !== null
}
