import type { FactKind, FactValue } from '../../platform/rules/rules.ts'
import type { Condition, Operator } from './definition.ts'

const DAY_MS = 86_400_000
const ALWAYS: Operator[] = ['known', 'unknown']

/** The operators that make sense for a kind of fact. */
export function operatorsOf(kind: FactKind): Operator[] {
  switch (kind) {
    case 'text':
      return ['is', 'is_not', 'contains', ...ALWAYS]
    case 'yes_no':
      return ['is']
    case 'choice':
    case 'choices':
      return ['any_of', 'none_of', ...ALWAYS]
    case 'number':
    case 'money':
      return ['is', 'less_than', 'at_most', 'at_least', 'more_than', ...ALWAYS]
    case 'instant':
    case 'day':
      return ['in_next_days', 'in_last_days', 'more_than_days_ago', ...ALWAYS]
  }
}

/** Does the operator take this value? Lists for choices, a number for numbers and days, nothing for known and unknown. */
export function fitsOperator(kind: FactKind, { op, value }: Pick<Condition, 'op' | 'value'>): boolean {
  if (!operatorsOf(kind).includes(op)) return false
  if (op === 'known' || op === 'unknown') return value === undefined
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value.trim() !== ''
    case 'yes_no':
      return typeof value === 'boolean'
    case 'choice':
    case 'choices':
      return Array.isArray(value) && value.length > 0
    default:
      return typeof value === 'number' && Number.isFinite(value)
  }
}

/**
 * Does the condition hold for this value at this time? Nothing is known of an unknown value: only `unknown`, `is_not` and
 * `none_of` hold for it.
 */
export function holds(
  { op, value }: Pick<Condition, 'op' | 'value'>,
  fact: FactValue | undefined,
  now: Date,
): boolean {
  const isKnown =
    fact !== null && fact !== undefined && fact !== '' && !(Array.isArray(fact) && fact.length === 0)
  if (op === 'known') return isKnown
  if (op === 'unknown') return !isKnown
  if (!isKnown) return op === 'is_not' || op === 'none_of'
  switch (op) {
    case 'is':
      return same(fact, value)
    case 'is_not':
      return !same(fact, value)
    case 'contains':
      return folded(fact).includes(folded(value))
    case 'any_of':
      return meets(fact, value)
    case 'none_of':
      return !meets(fact, value)
    default:
      return compares(op, fact, { wanted: Number(value), now })
  }
}

function compares(op: Operator, fact: FactValue, { wanted, now }: { wanted: number; now: Date }): boolean {
  if (op === 'less_than') return Number(fact) < wanted
  if (op === 'at_most') return Number(fact) <= wanted
  if (op === 'at_least') return Number(fact) >= wanted
  if (op === 'more_than') return Number(fact) > wanted
  const ahead = daysFrom(now, fact)
  if (op === 'in_next_days') return ahead >= 0 && ahead <= wanted
  if (op === 'in_last_days') return ahead <= 0 && -ahead <= wanted
  return -ahead > wanted
}

/** All, or any; without conditions it always holds. Answers the first condition that decides against it. */
export function firstFailing(
  { match, conditions }: { match: 'all' | 'any'; conditions: readonly Condition[] },
  valueOf: (fact: string) => FactValue | undefined,
  now: Date,
): Condition | null {
  const failing = conditions.filter((each) => !holds(each, valueOf(each.fact), now))
  if (match === 'any' && failing.length < conditions.length) return null
  return failing[0] ?? null
}

function daysFrom(now: Date, fact: FactValue): number {
  const at = fact instanceof Date ? fact.getTime() : Date.parse(String(fact))
  return (at - now.getTime()) / DAY_MS
}

function same(fact: FactValue, value: Condition['value']): boolean {
  return typeof fact === 'string' ? folded(fact) === folded(value) : fact === value
}

function meets(fact: FactValue, value: Condition['value']): boolean {
  const wanted = (Array.isArray(value) ? value : [value]).map(folded)
  return (Array.isArray(fact) ? fact : [fact]).some((each) => wanted.includes(folded(each)))
}

function folded(value: unknown): string {
  return String(value).normalize('NFC').toLowerCase().trim()
}
