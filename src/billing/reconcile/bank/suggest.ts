import type { DecimalMark } from './amount.ts'
import { decimalMarkOf, readAmount, signOfWord } from './amount.ts'
import { readDay } from './day.ts'
import type { BankField } from './heads.ts'
import { fieldsByName } from './heads.ts'
import type { BankMap } from './map.ts'
import type { BankTable } from './table.ts'

const FORMATS = [
  'iso', 'dd.MM.yyyy', 'd.M.yyyy', 'dd.MM.yy', 'MM/dd/yyyy', 'M/d/yyyy', 'dd/MM/yyyy', 'd/M/yyyy', 'MM/dd/yy', 'dd/MM/yy', 'dd-MM-yyyy',
  'MM-dd-yyyy', 'yyyy/MM/dd', 'yyyyMMdd', 'dd MMM yyyy', 'd MMM yyyy', 'dd-MMM-yyyy', 'dd-MMM-yy', 'MMM d, yyyy', 'dd/MM/yyyy HH:mm', 'dd.MM.yyyy HH:mm:ss',
  'yyyy-MM-dd HH:mm:ss', 'MM/dd/yyyy HH:mm:ss',
] // prettier-ignore
const SAMPLE = 400

export interface Suggestion {
  map: BankMap | null
  /** What to look at, because the file may be read in two ways. */
  unsure: ('day_or_month' | 'decimal_mark' | 'no_day' | 'no_amount')[]
}

/** A map to begin with, by the names of the columns and by what stands in them; null when there is no day or no amount. */
export function suggestMap(
  table: BankTable,
  { monthFirst, currency }: { monthFirst: boolean; currency: string },
): Suggestion {
  const columns = new Map(
    table.columns.map((name) => [name, table.rows.slice(0, SAMPLE).map(({ values }) => values[name] ?? '')]),
  )
  const texts = (column: string | null | undefined) => (columns.get(column ?? '') ?? []).filter(Boolean)
  const named = table.hasHead ? fieldsByName(table.columns) : fieldsByContent(columns, monthFirst)
  const first = (field: BankField) => named.get(field)?.find((column) => texts(column).length > 0) ?? null
  const day = named.get('day')?.find((column) => formatsOf(texts(column)).length > 0) ?? null
  const twoWays = first('credit') !== null && first('debit') !== null
  const amount = twoWays ? null : first('amount')
  const [credit, debit] = twoWays ? [first('credit'), first('debit')] : [null, null]
  if (!day) return { map: null, unsure: ['no_day'] }
  if (!amount && !twoWays) return { map: null, unsure: ['no_amount'] }
  const unsure: Suggestion['unsure'] = []
  const { format, isUnsure } = dayFormatOf(texts(day), monthFirst)
  if (isUnsure) unsure.push('day_or_month')
  const written = [...texts(amount), ...texts(credit), ...texts(debit)]
  const mark = decimalMarkOf(written)
  if (mark === null && written.some((text) => /[.,]/.test(text))) unsure.push('decimal_mark')
  const chosen: DecimalMark = mark ?? '.'
  const hasSigns = texts(amount).some((text) => (readAmount(text, { mark: chosen, currency }) ?? 0) < 0)
  const sign = first('sign')
  const counterparty = first('counterparty')
  return {
    map: {
      hasHead: table.hasHead,
      day,
      dayFormat: format,
      amount,
      credit,
      debit,
      sign: sign && !hasSigns && texts(sign).every((text) => signOfWord(text) !== undefined) ? sign : null,
      mark: chosen,
      counterparty,
      purpose: (named.get('purpose') ?? [])
        .filter(
          (column) => column !== counterparty && texts(column).some((text) => signOfWord(text) === undefined),
        )
        .slice(0, 3),
      reference: first('reference'),
      id: first('id'),
      currency: first('currency'),
    },
    unsure,
  }
}

/** The formats in which most of these are days: a file may hold a row that is broken, and sums below. */
function formatsOf(texts: readonly string[]): string[] {
  const different = [...new Set(texts)]
  const fits = FORMATS.map((format) => different.filter((text) => readDay(text, format) !== undefined).length)
  const best = Math.max(...fits)
  return best > 0 && best >= different.length * 0.6 ? FORMATS.filter((_, at) => fits[at] === best) : []
}

/** Day and month are told apart by the file; where it does not tell, by how the practice's country writes. */
function dayFormatOf(texts: readonly string[], monthFirst: boolean): { format: string; isUnsure: boolean } {
  const fitting = formatsOf(texts)
  const isMonthFirst = (format: string) => /^M{1,2}[/-]/.test(format)
  const isDayFirst = (format: string) => /^d{1,2}[/-]M{1,2}[/-]/.test(format)
  const isUnsure = fitting.some(isMonthFirst) && fitting.some(isDayFirst)
  const wanted = isUnsure ? fitting.find(monthFirst ? isMonthFirst : isDayFirst) : fitting[0]
  return { format: wanted ?? 'iso', isUnsure }
}

/** A file without a head: the first column of days, the first of amounts, the longest texts. */
function fieldsByContent(
  columns: ReadonlyMap<string, string[]>,
  monthFirst: boolean,
): Map<BankField, string[]> {
  const found = new Map<BankField, string[]>()
  const words: { column: string; length: number }[] = []
  for (const [column, all] of columns) {
    const texts = all.filter(Boolean)
    if (texts.length === 0) continue
    const isDay =
      dayFormatOf(texts, monthFirst).format !== 'iso' || texts.every((text) => /^\d{4}-\d\d-\d\d/.test(text))
    const isAmount = texts.every((text) => /^[-+(\s\p{Sc}]*\d[\d.,'\s]*[.,]\d{2}[-+)\s\p{Sc}]*$/u.test(text))
    if (isDay && !found.has('day')) found.set('day', [column])
    else if (isAmount && !found.has('amount')) found.set('amount', [column])
    else if (texts.some((text) => /\p{L}{3}/u.test(text)))
      words.push({ column, length: texts.reduce((sum, text) => sum + text.length, 0) / texts.length })
  }
  const longest = words.toSorted((a, b) => b.length - a.length).map(({ column }) => column)
  return longest[0] ? found.set('purpose', [longest[0]]) : found
}
