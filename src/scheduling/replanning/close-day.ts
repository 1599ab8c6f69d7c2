import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { addLocalDays, startOfLocalDay } from '../../platform/time/index.ts'
import { minutesOf } from '../availability/hours.ts'
import { union } from '../availability/intervals.ts'
import { readBackground } from '../calendar/background.ts'
import { visitsIn } from './affected-visits.ts'
import type { AffectedVisit } from './affected-visits.ts'
import { keepDraft } from './create-replanning.ts'
import { closeGaps } from './engine/close-gaps.ts'
import type { DayVisit } from './engine/close-gaps.ts'
import type { Option } from './engine/option.ts'
import { findOptions } from './find-options.ts'
import { timeOf } from './propose.ts'
import type { Proposal } from './propose.ts'

const MINUTE = 60_000
const NOTICE_MS = 24 * 60 * MINUTE

export interface GapWish {
  practitionerId: string
  /** 'YYYY-MM-DD' in the practice's zone. */
  day: string
  /** No visit is moved by more. */
  maxShiftMinutes: number
  answerHours: number
}

/**
 * A draft that closes the gaps of a practitioner's day: only clients with an e-mail address are asked, not within 24 hours,
 * and nobody is moved further than the practice says. 409 nothing_to_gain when no move saves anything.
 */
export async function replanGaps(ctx: Context, wish: GapWish): Promise<string> {
  const { zone } = await ctx.practice()
  const from = startOfLocalDay(wish.day, zone)
  const to = startOfLocalDay(addLocalDays(wish.day, 1), zone)
  const loss = { practitionerId: wish.practitionerId, from, to }
  const visits = await visitsIn(ctx, loss)
  const own = (each: AffectedVisit) => each.wishes.practitionerId === wish.practitionerId
  const flexible = visits.filter((each) => own(each) && isFlexible(ctx, each))
  const options = await findOptions(ctx, flexible, {
    from: new Date(Math.max(from.getTime(), ctx.now.getTime() + NOTICE_MS)),
    to,
    allows: (visit, slot) =>
      slot.practitionerId === wish.practitionerId &&
      slot.locationId === visit.wishes.locationId &&
      Math.abs(slot.startsAt.getTime() - visit.wishes.startsAt.getTime()) <= wish.maxShiftMinutes * MINUTE,
  })
  const { open } = await readBackground(ctx, { from, to, practitionerId: wish.practitionerId })
  const plan = closeGaps({
    open: union(open.map(minutesOf)),
    visits: await dayOf(ctx, visits, new Map(flexible.map((each, nth) => [each.id, options[nth]!]))),
    useful: await shortestVisit(ctx, wish.practitionerId),
  })
  if (plan.moves.size === 0)
    throw problem(
      409,
      'nothing_to_gain',
      'No gap of this day can be closed within these limits. Allow longer moves, or choose another day.',
    )
  const proposals = flexible.flatMap((visit): Proposal[] => {
    const option = plan.moves.get(visit.id)
    if (!option) return []
    const { cost, terms } = option
    return [{ visit, time: timeOf(option, option.ways[0]!), cost, terms, whyNot: null }]
  })
  const cost = proposals.reduce((sum, each) => sum + each.cost, 0)
  const found = { proposals, cost, bound: cost, isOptimal: false }
  return keepDraft(ctx, found, {
    kind: 'gaps',
    loss,
    searchUntil: to,
    reason: null,
    answerHours: wish.answerHours,
    choice: 'offer',
  })
}

function isFlexible(ctx: Context, { hasEmail, partOf, wishes }: AffectedVisit): boolean {
  return hasEmail && !partOf && wishes.startsAt.getTime() - ctx.now.getTime() >= NOTICE_MS
}

async function dayOf(
  ctx: Context,
  visits: readonly AffectedVisit[],
  options: ReadonlyMap<string, Option[]>,
): Promise<DayVisit[]> {
  const { rows } = await sql<{
    id: string
    before: number
    after: number
  }>`select id, buffer_before_minutes as before,
      buffer_after_minutes as after from appointment where practice_id = ${ctx.practiceId} and id = any(${visits.map((each) => each.id)}::uuid[])`.execute(
    ctx.db,
  )
  const buffers = new Map(rows.map((each) => [each.id, each]))
  return visits.map(({ id, wishes, endsAt }) => {
    const { before, after } = buffers.get(id)!
    const option: Option = {
      from: wishes.startsAt.getTime() / MINUTE,
      to: endsAt.getTime() / MINUTE,
      practitionerId: wishes.practitionerId!,
      locationId: wishes.locationId,
      before,
      after,
      ways: [{ roomId: wishes.roomId, unitIds: [] }],
      cost: 0,
      terms: [],
    }
    return { id, option, options: options.get(id) ?? [] }
  })
}

async function shortestVisit(ctx: Context, practitionerId: string): Promise<number> {
  const { rows } = await sql<{
    minutes: number | null
  }>`select min(coalesce(sp.duration_minutes, s.duration_minutes))::int as minutes
    from service_practitioner sp join service s on s.practice_id = sp.practice_id and s.id = sp.service_id and s.archived_at is null
    where sp.practice_id = ${ctx.practiceId} and sp.practitioner_id = ${practitionerId}`.execute(ctx.db)
  return rows[0]?.minutes ?? 30
}
