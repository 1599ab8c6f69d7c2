import { sql } from 'kysely'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Refs, RuleText } from '../../platform/rules/rules.ts'
import type { Listening } from './automation.ts'
import { listening, noteProblem } from './automation.ts'
import type { Known } from './facts.ts'
import { readFacts, refsOf, wantedBy } from './facts.ts'
import { decidesAgainst } from './evaluate.ts'
import { isByPerson, loopsOf } from './guard.ts'
import { queueRun } from './queue.ts'
import { explain } from './sentence.ts'
import { tellWaiting } from './waiting.ts'

/** Hands one event to every rule that listens, and to the runs that wait for something of it. Twice is once. */
export async function handEvent(ctx: Context, event: HappenedEvent): Promise<void> {
  // Neither needs the other: both questions travel in one packet.
  const [automations] = await Promise.all([listening(ctx, event), tellWaiting(ctx, event)])
  await startRuns(ctx, event, automations)
}

/** Begins a run of each of these rules for the event, or notes why not. */
export async function startRuns(
  ctx: Context,
  event: HappenedEvent,
  automations: readonly Listening[],
): Promise<void> {
  if (automations.length === 0) return
  const wanted = wantedBy(
    ctx,
    automations.map(({ definition }) => definition),
  )
  const [[known], loopOf] = await Promise.all([
    readFacts(ctx, [{ refs: refsOf(event), data: event.data }], wanted),
    loopsOf(ctx, event),
  ])
  const runs = automations.map((automation): NewRun => {
    const loop = loopOf(automation)
    return { id: ctx.newId(), automation, loop, ...decide(ctx, automation, { known: known!, loop }) }
  })
  const begun = await insertRuns(ctx, event, { runs, refs: known!.refs })
  for (const { id, automation, loop, state } of runs.filter((run) => begun.has(run.id))) {
    if (loop) await noteProblem(ctx, automation.id, loop)
    const due = { id, step: 0, dueAt: ctx.now, name: automation.name, eventId: event.id, depth: event.depth }
    if (state === 'due') queueRun(ctx, due)
  }
}

interface Decision {
  state: 'due' | 'skipped' | 'stopped'
  why: RuleText | null
}

function decide(
  ctx: Context,
  { definition }: Listening,
  { known, loop }: { known: Known; loop: RuleText | null },
): Decision {
  const failing = decidesAgainst(definition, known.valueOf, ctx.now)
  if (failing) return { state: 'skipped', why: explain(ctx, failing, known.valueOf) }
  return loop ? { state: 'stopped', why: loop } : { state: 'due', why: null }
}

interface NewRun extends Decision {
  id: string
  automation: Listening
  loop: RuleText | null
}

/** One run for one event and rule, whoever delivers it and however often, in one statement; answers which are new. */
async function insertRuns(
  ctx: Context,
  event: HappenedEvent,
  { runs, refs }: { runs: readonly NewRun[]; refs: Refs },
): Promise<ReadonlySet<string>> {
  const each = runs.map(({ id, automation, state, why }) => ({
    id,
    automation_id: automation.id,
    version: automation.version,
    state,
    why,
    due_at: state === 'due' ? ctx.now : null,
    ended_at: state === 'due' ? null : ctx.now,
  }))
  const { rows } = await sql<{
    id: string
  }>`insert into automation_run (practice_id, id, automation_id, version, event_id, event_name, subject_type, subject_id,
      client_id, refs, state, due_at, why, depth, by_person, began_at, ended_at)
    select ${ctx.practiceId}::uuid, id, automation_id, version, ${event.id}::uuid, ${event.name}::text, ${event.subjectType}::text,
      ${event.subjectId}::uuid, ${refs.client ?? null}::uuid, ${JSON.stringify(refs)}::jsonb, state, due_at, why, ${event.depth}::int,
      ${isByPerson(event)}::boolean, ${ctx.now}::timestamptz, ended_at
    from jsonb_to_recordset(${JSON.stringify(each)}::jsonb)
      as run (id uuid, automation_id uuid, version int, state text, due_at timestamptz, why jsonb, ended_at timestamptz)
    on conflict on constraint automation_run_once do nothing returning id`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}
