import { problem } from '../problem.ts'
import { decode } from './decode.ts'
import type { Source } from './decode.ts'
import { guessDelimiter } from './delimiter.ts'
import { splitRows } from './rows.ts'
import type { CsvRow, RowProblem } from './rows.ts'

export interface CsvOptions {
  /** One sign. Found out if not given (a first line `sep=;` counts). */
  delimiter?: string
  /** A name such as utf-8, utf-16le, windows-1252, iso-8859-1. Found out if not given. */
  encoding?: string
}

export interface CsvRecord {
  line: number
  /** By column; empty when the row is broken. */
  values: Record<string, string>
  problem: RowProblem | null
}

export interface CsvTable {
  delimiter: string
  /** Final once all rows are read: a file may be plain ASCII for a long time. */
  readonly encoding: string
  columns: string[]
  /** no_header: the first line looks like data. empty: there is nothing. Else null. */
  warning: { code: 'empty' | 'no_header'; message: string } | null
  rows: AsyncIterable<CsvRecord>
  /** How many lines without content have been passed so far. */
  readonly blankLines: number
}

/**
 * Every record of a CSV file as its cells, the first line included, in bounded memory. What is broken comes as a row
 * with a problem; only an encoding that does not exist throws (422 `invalid`).
 */
export async function* csvRows(source: Source, options: CsvOptions = {}): AsyncIterable<CsvRow> {
  const { rows } = await open(source, options)
  yield* rows
}

/** A CSV file with a head: column names from its first line, then each row by column. */
export async function csvTable(source: Source, options: CsvOptions = {}): Promise<CsvTable> {
  const file = await open(source, options)
  const records = file.rows[Symbol.asyncIterator]()
  const head = await records.next()
  const cells: string[] = head.done ? [] : head.value.cells
  const columns = nameColumns(cells)
  return {
    delimiter: file.delimiter,
    get encoding() {
      return file.decoded.encoding
    },
    get blankLines() {
      return file.blank.count
    },
    columns,
    warning: warningFor(cells, head.done === true),
    rows: byColumn({ [Symbol.asyncIterator]: () => records }, columns),
  }
}

async function open(source: Source, options: CsvOptions) {
  checkOptions(options)
  const decoded = decode(source, options.encoding)
  const text = decoded.text[Symbol.asyncIterator]()
  let head = ''
  while (head.length < 65_536) {
    const next = await text.next()
    if (next.done) break
    head += next.value
  }
  head = head.replace(/^\ufeff/, '')
  const told = /^"?sep=(.)"?(\r\n|\n|\r)/i.exec(head)
  const body = told ? head.slice(told[0].length) : head
  const delimiter = options.delimiter ?? told?.[1] ?? guessDelimiter(body)
  const blank = { count: 0 }
  const rows = splitRows(after(body, text), {
    delimiter,
    firstLine: told ? 2 : 1,
    blank: () => void (blank.count += 1),
  })
  return { decoded, delimiter, rows, blank }
}

function checkOptions({ delimiter, encoding }: CsvOptions) {
  if (delimiter !== undefined && (delimiter.length !== 1 || /["\r\n]/.test(delimiter))) {
    throw problem(422, 'invalid', 'The delimiter must be one sign, such as a comma, a semicolon or a tab.')
  }
  try {
    if (encoding !== undefined) new TextDecoder(encoding)
  } catch {
    throw problem(
      422,
      'invalid',
      'The encoding must be one such as utf-8, utf-16le, windows-1252 or iso-8859-1.',
    )
  }
}

async function* after(head: string, rest: AsyncIterator<string>): AsyncIterable<string> {
  if (head !== '') yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Two columns of the same name are told apart by a number; one without a name is called by its place. */
function nameColumns(cells: string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.trim() || `Column ${index + 1}`
    let unique = name
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`
    taken.add(unique)
    return unique
  })
}

function warningFor(cells: string[], empty: boolean): CsvTable['warning'] {
  if (empty) return { code: 'empty', message: 'The file is empty.' }
  // Dates, amounts and numbers stand in rows; a head has words.
  const data = cells.filter((cell) => /\d/.test(cell) && /^[\s\d.,:/+()€$£%-]+(T[\d:.Z+-]+)?$/.test(cell))
  if (data.length === 0) return null
  return {
    code: 'no_header',
    message: 'The first line looks like data. Add a first line with the names of the columns.',
  }
}

async function* byColumn(rows: AsyncIterable<CsvRow>, columns: string[]): AsyncIterable<CsvRecord> {
  for await (const { line, cells, problem: found } of rows) {
    const extra = cells.slice(columns.length)
    // Spreadsheets write empty cells behind the last column; they carry nothing.
    const fits = cells.length >= columns.length && extra.every((cell) => cell === '')
    const trouble = found ?? (fits ? null : countProblem(cells.length, columns.length))
    const values = trouble ? {} : Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']))
    yield { line, values, problem: trouble }
  }
}

function countProblem(cells: number, columns: number): RowProblem {
  const message = `This row has ${cells} cells where ${columns} are expected.`
  return { code: cells < columns ? 'too_few' : 'too_many', message }
}
