import { workingTimes } from './hours.ts'
import type { Location, WeeklyHours } from './hours.ts'
import { clip, totalMinutes, union } from './intervals.ts'
import type { Interval } from './intervals.ts'
import { instantOf, tellTimes } from './reasons.ts'
import type { Reason, Wished } from './reasons.ts'

const DAY = 1440
const MINUTE = 60_000

/**
 * Hours kept for other visits than the one that is asked about: whoever makes the search leaves out those that may be used.
 * So many minutes before they begin they are open to everybody (null: never).
 */
export interface ReservedHours extends WeeklyHours {
  /** null: at every location. */
  locationId: string | null
  releaseMinutes: number | null
  /** What they are kept for, as people call it. */
  name?: string | null
  clients?: 'new' | 'existing' | null
}

interface Around {
  location: Location
  /** Epoch minutes. */
  window: Interval
  now: Date
}

/** The times over the window that are kept for others and not released yet. */
export function reservedTimes(reserved: readonly ReservedHours[] | undefined, around: Around): Interval[] {
  if (!reserved?.length) return []
  return union(reserved.flatMap((each) => keptBy(each, around)))
}

/** The visit lies in hours that are kept for others. */
export function reservedRules({ search: { now }, practitioner, location, visit }: Wished): Reason[] {
  return (practitioner.reserved ?? []).flatMap((each) =>
    keptBy(each, { location, window: visit, now }).map((kept) => {
      const { name = null, clients = null, releaseMinutes } = each
      const released = releaseMinutes === null ? null : instantOf(kept.from - releaseMinutes).toISOString()
      const values = { ...tellTimes([kept])[0], name, clients, released }
      const minutes = totalMinutes(clip([kept], visit))
      return { code: 'reserved', values, change: { code: 'use_reserved', values, minutes } }
    }),
  )
}

/** Each time the hours come that meets the window, whole: they are released from their beginning on, wherever the window begins. */
function keptBy(each: ReservedHours, { location, window, now }: Around): Interval[] {
  if (each.locationId !== null && each.locationId !== location.id) return []
  const wide = { from: window.from - DAY, to: window.to + DAY }
  const times = workingTimes({ hours: [{ ...each, locationId: location.id }] }, location, wide)
  const nowMinute = now.getTime() / MINUTE
  return times.filter(
    ({ from, to }) =>
      from < window.to &&
      to > window.from &&
      (each.releaseMinutes === null || nowMinute < from - each.releaseMinutes),
  )
}
