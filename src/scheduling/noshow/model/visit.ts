export const ENDINGS = ['came', 'absent', 'late_cancelled', 'ahead'] as const
export type Ending = (typeof ENDINGS)[number]

/** A visit as the model takes it. Days are counted from 1970 on the clock of the place; instants are epoch milliseconds. */
export interface NoShowVisit {
  id: string
  personId: string
  serviceId: string
  bookedAt: number
  bookedDay: number
  day: number
  /** When its end was known: the visit's start (or, cancelled late, that moment). */
  knownAt: number
  /** Hour of the start on the place's clock, with its fraction; null: only the day is known. */
  hour: number | null
  /** Full years on the day of the visit; null: not known, or not used. */
  age: number | null
  /** Visits that were cancelled in time are left out altogether. */
  /** A reminder was sent; null: not known, or not used. */
  reminded: boolean | null
  ending: Ending
}

/** Days between the booking and the visit, on the place's calendar. */
export function leadDaysOf({ day, bookedDay }: Pick<NoShowVisit, 'day' | 'bookedDay'>): number {
  return day - bookedDay
}
