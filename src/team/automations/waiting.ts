import { sql } from 'kysely'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Refs, RuleText } from '../../platform/rules/rules.ts'
import type { Definition, Wait } from './definition.ts'
import { readFacts, wantedBy } from './facts.ts'
import { queueRun } from './queue.ts'
import { endOfWait, isAnchored } from './waits.ts'

interface WaitingRun {
  id: string
  step: number
  dueAt: Date
  refs: Refs
  clientId: string | null
  name: string
  eventId: string
  depth: number
  beganAt: Date
  definition: Definition
}

/** Runs that wait hear of everything about their subject or client: some end, some wait for another time. */
export async function tellWaiting(ctx: Context, event: HappenedEvent): Promise<void> {
  const { rows } =
    await sql<WaitingRun>`select r.id, r.step, r.due_at as "dueAt", r.refs, r.client_id as "clientId", a.name,
      r.event_id as "eventId", r.depth, r.began_at as "beganAt", v.definition
    from automation_run r
      join automation a on a.practice_id = r.practice_id and a.id = r.automation_id
      join automation_version v on v.practice_id = r.practice_id and v.automation_id = r.automation_id and v.version = r.version
    where r.practice_id = ${ctx.practiceId} and r.state = 'waiting' and r.event_id <> ${event.id}
      and (r.client_id = ${event.clientId} or r.subject_id = ${event.subjectId}) for update of r`.execute(
      ctx.db,
    )
  for (const run of rows) {
    if (event.at < run.beganAt) continue
    if (stops(run, event)) await endRun(ctx, run.id, { state: 'cancelled', why: STOPPED_BY_EVENT })
    else await replan(ctx, run, event)
  }
}

function stops({ definition, refs, clientId }: WaitingRun, event: HappenedEvent): boolean {
  return definition.stopWhen.some(
    (stop) =>
      stop.event === event.name &&
      (stop.of === 'client' ? clientId === event.clientId : refs[event.subjectType] === event.subjectId),
  )
}

/** A visit that moved moves the wait before or after it. */
async function replan(ctx: Context, run: WaitingRun, event: HappenedEvent) {
  const wait = run.definition.steps[run.step]
  if (wait?.kind !== 'wait' || !isAnchored(wait) || refMissing(run, event)) return
  const due = await endOf(ctx, run, wait)
  if (due === 'unknown') return
  if ('late' in due) return endRun(ctx, run.id, { state: 'cancelled', why: TOO_LATE })
  if (due.at.getTime() === run.dueAt.getTime()) return
  await sql`update automation_run set due_at = ${due.at} where practice_id = ${ctx.practiceId} and id = ${run.id}`.execute(
    ctx.db,
  )
  queueRun(ctx, { ...run, dueAt: due.at })
}

function refMissing({ refs }: WaitingRun, event: HappenedEvent): boolean {
  return refs[event.subjectType] !== event.subjectId
}

/** When the wait of a run is over, by the facts of now. */
export async function endOf(
  ctx: Context,
  run: { refs: Refs; definition: Definition; data?: Record<string, unknown>; from?: Date },
  wait: Wait,
) {
  const [known] = await readFacts(
    ctx,
    [{ refs: run.refs, data: run.data ?? {} }],
    wantedBy(ctx, [run.definition]),
  )
  const zone = known!.valueOf('appointment.zone')
  return endOfWait(wait, {
    from: run.from ?? ctx.now,
    now: ctx.now,
    anchor: wait.fact ? known!.valueOf(wait.fact) : undefined,
    zone: typeof zone === 'string' ? zone : (await ctx.practice()).zone,
  })
}

/** Ends a run that did not come to its end by itself. */
export async function endRun(
  ctx: Context,
  id: string,
  { state, why }: { state: 'cancelled' | 'failed' | 'done'; why: RuleText | null },
) {
  await sql`update automation_run set state = ${state}, due_at = null, ended_at = ${ctx.now}, why = ${why && JSON.stringify(why)}::jsonb
    where practice_id = ${ctx.practiceId} and id = ${id} and due_at is not null`.execute(ctx.db)
}

export const TOO_LATE: RuleText = {
  en: 'The time for it had passed before it could wait.',
  de: 'Der Zeitpunkt war schon vorbei, bevor gewartet werden konnte.',
}
const STOPPED_BY_EVENT: RuleText = {
  en: 'Something happened that ends it.',
  de: 'Es ist etwas geschehen, das sie beendet.',
}
