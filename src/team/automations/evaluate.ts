import type { FactKind, FactValue } from '../../platform/rules/rules.ts'
import type { Condition, ConditionGroup, ConditionNode, Operator } from './definition.ts'
import { isGroup } from './definition.ts'

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

/** Does the group hold? One without conditions does. */
export function groupHolds(
  { match, conditions }: ConditionGroup,
  valueOf: (fact: string) => FactValue | undefined,
  now: Date,
): boolean {
  if (conditions.length === 0) return true
  const each = (node: ConditionNode) =>
    isGroup(node) ? groupHolds(node, valueOf, now) : holds(node, valueOf(node.fact), now)
  if (match === 'all') return conditions.every(each)
  return match === 'any' ? conditions.some(each) : !conditions.some(each)
}

/** What decided against a rule: a condition that did not hold, none of several, or one that must not hold. */
export interface Verdict {
  how: 'not_met' | 'none_met' | 'excluded'
  /** The facts that say why, each once. */
  facts: string[]
}

/** Why the conditions decide against a rule; null when they do not. */
export function decidesAgainst(
  group: ConditionGroup,
  valueOf: (fact: string) => FactValue | undefined,
  now: Date,
): Verdict | null {
  if (groupHolds(group, valueOf, now)) return null
  const holdsNow = (node: ConditionNode) =>
    isGroup(node) ? groupHolds(node, valueOf, now) : holds(node, valueOf(node.fact), now)
  const { how, leaves } = whyNot(group, holdsNow)
  return { how, facts: [...new Set(leaves.map(({ fact }) => fact))] }
}

type Holds = (node: ConditionNode) => boolean

/** The conditions that make a node false. */
function whyNot(node: ConditionNode, isTrue: Holds): { how: Verdict['how']; leaves: Condition[] } {
  if (!isGroup(node)) return { how: 'not_met', leaves: [node] }
  if (node.match === 'all')
    return whyNot(
      node.conditions.find((each) => !isTrue(each))!,
      isTrue,
    )
  if (node.match === 'none')
    return {
      how: 'excluded',
      leaves: whySo(
        node.conditions.find((each) => isTrue(each))!,
        isTrue,
      ),
    }
  const leaves = node.conditions.flatMap((each) => whyNot(each, isTrue).leaves)
  return { how: leaves.length > 1 ? 'none_met' : 'not_met', leaves }
}

/** The conditions that make a node true. */
function whySo(node: ConditionNode, isTrue: Holds): Condition[] {
  if (!isGroup(node)) return [node]
  if (node.match === 'none') return node.conditions.flatMap((each) => whyNot(each, isTrue).leaves)
  const holding = node.conditions.filter((each) => isTrue(each))
  return (node.match === 'any' ? holding.slice(0, 1) : holding).flatMap((each) => whySo(each, isTrue))
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
