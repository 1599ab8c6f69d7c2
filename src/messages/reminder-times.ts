import type { Quiet } from './consent/quiet-hours.ts'
import { beforeQuietHours } from './consent/quiet-hours.ts'

/** Nobody's phone rings at night: wall-clock hours between which reminders go out, where a practice says nothing else. */
export const QUIET = { from: '21:00', until: '08:00' }

export interface ReminderPlan {
  minutesBefore: number
  sendAt: Date
  /** Set when it makes no sense to send it. */
  skip: string | null
}

export interface ReminderWish {
  startsAt: Date
  bookedAt: Date
  /** Of the client if known, else of the place. */
  zone: string
  minutesBefore: readonly number[]
  quiet?: Quiet
}

/**
 * When the reminders of a visit go out: so many minutes before the start, moved out of the quiet hours (to the evening
 * before, so that nobody learns of a visit too late). None for a visit booked inside the lead time.
 */
export function planReminders(visit: ReminderWish, now: Date): ReminderPlan[] {
  return [...new Set(visit.minutesBefore)]
    .sort((a, b) => b - a)
    .map((minutesBefore) => {
      const wished = new Date(visit.startsAt.getTime() - minutesBefore * 60_000)
      const sendAt = beforeQuietHours(wished, visit.zone, visit.quiet ?? QUIET)
      if (wished <= visit.bookedAt)
        return {
          minutesBefore,
          sendAt: wished,
          skip: 'Booked inside the lead time: the confirmation was the reminder.',
        }
      if (sendAt <= now)
        return { minutesBefore, sendAt: wished, skip: 'Its time had passed before it could be planned.' }
      return { minutesBefore, sendAt, skip: null }
    })
}

/** The same instant, or 20:00 of the evening before when it falls into the usual quiet hours of the zone. */
export function outOfQuietHours(instant: Date, zone: string): Date {
  return beforeQuietHours(instant, zone, QUIET)
}
