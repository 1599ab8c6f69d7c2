import type { Returns } from '../../../ui/api/index.ts'
import { addDays, startOfWeek } from '../zone.ts'

export type DaysAnswer = Returns<'GET /calendar/days'>
export type DayFigures = DaysAnswer['days'][number]

export interface Total {
  visits: number
  firstVisits: number
  requested: number
  bookedMinutes: number
  openMinutes: number
}

/** The figures of several people or days together. */
export function totalOf(figures: readonly Total[]): Total {
  const total = { visits: 0, firstVisits: 0, requested: 0, bookedMinutes: 0, openMinutes: 0 }
  for (const one of figures) {
    total.visits += one.visits
    total.firstVisits += one.firstVisits
    total.requested += one.requested
    total.bookedMinutes += one.bookedMinutes
    total.openMinutes += one.openMinutes
  }
  return total
}

/** The booked share of the open time, 0 to 1; null where nobody works. Visits outside of hours can't make it more. */
export function shareOf({ bookedMinutes, openMinutes }: Total): number | null {
  if (openMinutes === 0) return bookedMinutes > 0 ? 1 : null
  return Math.min(1, bookedMinutes / openMinutes)
}

/** The whole weeks that hold a month. */
export function weeksOfMonth(date: string, firstDay: 0 | 1): string[][] {
  const month = date.slice(0, 7)
  const weeks: string[][] = []
  for (let first = startOfWeek(`${month}-01`, firstDay); ; first = addDays(first, 7)) {
    if (weeks.length > 0 && first.slice(0, 7) !== month) return weeks
    weeks.push(Array.from({ length: 7 }, (_none, index) => addDays(first, index)))
  }
}

/** Hours with at most one decimal: 90 minutes are 1.5. */
export function hoursOf(minutes: number): number {
  return Math.round(minutes / 6) / 10
}
