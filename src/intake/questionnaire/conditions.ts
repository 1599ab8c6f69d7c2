import { enableExpressionOf } from './extensions.ts'
import { holds } from './expressions.ts'
import type { EnableWhen, Item, Questionnaire } from './questionnaire.ts'
import type { QuestionnaireResponse, ResponseAnswer, ResponseItem } from './response.ts'
import { valueOfAnswer } from './response.ts'

/** A place in a response: the root, one group, or one answer with what was asked below it. */
export interface Scope {
  item: Item | null
  /** The item of the response that this place is in. */
  given: ResponseItem | null
  items: readonly ResponseItem[]
  answers: readonly ResponseAnswer[]
  parent: Scope | null
}

/** A form and its answers, read together: which question counts where. */
export interface Reading {
  form: Questionnaire
  response: QuestionnaireResponse
  root: Scope
  isEnabled(item: Item, scope: Scope): boolean
  /** The places below an item of the response: one for a group, one for each answer of a question. */
  placesIn(scope: Scope, item: Item, given: ResponseItem): Scope[]
}

/**
 * Decides enableWhen as R4 says: a question that is repeated is looked for in the nearest common group first; what was
 * answered to a question that is not asked itself does not count.
 */
export function readTogether(form: Questionnaire, response: QuestionnaireResponse): Reading {
  const paths = pathsOf(form.item ?? [])
  const root: Scope = { item: null, given: null, items: response.item ?? [], answers: [], parent: null }
  const places = new Map<ResponseItem, Scope[]>()
  const known = new Map<Scope, Map<Item, boolean>>()

  function placesIn(scope: Scope, item: Item, given: ResponseItem): Scope[] {
    const made = places.get(given) ?? makePlaces(scope, item, given)
    places.set(given, made)
    return made
  }

  function isEnabled(item: Item, scope: Scope): boolean {
    const here = known.get(scope) ?? new Map<Item, boolean>()
    known.set(scope, here)
    const before = here.get(item)
    if (before !== undefined) return before
    // Questions that depend on each other in a circle are asked.
    here.set(item, true)
    const decided = conditionsHold(item, scope)
    here.set(item, decided)
    return decided
  }

  function conditionsHold(item: Item, scope: Scope): boolean {
    const expression = enableExpressionOf(item)
    if (expression && !holds({ form, response, item }, expression)) return false
    const conditions = item.enableWhen ?? []
    if (conditions.length === 0) return true
    const one = (condition: EnableWhen) => conditionHolds(condition, givenTo(condition.question, scope))
    return item.enableBehavior === 'any' ? conditions.some(one) : conditions.every(one)
  }

  function givenTo(question: string, from: Scope): readonly ResponseAnswer[] {
    const path = paths.get(question)
    if (!path) return []
    let scope = from
    while (scope.item && scope.parent && !path.includes(scope.item)) scope = scope.parent
    if (scope.item?.linkId === question) return scope.answers
    return below(scope, path.slice(scope.item ? path.indexOf(scope.item) + 1 : 0))
  }

  function below(scope: Scope, [item, ...rest]: readonly Item[]): ResponseAnswer[] {
    if (!item || !isEnabled(item, scope)) return []
    const given = scope.items.filter(({ linkId }) => linkId === item.linkId)
    if (rest.length === 0) return given.flatMap(({ answer = [] }) => answer)
    return given.flatMap((each) => placesIn(scope, item, each).flatMap((place) => below(place, rest)))
  }

  return { form, response, root, isEnabled, placesIn }
}

function makePlaces(parent: Scope, item: Item, given: ResponseItem): Scope[] {
  const answers = given.answer ?? []
  if (item.type === 'group' || answers.length === 0)
    return [{ item, given, items: given.item ?? [], answers, parent }]
  return answers.map((answer) => ({ item, given, items: answer.item ?? [], answers, parent }))
}

function pathsOf(
  items: readonly Item[],
  above: Item[] = [],
  into = new Map<string, Item[]>(),
): Map<string, Item[]> {
  for (const item of items) {
    const path = [...above, item]
    if (!into.has(item.linkId)) into.set(item.linkId, path)
    pathsOf(item.item ?? [], path, into)
  }
  return into
}

function conditionHolds(condition: EnableWhen, given: readonly ResponseAnswer[]): boolean {
  const wanted = wantedOf(condition)
  if (condition.operator === 'exists') return given.length > 0 === (wanted !== false)
  const values = given.map(valueOfAnswer)
  if (condition.operator === '!=')
    return values.length > 0 && values.every((value) => !isEqual(value, wanted))
  return values.some((value) => compares(value, condition.operator, wanted))
}

function wantedOf(condition: EnableWhen): unknown {
  const name = Object.keys(condition).find((key) => key.startsWith('answer'))
  return name ? condition[name] : undefined
}

function compares(value: unknown, operator: EnableWhen['operator'], wanted: unknown): boolean {
  if (operator === '=') return isEqual(value, wanted)
  const order = orderOf(value, wanted)
  if (order === null) return false
  if (operator === '>') return order > 0
  if (operator === '<') return order < 0
  return operator === '>=' ? order >= 0 : order <= 0
}

type Structured = {
  code?: string
  display?: string
  system?: string
  value?: number
  unit?: string
  reference?: string
}

/** Codings by code and, where both say one, system; amounts by value and unit; the rest by value. */
export function isEqual(value: unknown, wanted: unknown): boolean {
  if (typeof value !== 'object' || typeof wanted !== 'object' || !value || !wanted)
    return value === wanted || orderOf(value, wanted) === 0
  const [a, b] = [value as Structured, wanted as Structured]
  if (a.value !== undefined || b.value !== undefined) return a.value === b.value && sameUnit(a, b)
  if (a.reference !== undefined || b.reference !== undefined) return a.reference === b.reference
  if (a.system && b.system && a.system !== b.system) return false
  return (a.code ?? a.display) === (b.code ?? b.display)
}

/** Negative, zero or positive; null where the two can't be compared. */
export function orderOf(value: unknown, wanted: unknown): number | null {
  if (typeof value === 'object' && typeof wanted === 'object' && value && wanted) {
    const [a, b] = [value as Structured, wanted as Structured]
    return sameUnit(a, b) ? orderOf(a.value, b.value) : null
  }
  if (typeof value === 'number' && typeof wanted === 'number') return value - wanted
  if (typeof value !== 'string' || typeof wanted !== 'string') return null
  const instants = [value, wanted].map((each) =>
    /^\d{4}-\d\d-\d\dT/.test(each) ? Date.parse(each) : Number.NaN,
  )
  if (instants.every((each) => !Number.isNaN(each))) return instants[0]! - instants[1]!
  return value < wanted ? -1 : value > wanted ? 1 : 0
}

export function sameUnit(a: Structured, b: Structured): boolean {
  if (a.code && b.code) return a.code === b.code && (!a.system || !b.system || a.system === b.system)
  return (a.unit ?? a.code ?? '') === (b.unit ?? b.code ?? '')
}
