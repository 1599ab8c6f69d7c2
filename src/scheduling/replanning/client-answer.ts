import { sql } from 'kysely'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { problem } from '../../platform/problem.ts'
import { answerUntil, toDo } from './carry-out.ts'
import { isUnchanged, moveToProposal } from './move-row.ts'
import { chooseTime, proposeOther } from './propose-again.ts'
import { findReplanning, findRow, lockRow, recordRow, updateRow } from './replanning-row.ts'
import type { ReplanningRow } from './replanning-row.ts'

/** The offer behind a link, locked. 409 offer_over when it is not open any more. */
export async function openOffer(ctx: Context, rowId: string): Promise<ReplanningRow> {
  await lockRow(ctx, rowId)
  return readOffer(ctx, rowId)
}

/** The offer behind a link, to look at. 409 offer_over when it is not open any more. */
export async function readOffer(ctx: Context, rowId: string): Promise<ReplanningRow> {
  const row = await findRow(ctx, rowId)
  const isOver = row.answer_by !== null && row.answer_by <= ctx.now
  if (row.state !== 'offered' || isOver)
    throw problem(409, 'offer_over', 'This offer is over. Please call the practice.', { state: row.state })
  return row
}

export type Outcome = 'accepted' | 'taken' | 'to_do' | 'changed'

/**
 * The client takes the proposed time, atomically through the gate. Was somebody faster, the next best time is proposed in
 * its place; fits nothing any more, the practice calls. A second tap finds what the first one did.
 */
export async function acceptOffer(ctx: Context, rowId: string): Promise<Outcome> {
  const known = await lockRow(ctx, rowId)
  if (known.state === 'accepted') return 'accepted'
  const row = await openOffer(ctx, rowId)
  if (!(await isUnchanged(ctx, row))) {
    await updateRow(ctx, row, { state: 'changed', answered_at: ctx.now })
    recordRow(ctx, 'changed', row)
    return 'changed'
  }
  const replanning = await findReplanning(ctx, row.replanning_id)
  if (!(await moveToProposal(ctx, replanning, row))) {
    await updateRow(ctx, row, { state: 'accepted', answered_at: ctx.now })
    recordRow(ctx, 'accepted', row)
    return 'accepted'
  }
  if (!(await proposeOther(ctx, replanning, row))) {
    await toDo(ctx, row, 'taken')
    return 'to_do'
  }
  const next = await lockRow(ctx, row.id)
  const answerBy = answerUntil(ctx, replanning, next)
  await updateRow(ctx, next, { answer_by: answerBy > row.answer_by! ? answerBy : row.answer_by })
  recordRow(ctx, 'reproposed', next)
  return 'taken'
}

/** The client takes another of the free times instead. 409 slot_taken when it is gone. */
export async function acceptOther(
  ctx: Context,
  rowId: string,
  wish: { startsAt: Date; practitionerId: string },
): Promise<Outcome> {
  const row = await openOffer(ctx, rowId)
  const replanning = await findReplanning(ctx, row.replanning_id)
  if (await isUnchanged(ctx, row)) await chooseTime(ctx, replanning, { row, wish })
  return acceptOffer(ctx, rowId)
}

/** None of the times will do: the practice calls. */
export async function askForCall(ctx: Context, rowId: string) {
  const row = await openOffer(ctx, rowId)
  await updateRow(ctx, row, { answered_at: ctx.now })
  await toDo(ctx, row, 'asked_for_call')
}

/** Offers that nobody answered in time go to the list of calls. */
export const endOffers = sweep({
  name: 'scheduling.endOffers',
  everySeconds: 60,
  run: async (house, practiceId) => {
    const actor = { kind: 'system', name: 'Replanning' } as const
    await inPractice(house, { practiceId, actor, name: 'scheduling.endOffers' }, async (ctx) => {
      const { rows } = await sql<{ id: string }>`select id from replanning_row
        where practice_id = ${practiceId} and state = 'offered' and answer_by <= ${ctx.now} order by id limit 200 for update skip locked`.execute(
        ctx.db,
      )
      for (const { id } of rows) await toDo(ctx, await lockRow(ctx, id), 'no_answer')
    })
  },
})
