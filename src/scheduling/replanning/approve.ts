import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { CARRY_OUT, findRow, lockRow, recordRow, updateRow } from './replanning-row.ts'
import type { Choice, ReplanningRecord, ReplanningRow } from './replanning-row.ts'

/** Approves all open rows, or these; they are carried out one after the other. Answers how many. */
export async function approveReplanning(
  ctx: Context,
  replanning: ReplanningRecord,
  rowIds: readonly string[] | null,
): Promise<number> {
  refuseUndone(replanning)
  const only = rowIds ? sql`and id = any(${[...rowIds]}::uuid[])` : sql``
  const { rows } = await sql<{ id: string }>`update replanning_row set state = 'queued'
    where practice_id = ${ctx.practiceId} and replanning_id = ${replanning.id} and state in ('proposed', 'nothing_fits') ${only} returning id`.execute(
    ctx.db,
  )
  if (rows.length === 0)
    throw problem(409, 'nothing_to_approve', 'Nothing is waiting for an approval here. Reload to see why.')
  await sql`update replanning set approved_at = coalesce(approved_at, ${ctx.now}), approved_by = coalesce(approved_by, ${ctx.actor.name})
    where practice_id = ${ctx.practiceId} and id = ${replanning.id}`.execute(ctx.db)
  ctx.record('replanning.approved', {
    subject: ['replanning', replanning.id],
    data: { visits: rows.length },
  })
  ctx.later(CARRY_OUT, { replanningId: replanning.id }, { key: `${replanning.id} ${ctx.newId()}` })
  return rows.length
}

export function refuseUndone({ undone_at }: ReplanningRecord) {
  if (undone_at)
    throw problem(409, 'wrong_state', 'This plan was undone. Make a new one for what is still to be done.')
}

const EDITABLE = ['proposed', 'nothing_fits', 'todo']

/** A row that a person may still decide about; a to-do opens again as a proposal. */
export async function openRow(
  ctx: Context,
  replanning: ReplanningRecord,
  rowId: string,
): Promise<ReplanningRow> {
  refuseUndone(replanning)
  const row = await rowIn(ctx, replanning, rowId)
  if (!EDITABLE.includes(row.state))
    throw problem(409, 'wrong_state', 'This visit has been dealt with. Reload to see how it stands now.', {
      state: row.state,
    })
  return row
}

/** The row, locked, if it belongs to this replanning; else 404. */
export async function rowIn(
  ctx: Context,
  replanning: ReplanningRecord,
  rowId: string,
): Promise<ReplanningRow> {
  await lockRow(ctx, rowId)
  return readRowIn(ctx, replanning, rowId)
}

/** The row, to look at, if it belongs to this replanning; else 404. */
export async function readRowIn(
  ctx: Context,
  replanning: ReplanningRecord,
  rowId: string,
): Promise<ReplanningRow> {
  const row = await findRow(ctx, rowId)
  if (row.replanning_id !== replanning.id) throw notFound('This visit of the plan')
  return row
}

/** What the approval will do with a row. */
export async function decideRow(
  ctx: Context,
  row: ReplanningRow,
  { choice, pinned }: { choice?: Choice | undefined; pinned?: boolean | undefined },
) {
  const hasTime = (await lockRow(ctx, row.id)).new_starts_at !== null
  await updateRow(ctx, row, {
    ...(choice ? { choice } : {}),
    ...(pinned === undefined ? {} : { pinned }),
    state: hasTime ? 'proposed' : 'nothing_fits',
    todo_why: null,
  })
  recordRow(ctx, 'row_changed', row, { choice })
}

export interface Called {
  /** null: it stays with the desk. */
  staffId?: string | null | undefined
  outcome?: 'reached' | 'not_reached' | undefined
  note?: string | null | undefined
}

/** Notes a call of the list: reached ends it, not reached counts a try; or says whose it is. */
export async function noteCall(ctx: Context, row: ReplanningRow, { staffId, outcome, note }: Called) {
  if (row.state !== 'todo')
    throw problem(409, 'wrong_state', 'This is not on the list of calls any more. Reload to see why.')
  if (staffId) await requireStaff(ctx, staffId)
  await updateRow(ctx, row, {
    ...(staffId === undefined ? {} : { todo_staff_id: staffId }),
    ...(note === undefined ? {} : { todo_note: note }),
    ...(outcome ? { todo_tries: row.todo_tries + 1 } : {}),
    ...(outcome === 'reached' ? { state: 'settled', settled_at: ctx.now } : {}),
  })
  recordRow(ctx, outcome === 'reached' ? 'settled' : 'row_changed', row, { outcome })
}

async function requireStaff(ctx: Context, id: string) {
  const { rows } =
    await sql`select from staff where practice_id = ${ctx.practiceId} and id = ${id} and disabled_at is null`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw invalid('staffId', 'Nobody with this id works here.')
}
