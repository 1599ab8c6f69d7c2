import { blockersOf, place, remove } from './option.ts'
import type { Board, Placement, Seeker } from './option.ts'

interface Search {
  seekers: readonly Seeker[]
  /** Those with the fewest choices first: their dead ends are found soonest. */
  order: readonly number[]
  /** The least that the rest can cost, from each place of the order on. */
  least: readonly number[]
  board: Board
  placed: (Placement | null)[]
  best: { cost: number; placed: (Placement | null)[] | null }
  steps: number
}

/**
 * Branch and bound over every plan cheaper than `limit`. `isWhole`: all of them were looked at within the steps allowed,
 * so that what is answered (or, with null, the plan one has already) is the best there is.
 */
export function searchAll(seekers: readonly Seeker[], limit: number, steps: number) {
  const order = seekers
    .map((_, nth) => nth)
    .sort((a, b) => seekers[a]!.options.length - seekers[b]!.options.length || a - b)
  const least = Array.from({ length: order.length + 1 }, () => 0)
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const seeker = seekers[order[at]!]!
    least[at] = least[at + 1]! + Math.min(seeker.options[0]?.cost ?? Infinity, seeker.unplaced)
  }
  const search: Search = {
    seekers,
    order,
    least,
    board: new Map(),
    placed: seekers.map(() => null),
    best: { cost: limit, placed: null },
    steps,
  }
  descend(search, 0, 0)
  return { placed: search.best.placed, isWhole: search.steps > 0 }
}

function descend(search: Search, at: number, spent: number) {
  const { seekers, order, least, board, placed, best } = search
  search.steps -= 1
  if (search.steps <= 0 || spent + least[at]! >= best.cost) return
  if (at === order.length) {
    best.cost = spent
    best.placed = [...placed]
    return
  }
  const nth = order[at]!
  const seeker = seekers[nth]!
  for (const option of seeker.options) {
    if (option.cost >= seeker.unplaced || spent + option.cost + least[at + 1]! >= best.cost) break
    for (const way of option.ways) {
      if (search.steps <= 0) return
      search.steps -= 1
      if (blockersOf(board, seeker, { option, way }).length > 0) continue
      const placement = { seeker: nth, option, way }
      place(board, seekers, placement)
      placed[nth] = placement
      descend(search, at + 1, spent + option.cost)
      remove(board, seekers, placement)
      placed[nth] = null
    }
  }
  descend(search, at + 1, spent + seeker.unplaced)
}
