import type { FieldProblem } from '../../platform/problem.ts'
import { checkItems } from './check-response.ts'
import type { Reading, Scope } from './conditions.ts'
import { readTogether } from './conditions.ts'
import type { Answers, Item, Questionnaire } from './questionnaire.ts'
import { isTable } from './questionnaire.ts'
import type { ResponseItem } from './response.ts'
import { rowKeys, toItems } from './response.ts'

/**
 * What is wrong with the answers, by their key; an empty list when they can be kept. `complete` also asks for what is
 * required. While somebody fills in, answers to questions that do not show any more are no fault: they do not count.
 */
export function checkAnswers(
  form: Questionnaire,
  answers: Answers,
  { complete }: { complete: boolean },
): FieldProblem[] {
  const { reading } = readAnswers(form, answers)
  const known = new Set(keysOf(form, answers))
  const unknown = Object.keys(answers).filter((key) => !known.has(key))
  const counted = readAnswers(form, only(answers, enabledKeys(form, answers, reading)))
  const issues = checkItems(counted.reading, { complete, asking: true })
  return [
    ...unknown.map((field) => ({ field, message: 'This question is not in the form.' })),
    ...issues
      .filter(({ severity }) => severity === 'error')
      .map(({ linkId, message, scope }) => ({
        field: prefixOf(scope, counted) + linkId,
        message,
      })),
  ]
}

/** Only what is asked and answered: what was typed into questions that are hidden now does not count. */
export function countedAnswers(form: Questionnaire, answers: Answers): Answers {
  const counted = only(answers, enabledKeys(form, answers))
  return Object.fromEntries(Object.entries(counted).filter(([, values]) => values.length > 0))
}

/**
 * The keys of what is asked, given the answers so far: an item counts when its conditions hold and its parents count.
 * Answers to questions that are not asked do not count (R4: "enableWhen … if not enabled, ignored").
 */
export function enabledKeys(
  form: Questionnaire,
  answers: Answers,
  known: Reading = readAnswers(form, answers).reading,
): Set<string> {
  const enabled = new Set<string>()
  const visit = (items: readonly Item[], scope: Scope, prefix: string) => {
    for (const item of items) {
      if (!known.isEnabled(item, scope)) continue
      const key = prefix + item.linkId
      enabled.add(key)
      const given = scope.items.filter(({ linkId }) => linkId === item.linkId)
      if (isTable(item)) {
        given.forEach((row, index) =>
          visit(item.item ?? [], known.placesIn(scope, item, row)[0]!, `${key}[${index}]/`),
        )
        continue
      }
      const nothing: Scope = { item, given: null, items: [], answers: [], parent: scope }
      const [place = nothing] = given.flatMap((each) => known.placesIn(scope, item, each))
      visit(item.item ?? [], place, prefix)
    }
  }
  visit(form.item ?? [], known.root, '')
  return enabled
}

/** A form and its answers as a reading of its response, with the key of each row of a table. */
export function readAnswers(form: Questionnaire, answers: Answers) {
  const keys = new Map<ResponseItem, string>()
  const item = toItems(form, answers, { all: true, keys })
  const response = { resourceType: 'QuestionnaireResponse' as const, status: 'in-progress', item }
  return { reading: readTogether(form, response), keys }
}

function only(answers: Answers, keys: ReadonlySet<string>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)))
}

function prefixOf(scope: Scope, { keys }: { keys: Map<ResponseItem, string> }): string {
  for (let at: Scope | null = scope; at; at = at.parent)
    if (at.item && at.given && isTable(at.item)) return `${keys.get(at.given)}/`
  return ''
}

/** Every key that may hold an answer, the rows of tables included. */
function keysOf(form: Questionnaire, answers: Answers): string[] {
  const visit = (items: readonly Item[], prefix: string): string[] =>
    items.flatMap((item) => {
      const key = prefix + item.linkId
      if (isTable(item))
        return [key, ...rowKeys(key, answers).flatMap((row) => visit(item.item ?? [], `${row}/`))]
      const isAsked = item.type !== 'group' && item.type !== 'display'
      return [...(isAsked ? [key] : []), ...visit(item.item ?? [], prefix)]
    })
  return visit(form.item ?? [], '')
}
