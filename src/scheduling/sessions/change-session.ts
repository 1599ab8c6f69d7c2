import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { cancelAppointment } from '../appointment/cancel-appointment.ts'
import { freeSessionTime } from '../booking/occupancy.ts'
import { findSession, openSession } from './session.ts'
import type { Session } from './session.ts'

export interface SessionChange {
  title?: string | null | undefined
  notes?: string | null | undefined
  capacity?: number | undefined
  autoPromote?: boolean | undefined
  rowVersion: number
}

/** Changes the name, notes and seats of a session; not below the seats that are taken. */
export async function editSession(
  ctx: Context,
  id: string,
  { rowVersion, ...change }: SessionChange,
): Promise<Session> {
  const before = await openSession(ctx, id, rowVersion)
  const after = {
    title: change.title === undefined ? before.title : change.title,
    notes: change.notes === undefined ? before.notes : change.notes,
    capacity: change.capacity ?? before.capacity,
    auto_promote: change.autoPromote ?? before.auto_promote,
  }
  if (after.capacity < before.taken)
    throw problem(
      409,
      'seats_taken',
      `${before.taken} seats are taken. Move or cancel attendees before you offer fewer.`,
      { taken: before.taken },
    )
  await sql`update session set title = ${after.title}, notes = ${after.notes}, capacity = ${after.capacity}, auto_promote = ${after.auto_promote},
    row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('session.edited', {
    subject: ['session', id],
    data: { fields: Object.keys(change) },
    before: { title: before.title, capacity: before.capacity, notes: before.notes },
    after,
  })
  if (after.capacity > before.capacity && before.starts_at > ctx.now)
    ctx.record('session.seat_freed', { subject: ['session', id] })
  return findSession(ctx, id)
}

/** Cancels a whole session: each attendee's visit is cancelled by the practice, so that everybody is told. */
export async function cancelSession(
  ctx: Context,
  id: string,
  { reason, rowVersion }: { reason: string; rowVersion?: number | undefined },
): Promise<Session> {
  const session = await openSession(ctx, id, rowVersion)
  await sql`update session set cancelled_at = ${ctx.now}, cancelled_by = ${ctx.actor.name}, cancel_reason = ${reason}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  const attendees = await liveAttendees(ctx, id)
  const over = attendees.find((each) => each.state === 'in_room' || each.state === 'done')
  if (over)
    throw problem(
      409,
      'wrong_state',
      'The session has begun: people are in the room. It cannot be cancelled.',
    )
  for (const { id: visitId } of attendees) await cancelAppointment(ctx, visitId, { by: 'practice', reason })
  await freeSessionTime(ctx, id)
  await sql`update session_waiting set left_at = ${ctx.now} where practice_id = ${ctx.practiceId} and session_id = ${id} and left_at is null`.execute(
    ctx.db,
  )
  ctx.record('session.cancelled', {
    subject: ['session', id],
    data: { attendees: attendees.length, startsAt: session.starts_at.toISOString() },
    after: { reason },
  })
  return findSession(ctx, id)
}

/** Those who have a seat, holds included. */
export async function liveAttendees(
  ctx: Context,
  sessionId: string,
): Promise<{ id: string; state: string }[]> {
  const { rows } = await sql<{ id: string; state: string }>`select id, state from appointment
    where practice_id = ${ctx.practiceId} and session_id = ${sessionId} and state not in ('cancelled', 'expired') order by id`.execute(
    ctx.db,
  )
  return rows
}
