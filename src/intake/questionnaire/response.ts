import { instantToWall, toOffsetIso, wallToInstant } from '../../platform/time/index.ts'
import { keptValueOf, offeredOptions } from './options.ts'
import type { AnswerValue, Answers, Item, Questionnaire } from './questionnaire.ts'
import { isTable } from './questionnaire.ts'

export interface ResponseAnswer {
  item?: ResponseItem[]
  [value: string]: unknown
}
export interface ResponseItem {
  linkId: string
  text?: string
  answer?: ResponseAnswer[]
  item?: ResponseItem[]
  [other: string]: unknown
}
/** A FHIR R4 QuestionnaireResponse. */
export interface QuestionnaireResponse {
  resourceType: 'QuestionnaireResponse'
  status?: string
  questionnaire?: string
  item?: ResponseItem[]
  [other: string]: unknown
}

export interface ResponseFacts {
  questionnaire: string
  clientId: string
  authored: Date
  /** The zone in which clock times were typed. */
  zone: string
}

/** The answers as a FHIR R4 QuestionnaireResponse, nested as the form is; a table's rows are groups that repeat. */
export function toResponse(form: Questionnaire, answers: Answers, facts: ResponseFacts) {
  return {
    resourceType: 'QuestionnaireResponse' as const,
    questionnaire: facts.questionnaire,
    status: 'completed',
    subject: { reference: `Patient/${facts.clientId}` },
    authored: facts.authored.toISOString(),
    item: toItems(form, answers, { zone: facts.zone }),
  }
}

interface Writing {
  zone?: string
  /** With groups and rows in which nothing is answered: to see what is missing. */
  all?: boolean
  /** Filled with the key under which an item's answers are kept. */
  keys?: Map<ResponseItem, string>
}

/** The answers as items of a response. */
export function toItems(form: Questionnaire, answers: Answers, writing: Writing = {}): ResponseItem[] {
  const itemsOf = (items: readonly Item[], prefix: string): ResponseItem[] =>
    items.flatMap((item) => instancesOf(item, prefix))
  const named = (key: string, item: ResponseItem): ResponseItem => {
    writing.keys?.set(item, key)
    return item
  }
  function instancesOf(item: Item, prefix: string): ResponseItem[] {
    const key = prefix + item.linkId
    const head = { linkId: item.linkId, ...(item.text ? { text: item.text } : {}) }
    if (item.type === 'display') return []
    if (isTable(item))
      return rowKeys(key, answers).flatMap((row) => {
        const inner = itemsOf(item.item ?? [], `${row}/`)
        return inner.length > 0 || writing.all ? [named(row, { ...head, item: inner })] : []
      })
    const inner = itemsOf(item.item ?? [], prefix)
    if (item.type === 'group')
      return inner.length > 0 || writing.all ? [named(key, { ...head, item: inner })] : []
    const values = (answers[key] ?? []).filter((value) => value !== '')
    // What was answered below a question stands below its first answer.
    const answer = values.map((value, index) => ({
      ...typedAnswer(form, item, { value, zone: writing.zone ?? 'UTC' }),
      ...(index === 0 && inner.length > 0 ? { item: inner } : {}),
    }))
    return answer.length > 0 ? [named(key, { ...head, answer })] : []
  }
  return itemsOf(form.item ?? [], '')
}

/** The keys of a table's rows: `medication[0]`, `medication[1]`, … */
export function rowKeys(key: string, answers: Answers): string[] {
  const [count] = answers[key] ?? []
  const rows = typeof count === 'number' ? Math.min(Math.max(Math.trunc(count), 0), 200) : 0
  return Array.from({ length: rows }, (_none, row) => `${key}[${row}]`)
}

function typedAnswer(
  form: Questionnaire,
  item: Item,
  { value, zone }: { value: AnswerValue; zone: string },
): ResponseAnswer {
  switch (item.type) {
    case 'boolean':
      return { valueBoolean: value }
    case 'integer':
      return { valueInteger: value }
    case 'decimal':
      return { valueDecimal: value }
    case 'date':
      return { valueDate: value }
    case 'dateTime':
      return { valueDateTime: inZone(value, zone) }
    case 'time':
      return { valueTime: typeof value === 'string' && /^\d\d:\d\d$/.test(value) ? `${value}:00` : value }
    case 'url':
      return { valueUri: value }
    case 'quantity':
      return { valueQuantity: typeof value === 'number' ? { value } : value }
    case 'attachment':
      // The place of a signature holds the name of who signed.
      return typeof value === 'object' ? { valueAttachment: value } : { valueString: value }
    case 'reference':
      return { valueReference: typeof value === 'string' ? { reference: value } : value }
    case 'choice':
    case 'open-choice':
      return chosen(form, item, value)
    default:
      return { valueString: value }
  }
}

function chosen(form: Questionnaire, item: Item, value: AnswerValue): ResponseAnswer {
  if (typeof value === 'object') return { valueCoding: value }
  const options = offeredOptions(form, item)
  const option = options.find((each) => keptValueOf(each) === value)
  if (option) {
    const { extension: _weight, initialSelected: _initial, ...given } = option
    return given
  }
  // A choice without a list is answered in own words; FHIR wants them as a coding without code.
  if (item.type === 'choice' && !item.answerOption && !item.answerValueSet)
    return { valueCoding: { display: value } }
  return typeof value === 'number' ? { valueInteger: value } : { valueString: value }
}

function inZone(value: AnswerValue, zone: string): unknown {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value)) return value
  try {
    return toOffsetIso(wallToInstant(value.slice(0, 16), zone, { disambiguation: 'compatible' }), zone)
  } catch {
    return value
  }
}

/** The answers of a response as they are shown and kept; the way back of `toItems`. */
export function fromItems(form: Questionnaire, items: readonly ResponseItem[], zone = 'UTC'): Answers {
  const answers: Answers = {}
  const read = (asked: readonly Item[], given: readonly ResponseItem[], prefix: string) => {
    for (const item of asked) {
      const own = given.filter(({ linkId }) => linkId === item.linkId)
      const key = prefix + item.linkId
      if (isTable(item)) {
        if (own.length > 0) answers[key] = [own.length]
        own.forEach((row, index) => read(item.item ?? [], row.item ?? [], `${key}[${index}]/`))
        continue
      }
      const values = own.flatMap(({ answer = [] }) => answer)
      if (values.length > 0) answers[key] = values.map((value) => keptValue(item, value, zone))
      const inner = own.flatMap((each) => [
        ...(each.item ?? []),
        ...(each.answer ?? []).flatMap((value) => value.item ?? []),
      ])
      read(item.item ?? [], inner, prefix)
    }
  }
  read(form.item ?? [], items, '')
  return answers
}

function keptValue(item: Item, answer: ResponseAnswer, zone: string): AnswerValue {
  const value = valueOfAnswer(answer) as AnswerValue
  if (item.type === 'dateTime' && typeof value === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/.test(value))
    return instantToWall(new Date(value), zone).slice(0, 16)
  if (item.type !== 'choice' && item.type !== 'open-choice') return value
  const coding = answer.valueCoding as { code?: string; display?: string } | undefined
  return coding?.code ?? coding?.display ?? value
}

/** What an answer holds, whatever its type. */
export function valueOfAnswer(answer: ResponseAnswer): unknown {
  const name = Object.keys(answer).find((key) => key.startsWith('value'))
  return name ? answer[name] : undefined
}
