import { blockedTimes } from './busy.ts'
import type { Buffers, Busy } from './busy.ts'
import { minutesOf } from './hours.ts'
import type { Span } from './hours.ts'
import { meets, union } from './intervals.ts'
import type { Interval, Intervals } from './intervals.ts'

/** A room, or one unit of equipment. A unit without a location can be brought to any. */
export interface Resource {
  id: string
  locationId?: string | null
  busy: readonly Busy[]
  /** Out of use: repairs, cleaning days. */
  closures?: readonly Span[]
}

/** Equipment of one kind, of which a visit needs `need` units (1 when not said). */
export interface Pool {
  id: string
  units: readonly Resource[]
  need?: number
}

/** What the service needs: any one of the rooms (not given: none), and units of every pool. */
export interface Needs {
  rooms?: readonly Resource[] | null
  pools?: readonly Pool[] | null
}

/** The room and the units a visit would get. */
export interface Picked {
  roomId?: string
  unitIds?: string[]
  assistantId?: string
}

/** Picks the room and units for visits at one location, or null when they are not to be had. */
export type PickResources = (visit: Interval) => Picked | null

/** Blocked times of a room or unit for visits with these buffers, in epoch minutes. */
export function blockedTimesOf(resource: Resource, { before, after }: Buffers, now: Date): Intervals {
  const closed = (resource.closures ?? []).map(minutesOf)
  return union([...blockedTimes(resource.busy, { before, after }, now), ...closed])
}

/** Whether the room or unit can be used at the location. */
export function isAt(resource: Resource, locationId: string): boolean {
  return !resource.locationId || resource.locationId === locationId
}

/**
 * Makes pickers for visits at a location with certain buffers; null when nothing is needed. Diaries of rooms and units are
 * read when the first visit asks for them, only as far down the list as needed, and once for all who ask with these buffers.
 */
export function resourcePickers(needs: Needs, now: Date) {
  const read = new Map<string, Map<Resource, Intervals>>()
  return (locationId: string, { before, after }: Buffers): PickResources | null => {
    if (!needs.rooms && !needs.pools?.length) return null
    const key = `${before} ${after}`
    const diaries = read.get(key) ?? new Map<Resource, Intervals>()
    read.set(key, diaries)
    return picker(needs, (resource, visit) => {
      if (!isAt(resource, locationId)) return false
      let blocked = diaries.get(resource)
      if (!blocked) diaries.set(resource, (blocked = blockedTimesOf(resource, { before, after }, now)))
      return !meets(blocked, visit)
    })
  }
}

function picker(
  { rooms, pools }: Needs,
  isFree: (resource: Resource, visit: Interval) => boolean,
): PickResources {
  return (visit) => {
    const picked: Picked = {}
    if (rooms) {
      const room = rooms.find((candidate) => isFree(candidate, visit))
      if (!room) return null
      picked.roomId = room.id
    }
    for (const { units, need = 1 } of pools ?? []) {
      const free = units.filter((unit) => isFree(unit, visit)).slice(0, need)
      if (free.length < need) return null
      picked.unitIds = [...(picked.unitIds ?? []), ...free.map((unit) => unit.id)]
    }
    return picked
  }
}
