import type { Context } from '../../platform/operation/context.ts'
import type { AffectedVisit } from './affected-visits.ts'
import { bestPlan } from './engine/best-plan.ts'
import type { CostTerm, Option, Way } from './engine/option.ts'
import { findOptions } from './find-options.ts'
import type { OptionSearch } from './find-options.ts'

/** A new time for a visit, or why there is none. */
export interface Proposal {
  visit: AffectedVisit
  time: ProposedTime | null
  cost: number
  terms: readonly CostTerm[]
  whyNot: WhyNot | null
}

export interface ProposedTime {
  startsAt: Date
  endsAt: Date
  practitionerId: string
  locationId: string
  roomId: string | null
  assistantId: string | null
  unitIds: readonly string[]
}

export const WHY_NOTS = [
  'no_free_time',
  'taken_by_others',
  'between_neighbours',
  'bundle',
  'session',
] as const
export type WhyNot = (typeof WHY_NOTS)[number]

export interface Proposals {
  proposals: Proposal[]
  cost: number
  bound: number
  isOptimal: boolean
}

/** More than any sum of costs: the plan that places more visits is always the better one. */
const UNPLACED = 100_000
const MINUTE = 60_000

/** New times for all of these visits at once: the best overall plan, not first come. */
export async function propose(
  ctx: Context,
  visits: readonly AffectedVisit[],
  search: OptionSearch,
): Promise<Proposals> {
  const options = await findOptions(ctx, visits, search)
  const { given, cost, bound, isOptimal } = bestPlan(
    visits.map((visit, nth) => ({
      id: visit.id,
      clientId: visit.clientId,
      options: options[nth]!,
      unplaced: UNPLACED,
    })),
  )
  const proposals = visits.map((visit, nth): Proposal => {
    const found = given[nth]
    if (!found) return { visit, time: null, cost: 0, terms: [], whyNot: whyNot(visit, options[nth]!) }
    const { option, way } = found
    return {
      visit,
      time: timeOf(option, way),
      cost: option.cost,
      terms: option.terms,
      whyNot: null,
    }
  })
  // What nobody gets is not a cost to show: only the times that are proposed count, and the bound alike.
  const unplaced = proposals.filter((each) => !each.time).length * UNPLACED
  return { proposals, cost: cost - unplaced, bound: Math.max(0, bound - unplaced), isOptimal }
}

/** The option as instants, in one of its ways. */
export function timeOf(option: Option, { roomId, assistantId, unitIds }: Way): ProposedTime {
  const { from, to, practitionerId, locationId } = option
  return {
    startsAt: new Date(from * MINUTE),
    endsAt: new Date(to * MINUTE),
    practitionerId,
    locationId,
    roomId,
    assistantId: assistantId ?? null,
    unitIds,
  }
}

function whyNot({ partOf, wishes }: AffectedVisit, options: readonly Option[]): WhyNot {
  if (partOf) return partOf
  if (options.length > 0) return 'taken_by_others'
  return wishes.previousAt || wishes.nextAt ? 'between_neighbours' : 'no_free_time'
}
