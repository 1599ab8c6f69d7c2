import { sql } from 'kysely'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'

export const RUN_JOB = 'team.run'
/** What is due later than this waits in the table, where it can still be moved. */
const JOB_AHEAD_MS = 15 * 60_000
const SKIPPED_KEPT_MS = 30 * 86_400_000
const MOST_AT_ONCE = 5_000

export interface DueRun {
  id: string
  step: number
  dueAt: Date
  name: string
  eventId: string
  depth: number
}

/** Makes the job of a run's next step when its time is near. */
export function queueRun(ctx: Context, { id, step, dueAt, name, eventId, depth }: DueRun) {
  if (dueAt.getTime() - ctx.now.getTime() > JOB_AHEAD_MS) return
  ctx.later(
    RUN_JOB,
    { runId: id, name, eventId, depth },
    { runAt: dueAt, key: `${id} ${step} ${dueAt.getTime()}` },
  )
}

/** Queues again every run of these that is due soon; one that is queued already stays one. */
export async function queueDue(ctx: Context, automationId?: string): Promise<void> {
  const until = new Date(ctx.now.getTime() + JOB_AHEAD_MS)
  const { rows } =
    await sql<DueRun>`select r.id, r.step, r.due_at as "dueAt", a.name, r.event_id as "eventId", r.depth
    from automation_run r join automation a on a.practice_id = r.practice_id and a.id = r.automation_id
    where r.practice_id = ${ctx.practiceId} and r.due_at <= ${until} and a.state <> 'paused'
      ${automationId ? sql`and a.id = ${automationId}` : sql``} order by r.due_at limit ${MOST_AT_ONCE}`.execute(
      ctx.db,
    )
  for (const run of rows) queueRun(ctx, run)
}

/** Each minute: what falls due becomes jobs, and old notes of rules that did not apply are dropped. */
export const dueSweep = sweep({
  name: 'team.due',
  everySeconds: 60,
  run: async (house, practiceId) => {
    await inPractice(
      house,
      { practiceId, actor: { kind: 'system', name: 'team.due' }, name: 'team.due' },
      async (ctx) => {
        await queueDue(ctx)
        await sql`delete from automation_run where practice_id = ${practiceId} and state = 'skipped'
          and ended_at < ${new Date(ctx.now.getTime() - SKIPPED_KEPT_MS)}`.execute(ctx.db)
      },
    )
  },
})
