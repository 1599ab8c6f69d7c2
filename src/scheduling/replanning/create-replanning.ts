import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { addTimeOff } from '../hours/time-off.ts'
import { visitsIn } from './affected-visits.ts'
import type { AffectedVisit, Loss } from './affected-visits.ts'
import type { Proposal, Proposals } from './propose.ts'
import { propose } from './propose.ts'
import type { Choice, ReplanningRecord } from './replanning-row.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MOST_LOST_DAYS = 31
const MOST_VISITS = 300
/** Nobody can be told of a time that begins sooner. */
export const NOTICE_HOURS = 2

export interface LossWish extends Loss {
  reason: string | null
  /** How many days after the loss new times are looked for. */
  searchDays: number
  answerHours: number
  /** What the approval will do with the proposals, until a row says otherwise. */
  approach: 'move' | 'offer'
  /** Enter the practitioner as ill for that time, so that nobody books there meanwhile. */
  markAway: boolean
}

/** A draft for all visits that a loss concerns, each with the new time that the best overall plan gives it. */
export async function replanLoss(ctx: Context, wish: LossWish): Promise<string> {
  await checkLoss(ctx, wish)
  const { from, to, practitionerId } = wish
  if (wish.markAway && practitionerId)
    await addTimeOff(ctx, {
      practitionerId,
      startsAt: from,
      endsAt: to,
      kind: 'sick',
      note: wish.reason,
    })
  const visits = await visitsIn(ctx, wish)
  const searchUntil = new Date(Math.max(to.getTime(), ctx.now.getTime()) + wish.searchDays * DAY)
  const search = { from: soonest(ctx), to: searchUntil, avoid: wish }
  const found = await propose(ctx, mostVisits(visits), search)
  return keepDraft(ctx, found, {
    kind: 'lost',
    loss: wish,
    searchUntil,
    reason: wish.reason,
    answerHours: wish.answerHours,
    choice: wish.approach,
  })
}

/** The earliest start that is proposed to anybody. */
export function soonest(ctx: Context): Date {
  return new Date(ctx.now.getTime() + NOTICE_HOURS * HOUR)
}

async function checkLoss(ctx: Context, { from, to, practitionerId, roomId, locationId, unitId }: Loss) {
  if ([practitionerId, roomId, locationId, unitId].filter(Boolean).length !== 1)
    throw invalid(
      'practitionerId',
      'Say who or what is lost: one practitioner, room, unit of equipment or location.',
    )
  if (to <= from) throw invalid('to', 'The end must come after the start.')
  if (to <= ctx.now) throw invalid('to', 'This time is over. Choose a time that has not ended yet.')
  if (to.getTime() - from.getTime() > MOST_LOST_DAYS * DAY)
    throw invalid('to', `Plan at most ${MOST_LOST_DAYS} days at once.`)
  const [table, what] = practitionerId
    ? [sql`staff`, 'This practitioner']
    : roomId
      ? [sql`room`, 'This room']
      : unitId
        ? [sql`equipment_unit`, 'This unit']
        : [sql`location`, 'This location']
  const id = practitionerId ?? roomId ?? unitId ?? locationId
  const { rows } =
    await sql`select from ${table} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (rows.length === 0) throw notFound(what)
}

/** 422 when there are more visits than one draft can hold. */
export function mostVisits(visits: AffectedVisit[]): AffectedVisit[] {
  if (visits.length > MOST_VISITS)
    throw problem(
      422,
      'too_many_visits',
      `${visits.length} visits are concerned; plan at most ${MOST_VISITS} at once. Choose a shorter time.`,
    )
  return visits
}

export interface DraftFacts {
  kind: ReplanningRecord['kind']
  loss: Loss
  searchUntil: Date
  reason: string | null
  answerHours: number
  choice: Choice
}

/** Keeps a draft with its rows; answers its id. */
export async function keepDraft(ctx: Context, found: Proposals, facts: DraftFacts): Promise<string> {
  const id = ctx.newId()
  const { kind, loss, searchUntil, reason, answerHours, choice } = facts
  await ctx.db
    .insertInto('replanning')
    .values({
      practice_id: ctx.practiceId,
      id,
      kind,
      practitioner_id: loss.practitionerId ?? null,
      room_id: loss.roomId ?? null,
      unit_id: loss.unitId ?? null,
      location_id: loss.locationId ?? null,
      starts_at: loss.from,
      ends_at: loss.to,
      reason,
      search_until: searchUntil,
      answer_hours: answerHours,
      cost: found.cost,
      bound: found.bound,
      created_by: ctx.actor.name,
      created_at: ctx.now,
    })
    .execute()
  const rows = found.proposals.map((each, position) =>
    rowOf(ctx, { proposal: each, replanningId: id, position, choice }),
  )
  if (rows.length > 0) await ctx.db.insertInto('replanning_row').values(rows).execute()
  ctx.record('replanning.proposed', {
    subject: ['replanning', id],
    data: { kind, visits: rows.length, placed: rows.filter((each) => each.new_starts_at).length },
    after: { from: loss.from.toISOString(), to: loss.to.toISOString(), reason },
  })
  return id
}

interface RowFacts {
  proposal: Proposal
  replanningId: string
  position: number
  choice: Choice
}

function rowOf(ctx: Context, { proposal, replanningId, position, choice }: RowFacts) {
  const { visit } = proposal
  return {
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    replanning_id: replanningId,
    appointment_id: visit.id,
    position,
    old_starts_at: visit.wishes.startsAt,
    old_ends_at: visit.endsAt,
    old_practitioner_id: visit.wishes.practitionerId,
    old_location_id: visit.wishes.locationId,
    old_room_id: visit.wishes.roomId,
    old_assistant_id: visit.assistantId,
    choice,
    ...proposalColumns(proposal),
  }
}

/** The columns that say what is proposed now. */
export function proposalColumns({ time, cost, terms, whyNot }: Omit<Proposal, 'visit'>) {
  return {
    new_starts_at: time?.startsAt ?? null,
    new_ends_at: time?.endsAt ?? null,
    new_practitioner_id: time?.practitionerId ?? null,
    new_location_id: time?.locationId ?? null,
    new_room_id: time?.roomId ?? null,
    new_assistant_id: time?.assistantId ?? null,
    new_unit_ids: [...(time?.unitIds ?? [])],
    cost,
    terms: JSON.stringify(terms),
    why_not: whyNot,
    state: time ? ('proposed' as const) : ('nothing_fits' as const),
  }
}
