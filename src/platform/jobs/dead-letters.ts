import { sql } from 'kysely'
import type { Context } from '../operation/context.ts'
import { notFound } from '../problem.ts'

/** Work that failed so often that the program gave up: somebody must look. */
export interface DeadJob {
  id: string
  kind: string
  payload: Record<string, unknown>
  attempts: number
  lastError: string | null
  createdAt: Date
  deadAt: Date
}

export async function listDeadJobs(ctx: Context): Promise<DeadJob[]> {
  const { rows } =
    await sql<DeadJob>`select id, kind, payload, attempts, last_error as "lastError", created_at as "createdAt", dead_at as "deadAt"
    from job where practice_id = ${ctx.practiceId} and dead_at is not null order by dead_at desc, id limit 200`.execute(
      ctx.db,
    )
  return rows
}

/** Runs it again from the start, at once. */
export async function retryDeadJob(ctx: Context, id: string) {
  const { rows } = await sql<{
    kind: string
  }>`update job set dead_at = null, attempts = 0, leased_until = null, run_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${id} and dead_at is not null returning kind`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This failed job')
  ctx.record('job.retried', { subject: ['job', id], data: { kind: rows[0].kind } })
}

/** Gives it up for good; the audit keeps what it was. */
export async function dropDeadJob(ctx: Context, id: string) {
  const { rows } = await sql<{ kind: string; payload: unknown }>`delete from job
    where practice_id = ${ctx.practiceId} and id = ${id} and dead_at is not null returning kind, payload`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This failed job')
  ctx.record('job.dropped', { subject: ['job', id], data: { kind: rows[0].kind }, before: rows[0] })
}
