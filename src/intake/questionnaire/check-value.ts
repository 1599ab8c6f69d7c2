import { orderOf, sameUnit } from './conditions.ts'
import { matchesPattern } from './expressions.ts'
import {
  extensionValue,
  extensionsOf,
  mediaTypesOf,
  minLengthOf,
  mostDecimalsOf,
  mostSizeOf,
  patternOf,
  URLS,
  valueIn,
} from './extensions.ts'
import { optionListOf, valueSetOf } from './options.ts'
import { isDate, isDateTime, isReference, isTime, isUri } from './primitives.ts'
import type { Coding, Item, Questionnaire } from './questionnaire.ts'
import type { ResponseAnswer } from './response.ts'
import { sameWords } from './value-sets.ts'

const MOST_TEXT = 20_000

type Quantity = { value?: number; unit?: string; system?: string; code?: string }

const VALUE_NAMES: Record<string, readonly string[]> = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding'],
  'open-choice': ['valueCoding', 'valueString'],
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity'],
}

/** What is wrong with one answer to a question, in words for who answers; an empty list when nothing is. */
export function faultsInAnswer(form: Questionnaire, item: Item, answer: ResponseAnswer): string[] {
  const names = Object.keys(answer).filter((key) => key.startsWith('value'))
  if (names.length === 0) return []
  const [name] = names
  const wanted = [...(VALUE_NAMES[item.type] ?? []), ...optionNames(item)]
  if (names.length > 1 || !wanted.includes(name!)) return [wrongKind(item)]
  const value = answer[name!]
  const shape = wrongShape(name!, value, item)
  if (shape) return [shape]
  return [...limitsOf(item, value), ...wrongChoice({ form, item, name: name!, value })]
}

// A choice may offer texts, numbers or days; then the answer is one of these.
function optionNames(item: Item): string[] {
  if (item.type !== 'choice' && item.type !== 'open-choice') return []
  return (item.answerOption ?? []).flatMap((option) =>
    Object.keys(option).filter((key) => key.startsWith('value')),
  )
}

function wrongKind(item: Item): string {
  const words: Record<string, string> = {
    boolean: 'Answer with yes or no.',
    integer: 'Give a whole number.',
    decimal: 'Give a number.',
    date: 'Give a day that exists, as YYYY-MM-DD.',
    dateTime: 'Give a day and time.',
    time: 'Give a time, as HH:MM.',
    choice: 'Choose one of the answers offered.',
    attachment: 'Send a file.',
    quantity: 'Give a number with its unit.',
    reference: 'Give a reference.',
    url: 'Give a web address.',
  }
  return words[item.type] ?? 'Give a text.'
}

function wrongShape(name: string, value: unknown, item: Item): string | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  switch (name) {
    case 'valueBoolean':
      return typeof value === 'boolean' ? null : wrongKind(item)
    case 'valueInteger':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'Give a number.'
      return Number.isSafeInteger(value) ? null : 'Give a whole number.'
    case 'valueDecimal':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'Give a number.'
    case 'valueDate':
      return isDate(value) ? null : wrongKind(item)
    case 'valueDateTime':
      return isDateTime(value) ? null : wrongKind(item)
    case 'valueTime':
      return isTime(value) ? null : wrongKind(item)
    case 'valueUri':
      return isUri(value) ? null : wrongKind(item)
    case 'valueString':
      return wrongText(value, item)
    case 'valueReference':
      return isObject && isReference(value) ? null : 'This reference points nowhere.'
    case 'valueQuantity':
      return isObject && isAmount(value as Quantity) ? null : wrongKind(item)
    default:
      return isObject ? null : wrongKind(item)
  }
}

function isAmount({ value, unit, code }: Quantity): boolean {
  const isText = (text: unknown) => text === undefined || typeof text === 'string'
  return typeof value === 'number' && Number.isFinite(value) && isText(unit) && isText(code)
}

function wrongText(value: unknown, item: Item): string | null {
  if (typeof value !== 'string') return 'Give a text.'
  if (!value.isWellFormed() || value.includes('\u0000')) return 'This holds characters that cannot be kept.'
  return item.type === 'string' && /[\r\n]/.test(value) ? 'Please keep it on one line.' : null
}

function limitsOf(item: Item, value: unknown): string[] {
  const faults: (string | null)[] = [rangeFault(item, value, 'min'), rangeFault(item, value, 'max')]
  if (typeof value === 'string') faults.push(...textFaults(item, value))
  if (typeof value === 'number') {
    const most = mostDecimalsOf(item)
    if (most !== null && decimalsOf(value) > most) faults.push(`At most ${most} digits after the point.`)
  }
  if (item.type === 'attachment')
    faults.push(...fileFaults(item, value as { size?: number; contentType?: string }))
  if (item.type === 'reference')
    faults.push(targetFault(item, value as { reference?: string; type?: string }))
  return faults.filter((fault) => fault !== null)
}

function rangeFault(item: Item, value: unknown, side: 'min' | 'max'): string | null {
  const bound =
    extensionValue(item, side === 'min' ? URLS.minQuantity : URLS.maxQuantity) ??
    extensionValue(item, side === 'min' ? URLS.minValue : URLS.maxValue)
  if (bound === undefined) return null
  const isAmountBound = typeof bound === 'object' && bound !== null
  const given = !isAmountBound && typeof value === 'object' ? (value as Quantity).value : value
  const words = isAmountBound
    ? `${(bound as Quantity).value} ${(bound as Quantity).unit ?? (bound as Quantity).code ?? ''}`.trim()
    : String(bound)
  const order = orderOf(given, bound)
  if (order === null) return `Give it in the unit of ${words}.`
  if (side === 'min') return order < 0 ? `The least is ${words}.` : null
  return order > 0 ? `The most is ${words}.` : null
}

function textFaults(item: Item, text: string): (string | null)[] {
  const length = [...text].length
  const most = Math.min(item.maxLength ?? MOST_TEXT, MOST_TEXT)
  const least = minLengthOf(item)
  const pattern = patternOf(item)
  const format = extensionValue(item, URLS.entryFormat)
  return [
    length > most ? `At most ${most} characters.` : null,
    least !== null && length < least ? `At least ${least} characters.` : null,
    pattern !== null && matchesPattern(pattern, text) === false
      ? typeof format === 'string'
        ? `Please write it like this: ${format}`
        : 'This is not in the form that is asked for.'
      : null,
  ]
}

function fileFaults(item: Item, file: { size?: number; contentType?: string }): (string | null)[] {
  const most = mostSizeOf(item)
  const types = mediaTypesOf(item)
  const isWanted = (type: string) =>
    types.some((each) => each === type || (each.endsWith('/*') && type.startsWith(each.slice(0, -1))))
  return [
    most !== null && (file.size ?? 0) > most * 1024 * 1024 ? `At most ${most} MB.` : null,
    types.length > 0 && !isWanted(file.contentType ?? '')
      ? `This kind of file is not asked for: ${types.join(', ')}.`
      : null,
  ]
}

function targetFault(item: Item, { reference, type }: { reference?: string; type?: string }): string | null {
  const kinds = extensionsOf(item, URLS.referenceResource).map(valueIn)
  const kind = type ?? /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+$/.exec(reference ?? '')?.[1]
  return kinds.length > 0 && kind && !kinds.includes(kind) ? `It must be one of: ${kinds.join(', ')}.` : null
}

// As written, also where JavaScript would say 1e-7.
function decimalsOf(value: number): number {
  const [digits, exponent = '0'] = String(value).toLowerCase().split('e')
  return Math.max(0, (digits!.split('.')[1] ?? '').length - Number(exponent))
}

interface Chosen {
  form: Questionnaire
  item: Item
  name: string
  value: unknown
}

function wrongChoice({ form, item, name, value }: Chosen): string[] {
  if (item.type === 'quantity') return wrongUnit(form, item, value as Quantity)
  const list = optionListOf(form, item)
  // Own words are what an open choice is for.
  if (!list || (item.type === 'open-choice' && name === 'valueString')) return []
  const refused = ['Choose one of the answers offered.']
  if (name === 'valueCoding') return judgeCoding(list, value as Coding) ? [] : refused
  if (list.kind === 'unknown') return []
  if (list.kind === 'value_set') return list.rule.text(String(value)) ? [] : refused
  const isOffered = list.options.some((option) => {
    const given = Object.entries(option).find(([key]) => key.startsWith('value'))?.[1]
    if (typeof given === 'object' && given)
      return name === 'valueString' && sameWords(String((given as Coding).display), String(value))
    return given === value
  })
  return isOffered ? [] : refused
}

type List = NonNullable<ReturnType<typeof optionListOf>>

function judgeCoding(list: List, coding: Coding): boolean {
  if (list.kind === 'unknown') return false
  if (list.kind === 'value_set') return list.rule.judge(coding) === 'in'
  return list.options.some(
    ({ valueCoding }) =>
      valueCoding &&
      (valueCoding.code ?? valueCoding.display) === (coding.code ?? coding.display) &&
      (valueCoding.system ?? '') === (coding.system ?? ''),
  )
}

function wrongUnit(form: Questionnaire, item: Item, given: Quantity): string[] {
  const units = extensionsOf(item, URLS.unitOption).map((each) => valueIn(each) as Coding)
  const set = extensionValue(item, URLS.unitValueSet)
  const words = units.map(({ display, code }) => display ?? code).join(', ')
  const isOffered = units.some(
    ({ code, system, display }) =>
      sameUnit(given, { code, system } as Quantity) || (!given.code && given.unit === (display ?? code)),
  )
  if (units.length > 0 && !isOffered) return [`Choose one of these units: ${words}.`]
  if (typeof set !== 'string') return []
  return judgeCoding(valueSetOf(form, set), given as Coding) ? [] : ['Choose one of the units offered.']
}
