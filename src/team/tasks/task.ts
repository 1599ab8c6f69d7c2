import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { addLocalDays, localDay } from '../../platform/time/index.ts'
import { clientName, findClient, seesClient } from '../../clients/index.ts'
import { findStaff } from '../../practice/index.ts'
import { findAppointment } from '../../scheduling/index.ts'

export const QUEUES = ['front_desk', 'billing', 'clinical', 'managers'] as const
export type Queue = (typeof QUEUES)[number]
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

export interface CheckItem {
  text: string
  doneBy: string | null
  doneAt: string | null
}

export interface Task {
  id: string
  title: string
  notes: string | null
  ownerId: string | null
  ownerName: string | null
  queue: Queue | null
  priority: Priority
  dueOn: string | null
  dueDaysAfterVisit: number | null
  clientId: string | null
  clientName: string | null
  subjectType: string | null
  subjectId: string | null
  appointmentId: string | null
  appointmentStartsAt: Date | null
  checklist: CheckItem[]
  comments: number
  createdAt: Date
  createdBy: string
  ruleId: string | null
  ruleName: string | null
  doneAt: Date | null
  doneBy: string | null
  rowVersion: number
}

export const READ_TASK =
  sql.raw(`select t.id, t.title, t.notes, t.owner_id as "ownerId", s.name as "ownerName", t.queue, t.priority, t.due_on as "dueOn",
    t.due_days_after_visit as "dueDaysAfterVisit", t.client_id as "clientId", c.given_name, c.family_name, t.subject_type as "subjectType",
    t.subject_id as "subjectId", t.appointment_id as "appointmentId", a.starts_at as "appointmentStartsAt", t.checklist,
    (select count(*)::int from task_comment m where m.practice_id = t.practice_id and m.task_id = t.id) as comments,
    t.created_at as "createdAt", t.created_by as "createdBy", t.rule_id as "ruleId", t.rule_name as "ruleName",
    t.done_at as "doneAt", t.done_by as "doneBy", t.row_version as "rowVersion"
  from task t
    left join staff s on s.practice_id = t.practice_id and s.id = t.owner_id
    left join client c on c.practice_id = t.practice_id and c.id = t.client_id
    left join appointment a on a.practice_id = t.practice_id and a.id = t.appointment_id`)

export type TaskRow = Omit<Task, 'clientName'> & { given_name: string | null; family_name: string | null }

/** A task's own client decides who sees it; without a client everybody of the team does. */
export function seesTask(ctx: Context) {
  return sql<boolean>`(t.client_id is null or ${seesClient(ctx, sql.ref('t.client_id'))})`
}

export function presentTask({ given_name, family_name, ...row }: TaskRow): Task {
  return {
    ...row,
    clientName: family_name === null ? null : clientName({ given_name: given_name!, family_name }),
  }
}

export async function findTask(ctx: Context, id: string): Promise<Task> {
  const { rows } =
    await sql<TaskRow>`${READ_TASK} where t.practice_id = ${ctx.practiceId} and t.id = ${id} and ${seesTask(ctx)}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This task')
  return presentTask(rows[0])
}

export interface TaskWish {
  title: string
  notes?: string | null | undefined
  ownerId?: string | null | undefined
  queue?: Queue | null | undefined
  priority?: Priority | undefined
  dueOn?: string | null | undefined
  dueDaysAfterVisit?: number | null | undefined
  clientId?: string | null | undefined
  subject?: { type: string; id: string } | null | undefined
  appointmentId?: string | null | undefined
  checklist?: string[] | undefined
  rule?: { id: string; name: string }
  /** The same key makes one task. */
  key?: string
}

/** Gives somebody, or a queue, something to do. Null when its key made one before. */
export async function createTask(ctx: Context, wish: TaskWish): Promise<string | null> {
  if (!wish.ownerId && !wish.queue) throw invalid('queue', 'Say who does it: a person or a queue.')
  const about = await aboutOf(ctx, wish)
  const id = ctx.newId()
  const checklist = (wish.checklist ?? []).map((text): CheckItem => ({ text, doneBy: null, doneAt: null }))
  const { rows } =
    await sql`insert into task (practice_id, id, title, notes, owner_id, queue, priority, due_on, due_days_after_visit, client_id,
      subject_type, subject_id, appointment_id, checklist, created_at, created_by, rule_id, rule_name, key)
    values (${ctx.practiceId}, ${id}, ${wish.title}, ${wish.notes ?? null}, ${wish.ownerId ?? null}, ${wish.queue ?? null},
      ${wish.priority ?? 'normal'}, ${about.dueOn}, ${wish.dueDaysAfterVisit ?? null}, ${about.clientId}, ${wish.subject?.type ?? null},
      ${wish.subject?.id ?? null}, ${wish.appointmentId ?? null}, ${JSON.stringify(checklist)}::jsonb, ${ctx.now}, ${ctx.actor.name},
      ${wish.rule?.id ?? null}, ${wish.rule?.name ?? null}, ${wish.key ?? null})
    on conflict on constraint task_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) return null
  recordTask(ctx, 'task.created', {
    id,
    clientId: about.clientId,
    ownerId: wish.ownerId ?? null,
    queue: wish.queue ?? null,
  })
  return id
}

async function aboutOf(ctx: Context, wish: TaskWish) {
  if (wish.ownerId) await findStaff(ctx, wish.ownerId)
  const visit = wish.appointmentId ? await findAppointment(ctx, wish.appointmentId) : null
  const clientId = wish.clientId ?? visit?.client_id ?? null
  if (clientId) await findClient(ctx, clientId)
  const after = wish.dueDaysAfterVisit ?? null
  if (after !== null && !visit) throw invalid('dueDaysAfterVisit', 'Choose the visit that it counts from.')
  const dueOn =
    after !== null && visit
      ? addLocalDays(localDay(visit.starts_at, visit.zone), after)
      : (wish.dueOn ?? null)
  return { clientId, dueOn }
}

export interface TaskChange {
  title?: string | undefined
  notes?: string | null | undefined
  ownerId?: string | null | undefined
  queue?: Queue | null | undefined
  priority?: Priority | undefined
  dueOn?: string | null | undefined
  checklist?: CheckItem[] | undefined
  rowVersion: number
}

/** Changes what is given. A day that is set by hand no longer follows the visit. 409 when somebody saved meanwhile. */
export async function changeTask(
  ctx: Context,
  id: string,
  { rowVersion, ...given }: TaskChange,
): Promise<Task> {
  const before = await findTask(ctx, id)
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const after: Task = { ...before, ...change }
  if (!after.ownerId && !after.queue) throw invalid('queue', 'Say who does it: a person or a queue.')
  if (given.ownerId) await findStaff(ctx, given.ownerId)
  const { rows } =
    await sql`update task set title = ${after.title}, notes = ${after.notes}, owner_id = ${after.ownerId}, queue = ${after.queue},
      priority = ${after.priority}, due_on = ${after.dueOn}, due_days_after_visit = ${given.dueOn === undefined ? before.dueDaysAfterVisit : null},
      checklist = ${JSON.stringify(after.checklist)}::jsonb, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile((await findTask(ctx, id)).rowVersion)
  recordTask(ctx, 'task.changed', after, { fields: Object.keys(change) })
  return findTask(ctx, id)
}

/** Marks it done, or open again; twice is once. */
export async function setDone(ctx: Context, id: string, done: boolean): Promise<Task> {
  const before = await findTask(ctx, id)
  if ((before.doneAt !== null) === done) return before
  await sql`update task set done_at = ${done ? ctx.now : null}, done_by = ${done ? ctx.actor.name : null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  recordTask(ctx, done ? 'task.done' : 'task.reopened', before)
  return findTask(ctx, id)
}

/** Leaves an event about a task: who has it, no free text. */
export function recordTask(
  ctx: Context,
  name: string,
  task: Pick<Task, 'id' | 'clientId' | 'ownerId' | 'queue'>,
  data: Record<string, unknown> = {},
) {
  ctx.record(name, {
    subject: ['task', task.id],
    clientId: task.clientId,
    data: { ownerId: task.ownerId, queue: task.queue, ...data },
  })
}
