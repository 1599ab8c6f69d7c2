import { addLocalDays, daysBetween, weekdayOf } from '../../platform/time/index.ts'
import type { HoursException, Location, WorkingHours } from '../availability/hours.ts'
import type { DiaryRows, HoursRow } from './diary-rows.ts'

/** A row of working hours as the engine reads it. */
export function workingHoursOf(row: Omit<HoursRow, 'practitioner_id'>): WorkingHours {
  return {
    locationId: row.location_id,
    weekday: row.weekday,
    from: minuteOfDay(row.starts),
    to: endOf(row),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    cycle:
      row.cycle_length > 1
        ? {
            weeks: row.cycle_length,
            week: row.cycle_week,
            anchor: row.cycle_anchor ?? mondayOf(row.valid_from),
          }
        : null,
  }
}

/** Minutes since the midnight before; past 1440 when the hours end on the next day. */
export function endOf({ ends, next_day }: { ends: string; next_day: boolean }): number {
  return minuteOfDay(ends) + (next_day ? 1440 : 0)
}

/** The Monday of a day's week: the weeks of a cycle are calendar weeks. */
export function mondayOf(day: string): string {
  return addLocalDays(day, 1 - weekdayOf(day))
}

/** The days that differ, each with all its hours. */
export function exceptionsOf(
  { exceptions }: Pick<DiaryRows, 'exceptions'>,
  practitionerId: string,
): HoursException[] {
  return exceptions
    .filter((each) => each.practitioner_id === practitionerId)
    .map(({ day, location_id, starts, ends, effect, next_day }) => ({
      day,
      effect,
      hours:
        starts && ends && location_id
          ? [{ locationId: location_id, from: minuteOfDay(starts), to: endOf({ ends, next_day }) }]
          : [],
    }))
}

/** A location with its opening hours and closed days. Without opening hours it is open whenever somebody works there. */
export function locationOf(
  diary: Pick<DiaryRows, 'opening' | 'closures'>,
  { id, zone }: { id: string; zone: string },
): Location {
  const opening = diary.opening.filter((each) => each.location_id === id)
  const closed = diary.closures.filter((each) => each.location_id === null || each.location_id === id)
  return {
    id,
    zone,
    openingHours:
      opening.length > 0
        ? opening.map((each) => ({
            weekday: each.weekday,
            from: minuteOfDay(each.opens),
            to: minuteOfDay(each.closes),
          }))
        : null,
    holidays: closed.flatMap(({ starts_on, ends_on, name }) =>
      daysOf(starts_on, ends_on).map((day) => ({ day, name })),
    ),
  }
}

function daysOf(first: string, last: string): string[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addLocalDays(first, index))
}

/** 'HH:MM' or 'HH:MM:SS' as minutes since midnight. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}
