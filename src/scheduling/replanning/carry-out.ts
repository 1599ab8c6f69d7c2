import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { House } from '../../platform/operation/gate.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { cancelAppointment } from '../appointment/cancel-appointment.ts'
import { isUnchanged, moveToProposal } from './move-row.ts'
import { otherTimes, proposeOther } from './propose-again.ts'
import { CARRY_OUT, findReplanning, lockRow, recordRow, updateRow } from './replanning-row.ts'
import type { ReplanningRecord, ReplanningRow } from './replanning-row.ts'
import { undoRow } from './undo.ts'

/**
 * Carries out what was approved (or undone), one visit per transaction: each goes through the gate alone, so that a
 * booking next to it waits for one visit and not for all, and a process that dies goes on where it was.
 */
export const carryOutJob = job({
  kind: CARRY_OUT,
  run: async (house, { practiceId, payload }) => {
    while (await carryOutNext(house, practiceId, String(payload.replanningId)));
  },
})

async function carryOutNext(house: House, practiceId: string, replanningId: string): Promise<boolean> {
  const actor = { kind: 'system', name: 'Replanning' } as const
  return inPractice(house, { practiceId, actor, name: CARRY_OUT }, async (ctx) => {
    const { rows } = await sql<{ id: string }>`select id from replanning_row
      where practice_id = ${practiceId} and replanning_id = ${replanningId} and state in ('queued', 'undoing')
      order by position, id limit 1 for update skip locked`.execute(ctx.db)
    if (!rows[0]) return false
    const replanning = await findReplanning(ctx, replanningId)
    const row = await lockRow(ctx, rows[0].id)
    await (row.state === 'undoing' ? undoRow(ctx, row) : carryOut(ctx, replanning, row))
    return true
  })
}

async function carryOut(ctx: Context, replanning: ReplanningRecord, row: ReplanningRow) {
  if (row.choice === 'leave') return finish(ctx, row, 'left')
  if (!(await isUnchanged(ctx, row))) return finish(ctx, row, 'changed')
  if (row.choice === 'cancel') return cancel(ctx, replanning, row)
  if (row.choice === 'call') return toDo(ctx, row, 'by_hand')
  if (!row.new_starts_at) return toDo(ctx, row, 'nothing_fits')
  return row.choice === 'move' ? move(ctx, replanning, row) : offer(ctx, replanning, row)
}

async function finish(ctx: Context, row: ReplanningRow, state: 'left' | 'changed' | 'cancelled' | 'moved') {
  await updateRow(ctx, row, { state })
  recordRow(ctx, state, row)
}

/** Puts a visit on the list of calls, with the reason. */
export async function toDo(ctx: Context, row: ReplanningRow, why: string) {
  await updateRow(ctx, row, { state: 'todo', todo_why: why })
  recordRow(ctx, 'to_do', row, { why })
}

async function cancel(ctx: Context, replanning: ReplanningRecord, row: ReplanningRow) {
  await cancelAppointment(ctx, row.appointment_id, { by: 'practice', reason: replanning.reason })
  await finish(ctx, row, 'cancelled')
}

async function move(ctx: Context, replanning: ReplanningRecord, row: ReplanningRow) {
  const refused = await moveToProposal(ctx, replanning, row)
  return refused ? proposeInstead(ctx, replanning, row) : finish(ctx, row, 'moved')
}

/** The approved time is gone: what is proposed instead waits for the practice's eyes, nobody is moved there unseen. */
async function proposeInstead(ctx: Context, replanning: ReplanningRecord, row: ReplanningRow) {
  if (!(await proposeOther(ctx, replanning, row))) return toDo(ctx, row, 'taken')
  await updateRow(ctx, row, { state: 'proposed' })
  recordRow(ctx, 'reproposed', row)
}

/** The client is asked; the visit stays as it is meanwhile, and the time proposed is not kept for anybody. */
async function offer(ctx: Context, replanning: ReplanningRecord, row: ReplanningRow) {
  if (!row.has_email) return toDo(ctx, row, 'no_email')
  const answerBy = answerUntil(ctx, replanning, row)
  if (answerBy.getTime() - ctx.now.getTime() < SHORTEST_ANSWER) return toDo(ctx, row, 'too_soon')
  if (await hasOpenOffer(ctx, row)) return finish(ctx, row, 'changed')
  if (!(await isStillFree(ctx, replanning, row))) return proposeInstead(ctx, replanning, row)
  await updateRow(ctx, row, { state: 'offered', offered_at: ctx.now, answer_by: answerBy })
  recordRow(ctx, 'offered', row, {
    answerBy: answerBy.toISOString(),
    startsAt: row.new_starts_at!.toISOString(),
    practitionerId: row.new_practitioner_id,
    locationId: row.new_location_id,
  })
}

const HOUR = 3_600_000
const SHORTEST_ANSWER = HOUR / 2

/** Till then the client may answer: the hours the practice gives, yet an hour before either of the two times at the latest. */
export function answerUntil(
  ctx: Context,
  { answer_hours }: Pick<ReplanningRecord, 'answer_hours'>,
  row: Pick<ReplanningRow, 'old_starts_at' | 'new_starts_at'>,
): Date {
  const latest = Math.min(row.old_starts_at.getTime(), row.new_starts_at!.getTime()) - HOUR
  return new Date(Math.min(ctx.now.getTime() + answer_hours * HOUR, latest))
}

/** Nobody is offered what is gone already. */
async function isStillFree(ctx: Context, replanning: ReplanningRecord, row: ReplanningRow): Promise<boolean> {
  const times = await otherTimes(ctx, replanning, row)
  return times.some(
    (each) =>
      each.startsAt.getTime() === row.new_starts_at!.getTime() &&
      each.practitionerId === row.new_practitioner_id,
  )
}

async function hasOpenOffer(ctx: Context, row: ReplanningRow): Promise<boolean> {
  const { rows } = await sql`select from replanning_row where practice_id = ${ctx.practiceId}
    and appointment_id = ${row.appointment_id} and state = 'offered'`.execute(ctx.db)
  return rows.length > 0
}
