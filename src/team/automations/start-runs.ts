import { sql } from 'kysely'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Refs, RuleText } from '../../platform/rules/rules.ts'
import type { Automation } from './automation.ts'
import { listening, noteProblem } from './automation.ts'
import type { Known } from './facts.ts'
import { readFacts, refsOf, wantedBy } from './facts.ts'
import { firstFailing } from './evaluate.ts'
import { isByPerson, loopsOf } from './guard.ts'
import { queueRun } from './queue.ts'
import { explain } from './sentence.ts'
import { tellWaiting } from './waiting.ts'

/** Hands one event to every rule that listens, and to the runs that wait for something of it. Twice is once. */
export async function handEvent(ctx: Context, event: HappenedEvent): Promise<void> {
  await tellWaiting(ctx, event)
  await startRuns(ctx, event, await listening(ctx, event))
}

/** Begins a run of each of these rules for the event, or notes why not. */
export async function startRuns(
  ctx: Context,
  event: HappenedEvent,
  automations: readonly Automation[],
): Promise<void> {
  if (automations.length === 0) return
  const wanted = wantedBy(
    ctx,
    automations.map(({ definition }) => definition),
  )
  const [known] = await readFacts(ctx, [{ refs: refsOf(event), data: event.data }], wanted)
  const loopOf = await loopsOf(ctx, event)
  for (const automation of automations) {
    const loop = loopOf(automation)
    const run = await insertRun(ctx, event, {
      automation,
      ...decide(ctx, automation, { known: known!, loop }),
      refs: known!.refs,
    })
    if (run && loop) await noteProblem(ctx, automation.id, loop)
  }
}

interface Decision {
  state: 'due' | 'skipped' | 'stopped'
  why: RuleText | null
}

function decide(
  ctx: Context,
  { definition }: Automation,
  { known, loop }: { known: Known; loop: RuleText | null },
): Decision {
  const failing = firstFailing(definition, known.valueOf, ctx.now)
  if (failing) return { state: 'skipped', why: explain(ctx, failing, known.valueOf(failing.fact)) }
  return loop ? { state: 'stopped', why: loop } : { state: 'due', why: null }
}

interface NewRun extends Decision {
  automation: Automation
  refs: Refs
}

/** One run for one event, whoever delivers it and however often; answers whether it is new. */
async function insertRun(
  ctx: Context,
  event: HappenedEvent,
  { automation, state, why, refs }: NewRun,
): Promise<boolean> {
  const id = ctx.newId()
  const isDue = state === 'due'
  const { rows } =
    await sql`insert into automation_run (practice_id, id, automation_id, version, event_id, event_name, subject_type, subject_id,
      client_id, refs, state, due_at, why, depth, by_person, began_at, ended_at)
    values (${ctx.practiceId}, ${id}, ${automation.id}, ${automation.version}, ${event.id}, ${event.name}, ${event.subjectType},
      ${event.subjectId}, ${refs.client ?? null}, ${JSON.stringify(refs)}::jsonb, ${state}, ${isDue ? ctx.now : null},
      ${why && JSON.stringify(why)}::jsonb, ${event.depth}, ${isByPerson(event)}, ${ctx.now}, ${isDue ? null : ctx.now})
    on conflict on constraint automation_run_once do nothing returning 1`.execute(ctx.db)
  if (rows.length > 0 && isDue)
    queueRun(ctx, {
      id,
      step: 0,
      dueAt: ctx.now,
      name: automation.name,
      eventId: event.id,
      depth: event.depth,
    })
  return rows.length > 0
}
