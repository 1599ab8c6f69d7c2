import { createHash } from 'node:crypto'
import { readAmount, signOfWord } from './amount.ts'
import { readDay } from './day.ts'
import type { BankMap } from './map.ts'
import type { BankRow, BankTable } from './table.ts'

export interface FileLine {
  bookedOn: string
  amountMinor: number
  counterparty: string | null
  purpose: string | null
  reference: string | null
  key: string
}

export const REFUSALS = ['no_day', 'no_amount', 'other_currency', 'broken'] as const
export interface Refusal {
  line: number
  why: (typeof REFUSALS)[number]
  text: string
}

/**
 * The lines of a bank's file. A line's key is what it says, and which one it is of several that say the same, so that
 * a file read again, or one that overlaps with it, brings only what is new. What cannot be read is told with its line.
 */
export function readLines(
  table: BankTable,
  { map, currency }: { map: BankMap; currency: string },
): { lines: FileLine[]; refused: Refusal[] } {
  const lines: FileLine[] = []
  const refused: Refusal[] = []
  const alike = new Map<string, number>()
  for (const row of table.rows) {
    const read = readLine(row, { map, currency })
    if (typeof read === 'string') {
      if (!isFooter(row, map)) refused.push({ line: row.line, why: read, text: textOf(row).slice(0, 200) })
      continue
    }
    const said = keyOf(read, row.values[map.id ?? ''] ?? '')
    const nth = (alike.get(said) ?? 0) + 1
    alike.set(said, nth)
    lines.push({ ...read, key: `${said}#${nth}` })
  }
  return { lines, refused }
}

function readLine(
  { values, problem }: BankRow,
  { map, currency }: { map: BankMap; currency: string },
): Omit<FileLine, 'key'> | Refusal['why'] {
  if (problem) return 'broken'
  const bookedOn = readDay(values[map.day] ?? '', map.dayFormat)
  if (!bookedOn) return 'no_day'
  const amountMinor = amountOf(values, map, currency)
  if (!amountMinor) return 'no_amount'
  const written = map.currency ? values[map.currency]!.toUpperCase() : ''
  if (/^[A-Z]{3}$/.test(written) && written !== currency) return 'other_currency'
  const text = (column: string | null) => (column && cleanText(values[column] ?? '')) || null
  const purpose = map.purpose.map((column) => text(column)).filter((each) => each !== null)
  return {
    bookedOn,
    amountMinor,
    counterparty: text(map.counterparty),
    purpose: purpose.length > 0 ? [...new Set(purpose)].join(' · ').slice(0, 1_000) : null,
    reference: text(map.reference),
  }
}

function amountOf(values: Record<string, string>, map: BankMap, currency: string): number | undefined {
  const read = (column: string | null) =>
    column ? readAmount(values[column] ?? '', { mark: map.mark, currency }) : undefined
  if (map.amount) {
    const amount = read(map.amount)
    if (amount === undefined || !map.sign) return amount
    const sign = signOfWord(values[map.sign] ?? '')
    return sign === undefined ? undefined : sign * Math.abs(amount)
  }
  const [credit, debit] = [read(map.credit), read(map.debit)]
  // What went out may be written with a minus or without.
  if (credit && !debit) return Math.abs(credit)
  if (debit && !credit) return -Math.abs(debit)
  return undefined
}

/** Below the table banks write sums and notes: a row without a day that fills few of the columns. */
function isFooter({ values, problem }: BankRow, map: BankMap): boolean {
  if (problem) return false
  const filled = Object.values(values).filter(Boolean).length
  return filled <= 3 && !/\d/.test(values[map.day] ?? '')
}

function textOf({ values }: BankRow): string {
  return Object.values(values).filter(Boolean).join(' | ')
}

/** Control characters and runs of spaces, as files of fixed width leave them. */
function cleanText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
}

function keyOf(line: Omit<FileLine, 'key'>, id: string): string {
  const said = [line.bookedOn, line.amountMinor, line.counterparty, line.purpose, line.reference, id.trim()]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
}
