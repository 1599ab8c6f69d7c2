import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { nextReminderOn } from './interval.ts'

/**
 * Where somebody stands, the first that holds: taken out by hand; left in peace (until a day, or while the family owes
 * more); has a visit; was reminded and has time to answer; all reminders are out; due; not due yet.
 */
export const STANDINGS = [
  'disabled',
  'paused',
  'owes',
  'scheduled',
  'reminded',
  'to_call',
  'due',
  'later',
] as const
export type Standing = (typeof STANDINGS)[number]

const AT_REST: readonly Standing[] = ['disabled', 'paused', 'owes']

export interface Recall {
  id: string
  clientId: string
  clientName: string
  clientNumber: number
  bornOn: string | null
  typeId: string
  typeName: string
  previousOn: string | null
  dueOn: string
  calculatedDueOn: string | null
  months: number | null
  days: number | null
  note: string
  isUrgent: boolean
  disabledAt: Date | null
  disabledUntil: string | null
  disabledUntilBalanceMinor: number | null
  /** What the client and everybody related to them owe together, less what they paid ahead. */
  familyBalanceMinor: number
  remindersSent: number
  remindedAt: Date | null
  remindersPlanned: number
  nextReminderOn: string | null
  scheduledAt: Date | null
  scheduledId: string | null
  standing: Standing
  bookServiceId: string | null
  rowVersion: number
}

type Row = Omit<Recall, 'standing' | 'nextReminderOn' | 'remindersPlanned'> & {
  firstReminderDays: number
  againAfterDays: number[]
  remindedOn: string | null
}

export interface RecallFilter {
  standing?: Standing | 'on_list' | 'at_rest' | undefined
  typeId?: string | undefined
  clientId?: string | undefined
  practitionerId?: string | undefined
  dueFrom?: string | undefined
  dueTo?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** Recalls by their due day; of clients whom the caller may see. 'on_list' is who should hear from us now. */
export async function listRecalls(ctx: Context, filter: RecallFilter) {
  const after = filter.cursor ? valuesOfCursor(filter.cursor, 2) : null
  const conditions = [
    ...(filter.typeId ? [sql`r.recall_type_id = ${filter.typeId}`] : []),
    ...(filter.clientId ? [sql`r.client_id = ${filter.clientId}`] : []),
    ...(filter.practitionerId ? [sql`c.usual_practitioner_id = ${filter.practitionerId}`] : []),
    ...(filter.dueFrom ? [sql`r.due_on >= ${filter.dueFrom}`] : []),
    ...(filter.dueTo ? [sql`r.due_on <= ${filter.dueTo}`] : []),
    ...(after ? [sql`(r.due_on, r.id) > (${after[0]}::date, ${after[1]}::uuid)`] : []),
  ]
  const rows = await readRecalls(ctx, conditions)
  const fitting = rows.filter(({ standing }) => isWanted(filter.standing, standing))
  return toPage(fitting.slice(0, filter.limit + 1), filter.limit, (row) => [row.dueOn, row.id])
}

function isWanted(wanted: RecallFilter['standing'], standing: Standing): boolean {
  if (wanted === undefined) return true
  if (wanted === 'at_rest') return AT_REST.includes(standing)
  return wanted === 'on_list' ? standing === 'due' || standing === 'to_call' : standing === wanted
}

/** How many stand where, and the share that is overdue: due and not scheduled / due (Open Dental's measure). */
export async function countRecalls(ctx: Context) {
  const rows = await readRecalls(ctx, [])
  const counts = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Record<Standing, number>
  for (const { standing } of rows) counts[standing]++
  const today = await todayOf(ctx)
  const due = rows.filter(({ dueOn, standing }) => dueOn <= today && standing !== 'disabled')
  return { counts, due: due.length, overdue: due.filter(({ scheduledAt }) => !scheduledAt).length }
}

export async function findRecall(ctx: Context, id: string): Promise<Recall> {
  const [found] = await readRecalls(ctx, [sql`r.id = ${id}`])
  if (!found) throw notFound('This recall')
  return found
}

export async function todayOf(ctx: Context): Promise<string> {
  const { zone } = await ctx.practice()
  return localDay(ctx.now, zone)
}

/** Every recall that holds and fits the conditions (on r, c, y), in order of the due day. */
export async function readRecalls(
  ctx: Context,
  conditions: readonly RawBuilder<unknown>[],
): Promise<Recall[]> {
  const { zone } = await ctx.practice()
  const today = localDay(ctx.now, zone)
  const { rows } = await sql<Row>`
    select r.id, r.client_id as "clientId", trim(c.given_name || ' ' || c.family_name) as "clientName", c.number as "clientNumber",
      c.born_on as "bornOn", y.id as "typeId", y.name as "typeName", r.previous_on as "previousOn", r.due_on as "dueOn",
      r.calculated_due_on as "calculatedDueOn", r.months, r.days, r.note, r.is_urgent as "isUrgent", r.disabled_at as "disabledAt",
      r.disabled_until as "disabledUntil", r.disabled_until_balance_minor as "disabledUntilBalanceMinor",
      case when r.disabled_until_balance_minor is null then 0 else ${familyBalance(ctx)} end as "familyBalanceMinor",
      r.reminders_sent as "remindersSent", r.reminded_at as "remindedAt", (r.reminded_at at time zone ${zone})::date as "remindedOn",
      y.first_reminder_days as "firstReminderDays", y.again_after_days as "againAfterDays", y.book_service_id as "bookServiceId",
      v.starts_at as "scheduledAt", v.id as "scheduledId", r.row_version as "rowVersion"
    from recall r
    join recall_type y on y.practice_id = r.practice_id and y.id = r.recall_type_id and y.archived_at is null
    join client c on c.practice_id = r.practice_id and c.id = r.client_id and c.archived_at is null
    left join lateral (${nextVisit(ctx)}) v on true
    where r.practice_id = ${ctx.practiceId} and r.replaced_at is null and ${seesClient(ctx, sql.ref('r.client_id'))}
      ${conditions.length > 0 ? sql`and ${sql.join([...conditions], sql` and `)}` : sql``}
    order by r.due_on, r.id`.execute(ctx.db)
  return rows.map((row) => present(row, today))
}

/** The next visit of a service that would count for this recall. */
function nextVisit(ctx: Context) {
  return sql`select a.id, a.starts_at from appointment a
    where a.practice_id = r.practice_id and a.client_id = r.client_id and a.starts_at > ${ctx.now}
      and a.state in ('requested', 'booked', 'confirmed')
      and (a.service_id = y.book_service_id or exists (select from recall_trigger t
        where t.practice_id = r.practice_id and t.recall_type_id = y.id and t.service_id = a.service_id))
    order by a.starts_at limit 1`
}

/** Open invoices of the client and of everybody related, less what lies there as credit. */
function familyBalance(ctx: Context) {
  const family = sql`(select r.client_id union select case when f.client_id = r.client_id then f.related_client_id else f.client_id end
    from relationship f where f.practice_id = ${ctx.practiceId} and (f.client_id = r.client_id or f.related_client_id = r.client_id))`
  return sql`(select coalesce(sum(i.open_minor), 0)::bigint from invoice i
      where i.practice_id = ${ctx.practiceId} and i.open_minor > 0 and i.client_id in ${family})
    - (select coalesce(sum(p.unapplied_minor), 0)::bigint from payment p
      where p.practice_id = ${ctx.practiceId} and p.unapplied_minor > 0 and p.client_id in ${family})`
}

function present({ firstReminderDays, againAfterDays, remindedOn, ...row }: Row, today: string): Recall {
  const next = nextReminderOn(
    { firstReminderDays, againAfterDays },
    { dueOn: row.dueOn, sent: row.remindersSent, lastOn: remindedOn },
  )
  return {
    ...row,
    remindersPlanned: againAfterDays.length + 1,
    nextReminderOn: next,
    standing: standingOf(row, { today, next }),
  }
}

function standingOf(
  row: Omit<Row, 'firstReminderDays' | 'againAfterDays' | 'remindedOn'>,
  { today, next }: { today: string; next: string | null },
): Standing {
  if (row.disabledAt) return 'disabled'
  if (row.disabledUntil && row.disabledUntil > today) return 'paused'
  if (row.disabledUntilBalanceMinor !== null && row.familyBalanceMinor > row.disabledUntilBalanceMinor)
    return 'owes'
  if (row.scheduledAt) return 'scheduled'
  if (next === null) return 'to_call'
  if (next <= today) return 'due'
  return row.remindersSent > 0 ? 'reminded' : 'later'
}
