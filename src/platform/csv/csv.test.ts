import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../project-root.ts'
import { csvRows, csvTable, csvText, csvWriter, inert } from './csv.ts'
import type { CsvOptions } from './csv.ts'

/** The bytes in pieces of this length, as a slow network would bring them. */
function pieces(content: string | Uint8Array, length = 7): Uint8Array[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, n) =>
    bytes.subarray(n * length, (n + 1) * length),
  )
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of source) found.push(one)
  return found
}

async function cellsOf(content: string | Uint8Array, options?: CsvOptions): Promise<string[][]> {
  return (await all(csvRows(pieces(content), options))).map((row) => row.cells)
}

async function tableOf(content: string | Uint8Array, options?: CsvOptions) {
  const table = await csvTable(pieces(content), options)
  const rows = await all(table.rows)
  return { table, rows, values: rows.filter((row) => !row.problem).map((row) => row.values) }
}

describe('reading', () => {
  test('divides by comma, semicolon, tab or bar, whichever the file uses', async () => {
    const rows = [
      ['a;x', 'b', 'c'],
      ['1,5', '2', '3|4'],
      ['x', 'y', 'z'],
    ]
    for (const delimiter of [',', ';', '\t', '|']) {
      expect(await cellsOf(stringify(rows, { delimiter }))).toEqual(rows)
    }
    expect(await cellsOf('one\ntwo\n')).toEqual([['one'], ['two']])
    expect(await cellsOf('a,b\n1,2\n', { delimiter: ';' })).toEqual([['a,b'], ['1,2']])
  })

  test('ends lines at LF, CRLF or CR and keeps line numbers over quoted line ends', async () => {
    const rows = await all(csvRows(pieces('a,b\r\n"two\r\nlines",1\n\nx,y\rlast,"z"')))
    expect(rows.map((row) => [row.line, row.cells])).toEqual([
      [1, ['a', 'b']],
      [2, ['two\r\nlines', '1']],
      [5, ['x', 'y']],
      [6, ['last', 'z']],
    ])
  })

  test('one broken row costs one row', async () => {
    const text = 'a,b\n1,"open\n2,3\n"x"y,4\n5,6\n'
    const { rows } = await tableOf(text)
    expect(rows.map((row) => [row.line, row.problem?.code ?? row.values.b])).toEqual([
      [2, 'quote'],
      [3, '3'],
      [4, 'quote'],
      [5, '6'],
    ])
  })

  test('a quote that is never closed does not swallow a long file', async () => {
    const lines = Array.from({ length: 3_000 }, (_, n) => (n === 1_000 ? `"${n},x` : `${n},x`))
    const { rows } = await tableOf(`n,x\n${lines.join('\n')}\n`)
    expect(rows).toHaveLength(3_000)
    expect(rows.filter((row) => row.problem).map((row) => row.line)).toEqual([1_002])
  })

  test('columns without a name or of the same name can be told apart', async () => {
    const { table, values } = await tableOf('Name, ,Name,__proto__\nx,y,z,p\n')
    expect(table.columns).toEqual(['Name', 'Column 2', 'Name (2)', '__proto__'])
    expect(Object.entries(values[0] ?? {})).toEqual([
      ['Name', 'x'],
      ['Column 2', 'y'],
      ['Name (2)', 'z'],
      ['__proto__', 'p'],
    ])
  })

  test('empty cells behind the last column are nothing, filled ones are a problem', async () => {
    const { rows } = await tableOf('a,b\n1,2,,\n1,2,,3\n')
    expect(rows.map((row) => row.problem?.code)).toEqual([undefined, 'too_many'])
  })

  const encodings: [string, Buffer][] = [
    ['utf-8', Buffer.from('\ufeffName;Ort\nZoë;Köln\n')],
    ['utf-16le', Buffer.from('\ufeffName;Ort\nZoë;Köln\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffName;Ort\nZoë;Köln\n', 'utf16le').swap16()],
    ['utf-16le', Buffer.from('Name;Ort\nZoë;Köln\n', 'utf16le')],
    ['utf-8', Buffer.from('Name;Ort\nZoë;Köln\n')],
    ['windows-1252', Buffer.from('Name;Ort\nZoë;Köln\n', 'latin1')],
  ]
  test.each(encodings)('knows %s by its bytes', async (encoding, bytes) => {
    const { table, values } = await tableOf(bytes)
    expect(table.encoding).toBe(encoding)
    expect(values).toEqual([{ Name: 'Zoë', Ort: 'Köln' }])
  })

  test('finds out late that a file is not UTF-8', async () => {
    const late = Buffer.concat([
      Buffer.from('n,x\n' + '1,plain\n'.repeat(40_000)),
      Buffer.from('2,K\xf6ln \x80\n', 'latin1'),
    ])
    const table = await csvTable(pieces(late, 5_000))
    const rows = await all(table.rows)
    expect(rows.at(-1)?.values).toEqual({ n: '2', x: 'Köln €' })
    expect(table.encoding).toBe('windows-1252')
  })

  test('reports damaged bytes in an otherwise good file by row', async () => {
    const bytes = Buffer.concat([
      Buffer.from('n,x\n1,Zoë Łącka\n'),
      Buffer.from([0x32, 0x2c, 0xff, 0x0a]),
      Buffer.from('3,ok\n'),
    ])
    const { rows } = await tableOf(bytes)
    expect(rows.map((row) => row.problem?.code ?? row.values.x)).toEqual(['Zoë Łącka', 'encoding', 'ok'])
  })

  test('refuses encodings and delimiters that do not exist', async () => {
    await expect(tableOf('a', { encoding: 'klingon' })).rejects.toMatchObject({ status: 422 })
    await expect(tableOf('a', { delimiter: '"' })).rejects.toMatchObject({ status: 422 })
    expect(
      (await tableOf(Buffer.from('n,x\n1,\xa4\n', 'latin1'), { encoding: 'iso-8859-15' })).values[0]?.x,
    ).toBe('€')
  })

  test('reads what another program wrote, in whatever pieces it comes', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ü', '🦷', '"', ',', ';', '\n', '\r', ' ', '=', '1'),
      maxLength: 8,
    })
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (wanted, length) => {
        const text = stringify(wanted, { quoted: true, record_delimiter: '\r\n' })
        const found = await all(csvRows(pieces(text, length), { delimiter: ',' }))
        expect(found.map((row) => row.cells)).toEqual(wanted)
        expect(found.map((row) => row.cells)).toEqual(parse(text, { relax_column_count: true }))
      }),
      { numRuns: 200 },
    )
  })

  test('never throws and never loses a line, whatever the bytes are', async () => {
    const byte = fc.constantFrom(...Buffer.from('ab",;\n\r\t='), 0, 0xe4, 0xff, 0xc3, 0xbc)
    await fc.assert(
      fc.asyncProperty(fc.array(byte, { maxLength: 120 }), async (bytes) => {
        const found = await all(csvRows(pieces(Buffer.from(bytes), 5)))
        const lines = found.map((row) => row.line)
        expect(lines).toEqual([...lines].sort((a, b) => a - b))
        expect(new Set(lines).size).toBe(lines.length)
      }),
      { numRuns: 300 },
    )
  })

  test('a hundred thousand rows pass in bounded memory', async () => {
    async function* large() {
      yield Buffer.from('id;name;note\n')
      for (let n = 0; n < 100_000; n += 500) {
        const rows = Array.from(
          { length: 500 },
          (_, k) => `${n + k};Zoë ${n + k};"a ""quoted"" note; of ${n + k}"\n`,
        )
        yield Buffer.from(rows.join(''))
      }
    }
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    let count = 0
    let most = 0
    const table = await csvTable(large())
    for await (const row of table.rows) {
      count += row.problem ? 0 : 1
      if (count % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed)
    }
    expect(count).toBe(100_000)
    expect(most - before).toBeLessThan(150 * 1024 * 1024)
  })
})

describe('writing', () => {
  const columns = ['Name', 'Amount', 'Paid at', 'Note']

  test('gives a file that spreadsheets read: byte order mark, CRLF, quotes where needed', async () => {
    const rows = [
      ['Zoë', -5, new Date('2026-03-02T14:00:00Z'), 'a "b", c'],
      ['Ann', 10n, null, 'two\nlines'],
    ]
    const text = await csvText({ columns }, rows)
    expect(text).toBe(
      '\ufeffName,Amount,Paid at,Note\r\nZoë,-5,2026-03-02T14:00:00.000Z,"a ""b"", c"\r\nAnn,10,,"two\nlines"\r\n',
    )
    expect(parse(text, { bom: true }).at(1)).toEqual(['Zoë', '-5', '2026-03-02T14:00:00.000Z', 'a "b", c'])
    expect(await csvText({ columns: ['a', 'b'], delimiter: ';', bom: false }, [['1,5', true]])).toBe(
      'a;b\r\n"1,5";true\r\n',
    )
  })

  test('comes as a stream that waits for its reader and passes errors on', async () => {
    let made = 0
    const rows = function* () {
      for (; made < 1_000_000; made += 1) yield [made, 'x'.repeat(100)]
    }
    const stream = csvWriter({ columns: ['n', 'x'] }, rows())
    expect(stream).toBeInstanceOf(Readable)
    for await (const part of stream) {
      expect(part.length).toBeGreaterThan(0)
      break
    }
    expect(made).toBeLessThan(20_000)
    const failing = async function* () {
      yield ['1']
      throw new Error('The database went away.')
    }
    await expect(csvText({ columns: ['n'] }, failing())).rejects.toThrow('went away')
  })

  test('formulas become text, telephone numbers and amounts stay what they are', () => {
    const kept = [
      '+49 30 1234567',
      '+4930',
      '-5',
      '-1.234,56',
      'a=b',
      "O'=Brien",
      '',
      '5-3',
      'Ann; Bob',
      'x; - y',
      '%0A=1+1',
    ]
    for (const text of kept) expect(inert(text)).toBe(text)
    const stopped = [
      '=1+1',
      '+1+1',
      '-2+3',
      '@SUM(1)',
      '\r=1',
      '\n=1',
      ' =1',
      '＝1',
      '＋1',
      '－1',
      '＠x',
      '+1-2',
      '==',
      '-',
      '=-5',
    ]
    for (const text of stopped) expect(inert(text)).toBe(`'${text}`)
    expect(inert('a;=1+1')).toBe("a;'=1+1")
    expect(inert('a\t"@SUM(1)')).toBe('a\t"\'@SUM(1)')
    expect(inert('a,=1', ';')).toBe('a,=1')
  })
})

const data = join(projectRoot(), '..', 'shared', 'data', 'csv')
describe.skipIf(!existsSync(data))('real files', () => {
  const spectrum = existsSync(data)
    ? readdirSync(join(data, 'spectrum')).filter((name) => name.endsWith('.csv'))
    : []
  test.each(spectrum)('spectrum: %s', async (name) => {
    const { values } = await tableOf(readFileSync(join(data, 'spectrum', name)))
    expect(values).toEqual(
      JSON.parse(readFileSync(join(data, 'spectrum', name.replace('.csv', '.json')), 'utf8')),
    )
  })

  type Expected = Record<string, { expected: unknown }>
  const expected: Expected = existsSync(data)
    ? JSON.parse(readFileSync(join(data, 'encoding', 'expected.json'), 'utf8'))
    : {}
  const read = (name: string) => tableOf(readFileSync(join(data, 'encoding', name)))

  test.each(Object.keys(expected).filter((name) => Array.isArray(expected[name]?.expected)))(
    'encoding: %s',
    async (name) => {
      const { table, values } = await read(name)
      expect(values).toEqual(expected[name]?.expected)
      expect(table.warning).toBeNull()
    },
  )

  test('ragged rows are reported and never shifted', async () => {
    const { rows, values, table } = await read('ragged.csv')
    const facts = expected['ragged.csv']?.expected as {
      rows_ok: unknown
      rows_with_problem: number[]
      blank_lines: number[]
    }
    expect(values).toEqual(facts.rows_ok)
    expect(rows.filter((row) => row.problem).map((row) => row.line)).toEqual(facts.rows_with_problem)
    expect(table.blankLines).toBe(facts.blank_lines.length)
  })

  test('says that there is no head, no content, or a quote without end in which line', async () => {
    expect((await read('no_header.csv')).table.warning?.code).toBe('no_header')
    expect((await read('empty.csv')).table.warning?.code).toBe('empty')
    const { rows } = await read('unterminated_quote.csv')
    expect(rows.map((row) => [row.line, row.problem?.code])).toEqual([
      [2, 'quote'],
      [3, undefined],
    ])
  })

  test('no formula survives being written', async () => {
    const { values } = JSON.parse(readFileSync(join(data, 'formula_injection.json'), 'utf8')) as {
      values: string[]
    }
    for (const delimiter of [',', ';', '\t'] as const) {
      const text = await csvText(
        { columns: ['v'], delimiter },
        values.map((value) => [value]),
      )
      // Each reader in turn, also those that divide by another sign than ours.
      for (const reader of [',', ';', '\t']) {
        const cells = parse(text, {
          bom: true,
          delimiter: reader,
          relax_column_count: true,
          relax_quotes: true,
        }).flat() as string[]
        expect(cells.filter((cell) => /^["\s]*[=+@＝＋＠]/.test(cell) || /^["\s]*-\D/.test(cell))).toEqual([])
      }
    }
  })
})
