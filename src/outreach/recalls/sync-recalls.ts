import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { localDay } from '../../platform/time/index.ts'
import type { DueDays } from './interval.ts'
import { followVisits } from './interval.ts'

interface Found {
  clientId: string
  typeId: string
  previousOn: string | null
  /** Not the first choice of its group, or of another age. */
  isReplaced: boolean
  recallId: string | null
  months: number
  days: number
  dueOn: string | null
  calculatedDueOn: string | null
  knownPreviousOn: string | null
}

/**
 * Brings recalls in line with the visits that were done: of one client, of one type, or of the whole practice. Writes
 * only what differs, so that it may run at any time. Answers how many changed. `onlyKnown`: visits that were imported or
 * followed before, so that news is left to the automation that a practice may have switched off.
 */
export async function syncRecalls(
  ctx: Context,
  of: { clientId?: string; typeId?: string; onlyKnown?: boolean } = {},
): Promise<number> {
  const { zone } = await ctx.practice()
  const found = await findDifferences(ctx, { ...of, today: localDay(ctx.now, zone) })
  for (const row of found) await (row.recallId ? renew(ctx, row, row.recallId) : begin(ctx, row))
  return found.length
}

async function findDifferences(
  ctx: Context,
  of: { clientId?: string; typeId?: string; onlyKnown?: boolean; today: string },
) {
  const client = of.clientId ? sql`and c.id = ${of.clientId}` : sql``
  const known = sql`and (a.source = 'import' or exists (select from recall r where r.practice_id = a.practice_id
    and r.client_id = a.client_id and r.recall_type_id = t.recall_type_id and r.previous_on >= (a.starts_at at time zone a.zone)::date))`
  const { rows } = await sql<Found>`
    with started as (
      select a.client_id, t.recall_type_id, max((a.starts_at at time zone a.zone)::date) as previous_on
      from recall_trigger t join appointment a on a.practice_id = t.practice_id and a.service_id = t.service_id and a.state = 'done'
      where t.practice_id = ${ctx.practiceId} ${of.clientId ? sql`and a.client_id = ${of.clientId}` : sql``}
        ${of.onlyKnown ? known : sql``}
      group by 1, 2),
    known as (
      select c.id as client_id, y.id as type_id, s.previous_on, y.exclusive_group, y.position, r.id as recall_id, r.chosen_at,
        coalesce(r.months, y.months) as months, coalesce(r.days, y.days) as days, r.due_on, r.calculated_due_on,
        r.previous_on as known_previous_on, r.replaced_at is not null as was_replaced,
        (c.born_on is null or coalesce(extract(year from age(${of.today}::date, c.born_on)) >= y.from_age, true))
          and (c.born_on is null or coalesce(extract(year from age(${of.today}::date, c.born_on)) < y.until_age, true)) as is_of_age
      from recall_type y
      join client c on c.practice_id = y.practice_id and c.archived_at is null ${client}
      left join started s on s.recall_type_id = y.id and s.client_id = c.id
      left join recall r on r.practice_id = y.practice_id and r.recall_type_id = y.id and r.client_id = c.id
      where y.practice_id = ${ctx.practiceId} and y.archived_at is null and (s.previous_on is not null or r.id is not null)),
    ranked as (
      select *, not is_of_age or row_number() over (
          partition by client_id, coalesce(exclusive_group, type_id::text)
          order by is_of_age desc, chosen_at desc nulls last, previous_on desc nulls last, position, type_id) > 1 as is_replaced,
        (previous_on + make_interval(months => months))::date + days as expected
      from known)
    select client_id as "clientId", type_id as "typeId", previous_on as "previousOn", is_replaced as "isReplaced", recall_id as "recallId",
      months, days, due_on as "dueOn", calculated_due_on as "calculatedDueOn", known_previous_on as "knownPreviousOn"
    from ranked
    where (recall_id is null and not is_replaced) or (recall_id is not null and (is_replaced <> was_replaced
        or (previous_on is not null and (known_previous_on, calculated_due_on) is distinct from (previous_on, expected))))
      ${of.typeId ? sql`and type_id = ${of.typeId}` : sql``}
    order by client_id, type_id`.execute(ctx.db)
  return rows
}

async function begin(ctx: Context, row: Found) {
  const { dueOn, calculatedDueOn } = daysOf(row)
  const id = ctx.newId()
  const { rows } =
    await sql`insert into recall (practice_id, id, client_id, recall_type_id, previous_on, calculated_due_on, due_on, created_at)
    values (${ctx.practiceId}, ${id}, ${row.clientId}, ${row.typeId}, ${row.previousOn}, ${calculatedDueOn}, ${dueOn}, ${ctx.now})
    on conflict on constraint recall_once do nothing returning 1`.execute(ctx.db)
  if (rows.length > 0) noteDue(ctx, { id, clientId: row.clientId, dueOn })
}

/** A new visit also ends what was noted and sent for the round before. */
async function renew(ctx: Context, row: Found, id: string) {
  const { dueOn, calculatedDueOn } = daysOf(row)
  const isNewRound = row.previousOn !== null && row.previousOn > (row.knownPreviousOn ?? '')
  await sql`update recall set previous_on = ${row.previousOn ?? row.knownPreviousOn}, calculated_due_on = ${calculatedDueOn}, due_on = ${dueOn},
      replaced_at = ${row.isReplaced ? ctx.now : null},
      note = case when ${isNewRound} then '' else note end, is_urgent = is_urgent and not ${isNewRound},
      reminders_sent = case when ${isNewRound} then 0 else reminders_sent end,
      reminded_at = case when ${isNewRound} then null else reminded_at end, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  noteDue(ctx, { id, clientId: row.clientId, dueOn })
}

function daysOf({ previousOn, months, days, dueOn, calculatedDueOn }: Found): DueDays {
  const before = dueOn === null ? null : { dueOn, calculatedDueOn }
  return previousOn === null ? before! : followVisits(before, { on: previousOn, interval: { months, days } })
}

function noteDue(ctx: Context, { id, clientId, dueOn }: { id: string; clientId: string; dueOn: string }) {
  ctx.record('recall.due_set', { subject: ['recall', id], clientId, data: { dueOn } })
}
