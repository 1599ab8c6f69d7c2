import { exponentOf } from '../../../platform/money/money.ts'

export type DecimalMark = ',' | '.'

const MINUS = /[-\u2212\u2013]/
const FOR_NEGATIVE = /^(s|soll|dr|d|debit|lastschrift|belastung|af|out)$/i
const FOR_POSITIVE = /^(h|haben|cr|c|credit|gutschrift|bij|in)$/i

/** -1 or 1 for a word that says which way the money went (Soll, DR, Af …); undefined for any other. */
export function signOfWord(text: string): 1 | -1 | undefined {
  const word = text.trim().replace(/\.$/, '')
  if (FOR_NEGATIVE.test(word)) return -1
  return FOR_POSITIVE.test(word) ? 1 : undefined
}

/**
 * An amount as banks write it, in minor units: '1.234,56-', '(12.00)', '1'234.50 CHF', '12,34 S', '+5'. Undefined for
 * what is none, or what would only be one if the mark meant something else ('12,50' where the point is decimal).
 */
export function readAmount(
  text: string,
  { mark, currency }: { mark: DecimalMark; currency: string },
): number | undefined {
  let rest = text.trim()
  if (rest === '') return undefined
  let sign = 1
  const inBrackets = /^\((.*)\)$/.exec(rest)
  if (inBrackets) {
    sign = -1
    rest = inBrackets[1]!.trim()
  }
  const word = /(?<=[\d\s])(soll|haben|dr|cr|s|h|d|c)\.?$/i.exec(rest)
  if (word) {
    sign *= signOfWord(word[1]!) ?? 1
    rest = rest.slice(0, word.index)
  }
  rest = rest.replace(
    /[\s\u00a0\u202f'\u2019]|[\p{Sc}]|\b[A-Za-z]{3}\b|(?<=\d)[A-Z]{3}$|^[A-Z]{3}(?=[-+\d])/gu,
    '',
  )
  const before = /^([-+\u2212\u2013])(?=[\d.,])/u.exec(rest)
  const after = /(?<=[\d.,])([-+\u2212\u2013])$/u.exec(rest)
  if (before && after) return undefined
  const marked = before ?? after
  if (marked) {
    if (MINUS.test(marked[1]!)) sign *= -1
    rest = before ? rest.slice(1) : rest.slice(0, -1)
  }
  const minor = readDigits(rest, mark, exponentOf(currency))
  return minor === undefined ? undefined : sign * minor || 0
}

function readDigits(text: string, mark: DecimalMark, exponent: number): number | undefined {
  const group = mark === ',' ? '.' : ','
  const [whole = '', fraction = '', ...more] = text.split(mark)
  if (more.length > 0 || !/^\d*$/.test(fraction) || (whole === '' && fraction === '')) return undefined
  const groups = whole.split(group)
  // The last group has three digits, or it is no group: 12,50 is not 1250.
  const fits =
    groups.length === 1
      ? /^\d*$/.test(whole)
      : /^\d{1,3}$/.test(groups[0]!) &&
        /^\d{3}$/.test(groups.at(-1)!) &&
        groups.slice(1, -1).every((each) => /^\d{2,3}$/.test(each))
  if (!fits || /[1-9]/.test(fraction.slice(exponent))) return undefined
  const digits = groups.join('') + fraction.slice(0, exponent).padEnd(exponent, '0')
  return digits.length > 15 ? undefined : Number(digits)
}

/** Which mark is the decimal one in a column, by what is written there; null when nothing tells. */
export function decimalMarkOf(texts: readonly string[]): DecimalMark | null {
  const votes = { ',': 0, '.': 0 }
  for (const text of texts) {
    const digits = text.replace(/[^\d.,]/g, '').replace(/^[.,]+|[.,]+$/g, '')
    const [commas, points] = [digits.split(',').length - 1, digits.split('.').length - 1]
    if (commas + points === 0) continue
    if (commas > 0 && points > 0) {
      votes[digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.'] += 1
      continue
    }
    const [mark, other] = commas > 0 ? ([',', '.'] as const) : (['.', ','] as const)
    // 1,234,567 groups; 12,5 and 1,23 do not; 1,234 may be either.
    if (commas + points > 1) votes[other] += 1
    else if (digits.length - digits.indexOf(mark) - 1 !== 3) votes[mark] += 1
  }
  if (votes[','] === votes['.']) return null
  return votes[','] > votes['.'] ? ',' : '.'
}
