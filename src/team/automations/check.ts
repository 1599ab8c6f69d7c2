import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { EventEntry, RuleText } from '../../platform/rules/rules.ts'
import { catalogueOf, findField } from './catalogue.ts'
import type { Act, ConditionNode, Definition, Wait } from './definition.ts'
import { isGroup } from './definition.ts'
import { fitsOperator } from './evaluate.ts'

export interface RuleProblem {
  /** 'conditions.0', 'steps.1.settings.form' */
  field: string
  words: RuleText
}

/** Everything that is wrong with a rule today: names nobody offers, values that do not fit, things that are gone. */
export async function problemsOf(ctx: Context, definition: Definition): Promise<RuleProblem[]> {
  const catalogue = catalogueOf(ctx)
  const unknown = definition.events.filter((name) => !catalogue.events.has(name))
  const stops = definition.stopWhen.filter(({ event }) => !catalogue.events.has(event))
  const wrongEvents = [...unknown, ...stops.map(({ event }) => event)].map((name) =>
    wrong('events', `There is no event “${name}”.`, `Es gibt kein Ereignis „${name}“.`),
  )
  if (unknown.length > 0) return wrongEvents
  const events = definition.events.map((name) => catalogue.events.get(name)!)
  const conditions = conditionProblems(ctx, definition.conditions, { at: 'conditions', events })
  const steps = []
  for (const [index, step] of definition.steps.entries()) {
    const at = `steps.${index}`
    if (step.kind === 'wait') steps.push(...waitProblems(ctx, step, { at, events }))
    else steps.push(...(await actProblems(ctx, step, { at, events })))
  }
  if (definition.steps.at(-1)!.kind === 'wait')
    steps.push(
      wrong(
        `steps.${definition.steps.length - 1}`,
        'Say what happens after the wait.',
        'Sagen Sie, was nach dem Warten geschieht.',
      ),
    )
  return [...wrongEvents, ...conditions, ...steps]
}

/** 422 `automation_invalid` with everything that is wrong; 403 when it does what its author may not. */
export async function refuseWrong(ctx: Context, definition: Definition) {
  const problems = await problemsOf(ctx, definition)
  if (problems.length > 0) {
    const fields = problems.map(({ field, words }) => ({ field, message: sayTo(ctx, words) }))
    throw problem(422, 'automation_invalid', fields[0]!.message, { fields })
  }
  const { actions } = catalogueOf(ctx)
  for (const step of definition.steps) {
    const allow = step.kind === 'do' && actions.get(step.action)!.allow
    if (allow && !ctx.can(allow))
      throw problem(403, 'forbidden', 'An automation may only do what you may do yourself.')
  }
}

/** A text in the reader's language. */
export function sayTo({ locale }: Pick<Context, 'locale'>, words: RuleText): string {
  return locale.startsWith('de') ? words.de : words.en
}

interface Place {
  at: string
  events: readonly EventEntry[]
}

function conditionProblems(
  ctx: Context,
  nodes: readonly ConditionNode[],
  { at, events }: Place,
): RuleProblem[] {
  return nodes.flatMap((node, index) => {
    const here = `${at}.${index}`
    if (isGroup(node))
      return node.conditions.length > 0
        ? conditionProblems(ctx, node.conditions, { at: `${here}.conditions`, events })
        : [
            wrong(
              here,
              'Add a condition to this group, or remove the group.',
              'Fügen Sie dieser Gruppe eine Bedingung hinzu, oder entfernen Sie die Gruppe.',
            ),
          ]
    const field = findField(catalogueOf(ctx), events, node.fact)
    if (!field)
      return [wrong(here, 'This event does not know that fact.', 'Dieses Ereignis kennt diese Angabe nicht.')]
    return fitsOperator(field.kind, node)
      ? []
      : [wrong(here, 'Complete this condition.', 'Vervollständigen Sie diese Bedingung.')]
  })
}

function waitProblems(ctx: Context, wait: Wait, { at, events }: Place): RuleProblem[] {
  if (wait.how === 'for')
    return wait.minutes > 0 || wait.at
      ? []
      : [wrong(at, 'Say how long to wait.', 'Sagen Sie, wie lange gewartet wird.')]
  if (wait.how === 'clock')
    return wait.at ? [] : [wrong(at, 'Say until what time.', 'Sagen Sie, bis zu welcher Uhrzeit.')]
  const field = wait.fact ? findField(catalogueOf(ctx), events, wait.fact) : undefined
  return field && ['instant', 'day'].includes(field.kind)
    ? []
    : [
        wrong(
          at,
          'Say before or after what; this event must know it.',
          'Sagen Sie, wovor oder wonach; dieses Ereignis muss es kennen.',
        ),
      ]
}

async function actProblems(ctx: Context, act: Act, { at, events }: Place): Promise<RuleProblem[]> {
  const found = catalogueOf(ctx).actions.get(act.action)
  if (!found)
    return [wrong(at, `There is no action “${act.action}”.`, `Es gibt keine Handlung „${act.action}“.`)]
  if (found.needs.some((need) => events.some(({ gives }) => !gives.includes(need))))
    return [
      wrong(
        at,
        'This event does not lead to what the action needs.',
        'Dieses Ereignis führt nicht zu dem, was die Handlung braucht.',
      ),
    ]
  const settings = found.settings.safeParse(act.settings)
  if (!settings.success)
    return settings.error.issues.map(({ path }) => {
      const name = found.fields.find(({ key }) => key === path[0])?.words
      return wrong(
        `${at}.settings.${path.join('.')}`,
        `Complete “${name?.en ?? path.join('.')}”.`,
        `Vervollständigen Sie „${name?.de ?? path.join('.')}“.`,
      )
    })
  const stale = await found.check?.(ctx, settings.data)
  return stale ? [{ field: `${at}.settings`, words: stale }] : []
}

function wrong(field: string, en: string, de: string): RuleProblem {
  return { field, words: { en, de } }
}
