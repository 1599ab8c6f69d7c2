import { offsetsBetween } from '../../platform/time/index.ts'
import type { Intervals } from './intervals.ts'

const DAY = 1440
const MINUTE = 60_000

/**
 * The times of day at which visits may begin: every `slotInterval` minutes from local midnight, moved by `slotOffset`.
 * The grid hangs on the wall clock and begins anew each local midnight: 09:00 stays on it all year.
 */
export interface Grid {
  slotInterval: number
  slotOffset: number
}

/** The starts (epoch minutes) on the grid at which so many minutes lie wholly inside the free times, in order. */
export function* startsOnGrid(free: Intervals, duration: number, { zone, ...grid }: Grid & { zone: string }) {
  for (const { from, to } of free) {
    if (to - from < duration) continue
    const lastStart = to - duration
    for (const span of offsetsBetween(zone, from * MINUTE, (lastStart + 1) * MINUTE)) {
      const offset = span.offset / MINUTE
      const end = Math.min(span.to / MINUTE - 1, lastStart) + offset
      for (let at = nextOnGrid(span.from / MINUTE + offset, grid); at <= end; at = nextOnGrid(at + 1, grid)) {
        yield at - offset
      }
    }
  }
}

/** The first wall time on the grid at or after a wall time, both in minutes since local 1970-01-01. */
export function nextOnGrid(wall: number, { slotInterval, slotOffset }: Grid): number {
  const midnight = Math.floor(wall / DAY) * DAY
  const first = slotOffset % slotInterval
  const steps = Math.max(0, Math.ceil((wall - midnight - first) / slotInterval))
  const minute = first + steps * slotInterval
  return minute < DAY ? midnight + minute : midnight + DAY + first
}
