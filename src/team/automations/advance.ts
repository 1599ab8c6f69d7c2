import { sql } from 'kysely'
import { findEvent } from '../../platform/events/deliver.ts'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import { sayRefusal } from '../../platform/i18n/refusals.ts'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { Problem, problem } from '../../platform/problem.ts'
import type { Refs, RuleText } from '../../platform/rules/rules.ts'
import { catalogueOf } from './catalogue.ts'
import { noteProblem } from './automation.ts'
import type { Act, Definition, Wait } from './definition.ts'
import { decidesAgainst } from './evaluate.ts'
import { readFacts, wantedBy } from './facts.ts'
import { RUN_JOB, queueRun } from './queue.ts'
import { explain } from './sentence.ts'
import { TOO_LATE, endOf, endRun } from './waiting.ts'
import { isAnchored } from './waits.ts'

/**
 * Does the steps of a run, each in a transaction of its own that also notes it as done: when the program dies between
 * two, the next job goes on where it stopped, and nothing is done twice.
 */
export const runJob = job({
  kind: RUN_JOB,
  run: async (house, { practiceId, payload, isLastAttempt }) => {
    const name = String(payload.name)
    const [runId, eventId] = [String(payload.runId), String(payload.eventId)]
    const who = {
      practiceId,
      actor: { kind: 'system', name: `Automation: ${name}` } as const,
      name: 'team.automation',
      reason: `Automation “${name}”`,
      cause: { eventId, depth: Number(payload.depth) + 1 },
    }
    try {
      while (await inPractice(house, who, (ctx) => advance(ctx, { runId, eventId })));
    } catch (error) {
      // A Problem says what is wrong and stays wrong; anything else may pass.
      const isFinal = isLastAttempt || error instanceof Problem
      await inPractice(house, who, (ctx) => noteFailure(ctx, runId, { error: error as Error, isFinal }))
      if (!isFinal) throw error
    }
  },
})

interface Run {
  id: string
  automationId: string
  name: string
  automationState: string
  version: number
  eventId: string
  refs: Refs
  state: 'due' | 'waiting'
  step: number
  dueAt: Date
  depth: number
  definition: Definition
}

/** Does the next step; true when another one follows at once. */
async function advance(
  ctx: Context,
  { runId, eventId }: { runId: string; eventId: string },
): Promise<boolean> {
  const [run, event] = await Promise.all([lockRun(ctx, runId), findEvent(ctx, eventId)])
  if (!run || run.dueAt > ctx.now || run.automationState === 'paused') return false
  if (run.automationState === 'off') {
    await endRun(ctx, run.id, { state: 'cancelled', why: SWITCHED_OFF })
    return false
  }
  if (run.state === 'waiting' && !(await wake(ctx, run, event))) return false
  const step = run.definition.steps[run.step]!
  if (step.kind === 'wait') return beginWait(ctx, run, { wait: step, event })
  return endStep(ctx, run, await act(ctx, run, { step, event }))
}

async function lockRun(ctx: Context, id: string): Promise<Run | undefined> {
  const { rows } =
    await sql<Run>`select r.id, r.automation_id as "automationId", a.name, a.state as "automationState", r.version,
      r.event_id as "eventId", r.refs, r.state, r.step, r.due_at as "dueAt", r.depth, v.definition
    from automation_run r
      join automation a on a.practice_id = r.practice_id and a.id = r.automation_id
      join automation_version v on v.practice_id = r.practice_id and v.automation_id = r.automation_id and v.version = r.version
    where r.practice_id = ${ctx.practiceId} and r.id = ${id} and r.due_at is not null for update of r`.execute(
      ctx.db,
    )
  return rows[0]
}

/** The wait is over: is its time still the right one, and does the rule still apply? */
async function wake(ctx: Context, run: Run, event: HappenedEvent): Promise<boolean> {
  const wait = run.definition.steps[run.step] as Wait
  if (isAnchored(wait)) {
    const due = await endOf(ctx, { ...run, data: event.data }, wait)
    if (due !== 'unknown' && 'at' in due && due.at > ctx.now) {
      await moveDue(ctx, run, due.at)
      return false
    }
  }
  const wanted = wantedBy(ctx, [run.definition])
  const [known] = await readFacts(ctx, [{ refs: run.refs, data: event.data }], wanted)
  const failing = decidesAgainst(run.definition, known!.valueOf, ctx.now)
  if (failing) {
    await endRun(ctx, run.id, {
      state: 'cancelled',
      why: explain(ctx, failing, known!.valueOf),
    })
    return false
  }
  run.step += 1
  return true
}

async function beginWait(
  ctx: Context,
  run: Run,
  { wait, event }: { wait: Wait; event: HappenedEvent },
): Promise<boolean> {
  const isFirst = run.definition.steps.findIndex(({ kind }) => kind === 'wait') === run.step
  const due = await endOf(ctx, { ...run, data: event.data, from: isFirst ? event.at : ctx.now }, wait)
  if (due === 'unknown' || 'late' in due) {
    await endRun(ctx, run.id, { state: 'cancelled', why: due === 'unknown' ? NO_TIME : TOO_LATE })
    return false
  }
  await noteStep(ctx, run, { outcome: 'waits', words: WAITS })
  await sql`update automation_run set state = 'waiting', step = ${run.step} where practice_id = ${ctx.practiceId} and id = ${run.id}`.execute(
    ctx.db,
  )
  await moveDue(ctx, run, due.at)
  return false
}

async function moveDue(ctx: Context, run: Run, at: Date) {
  await sql`update automation_run set due_at = ${at} where practice_id = ${ctx.practiceId} and id = ${run.id}`.execute(
    ctx.db,
  )
  queueRun(ctx, { ...run, dueAt: at })
}

interface Told {
  outcome: 'did' | 'nothing'
  words: RuleText
}

async function act(
  ctx: Context,
  run: Run,
  { step, event }: { step: Act; event: HappenedEvent },
): Promise<Told> {
  const found = catalogueOf(ctx).actions.get(step.action)
  if (!found)
    throw ruleProblem({
      en: `There is no action “${step.action}” any more.`,
      de: `Die Handlung „${step.action}“ gibt es nicht mehr.`,
    })
  if (found.needs.some((need) => !run.refs[need])) return { outcome: 'nothing', words: NOTHING_TO_ACT_ON }
  const settings: unknown = found.settings.parse(step.settings)
  const stale = await found.check?.(ctx, settings)
  if (stale) throw ruleProblem(stale)
  const call = {
    event,
    refs: run.refs,
    key: `${run.id} ${run.step}`,
    rule: { id: run.automationId, name: run.name },
  }
  const outcome = await found.run(ctx, call, settings)
  return 'did' in outcome
    ? { outcome: 'did', words: outcome.did }
    : { outcome: 'nothing', words: outcome.nothing }
}

/** A problem of the rule itself: shown at the rule, in both languages. */
function ruleProblem(words: RuleText): Problem {
  return problem(409, 'rule_problem', words.en, { words })
}

/** Notes the step and makes the next one due, or ends the run; true when there is a next one. */
async function endStep(ctx: Context, run: Run, { outcome, words }: Told): Promise<boolean> {
  const step = run.step + 1
  const isLast = step >= run.definition.steps.length
  await sql`with noted as (${stepNote(ctx, run, { outcome, words })})
    update automation_run set step = ${step}, state = ${isLast ? 'done' : 'due'}, due_at = ${isLast ? null : ctx.now},
      ended_at = ${isLast ? ctx.now : null}, why = null
    where practice_id = ${ctx.practiceId} and id = ${run.id}`.execute(ctx.db)
  return !isLast
}

async function noteStep(ctx: Context, run: Pick<Run, 'id' | 'step'>, note: StepNote) {
  await stepNote(ctx, run, note).execute(ctx.db)
}

interface StepNote {
  outcome: 'waits' | 'did' | 'nothing' | 'failed'
  words: RuleText
}

function stepNote(ctx: Context, run: Pick<Run, 'id' | 'step'>, { outcome, words }: StepNote) {
  return sql`insert into automation_step (practice_id, run_id, step, outcome, words, at)
    values (${ctx.practiceId}, ${run.id}, ${run.step}, ${outcome}, ${JSON.stringify(words)}::jsonb, ${ctx.now})
    on conflict (practice_id, run_id, step) do update set outcome = excluded.outcome, words = excluded.words, at = excluded.at,
      tries = automation_step.tries + 1`
}

/** Notes what went wrong; a final failure ends the run, until somebody tries it again. */
async function noteFailure(
  ctx: Context,
  runId: string,
  { error, isFinal }: { error: Error; isFinal: boolean },
) {
  const run = await lockRun(ctx, runId)
  if (!run) return
  const step = run.definition.steps[run.step]
  const at = run.state === 'waiting' && step?.kind === 'wait' ? { ...run, step: run.step + 1 } : run
  const own = error instanceof Problem ? (error.details.words as RuleText | undefined) : undefined
  const words = own ?? { en: error.message, de: sayRefusal('de', error.message) }
  await noteStep(ctx, at, { outcome: 'failed', words })
  if (!isFinal) return
  await sql`update automation_run set step = ${at.step} where practice_id = ${ctx.practiceId} and id = ${run.id}`.execute(
    ctx.db,
  )
  await endRun(ctx, run.id, { state: 'failed', why: words })
  await noteProblem(ctx, run.automationId, words)
  ctx.record('automation.failed', { subject: ['automation_run', run.id], data: { name: run.name } })
}

const SWITCHED_OFF: RuleText = {
  en: 'The automation was switched off.',
  de: 'Die Automation wurde ausgeschaltet.',
}
const NO_TIME: RuleText = {
  en: 'There is no time to wait for.',
  de: 'Es gibt keinen Zeitpunkt, auf den gewartet werden könnte.',
}
const WAITS: RuleText = { en: 'Waits.', de: 'Wartet.' }
const NOTHING_TO_ACT_ON: RuleText = {
  en: 'The event led to nothing this could be done with.',
  de: 'Das Ereignis führte zu nichts, womit dies getan werden könnte.',
}
