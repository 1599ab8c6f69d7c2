import { minutesOfDay, timeText, wallOf } from '../zone.ts'

/** The last five minutes that have begun: a walk-in does not start at 10:13. */
export function startNow(zone: string): { day: string; time: string } {
  const now = wallOf(Date.now(), zone)
  const minutes = minutesOfDay(now)
  return { day: now.slice(0, 10), time: timeText(minutes - (minutes % 5)) }
}
