import type { Reading, Scope } from './conditions.ts'
import { readTogether } from './conditions.ts'
import { faultsInAnswer } from './check-value.ts'
import { constraintsOf, evaluate } from './expressions.ts'
import { isCalculated, isHidden, leastAnswersOf, mostAnswersOf } from './extensions.ts'
import { optionListOf } from './options.ts'
import type { Item, Questionnaire } from './questionnaire.ts'
import { ITEM_TYPES, isSignaturePlace } from './questionnaire.ts'
import type { QuestionnaireResponse, ResponseItem } from './response.ts'
import { valueOfAnswer } from './response.ts'

/** Something about an answer that the form does not allow (`error`) or that somebody should look at (`warning`). */
export interface Issue {
  severity: 'error' | 'warning'
  linkId: string
  message: string
  /** Where in the response, as `QuestionnaireResponse.item[2].item[1]`. */
  at: string
  scope: Scope
}

interface Checking {
  /** Must what is required be there? */
  complete: boolean
  /** As while filling in: what is asked below an unanswered question is asked. */
  asking: boolean
}

const STATES = ['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped']
/** What is not finished may lack required answers. */
const UNFINISHED = ['in-progress', 'entered-in-error', 'stopped']

/** All that is wrong with a QuestionnaireResponse, given its Questionnaire (undefined: not to be found). */
export function validateResponse(form: Questionnaire | undefined, response: QuestionnaireResponse): Issue[] {
  const nowhere: Scope = { item: null, given: null, items: [], answers: [], parent: null }
  const general = (severity: Issue['severity'], message: string): Issue => ({
    severity,
    linkId: '',
    message,
    at: 'QuestionnaireResponse',
    scope: nowhere,
  })
  if (response.resourceType !== 'QuestionnaireResponse')
    return [general('error', 'This is not a QuestionnaireResponse.')]
  if (!form) return [general('error', 'The form that this answers is not known here.')]
  const found: Issue[] = []
  if (!STATES.includes(response.status ?? ''))
    found.push(general('error', `The status must be one of ${STATES.join(', ')}.`))
  const { start, end } = (form.effectivePeriod ?? {}) as { start?: string; end?: string }
  const authored = typeof response.authored === 'string' ? response.authored : null
  if (authored && ((end && authored.slice(0, end.length) > end) || (start && authored < start)))
    found.push(general('warning', 'The form was not in use when it was answered.'))
  const complete = !UNFINISHED.includes(response.status ?? '')
  return [...found, ...checkItems(readTogether(form, response), { complete, asking: false })]
}

/** All that is wrong with the items of a response. */
export function checkItems(reading: Reading, checking: Checking): Issue[] {
  const issues: Issue[] = []
  visit({ reading, checking, issues }, reading.root, {
    asked: reading.form.item ?? [],
    at: 'QuestionnaireResponse',
  })
  return issues
}

interface Walk {
  reading: Reading
  checking: Checking
  issues: Issue[]
}
interface Place {
  asked: readonly Item[]
  at: string
}
interface Found {
  item: Item
  given: { each: ResponseItem; at: string }[]
  scope: Scope
  at: string
}

function visit(walk: Walk, scope: Scope, { asked, at }: Place): void {
  const tell = teller(walk, scope)
  scope.items.forEach((each, index) => {
    if (!asked.some(({ linkId }) => linkId === each.linkId))
      tell(each.linkId, 'This question is not in the form.', `${at}.item[${index}]`)
  })
  for (const item of asked) {
    const given = scope.items
      .map((each, index) => ({ each, at: `${at}.item[${index}]` }))
      .filter(({ each }) => each.linkId === item.linkId)
    visitItem(walk, { item, given, scope, at })
  }
}

function teller({ issues }: Walk, scope: Scope) {
  return (linkId: string, message: string, at: string) =>
    issues.push({ severity: 'error', linkId, message, at, scope })
}

function visitItem(walk: Walk, found: Found): void {
  const { item, given, scope, at } = found
  const tell = teller(walk, scope)
  if (!ITEM_TYPES.includes(item.type)) {
    if (given.length > 0) tell(item.linkId, `A question of the type "${item.type}" can't be answered.`, at)
    return
  }
  if (!walk.reading.isEnabled(item, scope)) {
    for (const one of given)
      if (isAnswered(one.each)) tell(item.linkId, 'This is answered although it is not asked.', one.at)
    return
  }
  if (item.type === 'display') {
    for (const one of given)
      if (isAnswered(one.each)) tell(item.linkId, 'A text that only stands there has no answer.', one.at)
    return
  }
  if (item.type === 'group') visitGroup(walk, found)
  else visitQuestion(walk, found)
}

function isAnswered({ answer = [], item = [] }: ResponseItem): boolean {
  return answer.some((each) => valueOfAnswer(each) !== undefined) || item.some(isAnswered)
}

function visitGroup(walk: Walk, { item, given, scope, at }: Found): void {
  const tell = teller(walk, scope)
  const filled = given.filter(({ each }) => isAnswered(each)).length
  if (given.length > 1 && !item.repeats) tell(item.linkId, 'This section stands only once.', at)
  countFaults(walk, { item, count: item.repeats ? given.length : filled, scope, at })
  for (const one of given) {
    if (one.each.answer) tell(item.linkId, 'A section has no answer of its own.', one.at)
    for (const place of walk.reading.placesIn(scope, item, one.each))
      visit(walk, place, { asked: item.item ?? [], at: one.at })
    checkConstraints(walk, { item, given: [one], scope, at: one.at })
  }
}

function visitQuestion(walk: Walk, found: Found): void {
  const { item, given, scope, at } = found
  const tell = teller(walk, scope)
  const answers = given.flatMap(({ each }) => each.answer ?? [])
  countFaults(walk, { item, count: answers.length, scope, at: given[0]?.at ?? at })
  for (const one of given) {
    if (one.each.item?.length) tell(item.linkId, 'What is asked below stands below the answer.', one.at)
    one.each.answer?.forEach((answer, index) => {
      const where = `${one.at}.answer[${index}]`
      const signed = isSignaturePlace(item) && typeof answer.valueString === 'string'
      for (const message of signed ? [] : faultsInAnswer(walk.reading.form, item, answer))
        tell(item.linkId, message, where)
    })
    walk.reading.placesIn(scope, item, one.each).forEach((place, index) => {
      if (one.each.answer?.length)
        visit(walk, place, { asked: item.item ?? [], at: `${one.at}.answer[${index}]` })
    })
    checkConstraints(walk, { item, given: [one], scope, at: one.at })
  }
  warnOfMissingList(walk, found)
  if (given.length === 0 && walk.checking.asking && item.item) {
    const nothing: Scope = { item, given: null, items: [], answers: [], parent: scope }
    visit(walk, nothing, { asked: item.item, at })
  }
}

function warnOfMissingList(walk: Walk, { item, given, scope, at }: Found): void {
  const isChoice = item.type === 'choice' || item.type === 'open-choice'
  if (given.length > 0 && isChoice && !optionListOf(walk.reading.form, item))
    walk.issues.push({
      severity: 'warning',
      linkId: item.linkId,
      message: 'The form offers no answers to choose from.',
      at,
      scope,
    })
}

// What the form works out, hides or only shows, nobody can be asked for.
function canBeAsked(item: Item): boolean {
  return !item.readOnly && !isHidden(item) && !isCalculated(item) && item.type !== 'reference'
}

interface Count {
  item: Item
  count: number
  scope: Scope
  at: string
}

function countFaults(walk: Walk, { item, count, scope, at }: Count): void {
  const tell = (message: string) => teller(walk, scope)(item.linkId, message, at)
  const most = mostAnswersOf(item) ?? Number.POSITIVE_INFINITY
  const least = leastAnswersOf(item) ?? 0
  if (count > 1 && !item.repeats && item.type !== 'group') tell('Only one answer is possible here.')
  else if (count > most) tell(`At most ${most} answers are possible here.`)
  if (!walk.checking.complete || isSignaturePlace(item)) return
  if (walk.checking.asking && !canBeAsked(item)) return
  if (count === 0 && item.required) {
    // The questions of a section say themselves what is missing.
    if (item.type !== 'group' || !walk.checking.asking || item.repeats) tell('Please answer this question.')
  } else if (count < least && (count > 0 || item.required)) tell(`At least ${least} answers are needed here.`)
}

function checkConstraints(walk: Walk, { item, given, scope, at }: Found): void {
  const { form, response } = walk.reading
  for (const { key, expression, human, isError } of constraintsOf(item)) {
    const say = (severity: Issue['severity'], message: string) =>
      walk.issues.push({ severity, linkId: item.linkId, message, at, scope })
    try {
      if (evaluate({ form, response, item, base: given[0]!.each }, expression)[0] !== true)
        say(isError ? 'error' : 'warning', human || `The rule ${key} does not hold.`)
    } catch (error) {
      // The form is wrong here, not the answer.
      say('warning', `The rule ${key} can't be worked out: ${(error as Error).message.slice(0, 200)}`)
    }
  }
}
