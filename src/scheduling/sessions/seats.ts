import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { clearExpiredHolds, freeSessionTime } from '../booking/occupancy.ts'

/** Takes a seat; false when there is none left. Of those who want the last one at once, one has it. */
export async function takeSeat(ctx: Context, sessionId: string): Promise<boolean> {
  if (await seatTaken(ctx, sessionId)) return true
  return (await clearHeldSeats(ctx, sessionId)) && seatTaken(ctx, sessionId)
}

async function seatTaken(ctx: Context, sessionId: string): Promise<boolean> {
  const { rows } = await sql`update session set taken = taken + 1
    where practice_id = ${ctx.practiceId} and id = ${sessionId} and cancelled_at is null and taken < capacity returning 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

/** Seats of holds whose time is over count as free, and whoever wants one clears them away. */
async function clearHeldSeats(ctx: Context, sessionId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`select id from appointment
    where practice_id = ${ctx.practiceId} and session_id = ${sessionId} and state = 'held' and held_until <= ${ctx.now}`.execute(
    ctx.db,
  )
  const expired = await clearExpiredHolds(
    ctx,
    rows.map((row) => row.id),
  )
  for (const { id } of expired) ctx.record('appointment.expired', { subject: ['appointment', id] })
  return expired.length > 0
}

/**
 * Gives a seat back. A session that a booking opened closes with its last attendee; otherwise `session.seat_freed` tells
 * whoever cares for those who wait.
 */
export async function freeSeat(ctx: Context, sessionId: string): Promise<void> {
  await sql`update session set taken = taken - 1 where practice_id = ${ctx.practiceId} and id = ${sessionId}`.execute(
    ctx.db,
  )
  await settleSeats(ctx, [sessionId])
}

/** What follows when seats of these sessions were given back. */
export async function settleSeats(ctx: Context, sessionIds: readonly (string | null)[]): Promise<void> {
  const ids = [...new Set(sessionIds.filter((id) => id !== null))].sort()
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string; is_empty: boolean; is_ahead: boolean }>`select id,
      on_demand and taken = 0 as is_empty, starts_at > ${ctx.now} as is_ahead
    from session where practice_id = ${ctx.practiceId} and id = any(${ids}::uuid[]) and cancelled_at is null order by id`.execute(
    ctx.db,
  )
  for (const { id, is_empty, is_ahead } of rows) {
    if (is_empty) await closeEmpty(ctx, id)
    else if (is_ahead) ctx.record('session.seat_freed', { subject: ['session', id] })
  }
}

async function closeEmpty(ctx: Context, sessionId: string) {
  await sql`update session set cancelled_at = ${ctx.now}, cancelled_by = ${ctx.actor.name}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${sessionId}`.execute(ctx.db)
  await freeSessionTime(ctx, sessionId)
  ctx.record('session.cancelled', { subject: ['session', sessionId], data: { empty: true } })
}
