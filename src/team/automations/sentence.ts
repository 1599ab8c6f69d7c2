import type { Context } from '../../platform/operation/context.ts'
import type { FactValue, RuleText } from '../../platform/rules/rules.ts'
import { catalogueOf } from './catalogue.ts'
import type { Condition } from './definition.ts'

/** Why a condition decided against a run, with the value that it met. */
export function explain(ctx: Context, { fact }: Condition, value: FactValue | undefined): RuleText {
  const { group, field } = wordsOf(ctx, fact)
  const [en, de] = [
    group.en ? `${group.en}: ${field.en}` : field.en,
    group.de ? `${group.de}: ${field.de}` : field.de,
  ]
  return {
    en: `A condition did not hold (${en} ${said(value, 'was unknown', 'en')}).`,
    de: `Eine Bedingung war nicht erfüllt (${de} ${said(value, 'war unbekannt', 'de')}).`,
  }
}

function wordsOf(ctx: Context, fact: string): { group: RuleText; field: RuleText } {
  const catalogue = catalogueOf(ctx)
  const [groupName, key] = [fact.slice(0, fact.indexOf('.')), fact.slice(fact.indexOf('.') + 1)]
  const group = catalogue.groups.find(({ name }) => name === groupName)
  const fields = group?.fields ?? [...catalogue.events.values()].flatMap((event) => event.fields ?? [])
  return {
    group: group?.words ?? { en: '', de: '' },
    field: fields.find((each) => each.key === key)?.words ?? { en: fact, de: fact },
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
