import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { takeTime, takingsOfSession } from '../booking/occupancy.ts'
import type { Taking } from '../booking/occupancy.ts'
import type { Candidate, VisitPlan } from '../booking/plan-visit.ts'
import { usualMode } from '../times/search.ts'
import type { SessionRow } from './session-row.ts'

/** The session as the plan says it; `fields` are the columns in which it differs. */
export function sessionOf(
  ctx: Context,
  { diary, wish }: VisitPlan,
  { candidate, fields = {} }: { candidate: Candidate; fields?: Partial<SessionRow> },
): SessionRow {
  const location = diary.locations.find((each) => each.id === candidate.locationId)!
  return {
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    service_id: diary.service.id,
    practitioner_id: candidate.practitionerId,
    location_id: location.id,
    room_id: candidate.roomIds[0] ?? null,
    assistant_id: candidate.assistantIds[0] ?? null,
    class_id: null,
    title: null,
    starts_at: wish.startsAt,
    ends_at: candidate.endsAt,
    zone: location.zone,
    mode: wish.mode ?? usualMode(diary.service.modes),
    buffer_before_minutes: candidate.rules.before,
    buffer_after_minutes: candidate.rules.after,
    capacity: candidate.rules.capacity,
    taken: 0,
    on_demand: false,
    auto_promote: false,
    notes: null,
    cancelled_at: null,
    cancelled_by: null,
    cancel_reason: null,
    created_by: ctx.actor.name,
    created_at: ctx.now,
    row_version: 1,
    ...fields,
  }
}

/** Keeps a session with all it takes up; when somebody has any of it, keeps nothing and answers what was lost. */
export async function insertSession(
  ctx: Context,
  session: SessionRow,
  unitIds: readonly string[],
): Promise<Taking[]> {
  await sql`savepoint opening`.execute(ctx.db)
  await sql`insert into session select * from jsonb_populate_record(null::session, ${JSON.stringify(session)}::jsonb)`.execute(
    ctx.db,
  )
  const lost = await takeTime(ctx, takingsOfSession(session, unitIds))
  if (lost.length > 0) await sql`rollback to savepoint opening`.execute(ctx.db)
  return lost
}

/** Leaves the event about a new session, when all that belongs to it is kept. */
export function recordScheduled(ctx: Context, session: SessionRow) {
  ctx.record('session.scheduled', {
    subject: ['session', session.id],
    data: {
      serviceId: session.service_id,
      practitionerId: session.practitioner_id,
      startsAt: session.starts_at.toISOString(),
    },
    after: { roomId: session.room_id, capacity: session.capacity, onDemand: session.on_demand },
  })
}

/**
 * Opens the session for the first who books a group at a free time, or joins the one that somebody else opened a moment
 * ago; else answers what was lost.
 */
export async function openForBooking(
  ctx: Context,
  plan: VisitPlan,
  candidate: Candidate,
): Promise<{ candidate: Candidate; lost: readonly Taking[]; opened: SessionRow | null }> {
  const session = sessionOf(ctx, plan, { candidate, fields: { on_demand: true } })
  const lost = await insertSession(ctx, session, candidate.unitIds)
  if (lost.length === 0) return { candidate: seated(candidate, session), lost, opened: session }
  const other = await findStanding(ctx, session)
  return other
    ? { candidate: seated(candidate, other), lost: [], opened: null }
    : { candidate, lost, opened: null }
}

function seated(
  candidate: Candidate,
  { id, room_id, ends_at }: Pick<SessionRow, 'id' | 'room_id' | 'ends_at'>,
): Candidate {
  return {
    ...candidate,
    sessionId: id,
    roomIds: room_id ? [room_id] : [],
    unitIds: [],
    assistantIds: [],
    endsAt: ends_at,
  }
}

async function findStanding(ctx: Context, { service_id, practitioner_id, starts_at }: SessionRow) {
  const { rows } = await sql<
    Pick<SessionRow, 'id' | 'room_id' | 'ends_at'>
  >`select id, room_id, ends_at from session where practice_id = ${ctx.practiceId} and starts_at = ${starts_at}
      and service_id = ${service_id} and practitioner_id = ${practitioner_id} and cancelled_at is null limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
