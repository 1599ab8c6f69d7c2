import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { findAppointment, recordVisit } from '../appointment/appointment.ts'
import { wishOf } from '../appointment/move-appointment.ts'
import type { AppointmentRow, Visit } from '../appointment/visit-row.ts'
import { retakeTime } from '../booking/retake.ts'
import { tryTo } from './move-row.ts'
import { CARRY_OUT, readRows, recordRow, updateRow } from './replanning-row.ts'
import type { ReplanningRecord, ReplanningRow } from './replanning-row.ts'

/**
 * Takes the whole approval back, as far as clients have not accepted: open offers are withdrawn, lists of calls closed,
 * and what was moved or cancelled goes back to its old time where that is still free. What can't go back says why.
 */
export async function undoReplanning(ctx: Context, replanning: ReplanningRecord) {
  if (!replanning.approved_at)
    throw problem(
      409,
      'wrong_state',
      'Nothing of this plan has been carried out yet. Discard it, if you like.',
    )
  if (replanning.undone_at) throw problem(409, 'wrong_state', 'This plan has been undone already.')
  const rows = await readRows(ctx, sql`r.replanning_id = ${replanning.id}`)
  for (const row of rows) {
    if (row.state === 'moved' || row.state === 'cancelled') await updateRow(ctx, row, { state: 'undoing' })
    else if (row.state === 'offered') await withdraw(ctx, row)
    else if (['proposed', 'nothing_fits', 'queued', 'todo'].includes(row.state))
      await updateRow(ctx, row, { state: 'undone', todo_why: null })
  }
  await sql`update replanning set undone_at = ${ctx.now}, undone_by = ${ctx.actor.name}
    where practice_id = ${ctx.practiceId} and id = ${replanning.id}`.execute(ctx.db)
  ctx.record('replanning.undone', { subject: ['replanning', replanning.id] })
  ctx.later(CARRY_OUT, { replanningId: replanning.id }, { key: `undo ${replanning.id}` })
}

async function withdraw(ctx: Context, row: ReplanningRow) {
  await updateRow(ctx, row, { state: 'undone' })
  recordRow(ctx, 'withdrawn', row)
}

/** Gives one visit its old time back; a row that can't be says why: changed, past, or the code of the refusal. */
export async function undoRow(ctx: Context, row: ReplanningRow) {
  const visit = await findAppointment(ctx, row.appointment_id, { lock: true })
  const why = cannotGoBack(ctx, visit, row) ?? (await tryTo(ctx, () => putBack(ctx, visit, row)))
  await updateRow(ctx, row, { state: why ? 'not_undone' : 'undone', todo_why: why })
  recordRow(ctx, why ? 'not_put_back' : 'put_back', row, why ? { why } : {})
}

function cannotGoBack(ctx: Context, visit: Visit, row: ReplanningRow): string | null {
  if (row.old_starts_at <= ctx.now) return 'past'
  if (visit.state === 'cancelled' && row.choice === 'cancel') return null
  const isWhereWeMovedIt =
    ['requested', 'booked', 'confirmed'].includes(visit.state) &&
    visit.starts_at.getTime() === row.new_starts_at?.getTime() &&
    visit.practitioner_id === row.new_practitioner_id
  return isWhereWeMovedIt ? null : 'changed'
}

/** The old time breaks a rule by its nature (the practitioner is away), so rules are passed over; what others have is not. */
async function putBack(ctx: Context, visit: Visit, row: ReplanningRow) {
  const wasCancelled = visit.state === 'cancelled'
  const wish = wishOf(visit, {
    startsAt: row.old_starts_at,
    practitionerId: row.old_practitioner_id,
    locationId: row.old_location_id,
    ...(row.old_room_id ? { roomId: row.old_room_id } : {}),
    ...(row.old_assistant_id ? { assistantId: row.old_assistant_id } : {}),
    by: 'staff',
    knowingly: { reason: 'A replanning was undone.' },
  })
  const back = await retakeTime(ctx, visit, {
    wish,
    fields: { ...(wasCancelled ? restoredFields(visit) : {}), sequence: visit.sequence + 1 },
  })
  if (back.overlap_reason) throw problem(409, 'slot_taken', 'The old time is taken.')
  const before = {
    startsAt: visit.starts_at.toISOString(),
    endsAt: visit.ends_at.toISOString(),
    practitionerId: visit.practitioner_id,
    locationId: visit.location_id,
  }
  if (wasCancelled) recordVisit(ctx, 'appointment.restored', back, { before: { state: 'cancelled' } })
  else
    recordVisit(ctx, 'appointment.moved', back, {
      data: { by: 'practice', before },
      before,
      after: { startsAt: back.starts_at.toISOString(), practitionerId: back.practitioner_id },
    })
}

function restoredFields(visit: Visit): Partial<AppointmentRow> {
  return {
    state: visit.confirmed_at ? 'confirmed' : 'booked',
    cancelled_at: null,
    cancelled_by: null,
    cancel_reason: null,
    cancelled_late: null,
  }
}
