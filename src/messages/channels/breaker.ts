import type { House } from '../../platform/operation/gate.ts'

const FAILURES_TO_OPEN = 3
const FIRST_REST_MS = 30_000
const LONGEST_REST_MS = 10 * 60_000

interface Fuse {
  failures: number
  openUntil: number
  rest: number
}

const fuses = new WeakMap<House, Map<string, Fuse>>()

/**
 * A gateway that failed three times in a row rests, half a minute and then twice as long each time, so that a dead one
 * holds up nobody else's messages; after the rest one message tries it. Each process learns for itself.
 */
export function breakerOf(house: House, gateway: string) {
  const ofHouse = fuses.get(house) ?? new Map<string, Fuse>()
  fuses.set(house, ofHouse)
  const fuse = ofHouse.get(gateway) ?? { failures: 0, openUntil: 0, rest: FIRST_REST_MS }
  ofHouse.set(gateway, fuse)
  const now = () => house.services.clock.now().getTime()
  return {
    /** Null: it may be asked; else when it may be asked again. */
    restsUntil(): Date | null {
      if (fuse.failures < FAILURES_TO_OPEN) return null
      if (now() < fuse.openUntil) return new Date(fuse.openUntil)
      // This one tries; whoever comes meanwhile waits for what it learns.
      fuse.openUntil = now() + fuse.rest
      return null
    },
    worked() {
      ofHouse.delete(gateway)
    },
    failed() {
      fuse.failures += 1
      if (fuse.failures < FAILURES_TO_OPEN) return
      fuse.openUntil = now() + fuse.rest
      fuse.rest = Math.min(fuse.rest * 2, LONGEST_REST_MS)
    },
  }
}
