import { subtract, union } from '../../availability/intervals.ts'
import type { Interval, Intervals } from '../../availability/intervals.ts'
import { isTooClose } from './option.ts'
import type { Option } from './option.ts'

/** A visit of the day; without options it stays. `option` says where it is now. */
export interface DayVisit {
  id: string
  option: Option
  options: readonly Option[]
}

export interface GapCase {
  /** When the practitioner works that day, in epoch minutes. */
  open: Intervals
  visits: readonly DayVisit[]
  /** The shortest visit that could be booked into a gap: what is shorter is lost time. */
  useful: number
}

export interface GapPlan {
  moves: Map<string, Option>
  wastedBefore: number
  wastedAfter: number
  /** The longest stretch without a visit. */
  longestBefore: number
  longestAfter: number
}

const PER_GAP = 10
/** A client is not asked for less than this. */
const LEAST_GAIN = 15

/**
 * Moves that close gaps: always the one that saves most for what it costs its client, until none saves a quarter of an
 * hour. Each visit moves once at most, and only into time that is free now, so that every single move is right by itself.
 */
export function closeGaps({ open, visits, useful }: GapCase): GapPlan {
  const now = new Map(visits.map((each) => [each.id, each.option]))
  const moves = new Map<string, Option>()
  const before = measure(open, [...now.values()], useful)
  for (;;) {
    let best: { id: string; option: Option; gain: number } | null = null
    const score = measure(open, [...now.values()], useful).score
    for (const { id, options } of visits) {
      if (moves.has(id)) continue
      for (const option of options) {
        if (clashes(now, id, option)) continue
        const others = [...now].map(([other, at]) => (other === id ? option : at))
        const gain = score - measure(open, others, useful).score - option.cost
        if (gain >= LEAST_GAIN && gain > (best?.gain ?? 0)) best = { id, option, gain }
      }
    }
    if (!best) break
    moves.set(best.id, best.option)
    now.set(best.id, best.option)
  }
  const after = measure(open, [...now.values()], useful)
  return {
    moves,
    wastedBefore: before.wasted,
    wastedAfter: after.wasted,
    longestBefore: before.longest,
    longestAfter: after.longest,
  }
}

function clashes(now: ReadonlyMap<string, Option>, id: string, option: Option): boolean {
  return [...now].some(([other, at]) => other !== id && isTooClose(at, option, false))
}

/** The gaps of a day: minutes too short for any visit, and the longest stretch. */
export function measure(open: Intervals, taken: readonly Option[], useful: number) {
  const gaps = subtract(
    open,
    union(taken.map((each): Interval => ({ from: each.from, to: each.to + each.after }))),
  )
  const lengths = gaps.map(({ from, to }) => to - from)
  const wasted = lengths.filter((each) => each < useful).reduce((sum, each) => sum + each, 0)
  return { wasted, longest: Math.max(0, ...lengths), score: wasted + PER_GAP * lengths.length }
}
