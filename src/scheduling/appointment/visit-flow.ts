import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { problem } from '../../platform/problem.ts'
import { takeRoom } from '../booking/take-room.ts'
import { findAppointment, isBeforeItsDay, recordVisit } from './appointment.ts'
import { passArrivalGate } from './arrival-gate.ts'
import { openForStep, updateVisit, wrongState } from './change.ts'
import type { Visit } from './visit-row.ts'

/** The client says that they will come. Twice is once. */
export async function confirmVisit(ctx: Context, id: string): Promise<Visit> {
  const known = await findAppointment(ctx, id, { lock: true })
  if (known.state === 'confirmed') return known
  const visit = await openForStep(ctx, id, 'confirm')
  return step(ctx, visit, 'appointment.confirmed', { state: 'confirmed', confirmed_at: ctx.now })
}

/**
 * The client is here. Whoever was noted as not come may still arrive late. Twice is once.
 * `anyway`: why they come in although something is missing that blocks check-in (else 409 `check_in_blocked`).
 */
export async function checkIn(ctx: Context, id: string, anyway: string | null = null): Promise<Visit> {
  const known = await findAppointment(ctx, id, { lock: true })
  if (known.state === 'arrived') return known
  const visit = await openForStep(ctx, id, 'arrive')
  refuseBeforeItsDay(ctx, visit)
  await passArrivalGate(ctx, visit, anyway)
  return step(ctx, visit, 'appointment.arrived', { state: 'arrived', arrived_at: ctx.now, no_show_at: null })
}

/** The wrong person was checked in. */
export async function undoCheckIn(ctx: Context, id: string): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'undoArrival')
  const state = visit.confirmed_at ? 'confirmed' : 'booked'
  return step(ctx, visit, 'appointment.arrival_undone', { state, arrived_at: null, in_room_at: null })
}

/** The client goes to the room: the one that was planned, or another one that is free. */
export async function showToRoom(ctx: Context, id: string, roomId: string | null): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'room')
  refuseBeforeItsDay(ctx, visit)
  if (visit.state !== 'arrived') await passArrivalGate(ctx, visit, null)
  const room =
    roomId && roomId !== visit.room_id
      ? await takeRoom(ctx, visit, roomId)
      : { room_id: visit.room_id, room_name: visit.room_name }
  const moved = { ...visit, room_name: room.room_name }
  return step(ctx, moved, 'appointment.in_room', {
    state: 'in_room',
    in_room_at: ctx.now,
    arrived_at: visit.arrived_at ?? ctx.now,
    room_id: room.room_id,
  })
}

/** The same from the desk: a visit of another day has not taken place yet. */
export async function noteDone(ctx: Context, id: string): Promise<Visit> {
  refuseBeforeItsDay(ctx, await findAppointment(ctx, id, { lock: true }))
  return completeVisit(ctx, id)
}

/** 409 `not_today`: nobody comes, is in the room or is done on a day before that of the visit. */
function refuseBeforeItsDay(ctx: Context, visit: Visit) {
  if (!isBeforeItsDay(ctx, visit)) return
  throw problem(
    409,
    'not_today',
    'This visit is on another day. If the client is here now, move the visit to today or enter a walk-in.',
    { startsAt: visit.starts_at.toISOString() },
  )
}

/** The visit has taken place. A signed note says so, too, so that twice is once. */
export async function completeVisit(ctx: Context, id: string): Promise<Visit> {
  const known = await findAppointment(ctx, id, { lock: true })
  if (known.state === 'done') return known
  const visit = await openForStep(ctx, id, 'complete')
  return step(ctx, visit, 'appointment.done', { state: 'done', done_at: ctx.now })
}

/** The client did not come. Nobody can be missed before the visit begins. */
export async function noteNoShow(ctx: Context, id: string): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'noShow')
  if (visit.starts_at > ctx.now)
    throw problem(409, 'too_early', 'The visit has not begun yet.', {
      startsAt: visit.starts_at.toISOString(),
    })
  return step(ctx, visit, 'appointment.no_show', { state: 'no_show', no_show_at: ctx.now })
}

/** It was noted by mistake. */
export async function undoNoShow(ctx: Context, id: string): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'undoNoShow')
  const state = visit.confirmed_at ? 'confirmed' : 'booked'
  return step(ctx, visit, 'appointment.no_show_undone', { state, no_show_at: null })
}

/** Notes of the desk on the visit; nothing of a health record. */
export async function editNotes(
  ctx: Context,
  id: string,
  change: { notes: string | null; rowVersion: number },
): Promise<Visit> {
  const visit = await findAppointment(ctx, id, { lock: true })
  if (visit.row_version !== change.rowVersion) throw changedMeanwhile(visit.row_version)
  if (visit.state === 'expired') throw wrongState(visit)
  const changed = await updateVisit(ctx, visit, { notes: change.notes })
  recordVisit(ctx, 'appointment.edited', changed, {
    data: { fields: ['notes'] },
    before: { notes: visit.notes },
    after: { notes: change.notes },
  })
  return changed
}

async function step(
  ctx: Context,
  visit: Visit,
  event: string,
  fields: Parameters<typeof updateVisit>[2],
): Promise<Visit> {
  const changed = await updateVisit(ctx, visit, fields)
  recordVisit(ctx, event, changed, {
    before: { state: visit.state, roomId: visit.room_id },
    after: { state: changed.state, roomId: changed.room_id },
  })
  return changed
}
