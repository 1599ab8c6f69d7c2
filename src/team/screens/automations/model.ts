import type { Returns } from '../../../ui/api/index.ts'

export type Automation = Returns<'GET /automations'>['items'][number]
type Saved = Automation['definition']
export type Match = Saved['match']
export type Condition = Extract<Saved['conditions'][number], { fact: string }>
/** Conditions of which all must hold, or any, or none may; some of them groups again. */
export interface Group {
  match: Match
  conditions: Node[]
}
export type Node = Condition | Group
export type Definition = Omit<Saved, 'conditions'> & Group
export type Step = Definition['steps'][number]
export type Wait = Extract<Step, { kind: 'wait' }>
export type Act = Extract<Step, { kind: 'do' }>
export type Catalogue = Returns<'GET /automation-catalogue'>
export type Fact = Catalogue['facts'][number]
export type ActionEntry = Catalogue['actions'][number]
export type Words = (key: string, values?: Record<string, unknown>) => string

export const EMPTY: Definition = { events: [], match: 'all', conditions: [], steps: [], stopWhen: [] }

/** As many groups as the server takes in each other. */
export const MOST_LEVELS = 4

export function isGroup(node: Node): node is Group {
  return 'conditions' in node
}

/** What is sent; the server says so when groups lie too deep in each other, which the editor does not offer. */
export function toSave(rule: Definition): Saved {
  return rule as Saved
}

/** The facts that every chosen event knows: those it leads to and those it says itself. */
export function factsOf(catalogue: Catalogue, events: readonly string[]): Fact[] {
  const chosen = catalogue.events.filter(({ name }) => events.includes(name))
  if (chosen.length === 0) return []
  const own = chosen[0]!.own.filter(({ fact }) =>
    chosen.every((event) => event.own.some((each) => each.fact === fact)),
  )
  return [
    ...own,
    ...catalogue.facts.filter(({ fact }) => chosen.every((event) => event.facts.includes(fact))),
  ]
}

/** The actions that every chosen event leads to. */
export function actionsOf(catalogue: Catalogue, events: readonly string[]): ActionEntry[] {
  const chosen = catalogue.events.filter(({ name }) => events.includes(name))
  return catalogue.actions.filter(({ needs }) =>
    needs.every((need) => chosen.every(({ gives }) => gives.includes(need))),
  )
}

/** Minutes as people say them: the largest unit that fits. */
export function spanOf(minutes: number): { count: number; unit: 'minutes' | 'hours' | 'days' } {
  if (minutes > 0 && minutes % 1440 === 0) return { count: minutes / 1440, unit: 'days' }
  if (minutes > 0 && minutes % 60 === 0) return { count: minutes / 60, unit: 'hours' }
  return { count: minutes, unit: 'minutes' }
}

export const MINUTES_OF = { minutes: 1, hours: 60, days: 1440 }

/** A condition that a fact can begin with. */
export function firstCondition(fact: Fact): Condition {
  const op = fact.operators[0]!
  return { fact: fact.fact, op, ...valueFor(fact, op) }
}

/** The empty value of an operator: nothing for known and unknown. */
export function valueFor(
  fact: Fact,
  op: Condition['op'],
): { value?: Exclude<Condition['value'], undefined> } {
  if (op === 'known' || op === 'unknown') return {}
  if (fact.kind === 'yes_no') return { value: true }
  if (fact.kind === 'choice' || fact.kind === 'choices') return { value: [] }
  return { value: fact.kind === 'text' ? '' : 0 }
}
