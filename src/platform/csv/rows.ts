export interface RowProblem {
  /** quote: quoting is broken. encoding: bytes that are no text. too_few, too_many: not as many cells as columns. */
  code: 'quote' | 'encoding' | 'too_few' | 'too_many'
  message: string
}

/** One record; `line` is the line of the file in which it begins, counted from 1. */
export interface CsvRow {
  line: number
  cells: string[]
  problem: RowProblem | null
}

interface Line {
  number: number
  text: string
  /** What ended it, so that a quoted cell over several lines is given back as it was. */
  end: string
}

// A forgotten quote would swallow the rest of the file. A quoted cell may be this long, then the first line alone is
// told as broken and reading goes on behind it, so that one bad row costs one row.
const mostLines = 500
const mostCharacters = 262_144

/** Splits text into records. Blank lines are left out and told to `blank`. Never throws for what is in the file. */
export async function* splitRows(
  text: AsyncIterable<string>,
  options: { delimiter: string; firstLine?: number; blank?: (line: number) => void },
): AsyncIterable<CsvRow> {
  const records = createRecords(options.delimiter, options.blank ?? (() => {}))
  for await (const lines of splitLines(text, options.firstLine ?? 1)) {
    for (const line of lines) yield* records.push(line)
  }
  yield* records.end()
}

/** Joins lines to records: usually one each, more while a quoted cell is open. */
function createRecords(delimiter: string, blank: (line: number) => void) {
  let open: Line[] = []

  function push(line: Line): CsvRow[] {
    if (open.length === 0 && line.text.trim() === '' && !line.text.includes(delimiter)) {
      blank(line.number)
      return []
    }
    open.push(line)
    // Inside an open quoted cell only a line with a quote can end it.
    const stillOpen = open.length > 1 && !line.text.includes('"')
    const verdict = stillOpen ? 'open' : readRecord(open, delimiter)
    if (verdict === 'open') return isTooLong(open) ? giveUp('open') : []
    if (verdict === 'stray') return giveUp('stray')
    const [first = line] = open
    open = []
    return [row(first, verdict)]
  }

  // Later lines were taken for the inside of a quoted cell: they are read again as lines of their own.
  function giveUp(verdict: 'open' | 'stray'): CsvRow[] {
    const [first, ...rest] = open
    open = []
    return first ? [broken(first, verdict), ...rest.flatMap(push)] : []
  }

  function end(): CsvRow[] {
    const rows: CsvRow[] = []
    while (open.length > 0) rows.push(...giveUp('open'))
    return rows
  }

  return { push, end }
}

function isTooLong(lines: Line[]): boolean {
  return lines.length > mostLines || lines.reduce((sum, line) => sum + line.text.length, 0) > mostCharacters
}

function row(line: Line, cells: string[]): CsvRow {
  const damaged = cells.some((cell) => cell.includes('\ufffd'))
  const message = 'This row holds bytes that are no text in the encoding of the file.'
  return { line: line.number, cells, problem: damaged ? { code: 'encoding', message } : null }
}

function broken(line: Line, verdict: 'open' | 'stray'): CsvRow {
  const message =
    verdict === 'open'
      ? 'A quote is opened in this row and never closed.'
      : 'A closing quote is followed by other text.'
  return { line: line.number, cells: [line.text], problem: { code: 'quote', message } }
}

/** The cells, or 'open' while a quoted cell has no end yet, or 'stray' when text follows a closing quote. */
function readRecord(lines: Line[], delimiter: string): string[] | 'open' | 'stray' {
  const text = lines
    .map((line, index) => (index < lines.length - 1 ? line.text + line.end : line.text))
    .join('')
  if (!text.includes('"')) return text.split(delimiter)
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at)
      if (end === -1) return [...cells, text.slice(at)]
      cells.push(text.slice(at, end))
      at = end + delimiter.length
      continue
    }
    const close = closingQuote(text, at + 1)
    if (close === -1) return 'open'
    cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
    if (close + 1 === text.length) return cells
    if (!text.startsWith(delimiter, close + 1)) return 'stray'
    at = close + 1 + delimiter.length
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return -1
}

/** The lines of each piece of text together: one step of waiting per piece and not per line. */
async function* splitLines(text: AsyncIterable<string>, first: number): AsyncIterable<Line[]> {
  let rest = ''
  let number = first
  for await (const part of text) {
    rest += part
    const lines: Line[] = []
    let from = 0
    const ends = /\r\n|\n|\r/g
    for (let end = ends.exec(rest); end; end = ends.exec(rest)) {
      // A carriage return at the very end may be half of CRLF.
      if (end[0] === '\r' && end.index === rest.length - 1) break
      lines.push({ number: number++, text: rest.slice(from, end.index), end: end[0] })
      from = end.index + end[0].length
    }
    rest = rest.slice(from)
    // A "line" without end is no table: hand it on in pieces, so that memory stays bounded.
    if (rest.length > 4 * mostCharacters) {
      lines.push({ number: number++, text: rest, end: '' })
      rest = ''
    }
    yield lines
  }
  if (rest !== '') yield [{ number, text: rest.replace(/\r$/, ''), end: '' }]
}
