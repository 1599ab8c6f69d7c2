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

/** The starts (epoch minutes) on the grid of the zone's wall clock whose whole duration lies inside the free times, in order. */
export function startsOnGrid(free: Intervals, grid: Grid & { duration: number }, zone: string): number[] {
  const { duration } = grid
  const starts: number[] = []
  const long = free.filter(({ from, to }) => to - from >= duration)
  const [first, last] = [long[0], long.at(-1)]
  if (!first || !last) return starts
  for (const span of offsetsBetween(zone, first.from * MINUTE, last.to * MINUTE)) {
    const offset = span.offset / MINUTE
    const end = span.to / MINUTE
    for (const { from, to } of long) {
      const lastStart = Math.min(to - duration, end - 1) + offset
      let at = nextOnGrid(Math.max(from, span.from / MINUTE) + offset, grid)
      while (at <= lastStart) {
        starts.push(at - offset)
        at = nextOnGrid(at + 1, grid)
      }
    }
  }
  return starts
}

/** The first wall time on the grid at or after a wall time, both in minutes since local 1970-01-01. */
export function nextOnGrid(wall: number, { slotInterval, slotOffset }: Grid): number {
  const midnight = Math.floor(wall / DAY) * DAY
  const first = slotOffset % slotInterval
  const steps = Math.max(0, Math.ceil((wall - midnight - first) / slotInterval))
  const minute = first + steps * slotInterval
  return minute < DAY ? midnight + minute : midnight + DAY + first
}
