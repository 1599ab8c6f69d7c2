import { costOf, improve, placeBest } from './improve.ts'
import type { Draft } from './improve.ts'
import { fittingWay, place } from './option.ts'
import type { Placement, Seeker } from './option.ts'
import { relax } from './relax.ts'
import { searchAll } from './search-all.ts'

/** What a visit gets; null: nothing fits. */
export type Given = Omit<Placement, 'seeker'> | null

export interface BestPlan {
  /** In the order of the seekers. */
  given: Given[]
  cost: number
  /** No plan costs less than this; equal to `cost`: the plan is the best there is. */
  bound: number
  /** Proved to be the best: every other plan was looked at, or the bound is reached. */
  isOptimal: boolean
}

/** Steps of the complete search: small cases end long before; in large ones it finds nothing more, so it is not let try long. */
const STEPS = { small: 60_000, large: 5_000 }
const SMALL = 15

/**
 * The best overall plan: as many visits as possible get a time, and the sum of their costs is as small as can be found.
 * First the assignment by the Hungarian method, whose conflicts are solved round by round; then improvement by pushing;
 * then, as far as the steps last, a complete search. Pure and deterministic: the same question has the same answer.
 */
export function bestPlan(
  seekers: readonly Seeker[],
  steps = seekers.length > SMALL ? STEPS.large : STEPS.small,
): BestPlan {
  const { bound } = relax(seekers, new Map())
  const draft = firstPlan(seekers)
  improve(draft)
  let { placed } = draft
  let cost = costOf(draft)
  let isOptimal = cost <= bound
  if (!isOptimal) {
    const complete = searchAll(seekers, cost, steps)
    if (complete.placed) {
      placed = complete.placed
      cost = costOf({ seekers, placed })
    }
    isOptimal = complete.isWhole || cost <= bound
  }
  const given = placed.map((each) => each && { option: each.option, way: each.way })
  return { given, cost, bound: isOptimal ? cost : bound, isOptimal }
}

/**
 * Assigns, keeps what does not get in each other's way (those with the fewest choices first), and assigns the rest again
 * around it, until everybody has a time or nothing fits any more.
 */
function firstPlan(seekers: readonly Seeker[]): Draft {
  const draft: Draft = { seekers, board: new Map(), placed: seekers.map(() => null) }
  let open = seekers.map((_, nth) => nth)
  while (open.length > 0) {
    const { options } = relax(
      open.map((nth) => seekers[nth]!),
      draft.board,
    )
    const wanted = open
      .map((nth, row) => ({ nth, option: options[row] }))
      .filter((each) => each.option)
      .sort((a, b) => choices(seekers, a.nth) - choices(seekers, b.nth) || a.nth - b.nth)
    for (const { nth, option } of wanted) {
      const way = fittingWay(draft.board, seekers[nth]!, option!)
      if (!way) continue
      draft.placed[nth] = { seeker: nth, option: option!, way }
      place(draft.board, seekers, draft.placed[nth])
    }
    if (wanted.length === 0) break
    open = open.filter((nth) => !draft.placed[nth])
  }
  for (const nth of open) draft.placed[nth] = placeBest(draft, nth, seekers[nth]!.unplaced)
  return draft
}

function choices(seekers: readonly Seeker[], nth: number): number {
  return seekers[nth]!.options.length
}
