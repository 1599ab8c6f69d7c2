import { sql } from 'kysely'
import type { EventRow } from '../../platform/events/deliver.ts'
import { eventOf } from '../../platform/events/deliver.ts'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { RuleText } from '../../platform/rules/rules.ts'
import { catalogueOf } from './catalogue.ts'
import type { Definition } from './definition.ts'
import { decidesAgainst } from './evaluate.ts'
import type { Known } from './facts.ts'
import { readFacts, refsOf, wantedBy } from './facts.ts'
import { explain } from './sentence.ts'
import { endOfWait } from './waits.ts'

const MOST_EVENTS = 5_000
const MOST_SHOWN = 60
const DAY_MS = 86_400_000

export interface TrialStep {
  kind: 'wait' | 'do'
  words: RuleText
  /** When a wait would have ended; null when it could not have begun. */
  at: Date | null
}

export interface TrialRow {
  eventId: string
  event: string
  at: Date
  clientId: string | null
  wouldRun: boolean
  why: RuleText | null
  steps: TrialStep[]
}

export interface Trial {
  from: Date
  events: number
  wouldRun: number
  /** More events than were looked at. */
  isCut: boolean
  rows: TrialRow[]
}

/**
 * What a rule would have done with the events of the last days. Nothing is written or sent. Facts are those of today:
 * a visit that was booked then may be done now.
 */
export async function tryOnPast(ctx: Context, definition: Definition, days: number): Promise<Trial> {
  const from = new Date(ctx.now.getTime() - days * DAY_MS)
  const events = await pastEvents(ctx, definition.events, from)
  const looked = events.slice(0, MOST_EVENTS)
  const known = await readFacts(
    ctx,
    looked.map((event) => ({ refs: refsOf(event), data: event.data })),
    wantedBy(ctx, [definition]),
  )
  const verdicts = looked.map((event, index) => {
    const facts = known[index]!
    return { event, facts, failing: decidesAgainst(definition, facts.valueOf, ctx.now) }
  })
  const matching = verdicts.filter(({ failing }) => !failing)
  // Those that would run are what one wants to see; some that would not show why.
  const shown = [
    ...matching.slice(0, MOST_SHOWN),
    ...verdicts.filter(({ failing }) => failing).slice(0, MOST_SHOWN / 3),
  ]
  const rows: TrialRow[] = []
  for (const { event, facts, failing } of shown)
    rows.push({
      eventId: event.id,
      event: event.name,
      at: event.at,
      clientId: facts.refs.client ?? null,
      wouldRun: !failing,
      why: failing && explain(ctx, failing, facts.valueOf),
      steps: failing ? [] : await stepsOf(ctx, definition, { event, facts }),
    })
  return { from, events: looked.length, wouldRun: matching.length, isCut: events.length > MOST_EVENTS, rows }
}

async function pastEvents(ctx: Context, names: readonly string[], from: Date): Promise<HappenedEvent[]> {
  const { rows } =
    await sql<EventRow>`select * from event where practice_id = ${ctx.practiceId} and name = any(${names})
    and at >= ${from} and at <= ${ctx.now} order by at desc, id desc limit ${MOST_EVENTS + 1}`.execute(ctx.db)
  return rows.map(eventOf)
}

async function stepsOf(
  ctx: Context,
  definition: Definition,
  { event, facts }: { event: HappenedEvent; facts: Known },
): Promise<TrialStep[]> {
  const { actions } = catalogueOf(ctx)
  const zone = facts.valueOf('appointment.zone')
  const steps: TrialStep[] = []
  let reached = event.at
  for (const [index, step] of definition.steps.entries()) {
    if (step.kind === 'wait') {
      const due = endOfWait(step, {
        from: reached,
        now: reached,
        anchor: step.fact ? facts.valueOf(step.fact) : undefined,
        zone: typeof zone === 'string' ? zone : (await ctx.practice()).zone,
      })
      const at = due !== 'unknown' && 'at' in due ? due.at : null
      steps.push({ kind: 'wait', words: at ? WAITED : MISSED, at })
      if (!at) break
      reached = at
      continue
    }
    const found = actions.get(step.action)!
    const call = { event, refs: facts.refs, key: `trial ${index}`, rule: { id: ctx.practiceId, name: '' } }
    const words = found.needs.every((need) => facts.refs[need])
      ? await found.preview(ctx, call, found.settings.parse(step.settings)).catch(cannotSay)
      : NOTHING
    steps.push({ kind: 'do', words, at: null })
  }
  return steps
}

/** What the event was about may be gone; the others are still worth showing. */
function cannotSay(error: unknown): RuleText {
  const { message } = error as Error
  return { en: `It could not be said: ${message}`, de: `Es lässt sich nicht sagen: ${message}` }
}

const WAITED: RuleText = { en: 'Waits', de: 'Wartet' }
const MISSED: RuleText = {
  en: 'Ends here: its time had passed or is not known',
  de: 'Endet hier: Der Zeitpunkt war vorbei oder ist nicht bekannt',
}
const NOTHING: RuleText = { en: 'Nothing to do it with', de: 'Nichts, womit es getan werden könnte' }
