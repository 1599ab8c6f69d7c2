import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { visitsInTimeOff } from './affected.ts'
import { isOwn, requireHoursRight, requirePractitioner } from './hours.ts'
import { blocksWhileAsked } from './leave-rules.ts'

export const TIME_OFF_KINDS = ['leave', 'sick', 'meeting', 'blocked'] as const
export const TIME_OFF_STATES = ['requested', 'approved', 'declined'] as const

export interface TimeOff {
  id: string
  practitionerId: string
  startsAt: Date
  endsAt: Date
  kind: (typeof TIME_OFF_KINDS)[number]
  note: string | null
  /** 'approved' also for what nobody had to ask for. */
  state: (typeof TIME_OFF_STATES)[number]
  requestedBy: string | null
  decidedBy: string | null
  decisionNote: string | null
  /** All practitioners and weeks of one meeting. */
  meetingId: string | null
  /** Who stands in meanwhile. */
  substituteId: string | null
  /** What clients read on the booking page meanwhile. */
  clientNote: string | null
}
export type TimeOffWish = Pick<TimeOff, 'practitionerId' | 'startsAt' | 'endsAt' | 'kind' | 'note'> &
  Partial<Pick<TimeOff, 'substituteId' | 'clientNote'>>

/** The longest time off in days; the diary reads no further back for one that is still going on. */
const MOST_DAYS = 400

export const TIME_OFF_COLUMNS =
  sql.raw(`id, practitioner_id as "practitionerId", starts_at as "startsAt", ends_at as "endsAt", kind, note,
  case when requested_at is null or approved then 'approved' when approved is null then 'requested' else 'declined' end as state,
  requested_by as "requestedBy", decided_by as "decidedBy", decision_note as "decisionNote", meeting_id as "meetingId",
  substitute_id as "substituteId", client_note as "clientNote"`)

/** Time off that touches [from, to), of one practitioner or everybody; what was declined only when asked for. */
export async function listTimeOff(
  ctx: Context,
  {
    from,
    to,
    practitionerId = null,
    declined = false,
  }: { from: Date; to: Date; practitionerId?: string | null | undefined; declined?: boolean },
): Promise<TimeOff[]> {
  const { rows } = await sql<TimeOff>`select ${TIME_OFF_COLUMNS}
    from time_off where practice_id = ${ctx.practiceId} and cancelled_at is null and ends_at > ${from} and starts_at < ${to}
      and (${practitionerId}::uuid is null or practitioner_id = ${practitionerId}::uuid) and (${declined} or approved is not false)
    order by starts_at, id limit 2000`.execute(ctx.db)
  return rows
}

/** One time off, locked when it is to be changed; else 404. */
export async function findTimeOff(ctx: Context, id: string): Promise<TimeOff & { cancelledAt: Date | null }> {
  const { rows } = await sql<
    TimeOff & { cancelledAt: Date | null }
  >`select ${TIME_OFF_COLUMNS}, cancelled_at as "cancelledAt" from time_off
    where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(ctx.db)
  if (!rows[0]) throw notFound('This time off')
  return rows[0]
}

/**
 * Blocks time of a practitioner; leave of somebody who may not decide about it is asked for instead. Visits that are
 * booked then stay, and are answered to be dealt with.
 */
export async function addTimeOff(ctx: Context, wish: TimeOffWish) {
  requireHoursRight(ctx, wish.practitionerId)
  return enterTimeOff(ctx, wish)
}

/** Enters time off whoever asks; the caller has looked whether they may. 422 when it ends before it begins, or is too long. */
export async function enterTimeOff(ctx: Context, wish: TimeOffWish) {
  await requirePractitioner(ctx, wish.practitionerId)
  refuseImpossible(wish)
  if (wish.substituteId) await requirePractitioner(ctx, wish.substituteId)
  const id = ctx.newId()
  const isAsked = wish.kind === 'leave' && !mayDecide(ctx, wish.practitionerId)
  const asked = isAsked
    ? { requested_at: ctx.now, requested_by: ctx.actor.name, blocks: await blocksWhileAsked(ctx) }
    : { requested_at: null, requested_by: null, blocks: 'everybody' }
  await sql`insert into time_off (practice_id, id, practitioner_id, starts_at, ends_at, kind, note, blocks, requested_at, requested_by,
      substitute_id, client_note)
    values (${ctx.practiceId}, ${id}, ${wish.practitionerId}, ${wish.startsAt}, ${wish.endsAt}, ${wish.kind}, ${wish.note}, ${asked.blocks},
      ${asked.requested_at}, ${asked.requested_by}, ${wish.substituteId ?? null}, ${wish.clientNote ?? null})`.execute(
    ctx.db,
  )
  ctx.record(isAsked ? 'time_off.requested' : 'time_off.added', {
    subject: ['time_off', id],
    data: factsOf(wish),
  })
  return { timeOff: await findTimeOff(ctx, id), affected: await visitsInTimeOff(ctx, [id]) }
}

/** Whether the actor may decide about the leave of a practitioner; one's own only as the owner. */
export function mayDecide(ctx: Context, practitionerId: string): boolean {
  return ctx.can(isOwn(ctx, practitionerId) ? 'leave.decide_own' : 'leave.decide')
}

function refuseImpossible({ startsAt, endsAt, practitionerId, substituteId }: TimeOffWish) {
  if (substituteId === practitionerId)
    throw invalid('substituteId', 'Nobody stands in for themselves. Choose somebody else.')
  if (endsAt <= startsAt) throw invalid('endsAt', 'The end must come after the start.')
  if (endsAt.getTime() - startsAt.getTime() > MOST_DAYS * 86_400_000)
    throw invalid('endsAt', `Enter at most ${MOST_DAYS} days at once.`)
}

/** What an event says of time off. */
export function factsOf({ practitionerId, startsAt, endsAt, kind }: TimeOffWish) {
  return { practitionerId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), kind }
}

/** The time is free again; what was asked for is withdrawn. */
export async function cancelTimeOff(ctx: Context, id: string): Promise<void> {
  const timeOff = await findTimeOff(ctx, id)
  requireHoursRight(ctx, timeOff.practitionerId)
  await endTimeOff(ctx, timeOff)
}

/** The same whoever asks; freeing what is free already does nothing. */
export async function endTimeOff(
  ctx: Context,
  timeOff: Awaited<ReturnType<typeof findTimeOff>>,
): Promise<void> {
  if (timeOff.cancelledAt) return
  await sql`update time_off set cancelled_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${timeOff.id}`.execute(
    ctx.db,
  )
  ctx.record('time_off.cancelled', { subject: ['time_off', timeOff.id], data: factsOf(timeOff) })
}
