import { visitAt, type Hours } from './layout.ts'
import type { DrawnColumn } from './use-columns.ts'

/** Where the keys are: at a visit, or at a piece of free time. Minutes from midnight. */
export interface Spot {
  column: number
  from: number
  to: number
  /** The visit; empty for free time. */
  id: string
}

interface Ground {
  drawn: readonly DrawnColumn[]
  hours: Hours
  step: number
}

/** What stands at a minute of a column: the visit, or the free time between it and its neighbours. */
export function spotAtMinute({ drawn, hours, step }: Ground, column: number, minute: number): Spot | null {
  const placed = drawn[column]?.placed
  if (!placed || minute < hours.from || minute >= hours.to) return null
  const visit = visitAt(placed, minute)
  if (visit) return { column, from: visit.from, to: visit.to, id: visit.event.id }
  const slot = Math.floor(minute / step) * step
  const before = Math.max(slot, ...placed.filter((one) => one.to <= minute).map((one) => one.to))
  const after = Math.min(slot + step, ...placed.filter((one) => one.from > minute).map((one) => one.from))
  return { column, from: before, to: Math.min(after, hours.to), id: '' }
}

/** Where a key leads from here; 'back' and 'on' beyond the outer columns; null: nowhere. */
export function spotAfterKey(ground: Ground, spot: Spot, key: string): Spot | 'back' | 'on' | null {
  const { drawn, hours, step } = ground
  const at = (minute: number) => spotAtMinute(ground, spot.column, minute)
  if (key === 'ArrowDown') return at(spot.to)
  if (key === 'ArrowUp') return at(spot.from - 1)
  if (key === 'PageDown') return at(Math.min(spot.from + 60, hours.to - step))
  if (key === 'PageUp') return at(Math.max(spot.from - 60, hours.from))
  if (key === 'Home') return firstOf(ground, spot.column) ?? at(hours.from)
  if (key === 'End') return lastOf(ground, spot.column) ?? at(hours.to - step)
  const side = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (side === 0) return null
  const beside = besideIn(ground, spot, side)
  if (beside) return beside
  const next = spot.column + side
  if (next < 0) return 'back'
  if (next >= drawn.length) return 'on'
  return spotAtMinute(ground, next, spot.from)
}

/** The visit in the next lane at the same time. */
function besideIn({ drawn }: Ground, spot: Spot, side: number): Spot | null {
  const placed = drawn[spot.column]?.placed ?? []
  const here = placed.find((one) => one.event.id === spot.id)
  const next =
    here && placed.find((one) => one.lane === here.lane + side && one.from < here.to && one.to > here.from)
  return next ? { column: spot.column, from: next.from, to: next.to, id: next.event.id } : null
}

function firstOf({ drawn }: Ground, column: number): Spot | null {
  const first = drawn[column]?.placed[0]
  return first ? { column, from: first.from, to: first.to, id: first.event.id } : null
}

function lastOf({ drawn }: Ground, column: number): Spot | null {
  const last = drawn[column]?.placed.at(-1)
  return last ? { column, from: last.from, to: last.to, id: last.event.id } : null
}

/** The spot of a visit that has the focus. */
export function spotOfVisit(drawn: readonly DrawnColumn[], id: string): Spot | null {
  for (const [column, { placed }] of drawn.entries()) {
    const one = placed.find(({ event }) => event.id === id)
    if (one) return { column, from: one.from, to: one.to, id }
  }
  return null
}
