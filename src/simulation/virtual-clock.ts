import type { Clock } from '../platform/clock.ts'

export interface VirtualClock extends Clock {
  /** Goes to an instant; time never runs backwards. */
  goTo(instant: Date): void
}

/** The clock that the simulation moves. */
export function virtualClock(start: Date): VirtualClock {
  let now = start.getTime()
  return {
    now: () => new Date(now),
    goTo: (instant) => {
      now = Math.max(now, instant.getTime())
    },
  }
}
