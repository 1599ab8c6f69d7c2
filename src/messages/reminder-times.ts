import { addLocalDays, instantToWall, localDay, wallToInstant } from '../platform/time/index.ts'

/** Nobody's phone rings at night: wall-clock hours between which reminders go out. */
export const QUIET = { from: '21:00', until: '08:00' }

export interface ReminderPlan {
  minutesBefore: number
  sendAt: Date
  /** Set when it makes no sense to send it. */
  skip: string | null
}

/**
 * When the reminders of a visit go out: so many minutes before the start, moved out of the quiet hours (to the evening
 * before, so that nobody learns of a visit too late). None for a visit booked inside the lead time.
 */
export function planReminders(
  visit: { startsAt: Date; bookedAt: Date; zone: string; minutesBefore: readonly number[] },
  now: Date,
): ReminderPlan[] {
  return [...new Set(visit.minutesBefore)]
    .sort((a, b) => b - a)
    .map((minutesBefore) => {
      const wished = new Date(visit.startsAt.getTime() - minutesBefore * 60_000)
      const sendAt = outOfQuietHours(wished, visit.zone)
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

/** The same instant, or 20:00 of the evening before when it falls into the quiet hours of the zone. */
export function outOfQuietHours(instant: Date, zone: string): Date {
  const time = instantToWall(instant, zone).slice(11, 16)
  if (time >= QUIET.until && time < QUIET.from) return instant
  const day = localDay(instant, zone)
  const evening = time < QUIET.until ? addLocalDays(day, -1) : day
  return wallToInstant(`${evening}T20:00`, zone)
}
