import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { findTask, recordTask } from './task.ts'

export interface TaskComment {
  id: string
  text: string
  by: string
  at: Date
}

export async function listComments(ctx: Context, taskId: string): Promise<TaskComment[]> {
  const { rows } = await sql<TaskComment>`select id, text, by, at from task_comment
    where practice_id = ${ctx.practiceId} and task_id = ${taskId} order by id limit 500`.execute(ctx.db)
  return rows
}

export async function addComment(ctx: Context, taskId: string, text: string): Promise<void> {
  const task = await findTask(ctx, taskId)
  await sql`insert into task_comment (practice_id, id, task_id, text, by, at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${taskId}, ${text}, ${ctx.actor.name}, ${ctx.now})`.execute(
    ctx.db,
  )
  recordTask(ctx, 'task.commented', task)
}
