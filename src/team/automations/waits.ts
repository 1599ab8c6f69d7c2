import type { FactValue } from '../../platform/rules/rules.ts'
import { addLocalDays, addMinutes, localDay, wallToInstant } from '../../platform/time/index.ts'
import type { Wait } from './definition.ts'

export interface WaitFacts {
  /** From when `for` counts. */
  from: Date
  now: Date
  /** The value of `fact`. */
  anchor: FactValue | undefined
  zone: string
}

export type Due = { at: Date } | { late: Date } | 'unknown'

/**
 * When a wait is over. `late`: that time had passed before the wait began (two days before a visit that is tomorrow).
 * `unknown`: the fact has no value. Clock times are those of the zone; a time that a clock change skips is the next one.
 */
export function endOfWait(wait: Wait, { from, now, anchor, zone }: WaitFacts): Due {
  if (wait.how === 'for') return { at: atClock(addMinutes(from, wait.minutes), wait.at, zone) }
  if (wait.how === 'clock') return { at: atClock(from, wait.at, zone) }
  const anchored = instantOf(anchor, zone)
  if (!anchored) return 'unknown'
  if (wait.how === 'after') return { at: atClock(addMinutes(anchored, wait.minutes), wait.at, zone) }
  const before = addMinutes(anchored, -wait.minutes)
  const at = wait.at ? onDay(localDay(before, zone), wait.at, zone) : before
  return at <= now ? { late: at } : { at }
}

/** Does its end move when the thing it is about moves? */
export function isAnchored(wait: Wait): boolean {
  return wait.how === 'before' || wait.how === 'after'
}

/** The same instant, or the next time the clock shows `clock`. */
function atClock(instant: Date, clock: string | undefined, zone: string): Date {
  if (!clock) return instant
  const day = localDay(instant, zone)
  const today = onDay(day, clock, zone)
  return today >= instant ? today : onDay(addLocalDays(day, 1), clock, zone)
}

function onDay(day: string, clock: string, zone: string): Date {
  return wallToInstant(`${day}T${clock}`, zone, { disambiguation: 'compatible' })
}

function instantOf(value: FactValue | undefined, zone: string): Date | null {
  if (value instanceof Date) return value
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? onDay(value, '00:00', zone) : null
}
