import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { syncRecalls } from './sync-recalls.ts'

/** A reason to come again: what starts it, how often, and when the client is reminded. */
export interface RecallType {
  id: string
  name: string
  months: number
  days: number
  exclusiveGroup: string | null
  fromAge: number | null
  untilAge: number | null
  triggerServiceIds: string[]
  bookServiceId: string | null
  firstReminderDays: number
  againAfterDays: number[]
  rowVersion: number
}

export type RecallTypeWish = Omit<RecallType, 'id' | 'rowVersion'>

export async function listRecallTypes(ctx: Context): Promise<RecallType[]> {
  const { rows } =
    await sql<RecallType>`select y.id, y.name, y.months, y.days, y.exclusive_group as "exclusiveGroup",
      y.from_age as "fromAge", y.until_age as "untilAge", y.book_service_id as "bookServiceId", y.row_version as "rowVersion",
      y.first_reminder_days as "firstReminderDays", y.again_after_days as "againAfterDays",
      coalesce((select array_agg(t.service_id::text order by t.service_id) from recall_trigger t
        where t.practice_id = y.practice_id and t.recall_type_id = y.id), '{}') as "triggerServiceIds"
    from recall_type y where y.practice_id = ${ctx.practiceId} and y.archived_at is null order by y.position, y.name, y.id`.execute(
      ctx.db,
    )
  return rows
}

export async function findRecallType(ctx: Context, id: string): Promise<RecallType> {
  const found = (await listRecallTypes(ctx)).find((type) => type.id === id)
  if (!found) throw notFound('This kind of recall')
  return found
}

/** Makes a type; visits of the past start its recalls at once. */
export async function createRecallType(ctx: Context, wish: RecallTypeWish): Promise<RecallType> {
  await check(ctx, wish)
  const id = ctx.newId()
  await sql`insert into recall_type (practice_id, id, name, months, days, exclusive_group, from_age, until_age, book_service_id,
      first_reminder_days, again_after_days, position)
    select ${ctx.practiceId}, ${id}, ${wish.name}, ${wish.months}, ${wish.days}, ${wish.exclusiveGroup}, ${wish.fromAge}, ${wish.untilAge},
      ${wish.bookServiceId}, ${wish.firstReminderDays}, ${wish.againAfterDays}, count(*)::int
    from recall_type where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  await replaceTriggers(ctx, id, wish.triggerServiceIds)
  await syncRecalls(ctx, { typeId: id })
  const made = await findRecallType(ctx, id)
  ctx.record('recall_type.created', { subject: ['recall_type', id], data: { name: made.name }, after: made })
  return made
}

/** Changes a type; days that nobody set by hand follow. 409 when somebody saved meanwhile. */
export async function updateRecallType(
  ctx: Context,
  id: string,
  { rowVersion, ...change }: Partial<RecallTypeWish> & { rowVersion: number },
): Promise<RecallType> {
  const before = await findRecallType(ctx, id)
  const wish = { ...before, ...change }
  await check(ctx, wish, id)
  const { rows } =
    await sql`update recall_type set name = ${wish.name}, months = ${wish.months}, days = ${wish.days},
      exclusive_group = ${wish.exclusiveGroup}, from_age = ${wish.fromAge}, until_age = ${wish.untilAge}, book_service_id = ${wish.bookServiceId},
      first_reminder_days = ${wish.firstReminderDays}, again_after_days = ${wish.againAfterDays}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  await replaceTriggers(ctx, id, wish.triggerServiceIds)
  await syncRecalls(ctx)
  const after = await findRecallType(ctx, id)
  ctx.record('recall_type.updated', {
    subject: ['recall_type', id],
    data: { name: after.name },
    before,
    after,
  })
  return after
}

/** No longer used; its recalls stay as they were and are shown nowhere. */
export async function archiveRecallType(ctx: Context, id: string): Promise<void> {
  const { name } = await findRecallType(ctx, id)
  await sql`update recall_type set archived_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('recall_type.archived', { subject: ['recall_type', id], data: { name } })
}

async function check(ctx: Context, wish: RecallTypeWish, ownId?: string) {
  if (wish.months + wish.days === 0)
    throw invalid('months', 'Give an interval: at least a day has to lie between two visits.')
  if (wish.fromAge !== null && wish.untilAge !== null && wish.fromAge >= wish.untilAge)
    throw invalid('untilAge', 'The age it ends with has to lie above the age it begins with.')
  const same = (await listRecallTypes(ctx)).find(
    ({ id, name }) => id !== ownId && name.toLowerCase() === wish.name.toLowerCase(),
  )
  if (same) throw invalid('name', 'There is a kind of recall of this name already. Choose another name.')
  const wanted = new Set([...wish.triggerServiceIds, ...(wish.bookServiceId ? [wish.bookServiceId] : [])])
  const { rows } = await sql<{ id: string }>`select id from service
    where practice_id = ${ctx.practiceId} and id = any(${[...wanted]})`.execute(ctx.db)
  if (rows.length !== wanted.size)
    throw invalid('triggerServiceIds', 'One of these services does not exist. Choose from the list.')
}

async function replaceTriggers(ctx: Context, id: string, serviceIds: readonly string[]) {
  const wanted = [...new Set(serviceIds)].sort()
  await sql`delete from recall_trigger where practice_id = ${ctx.practiceId} and recall_type_id = ${id}
    and not (service_id = any(${wanted}))`.execute(ctx.db)
  if (wanted.length > 0)
    await sql`insert into recall_trigger (practice_id, recall_type_id, service_id)
      select ${ctx.practiceId}, ${id}, unnest(${wanted}::uuid[]) on conflict do nothing`.execute(ctx.db)
}
