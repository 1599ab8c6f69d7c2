import {
  isQuestion,
  isSignature,
  isTable,
  numberOf,
  optionsOf,
  rangeOf,
  type Answers,
  type AnswerValue,
  type Item,
  type Placed,
  type Structured,
} from './form.ts'

export interface Fault {
  /** The key of the question. */
  linkId: string
  key: string
  values?: Record<string, unknown>
}

/** What is missing or can't be right on a page; the server has the last word. */
export function faultsOf(places: readonly Placed[], answers: Answers): Fault[] {
  return places
    .filter(({ item }) => (isQuestion(item) && !isSignature(item)) || isTable(item))
    .flatMap(({ item, key }) => {
      const given = answers[key] ?? []
      const fault =
        isEmpty(given) || (isTable(item) && given[0] === 0) ? missing(item) : wrongWith(item, given)
      return fault ? [{ linkId: key, ...fault }] : []
    })
}

/** The answers that the server will keep; half-typed numbers and dates wait. */
export function keepable(places: readonly Placed[], answers: Answers): Answers {
  const known = new Map(places.map(({ item, key }) => [key, item]))
  return Object.fromEntries(
    Object.entries(answers).filter(([key, given]) => {
      const item = known.get(key)
      return item && !isEmpty(given) && !wrongWith(item, given)
    }),
  )
}

export function isEmpty(given: readonly AnswerValue[]): boolean {
  return given.every((value) => typeof value === 'string' && value.trim() === '')
}

type Wrong = Omit<Fault, 'linkId'> | null

function missing(item: Item): Wrong {
  return item.required ? { key: 'fault.required' } : null
}

function wrongWith(item: Item, given: readonly AnswerValue[]): Wrong {
  const most = numberOf(item, 'questionnaire-maxOccurs')
  if (most !== null && given.length > most) return { key: 'fault.many', values: { count: most } }
  const least = numberOf(item, 'questionnaire-minOccurs')
  if (least !== null && item.type !== 'group' && given.length < least)
    return { key: 'fault.few', values: { count: least } }
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
    case 'quantity':
      return typeof value === 'object'
        ? wrongNumber(item, (value as Structured).value)
        : { key: 'fault.number' }
    case 'date':
      return typeof value === 'string' && isDay(value) ? wrongDay(item, value) : { key: 'fault.date' }
    case 'choice': {
      const options = optionsOf(item, 'en')
      return options.length === 0 || options.some((option) => option.value === value)
        ? null
        : { key: 'fault.choice' }
    }
    case 'url':
      return /^[a-z][a-z0-9+.-]*:\S+$/i.test(String(value)) ? null : { key: 'fault.url' }
    case 'string':
    case 'text':
      return wrongText(item, String(value))
    default:
      return null
  }
}

function wrongText(item: Item, text: string): Wrong {
  const length = [...text].length
  const least = numberOf(item, 'minLength')
  if (item.maxLength && length > item.maxLength)
    return { key: 'fault.long', values: { count: item.maxLength } }
  return least !== null && length < least ? { key: 'fault.short', values: { count: least } } : null
}

function wrongNumber(item: Item, value: unknown): Wrong {
  if (typeof value !== 'number') return { key: 'fault.number' }
  if (item.type === 'integer' && !Number.isSafeInteger(value)) return { key: 'fault.whole' }
  const { min, max } = rangeOf(item)
  if (min !== null && value < min) return { key: 'fault.least', values: { min } }
  if (max !== null && value > max) return { key: 'fault.most', values: { max } }
  const most = numberOf(item, 'maxDecimalPlaces')
  return most !== null && (String(value).split('.')[1] ?? '').length > most
    ? { key: 'fault.digits', values: { count: most } }
    : null
}

function wrongDay(item: Item, day: string): Wrong {
  const bound = (name: string) => item.extension?.find(({ url }) => url.endsWith(`/${name}`))?.valueDate
  const [min, max] = [bound('minValue'), bound('maxValue')]
  if (typeof min === 'string' && day < min) return { key: 'fault.least', values: { min } }
  return typeof max === 'string' && day > max ? { key: 'fault.most', values: { max } } : null
}

function isDay(text: string): boolean {
  const parsed = Date.parse(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(parsed) &&
    new Date(parsed).toISOString().startsWith(text)
  )
}
