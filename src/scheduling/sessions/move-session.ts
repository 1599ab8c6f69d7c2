import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { findAppointment, recordVisit } from '../appointment/appointment.ts'
import { updateVisit } from '../appointment/change.ts'
import { placeOf } from '../appointment/move-appointment.ts'
import { STEPS } from '../appointment/states.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import { preferring, resourcesOf, withoutLost } from '../booking/next-choice.ts'
import {
  freeSessionTime,
  freeTime,
  lockResources,
  takeTime,
  takingsOf,
  takingsOfSession,
} from '../booking/occupancy.ts'
import type { Taking } from '../booking/occupancy.ts'
import type { Candidate, VisitPlan } from '../booking/plan-visit.ts'
import { refuseAsTaken } from '../booking/refusals.ts'
import { liveAttendees } from './change-session.ts'
import { planSession } from './schedule-sessions.ts'
import { findSession, openSession } from './session.ts'
import type { Session } from './session.ts'
import type { SessionRow } from './session-row.ts'

export interface SessionMove {
  startsAt?: Date | undefined
  practitionerId?: string | undefined
  locationId?: string | undefined
  roomId?: string | undefined
  durationMinutes?: number | undefined
  rowVersion?: number | undefined
}

/** Moves a session with all who have a seat in it: everybody comes along, or nothing changes. */
export async function moveSession(ctx: Context, id: string, move: SessionMove): Promise<Session> {
  const session = await openSession(ctx, id, move.rowVersion)
  const visits = await visitsOf(ctx, id)
  const plan = await planSession(ctx, placeFor(session, move))
  await lockResources(ctx, [
    session.practitioner_id,
    session.room_id,
    session.assistant_id,
    ...plan.candidates.flatMap(resourcesOf),
    ...visits.map((each) => each.client_id),
  ])
  await clearHoldsIn(ctx, plan.diary)
  const moved = await takeAnew(ctx, plan, { session, unitIds: await unitsOf(ctx, id) })
  await moveAttendees(ctx, visits, moved)
  await writeSession(ctx, moved)
  ctx.record('session.moved', {
    subject: ['session', id],
    data: { startsAt: moved.starts_at.toISOString(), before: { startsAt: session.starts_at.toISOString() } },
    before: { practitionerId: session.practitioner_id, roomId: session.room_id },
    after: { practitionerId: moved.practitioner_id, roomId: moved.room_id },
  })
  return findSession(ctx, id)
}

function placeFor(session: Session, move: SessionMove) {
  const minutes = (session.ends_at.getTime() - session.starts_at.getTime()) / 60_000
  return {
    serviceId: session.service_id,
    practitionerId: move.practitionerId ?? session.practitioner_id,
    // With another time or person it goes where they are then.
    locationId: move.locationId ?? (move.practitionerId || move.startsAt ? null : session.location_id),
    roomId: move.roomId ?? null,
    startsAt: move.startsAt ?? session.starts_at,
    durationMinutes: move.durationMinutes ?? minutes,
    mode: session.mode,
    except: session.id,
  }
}

async function visitsOf(ctx: Context, sessionId: string): Promise<Visit[]> {
  const visits: Visit[] = []
  for (const { id } of await liveAttendees(ctx, sessionId))
    visits.push(await findAppointment(ctx, id, { lock: true }))
  const begun = visits.some(
    ({ state }) => state !== 'held' && !(STEPS.move as readonly string[]).includes(state),
  )
  if (begun)
    throw problem(
      409,
      'wrong_state',
      'The session has begun or is over for some who came. Schedule a new one.',
    )
  return visits
}

/** What the session takes up at its new place, the room, the help and the units it has had first; what it had is given up. */
async function takeAnew(
  ctx: Context,
  plan: VisitPlan,
  { session, unitIds }: { session: Session; unitIds: readonly string[] },
): Promise<SessionRow> {
  await freeSessionTime(ctx, session.id)
  const had = { roomId: session.room_id, assistantId: session.assistant_id, unitIds }
  let left = plan.candidates.map((each) => preferring(each, had))
  let lost: readonly Taking[] = []
  for (let candidate = left[0]; candidate; candidate = left[0]) {
    const moved = rowAt(plan, session, candidate)
    await sql`savepoint taking`.execute(ctx.db)
    lost = await takeTime(ctx, takingsOfSession(moved, candidate.unitIds))
    if (lost.length === 0) return moved
    await sql`rollback to savepoint taking`.execute(ctx.db)
    left = [...withoutLost(candidate, lost), ...left.slice(1)]
  }
  throw await refuseAsTaken(ctx, { ...plan, lostKinds: lost.map((each) => each.resource_kind) })
}

async function unitsOf(ctx: Context, sessionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select resource_id as id from occupancy
    where practice_id = ${ctx.practiceId} and session_id = ${sessionId} and resource_kind = 'equipment'`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

function rowAt({ diary, wish }: VisitPlan, session: Session, candidate: Candidate): SessionRow {
  return {
    ...session,
    practitioner_id: candidate.practitionerId,
    assistant_id: candidate.assistantIds[0] ?? null,
    location_id: candidate.locationId,
    room_id: candidate.roomIds[0] ?? null,
    starts_at: wish.startsAt,
    ends_at: candidate.endsAt,
    zone: diary.locations.find((each) => each.id === candidate.locationId)!.zone,
    buffer_before_minutes: candidate.rules.before,
    buffer_after_minutes: candidate.rules.after,
  }
}

async function moveAttendees(ctx: Context, visits: readonly Visit[], session: SessionRow) {
  const { practitioner_id, location_id, room_id, starts_at, ends_at, zone } = session
  const place = { practitioner_id, location_id, room_id, starts_at, ends_at, zone }
  for (const visit of visits) await freeTime(ctx, visit.id)
  const lost = await takeTime(
    ctx,
    visits.flatMap((visit) => takingsOf({ ...visit, ...place }, [])),
  )
  if (lost.length > 0) throw clientsElsewhere(visits, new Set(lost.map((each) => each.resource_id)))
  for (const visit of visits) {
    await updateVisit(ctx, visit, { ...place, sequence: visit.sequence + 1 })
    const moved = await findAppointment(ctx, visit.id)
    if (visit.state !== 'held')
      recordVisit(ctx, 'appointment.moved', moved, {
        data: { by: 'practice', before: placeOf(visit) },
        before: placeOf(visit),
        after: placeOf(moved),
      })
  }
}

function clientsElsewhere(visits: readonly Visit[], clientIds: ReadonlySet<string>) {
  const names = visits.filter((each) => clientIds.has(each.client_id ?? '')).map((each) => each.client_name)
  return problem(
    409,
    'client_double_booked',
    `${names.join(', ')}: another appointment at this time. Choose another time, or move their seat first.`,
    { clients: names },
  )
}

async function writeSession(ctx: Context, row: SessionRow) {
  await sql`update session set practitioner_id = ${row.practitioner_id}, assistant_id = ${row.assistant_id}, location_id = ${row.location_id},
    room_id = ${row.room_id}, starts_at = ${row.starts_at}, ends_at = ${row.ends_at}, zone = ${row.zone},
    buffer_before_minutes = ${row.buffer_before_minutes}, buffer_after_minutes = ${row.buffer_after_minutes}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
}
