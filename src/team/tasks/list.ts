import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { localDay } from '../../platform/time/index.ts'
import type { Queue, TaskRow } from './task.ts'
import { QUEUES, READ_TASK, presentTask, seesTask } from './task.ts'

export const VIEWS = ['mine', 'queues', 'all', 'done'] as const
export type TaskView = (typeof VIEWS)[number]

export interface TaskQuestion {
  view: TaskView
  queue?: Queue | undefined
  clientId?: string | undefined
  appointmentId?: string | undefined
  limit: number
  cursor?: string | undefined
}

const LAST_DAY = '9999-12-31'

/** Tasks: open ones with the nearest day first (those without a day last), done ones the latest first. */
export async function listTasks(ctx: Context, { view, limit, cursor, ...filter }: TaskQuestion) {
  const isDone = view === 'done'
  const { rows } = await sql<TaskRow>`${READ_TASK}
    where t.practice_id = ${ctx.practiceId} and ${seesTask(ctx)} and t.done_at is ${isDone ? sql`not null` : sql`null`}
      ${view === 'mine' ? sql`and t.owner_id = ${staffIdOf(ctx)}` : sql``}
      ${view === 'queues' ? sql`and t.owner_id is null and t.queue = any(${queuesOf(ctx)})` : sql``}
      ${filter.queue ? sql`and t.queue = ${filter.queue}` : sql``}
      ${filter.clientId ? sql`and t.client_id = ${filter.clientId}` : sql``}
      ${filter.appointmentId ? sql`and t.appointment_id = ${filter.appointmentId}` : sql``}
      ${cursor ? afterCursor(cursor, isDone) : sql``}
    order by ${isDone ? sql`t.done_at desc, t.id desc` : sql`coalesce(t.due_on, ${LAST_DAY}::date), t.id`} limit ${limit + 1}`.execute(
    ctx.db,
  )
  const page = toPage(rows, limit, (row) => [
    isDone ? row.doneAt!.toISOString() : (row.dueOn ?? LAST_DAY),
    row.id,
  ])
  return { items: page.items.map(presentTask), next: page.next }
}

function afterCursor(cursor: string, isDone: boolean) {
  const [sorted, id] = valuesOfCursor(cursor, 2)
  return isDone
    ? sql`and (t.done_at, t.id) < (${sorted}::timestamptz, ${id}::uuid)`
    : sql`and (coalesce(t.due_on, ${LAST_DAY}::date), t.id) > (${sorted}::date, ${id}::uuid)`
}

/** What waits for this person: their own tasks and those of their queues that are due today or late, or have no day. */
export async function countWaiting(ctx: Context): Promise<{ count: number; late: number }> {
  const today = localDay(ctx.now, (await ctx.practice()).zone)
  const { rows } = await sql<{ count: number; late: number }>`select count(*)::int as count,
      count(*) filter (where t.due_on < ${today}::date)::int as late
    from task t where t.practice_id = ${ctx.practiceId} and t.done_at is null and ${seesTask(ctx)}
      and (t.due_on is null or t.due_on <= ${today}::date)
      and (t.owner_id = ${staffIdOf(ctx)} or (t.owner_id is null and t.queue = any(${queuesOf(ctx)})))`.execute(
    ctx.db,
  )
  return rows[0]!
}

function staffIdOf({ actor }: Context): string | null {
  return actor.kind === 'staff' ? actor.staffId : null
}

/** The queues that somebody of this role works through. */
export function queuesOf({ actor }: Pick<Context, 'actor'>): readonly Queue[] {
  if (actor.kind !== 'staff' && actor.kind !== 'key') return QUEUES
  switch (actor.role) {
    case 'front_desk':
      return ['front_desk']
    case 'billing':
      return ['billing']
    case 'practitioner':
      return ['clinical']
    case 'manager':
      return ['managers', 'front_desk']
    default:
      return ['managers']
  }
}
