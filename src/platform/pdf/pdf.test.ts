import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../project-root.ts'
import { createPdf } from './pdf.ts'

const workspace = mkdtempSync(join(tmpdir(), 'atrium-pdf-'))
mkdirSync(join(workspace, 'src'))
const pdf = createPdf()
afterAll(async () => {
  await pdf.stop()
  rmSync(workspace, { recursive: true, force: true })
})

/** The word of another program about our bytes; nothing where poppler-utils are not installed. */
function poppler(tool: 'pdftotext' | 'pdfinfo' | 'pdffonts', bytes: Uint8Array): string | undefined {
  const file = join(workspace, `${tool}.pdf`)
  writeFileSync(file, bytes)
  try {
    return execFileSync(tool, tool === 'pdftotext' ? ['-layout', file, '-'] : [file], { encoding: 'utf8' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    console.warn(`${tool} is not installed: the PDF was only read by its head and tail.`)
    return undefined
  }
}

function letter(changes: Record<string, unknown> = {}) {
  return {
    title: 'Rechnung 2026-0042',
    lang: 'de',
    paper: 'a4',
    practice: {
      name: 'Praxis am Weidenweg',
      lines: ['Weidenweg 3', '10115 Berlin'],
      footer: ['IBAN DE02 1203 0000 0000 2020 51', 'Steuernr. 12/345/67890'],
    },
    sender: 'Praxis am Weidenweg · Weidenweg 3 · 10115 Berlin',
    recipient: ['Zoë Żółć', 'Ελένη Παπαδοπούλου', 'Наталья Щукина'],
    facts: [
      ['Datum', '2. März 2026'],
      ['Fällig', '16. März 2026'],
    ],
    text: 'Guten Tag,\nhier Ihre Rechnung.\n\n*nicht fett* #panic("x") $y$ <tag> @ref = keine Überschrift',
    columns: [
      { label: 'Leistung', width: '1fr' },
      { label: 'Betrag', align: 'right' },
    ],
    rows: [['Krankengymnastik', '1.234,56 €']],
    totals: [
      { label: 'Summe', value: '1.234,56 €' },
      { label: 'Zu zahlen', value: '1.234,56 €', strong: true },
    ],
    notice: 'Bitte zahlen Sie bis zum 16. März 2026.',
    ...changes,
  }
}
const example = 'src/platform/pdf/example.typ'

describe('a letter', () => {
  test('carries its text in three alphabets, tagged, with its title, in fonts of ours only', async () => {
    const bytes = await pdf.render(example, letter())
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(Buffer.from(bytes).subarray(-10).toString()).toContain('%%EOF')
    const text = poppler('pdftotext', bytes)
    if (text === undefined) return
    for (const words of ['Zoë Żółć', 'Ελένη Παπαδοπούλου', 'Наталья Щукина', '1.234,56 €', 'Steuernr.']) {
      expect(text).toContain(words)
    }
    expect(poppler('pdfinfo', bytes)).toMatch(
      /Title:\s+Rechnung 2026-0042[\s\S]*Tagged:\s+yes[\s\S]*Pages:\s+1\b/,
    )
    const fonts = (poppler('pdffonts', bytes) ?? '').split('\n').slice(2).filter(Boolean)
    expect(fonts.length).toBeGreaterThan(0)
    expect(fonts.filter((line) => !/\+NotoSans/.test(line) || !/ yes yes yes /.test(line))).toEqual([])
  })

  test('is set in faces of ours only, whatever is written, and shows it', async () => {
    const signs = '한국어 日本語 中文 ไทย देवनागरी ދިވެހި አማርኛ தமிழ் বাংলা ქართული հայերեն עברית العربية ≥ ✓ 😀 🦷'
    const bytes = await pdf.render(example, letter({ text: signs }))
    expect(poppler('pdftotext', bytes) ?? signs).toContain('한국어 日本語 中文')
    const fonts = poppler('pdffonts', bytes)?.split('\n').slice(2).filter(Boolean)
    if (!fonts) return
    expect(fonts.filter((line) => !/\+(Noto|DroidSansFallback|NanumSquare)/.test(line))).toEqual([])
    expect(fonts.length).toBeGreaterThan(14)
    // What no face has is set in the first one, as its glyph 0: a box. These are all there.
    expect(bytes.length).toBeLessThan(150_000)
  })

  test('text of a person is printed as typed, never read as markup', async () => {
    const text = poppler('pdftotext', await pdf.render(example, letter()))
    if (text !== undefined) {
      expect(text).toContain('*nicht fett* #panic("x") $y$ <tag> @ref = keine Überschrift')
    }
  })

  test('a long table repeats its head on each page and counts the pages', async () => {
    const rows = Array.from({ length: 80 }, (_, index) => [`Termin ${index + 1}`, '95,00 €'])
    const text = poppler('pdftotext', await pdf.render(example, letter({ rows })))
    if (text === undefined) return
    const pages = text.split('\f').filter((page) => page.trim())
    expect(pages.length).toBeGreaterThan(1)
    for (const [index, page] of pages.entries())
      expect(page).toMatch(new RegExp(`${index + 1} ?/ ?${pages.length}\\b`))
    expect(text.match(/Leistung/g)?.length).toBeGreaterThan(1)
    expect(text).toContain('Termin 80')
  })

  test('carries a drawn signature as SVG', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M5 25 L40 5 L80 25" stroke="black" fill="none"/></svg>'
    const data = letter({ signature: 'Zoë Żółć, 2. März 2026' })
    const bytes = await pdf.render(example, data, { pictures: { signature: Buffer.from(svg) } })
    expect(bytes.length).toBeGreaterThan(1000)
    // The picture belongs to its document: the next one does not find it.
    await expect(pdf.render(example, data)).rejects.toThrow(/not found/)
  })

  test('the same data at the same time gives the same bytes', async () => {
    const createdAt = new Date('2026-03-02T14:00:00Z')
    const [one, two] = [
      await pdf.render(example, letter(), { createdAt }),
      await pdf.render(example, letter(), { createdAt }),
    ]
    expect(Buffer.from(one).equals(two)).toBe(true)
  })
})

const names = join(projectRoot(), '..', 'shared', 'data', 'text', 'names_many_scripts.tsv')
describe.skipIf(!existsSync(names))('names of the world', () => {
  test('come out of a PDF as they went in', async () => {
    const rows = readFileSync(names, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
    const text = poppler(
      'pdftotext',
      await pdf.render(example, letter({ rows: rows.map((row) => [row[4], row[1]]) })),
    )
    if (text === undefined) return
    const bare = (words: string) => words.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
    const found = bare(text)
    const lost = rows.filter((row) => !found.includes(bare(row[4]!)))
    // The typesetter says the text of a letter with marks above once for the letter and once for each mark; programs that
    // read the PDF then double it. Every Thaana name has such marks, few Thai and Arabic ones.
    expect(new Set(lost.map((row) => row[1]))).toEqual(new Set(['Thaana', 'Thai', 'Arabic']))
    expect(lost.filter((row) => row[1] !== 'Thaana').length).toBeLessThanOrEqual(4)
    const letters = new Set(found)
    expect(rows.filter((row) => [...bare(row[4]!)].some((sign) => !letters.has(sign)))).toEqual([])
  })
})

describe('the typesetting process', () => {
  test('says what is missing in the data and goes on with the next document', async () => {
    const broken = pdf.render(example, { title: 'x' })
    const fine = pdf.render(example, letter())
    await expect(broken).rejects.toThrow(/does not contain key "lang"/)
    expect((await fine).length).toBeGreaterThan(1000)
  })

  test('takes templates of the repository only', async () => {
    for (const path of [
      '/etc/passwd',
      '../x.typ',
      'src/../../x.typ',
      'src/platform/pdf/pdf.ts',
      'src/./a.typ',
    ]) {
      await expect(pdf.render(path, {})).rejects.toThrow('not a template path')
    }
    await expect(pdf.render('src/none.typ', {})).rejects.toThrow('does not exist')
    await expect(pdf.render(example, {}, { pictures: { '../a': Buffer.from('x') } })).rejects.toThrow(
      'picture name',
    )
  })

  test('a template cannot read files outside of the workspace', async () => {
    writeFileSync(join(workspace, 'src/reads.typ'), '#read("/../../../../../../etc/passwd")')
    const own = createPdf({ workspace })
    await expect(own.render('src/reads.typ', {})).rejects.toThrow(/could not be made/)
    await own.stop()
  })

  test('a document that never ends is given up, and the next one is made by a new process', async () => {
    writeFileSync(
      join(workspace, 'src/slow.typ'),
      '#for a in range(3000) { for b in range(3000) { let c = a * b } }',
    )
    writeFileSync(join(workspace, 'src/plain.typ'), 'Plain')
    const own = createPdf({ workspace, timeLimitMs: 1_000 })
    const slow = own.render('src/slow.typ', {})
    const plain = own.render('src/plain.typ', {})
    await expect(slow).rejects.toThrow('longer than 1 s')
    expect((await plain).length).toBeGreaterThan(500)
    await own.stop()
  })

  test('is replaced after its share of documents, and killed from outside only costs the document at work', async () => {
    writeFileSync(join(workspace, 'src/plain.typ'), 'Plain')
    const own = createPdf({ workspace, recycleAfter: 3, collectEvery: 2 })
    const seen: (number | undefined)[] = []
    for (let n = 0; n < 5; n += 1) {
      await own.render('src/plain.typ', { n })
      seen.push(own.pid)
    }
    expect(new Set(seen.slice(0, 3)).size).toBe(1)
    expect(seen[3]).not.toBe(seen[2])
    process.kill(own.pid ?? 0, 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await own.render('src/plain.typ', {})).length).toBeGreaterThan(500)
    await own.stop()
    await expect(own.render('src/plain.typ', {})).rejects.toThrow('stopped')
  })

  test('refuses politely when too many documents wait', async () => {
    const own = createPdf({ maxWaiting: 2 })
    const made = [own.render(example, letter()), own.render(example, letter())]
    await expect(own.render(example, letter())).rejects.toMatchObject({ status: 503, code: 'busy' })
    await Promise.all(made)
    await own.stop()
  })
})
