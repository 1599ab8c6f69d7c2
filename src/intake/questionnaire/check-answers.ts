import type { FieldProblem } from '../../platform/problem.ts'
import { enabledItems } from './enabled.ts'
import type { AnswerValue, Answers, Item, Questionnaire } from './questionnaire.ts'
import { allItems, isSignaturePlace, optionValues, rangeOf } from './questionnaire.ts'

const MOST_TEXT = 20_000

/** What is wrong with the answers; an empty list when they can be kept. `complete` also asks for what is required. */
export function checkAnswers(
  form: Questionnaire,
  answers: Answers,
  { complete }: { complete: boolean },
): FieldProblem[] {
  const items = new Map(allItems(form).map((item) => [item.linkId, item]))
  const unknown = Object.keys(answers).filter((linkId) => !items.has(linkId))
  const enabled = enabledItems(form, answers)
  const asked = [...items.values()].filter(
    (item) =>
      enabled.has(item.linkId) && item.type !== 'group' && item.type !== 'display' && !isSignaturePlace(item),
  )
  return [
    ...unknown.map((field) => ({ field, message: 'This question is not in the form.' })),
    ...asked.flatMap((item) => problemsOf(item, answers[item.linkId] ?? [], complete)),
  ]
}

/** Only what is asked and answered: what was typed into questions that are hidden now does not count. */
export function countedAnswers(form: Questionnaire, answers: Answers): Answers {
  const enabled = enabledItems(form, answers)
  return Object.fromEntries(
    Object.entries(answers).filter(([linkId, values]) => enabled.has(linkId) && values.length > 0),
  )
}

function problemsOf(item: Item, values: readonly AnswerValue[], complete: boolean): FieldProblem[] {
  const field = item.linkId
  if (values.every((value) => value === '')) {
    return complete && item.required ? [{ field, message: 'Please answer this question.' }] : []
  }
  if (values.length > 1 && !item.repeats) return [{ field, message: 'Only one answer is possible here.' }]
  return values.flatMap((value) => {
    const message = wrongWith(item, value)
    return message ? [{ field, message }] : []
  })
}

function wrongWith(item: Item, value: AnswerValue): string | null {
  switch (item.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'Answer with yes or no.'
    case 'integer':
    case 'decimal':
      return wrongNumber(item, value)
    case 'date':
      return isDay(value) ? null : 'Give a day that exists, as YYYY-MM-DD.'
    case 'dateTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? null : 'Give a day and time.'
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)
        ? null
        : 'Give a time, as HH:MM.'
    case 'choice':
      return optionValues(item).includes(value) ? null : 'Choose one of the answers offered.'
    default:
      return wrongText(item, value)
  }
}

function wrongNumber(item: Item, value: AnswerValue): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'Give a number.'
  if (item.type === 'integer' && !Number.isSafeInteger(value)) return 'Give a whole number.'
  const { min, max } = rangeOf(item)
  if (min !== null && value < min) return `The least is ${min}.`
  return max !== null && value > max ? `The most is ${max}.` : null
}

function wrongText(item: Item, value: AnswerValue): string | null {
  if (typeof value !== 'string') return 'Give a text.'
  const most = Math.min(item.maxLength ?? MOST_TEXT, MOST_TEXT)
  if ([...value].length > most) return `At most ${most} characters.`
  return value.isWellFormed() && !value.includes('\u0000')
    ? null
    : 'This holds characters that cannot be kept.'
}

function isDay(value: AnswerValue): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const parsed = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(value)
}
