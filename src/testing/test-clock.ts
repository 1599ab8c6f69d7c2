import type { Clock } from '../platform/clock.ts'

export interface TestClock extends Clock {
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void
  set(instant: string | Date): void
}

/** A clock that stands still until it is moved. */
export function testClock(start: string | Date): TestClock {
  let now = new Date(start).getTime()
  return {
    now: () => new Date(now),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
    },
    set: (instant) => {
      now = new Date(instant).getTime()
    },
  }
}
