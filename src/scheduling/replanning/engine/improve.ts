import { blockersOf, fittingWay, place, remove } from './option.ts'
import type { Board, Option, Placement, Seeker, Way } from './option.ts'

/** A plan while it is worked on: what each visit has got, by its number, and the same on the board. */
export interface Draft {
  seekers: readonly Seeker[]
  board: Board
  placed: (Placement | null)[]
}

const MOST_PASSES = 8
const MOST_OPTIONS = 120
const MOST_PUSHED = 2

/** The points of the plan. */
export function costOf({ seekers, placed }: Pick<Draft, 'seekers' | 'placed'>): number {
  return placed.reduce((sum, each, nth) => sum + (each ? each.option.cost : seekers[nth]!.unplaced), 0)
}

/**
 * Makes a plan better until nothing more is found: a visit takes a cheaper time, and at most two that had it look for
 * others. Kept when the sum gets smaller. Deterministic: always in the same order, and bounded in the work it does.
 */
export function improve(draft: Draft) {
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const worstFirst = draft.seekers
      .map((_, nth) => nth)
      .sort((a, b) => costAt(draft, b) - costAt(draft, a) || a - b)
    const better = worstFirst.map((nth) => improveOne(draft, nth))
    if (!better.includes(true)) return
  }
}

function costAt({ seekers, placed }: Draft, nth: number): number {
  return placed[nth]?.option.cost ?? seekers[nth]!.unplaced
}

function improveOne(draft: Draft, nth: number): boolean {
  let improved = false
  for (const option of draft.seekers[nth]!.options.slice(0, MOST_OPTIONS)) {
    if (option.cost >= costAt(draft, nth)) break
    if (tryOption(draft, nth, option)) improved = true
  }
  return improved
}

function tryOption(draft: Draft, nth: number, option: Option): boolean {
  const { seekers, board, placed } = draft
  const own = placed[nth]
  if (own) remove(board, seekers, own)
  const best = leastInTheWay(draft, nth, option)
  const pushed = best.blockers.map((each) => placed[each]!)
  if (best.blockers.length <= MOST_PUSHED) {
    const saved = costAt(draft, nth) - option.cost
    pushed.forEach((each) => remove(board, seekers, each))
    const mine = { seeker: nth, option, way: best.way }
    place(board, seekers, mine)
    const found = pushed.map((each) => placeBest(draft, each.seeker, each.option.cost + saved))
    const lost = found.reduce(
      (sum, each, index) =>
        sum + (each?.option.cost ?? seekers[pushed[index]!.seeker]!.unplaced) - pushed[index]!.option.cost,
      0,
    )
    if (lost < saved) {
      placed[nth] = mine
      pushed.forEach(({ seeker }, index) => (placed[seeker] = found[index] ?? null))
      return true
    }
    found.forEach((each) => each && remove(board, seekers, each))
    remove(board, seekers, mine)
    pushed.forEach((each) => place(board, seekers, each))
  }
  if (own) place(board, seekers, own)
  return false
}

function leastInTheWay({ seekers, board }: Draft, nth: number, option: Option) {
  let best: { way: Way; blockers: number[] } | null = null
  for (const way of option.ways) {
    const blockers = blockersOf(board, seekers[nth]!, { option, way })
    if (!best || blockers.length < best.blockers.length) best = { way, blockers }
    if (blockers.length === 0) break
  }
  return best!
}

/** Gives a visit its cheapest free option that costs less than the limit; null when there is none. */
export function placeBest({ seekers, board }: Draft, nth: number, limit: number): Placement | null {
  for (const option of seekers[nth]!.options) {
    if (option.cost >= limit) return null
    const way = fittingWay(board, seekers[nth]!, option)
    if (!way) continue
    const placement = { seeker: nth, option, way }
    place(board, seekers, placement)
    return placement
  }
  return null
}
