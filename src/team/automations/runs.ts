import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { RuleText } from '../../platform/rules/rules.ts'
import { clientName } from '../../clients/index.ts'
import { queueRun } from './queue.ts'
import { endRun } from './waiting.ts'

export const RUN_STATES = ['due', 'waiting', 'done', 'skipped', 'cancelled', 'stopped', 'failed'] as const
export type RunState = (typeof RUN_STATES)[number]

export interface RunRow {
  id: string
  automationId: string
  automationName: string
  version: number
  eventName: string
  eventId: string
  clientId: string | null
  clientName: string | null
  state: RunState
  step: number
  dueAt: Date | null
  why: RuleText | null
  beganAt: Date
  endedAt: Date | null
  depth: number
}

const READ =
  sql.raw(`select r.id, r.automation_id as "automationId", a.name as "automationName", r.version, r.event_name as "eventName",
    r.event_id as "eventId", r.client_id as "clientId", c.given_name, c.family_name, r.state, r.step, r.due_at as "dueAt", r.why,
    r.began_at as "beganAt", r.ended_at as "endedAt", r.depth
  from automation_run r join automation a on a.practice_id = r.practice_id and a.id = r.automation_id
    left join client c on c.practice_id = r.practice_id and c.id = r.client_id`)

type Read = Omit<RunRow, 'clientName'> & { given_name: string | null; family_name: string | null }

interface RunQuestion {
  automationId: string
  state?: RunState | undefined
  limit: number
  cursor?: string | undefined
}

/** Runs of a rule, the latest first. */
export async function listRuns(ctx: Context, { automationId, state, limit, cursor }: RunQuestion) {
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } =
    await sql<Read>`${READ} where r.practice_id = ${ctx.practiceId} and r.automation_id = ${automationId}
      ${state ? sql`and r.state = ${state}` : sql``}
      ${after ? sql`and (r.began_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by r.began_at desc, r.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.beganAt.toISOString(), row.id])
  return { items: page.items.map(present), next: page.next }
}

/** A run with what each of its steps did. */
export async function findRun(ctx: Context, id: string) {
  const { rows } = await sql<Read>`${READ} where r.practice_id = ${ctx.practiceId} and r.id = ${id}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This run')
  const steps = await sql<{
    step: number
    outcome: string
    words: RuleText
    tries: number
    at: Date
  }>`select step, outcome, words, tries, at
    from automation_step where practice_id = ${ctx.practiceId} and run_id = ${id} order by step`.execute(
    ctx.db,
  )
  return { ...present(rows[0]), steps: steps.rows }
}

/** Tries the failed step again at once. 409 `not_failed`. */
export async function retryRun(ctx: Context, id: string) {
  const run = await findRun(ctx, id)
  const { rows } =
    await sql`update automation_run set state = 'due', due_at = ${ctx.now}, ended_at = null, why = null
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'failed' returning 1`.execute(ctx.db)
  if (rows.length === 0) throw problem(409, 'not_failed', 'Only a run that failed can be tried again.')
  queueRun(ctx, {
    id,
    step: run.step,
    dueAt: ctx.now,
    name: run.automationName,
    eventId: run.eventId,
    depth: run.depth,
  })
  ctx.record('automation.retried', { subject: ['automation_run', id], data: { name: run.automationName } })
}

/** Ends a run that waits. 409 `already_ended`. */
export async function cancelRun(ctx: Context, id: string) {
  const run = await findRun(ctx, id)
  if (run.dueAt === null) throw problem(409, 'already_ended', 'This run has ended already.')
  const why = { en: `Ended by ${ctx.actor.name}.`, de: `Beendet von ${ctx.actor.name}.` }
  await endRun(ctx, id, { state: 'cancelled', why })
  ctx.record('automation.run_cancelled', {
    subject: ['automation_run', id],
    data: { name: run.automationName },
  })
}

export interface RunCounts {
  automationId: string
  done: number
  failed: number
  waiting: number
  lastAt: Date | null
}

/** What each rule did since then, and what waits. */
export async function countRuns(ctx: Context, since: Date): Promise<Map<string, RunCounts>> {
  const { rows } = await sql<RunCounts>`select automation_id as "automationId",
      count(*) filter (where state = 'done' and began_at >= ${since})::int as done,
      count(*) filter (where state in ('failed', 'stopped') and began_at >= ${since})::int as failed,
      count(*) filter (where state in ('due', 'waiting'))::int as waiting,
      max(began_at) filter (where state <> 'skipped') as "lastAt"
    from automation_run where practice_id = ${ctx.practiceId} and (began_at >= ${since} or due_at is not null) group by 1`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.automationId, row]))
}

function present({ given_name, family_name, ...row }: Read): RunRow {
  return {
    ...row,
    clientName: family_name === null ? null : clientName({ given_name: given_name!, family_name }),
  }
}
