import type { Context } from '../../platform/operation/context.ts'
import type { Choice, FactValue, RuleText } from '../../platform/rules/rules.ts'
import { catalogueOf } from './catalogue.ts'
import type { Verdict } from './evaluate.ts'

/** More than these nobody reads in a line of the log. */
const MOST_TOLD = 4

/** Why the conditions decided against a run, with the values that they met. */
export function explain(
  ctx: Context,
  { how, facts }: Verdict,
  valueOf: (fact: string) => FactValue | undefined,
): RuleText {
  const told = facts.slice(0, MOST_TOLD).map((fact) => tell(ctx, fact, valueOf(fact)))
  const more = facts.length > MOST_TOLD ? '; …' : ''
  const [en, de] = [
    told.map((each) => each.en).join('; ') + more,
    told.map((each) => each.de).join('; ') + more,
  ]
  if (how === 'excluded')
    return {
      en: `It is excluded by a condition (${en}).`,
      de: `Eine Bedingung schließt es aus (${de}).`,
    }
  if (how === 'none_met')
    return {
      en: `None of the conditions held (${en}).`,
      de: `Keine der Bedingungen war erfüllt (${de}).`,
    }
  return { en: `A condition did not hold (${en}).`, de: `Eine Bedingung war nicht erfüllt (${de}).` }
}

/** 'the client: age was 15' */
function tell(ctx: Context, fact: string, value: FactValue | undefined): RuleText {
  const { group, field, choices } = wordsOf(ctx, fact)
  const chosen = typeof value === 'string' ? choices.find((each) => each.value === value)?.label : undefined
  return {
    en: `${group.en ? `${group.en}: ` : ''}${field.en} ${chosen ? `was “${chosen.en}”` : said(value, 'was unknown', 'en')}`,
    de: `${group.de ? `${group.de}: ` : ''}${field.de} ${chosen ? `war „${chosen.de}“` : said(value, 'war unbekannt', 'de')}`,
  }
}

function wordsOf(
  ctx: Context,
  fact: string,
): { group: RuleText; field: RuleText; choices: readonly Choice[] } {
  const catalogue = catalogueOf(ctx)
  const [groupName, key] = [fact.slice(0, fact.indexOf('.')), fact.slice(fact.indexOf('.') + 1)]
  const group = catalogue.groups.find(({ name }) => name === groupName)
  const fields = group?.fields ?? [...catalogue.events.values()].flatMap((event) => event.fields ?? [])
  const found = fields.find((each) => each.key === key)
  return {
    group: group?.words ?? { en: '', de: '' },
    field: found?.words ?? { en: fact, de: fact },
    // Those that never change; the practice's own (a service, a tag) may be private.
    choices: Array.isArray(found?.choices) ? found.choices : [],
  }
}

/** Ids say nothing to people, and texts may be private: only what is plain is repeated. */
function said(value: FactValue | undefined, unknown: string, locale: 'en' | 'de'): string {
  const was = locale === 'de' ? 'war' : 'was'
  if (value === null || value === undefined) return unknown
  if (typeof value === 'number') return `${was} ${value}`
  if (typeof value === 'boolean')
    return `${was} ${{ en: ['no', 'yes'], de: ['nein', 'ja'] }[locale][Number(value)]}`
  return locale === 'de' ? 'war anders' : 'was different'
}
