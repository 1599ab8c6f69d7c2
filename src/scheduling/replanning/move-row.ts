import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { Problem } from '../../platform/problem.ts'
import { findAppointment } from '../appointment/appointment.ts'
import { moveAppointment } from '../appointment/move-appointment.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import type { ReplanningRecord, ReplanningRow } from './replanning-row.ts'

const OPEN = ['requested', 'booked', 'confirmed']

/** Whether the visit is still as it was when the proposal was made: open, at the old time, with the same person. */
export async function isUnchanged(ctx: Context, row: ReplanningRow): Promise<boolean> {
  const visit = await findAppointment(ctx, row.appointment_id, { lock: true })
  return (
    OPEN.includes(visit.state) &&
    visit.starts_at.getTime() === row.old_starts_at.getTime() &&
    visit.practitioner_id === row.old_practitioner_id &&
    visit.room_id === row.old_room_id &&
    (row.old_assistant_id === null || visit.assistant_id === row.old_assistant_id)
  )
}

/** Moves the visit to its proposed time through the gate; the code of the refusal when somebody was faster. */
export async function moveToProposal(
  ctx: Context,
  replanning: ReplanningRecord,
  row: ReplanningRow,
): Promise<string | null> {
  const wish = {
    startsAt: row.new_starts_at!,
    practitionerId: row.new_practitioner_id!,
    locationId: row.new_location_id!,
    by: 'staff' as const,
    ...(row.new_assistant_id ? { assistantId: row.new_assistant_id } : {}),
    ...(row.new_unit_ids.length > 0 ? { unitIds: row.new_unit_ids } : {}),
  }
  const inRoom = row.new_room_id ? { ...wish, roomId: row.new_room_id } : wish
  const refused = await tryTo(ctx, () => moveAppointment(ctx, row.appointment_id, inRoom))
  // Another room will do as well, unless it might be the lost one.
  const anyRoom = refused === 'no_room' && row.new_room_id && !replanning.room_id
  if (anyRoom) return tryTo(ctx, () => moveAppointment(ctx, row.appointment_id, wish))
  // So will another unit, unless it might be the lost one; another person to help only where it can't be the one who is lost.
  const anyHelp = refused === 'no_assistant' && row.new_assistant_id && !replanning.practitioner_id
  const anyUnit = refused === 'no_equipment' && !replanning.unit_id
  if (!anyUnit && !anyHelp) return refused
  const open = {
    ...inRoom,
    ...(anyUnit ? { unitIds: undefined } : {}),
    ...(anyHelp ? { assistantId: undefined } : {}),
  }
  return tryTo(ctx, () => moveAppointment(ctx, row.appointment_id, open))
}

/** Does something that the gate may refuse; a refusal takes back what was done and answers its code. */
export async function tryTo(ctx: Context, work: () => Promise<unknown>): Promise<string | null> {
  await sql`savepoint replanned`.execute(ctx.db)
  try {
    await work()
    await sql`release savepoint replanned`.execute(ctx.db)
    return null
  } catch (error) {
    if (!(error instanceof Problem) || !isRefusal(error.code)) throw error
    await sql`rollback to savepoint replanned`.execute(ctx.db)
    return error.code
  }
}

function isRefusal(code: string): boolean {
  return (BOOKING_FAILURES as readonly string[]).includes(code) || code === 'wrong_state'
}
