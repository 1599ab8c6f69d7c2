import { minutesOf } from './hours.ts'
import { union } from './intervals.ts'
import type { Interval } from './intervals.ts'

/** Minutes that have to stay free before and after a visit, towards its neighbours only. */
export interface Buffers {
  before: number
  after: number
}

/** A visit (or a hold) that takes somebody's or something's time; the buffers are its own. */
export interface Busy extends Buffers {
  startsAt: Date
  endsAt: Date
  visitId?: string | null
  serviceId?: string | null
  locationId?: string | null
  /** For a hold: from this instant on it no longer counts. */
  heldUntil?: Date | null
}

/** Minutes on the way between two locations, in either direction unless both are given. */
export interface Travel {
  from: string
  to: string
  minutes: number
}

/** What a visit needs around itself: its buffers, and where it takes place. */
export interface Setting extends Buffers {
  locationId?: string | null
  travel?: readonly Travel[]
}

/** The gaps that a visit in this setting must keep to a neighbour: to an earlier one that ends, to a later one that begins. */
export function gapsTo(neighbour: Busy, setting: Setting): { afterIt: number; beforeIt: number } {
  // Buffers do not add up: between two neighbours the longer of the two wishes holds, or the way between the places.
  const afterIt = Math.max(neighbour.after, setting.before)
  const beforeIt = Math.max(neighbour.before, setting.after)
  const { locationId: here, travel } = setting
  const there = neighbour.locationId
  if (!here || !there || here === there || !travel?.length) return { afterIt, beforeIt }
  return {
    afterIt: Math.max(afterIt, travelMinutes(travel, there, here)),
    beforeIt: Math.max(beforeIt, travelMinutes(travel, here, there)),
  }
}

/** The times no part of a visit in this setting may touch, in epoch minutes: each busy stretch with the gaps to keep. */
export function blockedTimes(busy: readonly Busy[], setting: Setting, now: Date): Interval[] {
  const blocked: Interval[] = []
  for (const visit of busy) {
    if (visit.heldUntil && visit.heldUntil <= now) continue
    const { from, to } = minutesOf(visit)
    const { afterIt, beforeIt } = gapsTo(visit, setting)
    blocked.push({ from: from - beforeIt, to: to + afterIt })
  }
  return union(blocked)
}

/** A neighbour that is in the way: `gap` minutes away (negative: overlapping by so many) where `needed` must stay free. */
export interface Clash {
  visit: Busy
  gap: number
  needed: number
  /** The part of `needed` that is the way between two locations. */
  way: number
}

/** The neighbours in the way of a visit (epoch minutes), in the order given. */
export function findClashes(busy: readonly Busy[], visit: Interval, { setting, now }: Visiting): Clash[] {
  const clashes: Clash[] = []
  for (const other of busy) {
    if (other.heldUntil && other.heldUntil <= now) continue
    const { from, to } = minutesOf(other)
    const isEarlier = from + to < visit.from + visit.to
    const gap = isEarlier ? visit.from - to : from - visit.to
    const { afterIt, beforeIt } = gapsTo(other, setting)
    const bare = gapsTo({ ...other, before: 0, after: 0 }, { ...setting, before: 0, after: 0 })
    const [needed, way] = isEarlier ? [afterIt, bare.afterIt] : [beforeIt, bare.beforeIt]
    if (gap < needed) clashes.push({ visit: other, gap, needed, way })
  }
  return clashes
}

/** How and when a visit is looked at. */
export interface Visiting {
  setting: Setting
  now: Date
}

function travelMinutes(travel: readonly Travel[], from: string, to: string): number {
  const there = travel.find((way) => way.from === from && way.to === to)
  return (there ?? travel.find((way) => way.from === to && way.to === from))?.minutes ?? 0
}
