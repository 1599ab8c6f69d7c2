import type { Returns } from '../../../ui/api/index.ts'

export type Entry = Returns<'GET /waitlist'>['items'][number]
export type WantedTime = Entry['wantedTimes'][number]

/** The three parts of a day that are ticked; a visit must lie within what is ticked, neighbours are joined. */
export const PARTS = [
  { key: 'morning', from: '00:00', to: '12:00' },
  { key: 'afternoon', from: '12:00', to: '17:00' },
  { key: 'evening', from: '17:00', to: '24:00' },
] as const
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** How much of a part of a day somebody has time: all of it, some of it, none. */
export function shareOf(
  times: readonly WantedTime[],
  weekday: number,
  part: number,
): 'all' | 'some' | 'none' {
  const { from, to } = PARTS[part]!
  const ofDay = times.filter((one) => one.weekday === weekday && one.from < to && one.to > from)
  if (ofDay.length === 0) return 'none'
  return ofDay.some((one) => one.from <= from && one.to >= to) ? 'all' : 'some'
}

/** Whether this is one whole part of a day, as the grid ticks it. */
export function isPart(time: WantedTime): boolean {
  return PARTS.some((part) => part.from === time.from && part.to === time.to)
}

/** Ticks or unticks a part of a day; exact times stay. */
export function toggled(times: readonly WantedTime[], weekday: number, part: number): WantedTime[] {
  const { from, to } = PARTS[part]!
  const isOne = (one: WantedTime) => one.weekday === weekday && one.from === from && one.to === to
  return times.some(isOne) ? times.filter((one) => !isOne(one)) : [...times, { weekday, from, to }]
}

/** The name of an ISO weekday in somebody's language. 5 January 2026 was a Monday. */
export function weekdayName(weekday: number, language: string, style: 'narrow' | 'short' | 'long'): string {
  const day = new Date(Date.UTC(2026, 0, 4 + weekday, 12))
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(day)
}
