import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { addLocalDays, startOfLocalDay, weekdayOf } from '../../platform/time/index.ts'
import { visitsIn } from '../replanning/affected-visits.ts'
import { keepDraft, mostVisits } from '../replanning/create-replanning.ts'
import { propose } from '../replanning/propose.ts'
import type { Proposal } from '../replanning/propose.ts'
import { LEVELLED, findOverloads } from './overload.ts'
import { loadsOf, readCapacity } from './read-capacity.ts'
import type { Capacity } from './read-capacity.ts'

const DAY_MS = 86_400_000
const WEEKS_AHEAD = 26

/**
 * A draft that moves as many visits of a full week to colleagues with time as it takes: those whom it costs least, within
 * the same week, offered to clients and never done unasked. 409 nothing_to_gain when nobody can take any.
 */
export async function levelWeek(
  ctx: Context,
  { practitionerId, week, answerHours }: { practitionerId: string; week: string; answerHours: number },
): Promise<string> {
  if (weekdayOf(week) !== 1) throw invalid('week', 'Give the Monday of the week.')
  const capacity = await readCapacity(ctx, { weeksBehind: 0, weeksAhead: WEEKS_AHEAD })
  const overload = (await findOverloads(ctx, capacity)).find(
    (each) => each.practitionerId === practitionerId && each.week === week,
  )
  if (!overload) throw nothing()
  const { zone } = await ctx.practice()
  const loss = {
    practitionerId,
    from: startOfLocalDay(week, zone),
    to: startOfLocalDay(addLocalDays(week, 7), zone),
  }
  const visits = (await visitsIn(ctx, loss)).filter(
    (each) => each.hasEmail && each.wishes.usualPractitionerId !== practitionerId,
  )
  const idle = new Set(overload.colleagues.map((each) => each.practitionerId))
  const { proposals } = await propose(ctx, mostVisits(visits), {
    from: new Date(Math.max(loss.from.getTime(), ctx.now.getTime() + DAY_MS)),
    to: loss.to,
    allows: (_visit, slot) => idle.has(slot.practitionerId),
  })
  const kept = enough(proposals, tooMuch(capacity, practitionerId, week))
  if (kept.length === 0) throw nothing()
  const cost = kept.reduce((sum, each) => sum + each.cost, 0)
  return keepDraft(
    ctx,
    { proposals: kept, cost, bound: cost, isOptimal: false },
    { kind: 'level', loss, searchUntil: loss.to, reason: null, answerHours, choice: 'offer' },
  )
}

function nothing() {
  return problem(
    409,
    'nothing_to_gain',
    'Nothing of this week can go to a colleague with time. Open more hours, or leave it as it is.',
  )
}

/** Minutes above the level at which a week counts as levelled. */
function tooMuch(capacity: Capacity, practitionerId: string, week: string): number {
  const offered = capacity.offered
    .filter((each) => each.practitionerId === practitionerId && each.week === week)
    .reduce((sum, each) => sum + each.minutes, 0)
  return ((loadsOf(capacity)(practitionerId, week) ?? 0) - LEVELLED) * offered
}

/** The cheapest ones until the minutes are reached. */
function enough(proposals: readonly Proposal[], minutes: number): Proposal[] {
  const kept: Proposal[] = []
  let moved = 0
  for (const each of [...proposals].filter(({ time }) => time).sort((a, b) => a.cost - b.cost)) {
    if (moved >= minutes) break
    kept.push(each)
    moved += each.visit.minutes
  }
  return kept
}
