import { ALERT_WHEN, extensionsOf, translated, valueIn } from './extensions.ts'
import { keptValueOf, offeredOptions } from './options.ts'
import type { Answers, AnswerValue, Extension, Item, Questionnaire } from './questionnaire.ts'
import { allItems } from './questionnaire.ts'

/** When an answer must be looked at the same day: one of these answers, or a number so high or so low. */
export interface AlertRule {
  is: string[]
  atLeast: number | null
  atMost: number | null
}

/** A question whose answer must be looked at. */
export interface RaisedAlert {
  /** The key of the answer. */
  linkId: string
  /** What it is about, as the form says it. */
  words: string
}

/** The rule of a question; null where it has none. */
export function alertRuleOf(item: Item): AlertRule | null {
  const parts = partsOf(item)
  if (parts.length === 0) return null
  const number = (name: string) => {
    const value = valueIn(parts.find(({ url }) => url === name))
    return typeof value === 'number' ? value : null
  }
  return {
    is: parts.filter(({ url }) => url === 'is').map((part) => String(valueIn(part))),
    atLeast: number('atLeast'),
    atMost: number('atMost'),
  }
}

/** The questions whose answers must be looked at, in the form's order; `answers` are those that count, worked-out ones too. */
export function raisedAlerts(form: Questionnaire, answers: Answers, language: string): RaisedAlert[] {
  return allItems(form).flatMap((item) => {
    const rule = alertRuleOf(item)
    if (!rule) return []
    return Object.entries(answers)
      .filter(([key, values]) => key.slice(key.lastIndexOf('/') + 1) === item.linkId && holds(rule, values))
      .map(([linkId]) => ({ linkId, words: alertWords(item, language) }))
  })
}

function holds({ is, atLeast, atMost }: AlertRule, values: readonly AnswerValue[]): boolean {
  return values.some((value) => {
    if (is.includes(String(value))) return true
    const number = typeof value === 'object' ? (value as { value?: unknown }).value : value
    if (typeof number !== 'number') return false
    return (atLeast !== null && number >= atLeast) || (atMost !== null && number <= atMost)
  })
}

/** What is wrong with the rule of a question, in words for who writes the form; null when nothing is. */
export function alertFault(form: Questionnaire, item: Item): string | null {
  const rule = alertRuleOf(item)
  if (!rule) return null
  if (rule.is.length === 0 && rule.atLeast === null && rule.atMost === null)
    return 'The alert does not say which answer raises it.'
  const offered = offeredOptions(form, item).map((option) => String(keptValueOf(option)))
  const gone = offered.length > 0 ? rule.is.find((value) => !offered.includes(value)) : undefined
  return gone === undefined ? null : `The alert waits for the answer “${gone}”, which is not offered.`
}

function alertWords(item: Item, language: string): string {
  const text = partsOf(item).find(({ url }) => url === 'text') as
    (Extension & { _valueString?: unknown }) | undefined
  const own = translated(text?._valueString, language) ?? text?.valueString
  return String(own || (translated(item._text, language) ?? item.text) || item.linkId)
}

function partsOf(item: Item): Extension[] {
  return extensionsOf(item, ALERT_WHEN).flatMap(({ extension }) => extension ?? [])
}
