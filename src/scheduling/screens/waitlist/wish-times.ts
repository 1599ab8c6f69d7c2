import type { Returns } from '../../../ui/api/index.ts'

export type Entry = Returns<'GET /waitlist'>['items'][number]
export type WantedTime = Entry['wantedTimes'][number]

/**
 * The three parts of a day that are ticked; a visit must lie within what is ticked, neighbours are joined. Whoever has time
 * from `by` until `till` has all of it: nobody is treated before seven or after nine.
 */
export const PARTS = [
  { key: 'morning', from: '00:00', to: '12:00', by: '07:00', till: '12:00' },
  { key: 'afternoon', from: '12:00', to: '17:00', by: '12:00', till: '17:00' },
  { key: 'evening', from: '17:00', to: '24:00', by: '17:00', till: '21:00' },
] as const
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** How much of a part of a day somebody has time: all of it, some of it, none. */
export function shareOf(
  times: readonly WantedTime[],
  weekday: number,
  part: number,
): 'all' | 'some' | 'none' {
  const { from, to, by, till } = PARTS[part]!
  const ofDay = times.filter((one) => one.weekday === weekday && one.from < to && one.to > from)
  if (ofDay.length === 0) return 'none'
  return ofDay.some((one) => one.from <= by && one.to >= till) ? 'all' : 'some'
}

/** The whole part of a day that this is, as the grid ticks it; none for exact times. */
export function partOf(time: WantedTime): (typeof PARTS)[number] | undefined {
  return PARTS.find(
    (part) => time.from >= part.from && time.from <= part.by && time.to >= part.till && time.to <= part.to,
  )
}

/** Is this part of the day ticked? */
export function isTicked(times: readonly WantedTime[], weekday: number, part: number): boolean {
  return times.some((one) => one.weekday === weekday && partOf(one) === PARTS[part])
}

/** Ticks or unticks a part of a day; exact times stay. */
export function toggled(times: readonly WantedTime[], weekday: number, part: number): WantedTime[] {
  const { from, to } = PARTS[part]!
  return isTicked(times, weekday, part)
    ? times.filter((one) => one.weekday !== weekday || partOf(one) !== PARTS[part])
    : [...times, { weekday, from, to }]
}

/** The name of an ISO weekday in somebody's language. 5 January 2026 was a Monday. */
export function weekdayName(weekday: number, language: string, style: 'narrow' | 'short' | 'long'): string {
  const day = new Date(Date.UTC(2026, 0, 4 + weekday, 12))
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(day)
}
