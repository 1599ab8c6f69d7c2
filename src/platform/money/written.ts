import { invalid } from '../problem.ts'
import { exponentOf } from './currencies.ts'
import { bigIntToMinor, minorToBigInt } from './rounding.ts'

/** The plain machine form with a point and the currency's digits: decimalText(123456, 'EUR') is '1234.56'. */
export function decimalText(minor: number, currency: string): string {
  const exponent = exponentOf(currency)
  const value = minorToBigInt(minor)
  const digits = (value < 0n ? -value : value).toString().padStart(exponent + 1, '0')
  const sign = value < 0n ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** An amount as people of this locale write it: formatMoney(123456, 'EUR', 'de') is '1.234,56 €'. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  // A string goes through Intl exactly; a number would pass through a float on the way.
  return formatter(locale, currency).format(decimalText(minor, currency) as Intl.StringNumericLiteral)
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formatters.get(key)
  if (known) return known
  const digits = exponentOf(currency)
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // Intl follows CLDR, which shortens some currencies (IQD); the ledger follows ISO 4217.
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  // Locales come from settings, but a caller might pass what a browser sent: stay bounded.
  if (formatters.size > 500) formatters.clear()
  formatters.set(key, made)
  return made
}

export interface TypedAmount {
  currency: string
  locale: string
  /** The field named in the refusal; 'amount' if not given. */
  field?: string
}

/**
 * Reads an amount as a person typed it ('1.234,56' de, '1,234.56' en, with or without symbol, code or grouping)
 * into minor units. Whatever could be meant in two ways is refused (422 `invalid`), never guessed.
 */
export function parseMoney(text: string, as: TypedAmount): number {
  const field = as.field ?? 'amount'
  const exponent = exponentOf(as.currency)
  const example = exampleFor(as)
  const { sign, number } = strip(text, as)
  const marks = separators(as.locale)
  const [whole = '', fraction, ...more] = number.split(marks.decimal)
  const groups = splitGroups(whole, marks.group)
  if (number === '') throw invalid(field, `Enter an amount, for example ${example}.`)
  if (more.length > 0 || !groups || (fraction !== undefined && !/^\d+$/.test(fraction))) {
    throw invalid(field, `This is not an amount. Write it like ${example}.`)
  }
  if (fraction !== undefined && fraction.length > exponent) {
    const places = exponent === 0 ? 'no decimals' : `at most ${exponent} decimals`
    throw invalid(field, `${as.currency} has ${places}. Write it like ${example}.`)
  }
  const digits = groups.join('') + (fraction ?? '').padEnd(exponent, '0')
  if (digits.length > 18) throw invalid(field, 'This amount is too large.')
  const magnitude = BigInt(digits)
  if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid(field, 'This amount is too large.')
  return bigIntToMinor(sign * magnitude)
}

function exampleFor(as: TypedAmount): string {
  const exponent = exponentOf(as.currency)
  const format = new Intl.NumberFormat(as.locale, {
    minimumFractionDigits: exponent,
    numberingSystem: 'latn',
    useGrouping: 'always',
  } as Intl.NumberFormatOptions)
  return format.format(exponent === 0 ? 1234 : 1234.5)
}

/** Takes away what may stand around the number: spaces, one sign, the currency's code or symbol. */
function strip(text: string, as: TypedAmount) {
  const symbols = new Set([as.currency, as.currency.toLowerCase()])
  for (const currencyDisplay of ['symbol', 'narrowSymbol'] as const) {
    const format = new Intl.NumberFormat(as.locale, {
      style: 'currency',
      currency: as.currency,
      currencyDisplay,
    })
    const symbol = format.formatToParts(1).find((part) => part.type === 'currency')?.value
    if (symbol) symbols.add(symbol)
  }
  let rest = text.trim()
  let sign = 1n
  for (let round = 0; round < 2; round += 1) {
    for (const symbol of symbols) {
      if (rest.startsWith(symbol)) rest = rest.slice(symbol.length).trim()
      else if (rest.endsWith(symbol)) rest = rest.slice(0, -symbol.length).trim()
    }
    if (sign === 1n && /^[-\u2212]/.test(rest)) {
      sign = -1n
      rest = rest.slice(1).trim()
    }
  }
  return { sign, number: rest }
}

function separators(locale: string) {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1234567.8)
  const decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.'
  const group = parts.find((part) => part.type === 'group')?.value ?? ','
  // Nobody types the typographic space or apostrophe that Intl prints: their plain sisters count as the same.
  if (/\s/u.test(group)) return { decimal, group: /\s/u }
  if (group === '\u2019') return { decimal, group: /['\u2019]/u }
  return { decimal, group }
}

/** The groups of digits, or nothing when they are not groups (three digits each; two before them, as in India). */
function splitGroups(whole: string, group: string | RegExp): string[] | undefined {
  const groups = whole.split(group)
  if (groups.some((part) => !/^\d+$/.test(part))) return undefined
  if (groups.length === 1) return groups
  const last = groups.at(-1) ?? ''
  const middle = groups.slice(1, -1)
  const size = middle[0]?.length ?? 3
  const fits = last.length === 3 && (groups[0] ?? '').length <= 3 && (size === 3 || size === 2)
  return fits && middle.every((part) => part.length === size) ? groups : undefined
}
