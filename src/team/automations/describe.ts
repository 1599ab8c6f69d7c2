import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import type { Choices, FactField, RuleText } from '../../platform/rules/rules.ts'
import { catalogueOf, groupsOf, readChoices } from './catalogue.ts'
import { sayTo } from './check.ts'
import { OPERATORS } from './definition.ts'
import { operatorsOf } from './evaluate.ts'

const ChoiceView = z.object({ value: z.string(), label: z.string() })
const FactView = z.object({
  /** '<group>.<field>' */
  fact: z.string(),
  words: z.string(),
  group: z.string(),
  kind: z.string(),
  operators: z.array(z.enum(OPERATORS)),
  choices: z.array(ChoiceView),
})

export const CatalogueView = z.object({
  events: z.array(
    z.object({
      name: z.string(),
      gives: z.array(z.string()),
      /** Names of the facts that it leads to. */
      facts: z.array(z.string()),
      own: z.array(FactView),
    }),
  ),
  facts: z.array(FactView),
  actions: z.array(
    z.object({
      name: z.string(),
      words: z.string(),
      needs: z.array(z.string()),
      /** Whether the reader may save a rule with it. */
      may: z.boolean(),
      fields: z.array(
        z.object({
          key: z.string(),
          words: z.string(),
          kind: z.string(),
          optional: z.boolean(),
          hint: z.string().nullable(),
          choices: z.array(ChoiceView),
        }),
      ),
    }),
  ),
})

/** Everything an editor of rules can offer, in the reader's language, with the choices that the practice has now. */
export async function describeCatalogue(ctx: Context): Promise<z.input<typeof CatalogueView>> {
  const catalogue = catalogueOf(ctx)
  const facts = []
  for (const group of catalogue.groups)
    for (const field of group.fields)
      facts.push(await describeFact(ctx, field, { prefix: group.name, group: group.words }))
  const events = []
  for (const event of catalogue.events.values()) {
    const own = []
    for (const field of event.fields ?? [])
      own.push(await describeFact(ctx, field, { prefix: 'event', group: OF_THE_EVENT }))
    const reached = groupsOf(catalogue, [event]).flatMap(({ name, fields }) =>
      fields.map(({ key }) => `${name}.${key}`),
    )
    events.push({ name: event.name, gives: [...event.gives], facts: reached, own })
  }
  const actions = []
  for (const each of catalogue.actions.values()) {
    const fields = []
    for (const { key, words, kind, optional = false, hint, choices } of each.fields)
      fields.push({
        key,
        words: sayTo(ctx, words),
        kind,
        optional,
        hint: hint ? sayTo(ctx, hint) : null,
        choices: await describeChoices(ctx, choices),
      })
    actions.push({
      name: each.name,
      words: sayTo(ctx, each.words),
      needs: [...each.needs],
      may: ctx.can(each.allow),
      fields,
    })
  }
  return { events, facts, actions }
}

const OF_THE_EVENT: RuleText = { en: 'what happened', de: 'das Ereignis' }

async function describeFact(
  ctx: Context,
  { key, words, kind, choices }: FactField,
  { prefix, group }: { prefix: string; group: RuleText },
) {
  return {
    fact: `${prefix}.${key}`,
    words: sayTo(ctx, words),
    group: sayTo(ctx, group),
    kind,
    operators: operatorsOf(kind),
    choices: await describeChoices(ctx, choices),
  }
}

async function describeChoices(ctx: Context, choices: Choices | undefined) {
  const found = await readChoices(ctx, choices)
  return found.map(({ value, label }) => ({ value, label: sayTo(ctx, label) }))
}
