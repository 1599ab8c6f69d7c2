import { addLocalDays, instantToWall, wallToInstant } from '../../platform/time/index.ts'

/** When messages may go out, by the receiver's own clock, 'HH:MM'. */
export interface MessageHours {
  from: string
  to: string
}

/** May this person be written to now? */
export function mayWriteNow(now: Date, zone: string, { from, to }: MessageHours): boolean {
  const time = instantToWall(now, zone).slice(11)
  return from <= time && time < to
}

/**
 * From when on this person may be written to: now, or the next morning by their own clock, also when that night is an
 * hour shorter or longer.
 */
export function nextTimeToWrite(now: Date, zone: string, hours: MessageHours): Date {
  if (mayWriteNow(now, zone, hours)) return now
  const wall = instantToWall(now, zone)
  const day = wall.slice(0, 10)
  const next = wall.slice(11) < hours.from ? day : addLocalDays(day, 1)
  return wallToInstant(`${next}T${hours.from}`, zone, { disambiguation: 'later' })
}
