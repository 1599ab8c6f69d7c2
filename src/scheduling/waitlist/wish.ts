import { instantToWall, weekdayOf } from '../../platform/time/index.ts'

/** A stretch of a weekday (ISO: 1 is Monday) by the clock of the location, 'HH:MM'; `to` may be '24:00'. */
export interface WantedTime {
  weekday: number
  from: string
  to: string
}

/** What somebody who waits would take. Empty lists: anything. Days are calendar days of the location. */
export interface Wanted {
  practitionerIds: readonly string[]
  locationIds: readonly string[]
  wantedTimes: readonly WantedTime[]
  fromDay: string | null
  toDay: string | null
  /** Minutes that must be left between the offer and the start. */
  minNoticeMinutes: number
  /** The start of the visit that would be moved: only earlier times are of use. */
  earlierThan: Date | null
}

/** A time that could be offered. */
export interface Offerable {
  practitionerId: string
  locationId: string
  startsAt: Date
  endsAt: Date
  zone: string
}

/** Would this person take that time? The whole visit must lie within the times they gave, not only its beginning. */
export function fits(wanted: Wanted, time: Offerable, now: Date): boolean {
  const { practitionerIds, locationIds, earlierThan } = wanted
  if (practitionerIds.length > 0 && !practitionerIds.includes(time.practitionerId)) return false
  if (locationIds.length > 0 && !locationIds.includes(time.locationId)) return false
  if (earlierThan && time.startsAt >= earlierThan) return false
  if (time.startsAt.getTime() - now.getTime() < wanted.minNoticeMinutes * 60_000) return false
  return fitsDays(wanted, time) && fitsHours(wanted.wantedTimes, time)
}

function fitsDays({ fromDay, toDay }: Wanted, { startsAt, zone }: Offerable): boolean {
  const day = instantToWall(startsAt, zone).slice(0, 10)
  return (!fromDay || day >= fromDay) && (!toDay || day <= toDay)
}

function fitsHours(wantedTimes: readonly WantedTime[], { startsAt, endsAt, zone }: Offerable): boolean {
  if (wantedTimes.length === 0) return true
  const [start, end] = [instantToWall(startsAt, zone), instantToWall(endsAt, zone)]
  const weekday = weekdayOf(start.slice(0, 10))
  // A visit that ends at or after midnight ends at 24:00 of its day, as far as people's free hours go.
  const to = end.slice(0, 10) === start.slice(0, 10) ? end.slice(11) : '24:00'
  return joined(wantedTimes).some(
    (each) => each.weekday === weekday && each.from <= start.slice(11) && to <= each.to,
  )
}

/** The same times with neighbours and overlaps joined, in the order of the week: morning and afternoon are one stretch. */
export function joined(times: readonly WantedTime[]): WantedTime[] {
  const sorted = [...times].sort((a, b) => a.weekday - b.weekday || compare(a.from, b.from))
  const result: WantedTime[] = []
  for (const time of sorted) {
    const last = result.at(-1)
    if (last && last.weekday === time.weekday && time.from <= last.to) {
      if (time.to > last.to) last.to = time.to
    } else result.push({ ...time })
  }
  return result
}

function compare(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}
