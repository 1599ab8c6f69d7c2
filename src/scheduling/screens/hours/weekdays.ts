import { minutesOfDay } from '../zone.ts'

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** The name of a weekday (1 = Monday) in somebody's language. */
export function nameOfWeekday(weekday: number, locale: string, style: 'long' | 'short' = 'long'): string {
  // The 5th of January 1970 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(1970, 0, 4 + weekday),
  )
}

interface Opening {
  weekday: number
  opens: string
  closes: string
}
interface Hours {
  weekday: number
  starts: string
  ends: string
  nextDay: boolean
}

/** Whether some of the hours lie outside of the opening hours of the place, where nobody is offered a time. */
export function outsideOpening(
  { weekday, starts, ends, nextDay }: Hours,
  opening: readonly Opening[],
): boolean {
  if (opening.length === 0) return false
  const minutes = (day: number, time: string) => (day - 1) * 1440 + minutesOfDay(time)
  let at = minutes(weekday, starts)
  const end = minutes(weekday, ends) + (nextDay ? 1440 : 0)
  const open = opening
    .map((each) => ({ from: minutes(each.weekday, each.opens), to: minutes(each.weekday, each.closes) }))
    .sort((a, b) => a.from - b.from)
  for (const { from, to } of open) if (from <= at && at < to) at = to
  return at < end
}
