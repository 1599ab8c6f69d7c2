import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'

export type Cell = string | number | bigint | boolean | Date | null | undefined

export interface CsvWriting {
  columns: readonly string[]
  /** The comma if not given. */
  delimiter?: ',' | ';' | '\t'
  /** Without a byte order mark spreadsheets take UTF-8 for an older encoding; on if not given. */
  bom?: boolean
}

/**
 * A CSV file as a stream of bytes: UTF-8 with byte order mark, CRLF, a head, and no cell that a spreadsheet would run.
 * Instants are written in ISO 8601.
 */
export function csvWriter(
  writing: CsvWriting,
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): Readable {
  const delimiter = writing.delimiter ?? ','
  const stringifier = stringify({
    delimiter,
    bom: writing.bom ?? true,
    record_delimiter: '\r\n',
    quoted_match: /[\r\n\t;,|]/,
  })
  const source = Readable.from(safeRows(writing, rows))
  source.on('error', (error) => stringifier.destroy(error))
  stringifier.on('close', () => source.destroy())
  return source.pipe(stringifier)
}

/** The same as one text, for small files. */
export async function csvText(
  writing: CsvWriting,
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of csvWriter(writing, rows)) parts.push(Buffer.from(part as Buffer))
  return Buffer.concat(parts).toString('utf8')
}

async function* safeRows(
  writing: CsvWriting,
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
) {
  const write = (cell: Cell) => cellText(cell, writing.delimiter ?? ',')
  yield writing.columns.map(write)
  for await (const row of rows) yield row.map(write)
}

function cellText(cell: Cell, delimiter: string): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  return typeof cell === 'string' ? inert(cell, delimiter) : String(cell)
}

// ASCII and full-width forms; spreadsheets begin a formula with these.
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/
// Telephone numbers and plain amounts begin like that too and must stay what they are.
const harmless = /^(\+\d[\d ]*|-\d+([.,]\d+)*)$/

/**
 * Text that stays text in a spreadsheet: a leading apostrophe where it would begin a formula. A program that divides
 * by another sign than ours (semicolons in much of Europe) would also see a new cell inside ours, so what follows
 * such a sign is treated alike.
 */
export function inert(text: string, delimiter = ','): string {
  const whole = formula.test(text) && !harmless.test(text) ? `'${text}` : text
  const others = [';', '\t', '|', ','].filter((sign) => sign !== delimiter && sign !== ',').join('')
  return whole.replace(new RegExp(`([${others}]\\s*["']?)(?=[=@\\uff1d\\uff0b\\uff20]|[+-]\\S)`, 'g'), "$1'")
}
