import { enabledKeys, readAnswers } from './check-answers.ts'
import { calculationOf, evaluate } from './expressions.ts'
import { hasExpressions } from './extensions.ts'
import type { AnswerValue, Answers, Item, Questionnaire } from './questionnaire.ts'
import { allItems, isTable } from './questionnaire.ts'

export interface Calculated {
  /** The worked-out answers, by key. */
  values: Answers
  /** Keys that do not show because of an expression, which a browser does not work out. */
  hidden: string[]
}

/** More rounds than any sensible chain of calculations; a circle stops here. */
const MOST_ROUNDS = 5

/**
 * Works out the calculated questions of a form (SDC calculatedExpression); one may use another. What can't be worked
 * out has no answer.
 */
export function calculate(form: Questionnaire, answers: Answers): Calculated {
  if (!hasExpressions(form)) return { values: {}, hidden: [] }
  const asked = allItems(form).filter((item) => calculationOf(item) !== null)
  const own = new Set(asked.map(({ linkId }) => linkId))
  const isCalculatedKey = (key: string) => own.has(key.slice(key.lastIndexOf('/') + 1))
  let values: Answers = {}
  const typed = Object.fromEntries(Object.entries(answers).filter(([key]) => !isCalculatedKey(key)))
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = oneRound(form, { ...typed, ...values })
    const isSettled = JSON.stringify(next) === JSON.stringify(values)
    values = next
    if (isSettled) break
  }
  return { values, hidden: hiddenKeys(form, { ...typed, ...values }) }
}

/** The answers as they count: calculated ones in place of what somebody sent for them. */
export function withCalculated(form: Questionnaire, answers: Answers): Answers {
  if (!hasExpressions(form)) return answers
  const own = new Set(
    allItems(form)
      .filter((item) => calculationOf(item) !== null)
      .map(({ linkId }) => linkId),
  )
  const typed = Object.entries(answers).filter(([key]) => !own.has(key.slice(key.lastIndexOf('/') + 1)))
  return { ...Object.fromEntries(typed), ...calculate(form, answers).values }
}

function oneRound(form: Questionnaire, answers: Answers): Answers {
  const enabled = enabledKeys(form, answers)
  const counted = Object.fromEntries(Object.entries(answers).filter(([key]) => enabled.has(key)))
  const { response } = readAnswers(form, counted).reading
  const values: Answers = {}
  const visit = (items: readonly Item[], prefix: string, base: unknown) => {
    for (const item of items) {
      const key = prefix + item.linkId
      if (!enabled.has(key)) continue
      const expression = calculationOf(item)
      if (expression) {
        const value = worked({ form, response, item, ...(base ? { base } : {}) }, expression)
        if (value !== undefined) values[key] = [value]
      }
      if (!isTable(item)) visit(item.item ?? [], prefix, base)
      else
        rowsOf(response.item ?? [], item.linkId).forEach((row, index) =>
          visit(item.item ?? [], `${key}[${index}]/`, row),
        )
    }
  }
  visit(form.item ?? [], '', null)
  return values
}

type Row = { linkId: string; item?: Row[] }

function rowsOf(items: readonly Row[], linkId: string): Row[] {
  return items.flatMap((each) => (each.linkId === linkId ? [each] : rowsOf(each.item ?? [], linkId)))
}

function worked(around: Parameters<typeof evaluate>[0] & { item: Item }, expression: string) {
  try {
    return fitting(around.item, evaluate(around, expression)[0])
  } catch {
    return undefined
  }
}

/** The result in the question's own type; without one where it does not fit. */
function fitting(item: Item, found: unknown): AnswerValue | undefined {
  const value = found instanceof Object && 'value' in found ? (found as { value: unknown }).value : found
  if (value === undefined || value === null) return undefined
  switch (item.type) {
    case 'integer':
      return typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : undefined
    case 'decimal':
    case 'quantity':
      return typeof value === 'number' && Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'choice':
      return typeof value === 'object' ? (value as { code?: string }).code : (value as AnswerValue)
    default:
      return String(value)
  }
}

function hiddenKeys(form: Questionnaire, answers: Answers): string[] {
  const withExpression = new Set(
    allItems(form)
      .filter((item) => JSON.stringify(item.extension ?? []).includes('nable'))
      .map(({ linkId }) => linkId),
  )
  if (withExpression.size === 0) return []
  const enabled = enabledKeys(form, answers)
  return [...withExpression].filter((linkId) => !enabled.has(linkId))
}
