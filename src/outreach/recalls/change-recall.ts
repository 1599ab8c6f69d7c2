import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { problem } from '../../platform/problem.ts'
import { addInterval } from './interval.ts'
import type { Recall } from './recall.ts'
import { findRecall } from './recall.ts'
import { findRecallType } from './recall-type.ts'
import { syncRecalls } from './sync-recalls.ts'

/** Begins a recall by hand, for somebody without a visit that would start it. 409 when there is one already. */
export async function addRecall(
  ctx: Context,
  wish: { clientId: string; typeId: string; dueOn: string; note: string },
): Promise<Recall> {
  await findClient(ctx, wish.clientId)
  await findRecallType(ctx, wish.typeId)
  const id = ctx.newId()
  const { rows } =
    await sql`insert into recall (practice_id, id, client_id, recall_type_id, due_on, note, chosen_at, created_at)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.typeId}, ${wish.dueOn}, ${wish.note}, ${ctx.now}, ${ctx.now})
    on conflict on constraint recall_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0)
    throw problem(409, 'recall_exists', 'There is such a recall already. Change its day instead.')
  await syncRecalls(ctx, { clientId: wish.clientId })
  ctx.record('recall.added', {
    subject: ['recall', id],
    clientId: wish.clientId,
    data: { typeId: wish.typeId, dueOn: wish.dueOn },
  })
  return findRecall(ctx, id)
}

export interface RecallChange {
  dueOn?: string | undefined
  months?: number | null | undefined
  days?: number | null | undefined
  note?: string | undefined
  isUrgent?: boolean | undefined
  isDisabled?: boolean | undefined
  disabledUntil?: string | null | undefined
  disabledUntilBalanceMinor?: number | null | undefined
}

/**
 * Changes one recall. A day that is given is set by hand and stays; an interval of one's own moves the calculated day,
 * and with it the due day while nobody has set that by hand.
 */
export async function changeRecall(
  ctx: Context,
  id: string,
  { rowVersion, isDisabled, ...change }: RecallChange & { rowVersion: number },
): Promise<Recall> {
  const before = await findRecall(ctx, id)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after = { ...before, ...given } as Recall
  if ((after.months === null) !== (after.days === null)) {
    after.months ??= 0
    after.days ??= 0
  }
  const disabledAt = isDisabled === undefined ? before.disabledAt : isDisabled ? ctx.now : null
  const { rows } =
    await sql`update recall set due_on = ${after.dueOn}, months = ${after.months}, days = ${after.days}, note = ${after.note},
      is_urgent = ${after.isUrgent}, disabled_at = ${disabledAt}, disabled_until = ${after.disabledUntil},
      disabled_until_balance_minor = ${after.disabledUntilBalanceMinor}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  await syncRecalls(ctx, { clientId: before.clientId })
  const now = await findRecall(ctx, id)
  ctx.record('recall.changed', {
    subject: ['recall', id],
    clientId: before.clientId,
    data: { dueOn: now.dueOn, disabled: now.disabledAt !== null },
    before,
    after: now,
  })
  return now
}

/** Lets the due day follow the visits again. */
export async function resetDueDay(ctx: Context, id: string, rowVersion: number): Promise<Recall> {
  const before = await findRecall(ctx, id)
  if (before.previousOn === null)
    throw problem(409, 'no_visit_yet', 'There is no visit to count from yet. Set the day by hand.')
  const type = await findRecallType(ctx, before.typeId)
  const interval = { months: before.months ?? type.months, days: before.days ?? type.days }
  return changeRecall(ctx, id, { rowVersion, dueOn: addInterval(before.previousOn, interval) })
}

/** Another type of the same group shall hold for this client, whichever visit was last. */
export async function switchRecall(ctx: Context, id: string, typeId: string): Promise<Recall> {
  const before = await findRecall(ctx, id)
  const [from, to] = [await findRecallType(ctx, before.typeId), await findRecallType(ctx, typeId)]
  if (from.exclusiveGroup === null || from.exclusiveGroup !== to.exclusiveGroup)
    throw problem(409, 'other_group', 'Only kinds of the same group take each other’s place.')
  await sql`update recall set chosen_at = null where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  const dueOn = before.previousOn ? addInterval(before.previousOn, to) : before.dueOn
  const { rows } = await sql<{
    id: string
  }>`insert into recall (practice_id, id, client_id, recall_type_id, previous_on, calculated_due_on,
      due_on, chosen_at, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${before.clientId}, ${typeId}, ${before.previousOn}, ${before.previousOn ? dueOn : null}, ${dueOn}, ${ctx.now}, ${ctx.now})
    on conflict on constraint recall_once do update set chosen_at = excluded.chosen_at, row_version = recall.row_version + 1
    returning id`.execute(ctx.db)
  await syncRecalls(ctx, { clientId: before.clientId })
  ctx.record('recall.switched', {
    subject: ['recall', rows[0]!.id],
    clientId: before.clientId,
    data: { from: before.typeId, to: typeId },
  })
  return findRecall(ctx, rows[0]!.id)
}
