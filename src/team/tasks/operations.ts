import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Day, Id, Instant, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import { addComment, listComments } from './comments.ts'
import { VIEWS, countWaiting, listTasks, queuesOf } from './list.ts'
import type { Task } from './task.ts'
import { PRIORITIES, QUEUES, changeTask, createTask, findTask, setDone } from './task.ts'

const CheckItem = z.strictObject({
  text: line(300),
  doneBy: z.string().max(200).nullable().default(null),
  doneAt: z.string().max(40).nullable().default(null),
})

const TaskView = z.object({
  id: Id,
  title: z.string(),
  notes: z.string().nullable(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  queue: z.enum(QUEUES).nullable(),
  priority: z.enum(PRIORITIES),
  dueOn: Day.nullable(),
  dueDaysAfterVisit: z.int().nullable(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  subjectType: z.string().nullable(),
  subjectId: Id.nullable(),
  appointmentId: Id.nullable(),
  appointmentStartsAt: Instant.nullable(),
  checklist: z.array(
    z.object({ text: z.string(), doneBy: z.string().nullable(), doneAt: z.string().nullable() }),
  ),
  comments: z.int(),
  createdAt: Instant,
  createdBy: z.string(),
  /** The automation that made it. */
  ruleId: Id.nullable(),
  ruleName: z.string().nullable(),
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  rowVersion: RowVersion,
})
const CommentView = z.object({ id: Id, text: z.string(), by: z.string(), at: Instant })
const OpenTask = TaskView.extend({ said: z.array(CommentView) })

export const list = operation({
  path: 'GET /tasks',
  summary: 'List tasks: mine, those of my queues, all open ones, or what is done',
  allow: 'tasks.see',
  takes: z.strictObject({
    view: z.enum(VIEWS).default('all'),
    queue: z.enum(QUEUES).optional(),
    clientId: Id.optional(),
    appointmentId: Id.optional(),
    ...paging,
  }),
  returns: pageOf(TaskView),
  run: (ctx, question) => listTasks(ctx, question),
})

export const count = operation({
  path: 'GET /task-count',
  summary: 'How many tasks wait for me today: my own and those of my queues',
  allow: 'tasks.see',
  background: true,
  takes: z.strictObject({}),
  returns: z.object({ count: z.int(), late: z.int(), queues: z.array(z.enum(QUEUES)) }),
  run: async (ctx) => ({ ...(await countWaiting(ctx)), queues: [...queuesOf(ctx)] }),
})

export const get = operation({
  path: 'GET /tasks/{id}',
  summary: 'Open a task with what was said about it',
  allow: 'tasks.see',
  takes: z.strictObject({ id: Id }),
  returns: OpenTask,
  run: (ctx, { id }) => open(ctx, id),
})

export const create = operation({
  path: 'POST /tasks',
  summary: 'Give a person or a queue something to do',
  allow: 'tasks.edit',
  takes: z.strictObject({
    title: line(200),
    notes: text(5_000).nullish(),
    ownerId: Id.nullish(),
    queue: z.enum(QUEUES).nullish(),
    priority: z.enum(PRIORITIES).optional(),
    dueOn: Day.nullish(),
    /** Instead of a day: so many days after the visit (negative: before); it moves with the visit. */
    dueDaysAfterVisit: z.int().min(-365).max(365).nullish(),
    clientId: Id.nullish(),
    appointmentId: Id.nullish(),
    checklist: z.array(line(300)).max(50).optional(),
  }),
  returns: OpenTask,
  run: async (ctx, wish) => open(ctx, (await createTask(ctx, wish))!),
})

export const edit = operation({
  path: 'PATCH /tasks/{id}',
  summary: 'Change a task, hand it to somebody else, tick its checklist',
  allow: 'tasks.edit',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    title: line(200).optional(),
    notes: text(5_000).nullish(),
    ownerId: Id.nullish(),
    queue: z.enum(QUEUES).nullish(),
    priority: z.enum(PRIORITIES).optional(),
    dueOn: Day.nullish(),
    checklist: z.array(CheckItem).max(50).optional(),
  }),
  returns: OpenTask,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { id, checklist, ...change }) => {
    const ticked = checklist && sign(ctx, (await findTask(ctx, id)).checklist, checklist)
    await changeTask(ctx, id, { ...change, checklist: ticked })
    return open(ctx, id)
  },
})

export const finish = operation({
  path: 'POST /tasks/{id}/done',
  summary: 'Mark a task as done',
  allow: 'tasks.edit',
  takes: z.strictObject({ id: Id }),
  returns: OpenTask,
  run: async (ctx, { id }) => open(ctx, (await setDone(ctx, id, true)).id),
})

export const reopen = operation({
  path: 'POST /tasks/{id}/reopening',
  summary: 'Open a task again',
  allow: 'tasks.edit',
  takes: z.strictObject({ id: Id }),
  returns: OpenTask,
  run: async (ctx, { id }) => open(ctx, (await setDone(ctx, id, false)).id),
})

export const comment = operation({
  path: 'POST /tasks/{id}/comments',
  summary: 'Say something about a task',
  allow: 'tasks.edit',
  takes: z.strictObject({
    id: Id,
    text: text(2_000).refine((value) => value.trim() !== '', 'Write something first.'),
  }),
  returns: OpenTask,
  run: async (ctx, { id, text: words }) => {
    await addComment(ctx, id, words)
    return open(ctx, id)
  },
})

async function open(ctx: Context, id: string) {
  return { ...(await findTask(ctx, id)), said: await listComments(ctx, id) }
}

/** Who ticked it and when is said by us, not by the caller. */
function sign(ctx: Context, before: Task['checklist'], after: Task['checklist']): Task['checklist'] {
  return after.map(({ text: words, doneAt }, index) => {
    const same = before[index]?.text === words ? before[index] : before.find((each) => each.text === words)
    if (!doneAt) return { text: words, doneBy: null, doneAt: null }
    return same?.doneAt ? same : { text: words, doneBy: ctx.actor.name, doneAt: ctx.now.toISOString() }
  })
}
