import {
  isQuestion,
  isSignature,
  optionsOf,
  rangeOf,
  type Answers,
  type AnswerValue,
  type Item,
} from './form.ts'

export interface Fault {
  linkId: string
  key: string
  values?: Record<string, unknown>
}

/** What is missing or can't be right on a page; the server has the last word. */
export function faultsOf(items: readonly Item[], answers: Answers): Fault[] {
  return items
    .filter((item) => isQuestion(item) && !isSignature(item))
    .flatMap((item) => {
      const given = answers[item.linkId] ?? []
      if (isEmpty(given)) return item.required ? [{ linkId: item.linkId, key: 'fault.required' }] : []
      const fault = wrongWith(item, given)
      return fault ? [{ linkId: item.linkId, ...fault }] : []
    })
}

/** The answers that the server will keep; half-typed numbers and dates wait. */
export function keepable(items: readonly Item[], answers: Answers): Answers {
  const known = new Map(items.map((item) => [item.linkId, item]))
  return Object.fromEntries(
    Object.entries(answers).filter(([linkId, given]) => {
      const item = known.get(linkId)
      return item && !isEmpty(given) && !wrongWith(item, given)
    }),
  )
}

export function isEmpty(given: readonly AnswerValue[]): boolean {
  return given.every((value) => value === '' || (typeof value === 'string' && value.trim() === ''))
}

type Wrong = Omit<Fault, 'linkId'> | null

function wrongWith(item: Item, given: readonly AnswerValue[]): Wrong {
  for (const value of given) {
    const wrong = wrongValue(item, value)
    if (wrong) return wrong
  }
  return null
}

function wrongValue(item: Item, value: AnswerValue): Wrong {
  switch (item.type) {
    case 'integer':
    case 'decimal':
      return wrongNumber(item, value)
    case 'date':
      return typeof value === 'string' && isDay(value) ? null : { key: 'fault.date' }
    case 'choice':
      return optionsOf(item, 'en').some((option) => option.value === value) ? null : { key: 'fault.choice' }
    case 'string':
    case 'text':
      return item.maxLength && [...String(value)].length > item.maxLength
        ? { key: 'fault.long', values: { count: item.maxLength } }
        : null
    default:
      return null
  }
}

function wrongNumber(item: Item, value: AnswerValue): Wrong {
  if (typeof value !== 'number') return { key: 'fault.number' }
  if (item.type === 'integer' && !Number.isSafeInteger(value)) return { key: 'fault.whole' }
  const { min, max } = rangeOf(item)
  if (min !== null && value < min) return { key: 'fault.least', values: { min } }
  return max !== null && value > max ? { key: 'fault.most', values: { max } } : null
}

function isDay(text: string): boolean {
  const parsed = Date.parse(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(parsed) &&
    new Date(parsed).toISOString().startsWith(text)
  )
}
