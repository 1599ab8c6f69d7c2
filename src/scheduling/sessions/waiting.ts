import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Problem, notFound, problem } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { addAttendee, attendeesOf } from './attendees.ts'
import { findSession, openSession } from './session.ts'

/** Somebody who waits for a seat. */
export interface Waiting {
  id: string
  clientId: string
  clientName: string
  clientNumber: number
  notes: string | null
  addedAt: Date
}

/** Those who wait, the first first. */
export async function waitingOf(ctx: Context, sessionId: string): Promise<Waiting[]> {
  const { rows } =
    await sql<Waiting>`select w.id, w.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", c.number as "clientNumber", w.notes, w.added_at as "addedAt"
    from session_waiting w join client c on c.practice_id = w.practice_id and c.id = w.client_id
    where w.practice_id = ${ctx.practiceId} and w.session_id = ${sessionId} and w.left_at is null order by w.added_at, w.id`.execute(
      ctx.db,
    )
  return rows
}

/** Puts a client at the end of the list. Twice is once. */
export async function addWaiting(
  ctx: Context,
  sessionId: string,
  { clientId, notes }: { clientId: string; notes?: string | null | undefined },
): Promise<void> {
  await openSession(ctx, sessionId)
  const seated = (await attendeesOf(ctx, sessionId)).some(
    (each) => each.client_id === clientId && each.state !== 'cancelled',
  )
  if (seated) throw problem(409, 'has_seat', 'This client has a seat in this session already.')
  const id = ctx.newId()
  const { rows } =
    await sql`insert into session_waiting (practice_id, id, session_id, client_id, notes, added_at, added_by)
    values (${ctx.practiceId}, ${id}, ${sessionId}, ${clientId}, ${notes ?? null}, ${ctx.now}, ${ctx.actor.name})
    on conflict (practice_id, session_id, client_id) where left_at is null do nothing returning 1`.execute(
      ctx.db,
    )
  if (rows.length > 0)
    ctx.record('session.waiting_added', {
      subject: ['session', sessionId],
      clientId,
      data: { waitingId: id },
    })
}

/** Takes somebody off the list, without a seat. */
export async function removeWaiting(ctx: Context, sessionId: string, waitingId: string): Promise<void> {
  await findSession(ctx, sessionId)
  const { clientId } = await lockWaiting(ctx, sessionId, waitingId)
  await leave(ctx, waitingId, null)
  ctx.record('session.waiting_removed', { subject: ['session', sessionId], clientId, data: { waitingId } })
}

/** Gives a waiting client a seat. */
export async function promote(ctx: Context, sessionId: string, waitingId: string): Promise<Visit> {
  const waiting = await lockWaiting(ctx, sessionId, waitingId)
  const visit = await addAttendee(ctx, sessionId, {
    clientId: waiting.clientId,
    notes: waiting.notes,
    source: 'waitlist',
  })
  await leave(ctx, waitingId, visit.id)
  ctx.record('session.waiting_promoted', {
    subject: ['session', sessionId],
    clientId: waiting.clientId,
    data: { waitingId, appointmentId: visit.id },
  })
  return visit
}

/** Where a session says so, a seat that frees goes to the first who waits and has time. */
export const promoteWaiting = subscriber({
  name: 'scheduling.promoteWaiting',
  on: ['session.seat_freed'],
  run: async (ctx, { subjectId }) => {
    const session = await findSession(ctx, subjectId)
    if (!session.auto_promote || session.cancelled_at || session.starts_at <= ctx.now) return
    let left = session.capacity - session.taken
    for (const { id } of await waitingOf(ctx, subjectId)) {
      if (left === 0) return
      if (await promotedIfFree(ctx, subjectId, id)) left -= 1
    }
  },
})

// Who is elsewhere then keeps their place; the next one is asked.
async function promotedIfFree(ctx: Context, sessionId: string, waitingId: string): Promise<boolean> {
  return promote(ctx, sessionId, waitingId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false
      throw error
    },
  )
}

async function lockWaiting(ctx: Context, sessionId: string, waitingId: string) {
  const { rows } = await sql<{
    clientId: string
    notes: string | null
  }>`select client_id as "clientId", notes from session_waiting
    where practice_id = ${ctx.practiceId} and session_id = ${sessionId} and id = ${waitingId} and left_at is null for update`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This place on the waitlist')
  return rows[0]
}

async function leave(ctx: Context, waitingId: string, appointmentId: string | null) {
  await sql`update session_waiting set left_at = ${ctx.now}, appointment_id = ${appointmentId}
    where practice_id = ${ctx.practiceId} and id = ${waitingId}`.execute(ctx.db)
}
