/** How often visits repeat, as the form holds it. */
export interface Repeat {
  every: 'day' | 'week' | 'month'
  interval: number
  /** Of a week: 'MO' … 'SU'; none: the day of the first visit. */
  weekdays: string[]
  /** Of a month: by its date, or as the second Tuesday. */
  monthBy: 'date' | 'weekday'
  ends: 'count' | 'day'
  count: number
  /** 'YYYY-MM-DD' */
  until: string | null
}

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export const ONCE_A_WEEK: Repeat = {
  every: 'week',
  interval: 1,
  weekdays: [],
  monthBy: 'date',
  ends: 'count',
  count: 6,
  until: null,
}

const FREQ = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const

/** The rule of RFC 5545 for visits from a day on ('YYYY-MM-DD'). */
export function ruleOf(repeat: Repeat, day: string): string {
  const { every, interval, weekdays, monthBy, ends, count, until } = repeat
  const parts = [`FREQ=${FREQ[every]}`]
  if (interval > 1) parts.push(`INTERVAL=${interval}`)
  if (every === 'week' && weekdays.length > 0) parts.push(`BYDAY=${sorted(weekdays).join(',')}`)
  if (every === 'month' && monthBy === 'weekday') parts.push(`BYDAY=${nthWeekday(day)}`)
  parts.push(ends === 'day' && until ? `UNTIL=${until.replaceAll('-', '')}` : `COUNT=${count}`)
  return parts.join(';')
}

function sorted(weekdays: readonly string[]): string[] {
  return WEEKDAYS.filter((day) => weekdays.includes(day))
}

/** '2TU' for the second Tuesday; what is the fifth is meant as the last. */
function nthWeekday(day: string): string {
  const nth = Math.ceil(Number(day.slice(8, 10)) / 7)
  return `${nth === 5 ? -1 : nth}${weekdayOf(day)}`
}

/** 'MO' … 'SU' of a day. */
export function weekdayOf(day: string): string {
  return WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7]!
}
