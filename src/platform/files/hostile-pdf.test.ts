import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pdfOf } from '../../testing/pdf-of.ts'
import { projectRoot } from '../project-root.ts'
import { createPdfExaminer } from './examine-pdf.ts'
import { memoryFiles } from './memory.ts'
import type { FileWish } from './store.ts'

interface Verdict {
  type?: string
  pages?: number | null
  reason?: string
  found?: string
  message?: string
}

async function verdictOn(content: Uint8Array, wish: Partial<FileWish> = {}): Promise<Verdict> {
  try {
    const { type, pages } = await memoryFiles().put(content, { name: 'upload.pdf', ...wish })
    return { type, pages }
  } catch (error) {
    const { details, message } = error as { details?: object; message: string }
    return { message, ...details }
  }
}

function compressed(inside: string | Buffer, entries = ''): string {
  const packed = deflateSync(inside)
  return `<</Filter/FlateDecode/Length ${packed.length}${entries}>>\nstream\n${packed.toString('latin1')}\nendstream`
}

describe('a PDF that was sent', () => {
  test('is kept with the number of its pages, also when it goes to a page on opening', async () => {
    expect(await verdictOn(pdfOf({ pages: 3 }))).toEqual({ type: 'application/pdf', pages: 3 })
    const opening = '/OpenAction[3 0 R/XYZ null null 0]'
    expect(await verdictOn(pdfOf({ catalog: opening }))).toMatchObject({ pages: 1 })
    expect(await verdictOn(pdfOf({ catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]>>' }))).toMatchObject({
      pages: 1,
    })
    const link = '/Annots[<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>]'
    expect(await verdictOn(pdfOf({ page: link }))).toMatchObject({ pages: 1 })
  })

  test('of 200 pages is kept where documents are, and refused with both numbers where 100 are the limit', async () => {
    const long = pdfOf({ pages: 200 })
    expect(await verdictOn(long)).toMatchObject({ pages: 200 })
    expect(await verdictOn(long, { mostPages: 100 })).toMatchObject({
      reason: 'too_many_pages',
      message: expect.stringMatching(/200 pages; at most 100/),
      pages: 200,
      limit: 100,
    })
  })

  test('that nobody has the password of is refused; one that only forbids printing is kept', async () => {
    const locked = async (userPassword: string) => {
      const made = await PDFDocument.create()
      made.addPage()
      made.encrypt({ userPassword, ownerPassword: 'owner', permissions: {} })
      return made.save()
    }
    expect(await verdictOn(await locked('secret'))).toMatchObject({ reason: 'password' })
    expect(await verdictOn(await locked(''))).toMatchObject({ pages: 1 })
  })

  const javascript = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
  const acting: [string, Buffer, string][] = [
    ['a script on opening', pdfOf({ catalog: `/OpenAction${javascript}` }), 'script'],
    [
      'a script by a reference, its name written in numbers',
      pdfOf({
        catalog: '/OpenAction 1000 0 R',
        objects: { 1000: '<</S/J#61vaScript/J#53 1001 0 R>>', 1001: '(x)' },
      }),
      'script',
    ],
    [
      'scripts of the document',
      pdfOf({ catalog: `/Names<</JavaScript<</Names[(a)${javascript}]>>>>` }),
      'script',
    ],
    [
      'a script of a field',
      pdfOf({ page: `/Annots[<</Subtype/Widget/FT/Tx/T(a)/AA<</K${javascript}>>>>]` }),
      'script',
    ],
    [
      'a script in a packed object',
      pdfOf({ objects: { 1000: compressed(`1001 0 ${javascript}`, '/Type/ObjStm/N 1/First 7') } }),
      'script',
    ],
    [
      'a script behind a harmless object of the same number',
      Buffer.concat([pdfOf({ objects: { 1000: javascript } }), pdfOf({ objects: { 1000: '<<>>' } })]),
      'script',
    ],
    [
      'a script among the bytes of a stream',
      pdfOf({
        objects: { 1000: `<</Length 60>>\nstream\n7 0 obj <</S /Java#53cript /JS (x)>> endobj\nendstream` },
      }),
      'script',
    ],
    [
      'a form of the older kind with a script',
      pdfOf({
        catalog: '/AcroForm<</XFA 1000 0 R>>',
        objects: { 1000: compressed('<form><script>x</script></form>') },
      }),
      'script',
    ],
    ['a program to start', pdfOf({ catalog: '/OpenAction<</S/Launch/F(calc.exe)>>' }), 'launch'],
    [
      'an address called on opening',
      pdfOf({ catalog: '/OpenAction<</S/URI/URI(https://example.org)>>' }),
      'opening',
    ],
    [
      'a page that sends itself',
      pdfOf({ page: '/AA<</O<</S/SubmitForm/F(https://example.org)>>>>' }),
      'opening',
    ],
    [
      'a file inside',
      pdfOf({
        catalog: '/Names<</EmbeddedFiles<</Names[(a)1000 0 R]>>>>',
        objects: { 1000: '<</Type/Filespec/F(a.exe)/EF<</F 1001 0 R>>>>', 1001: compressed('MZ') },
      }),
      'files',
    ],
    ['a film', pdfOf({ page: '/Annots[<</Subtype/RichMedia>>]' }), 'media'],
  ]
  test.each(acting)(
    'with %s is refused, and told how to send it otherwise',
    async (_what, content, found) => {
      const verdict = await verdictOn(content)
      expect(verdict).toMatchObject({
        reason: 'active_content',
        message: expect.stringContaining('save as PDF'),
      })
      expect(verdict.found?.split(' ')).toContain(found)
    },
  )

  const broken: [string, Buffer, string][] = [
    [
      'without a page',
      Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
      'damaged',
    ],
    ['without a catalogue', Buffer.from('%PDF-1.7\ntrailer<<>>\n%%EOF'), 'damaged'],
    [
      'with pages that are their own children',
      Buffer.from(pdfOf().toString('latin1').replace('Kids[3 0 R]', 'Kids[2 0 R]'), 'latin1'),
      'damaged',
    ],
    [
      'of nothing but open brackets',
      Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(20_000)}\n%%EOF`),
      'damaged',
    ],
    [
      'with an archive inside',
      Buffer.from(pdfOf({ objects: { 1000: '<</Length 4>>\nstream\nPK\x05\x06\nendstream' } })),
      'disguised',
    ],
    [
      'with an archive behind it',
      Buffer.concat([pdfOf(), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
      'disguised',
    ],
  ]
  test.each(broken)('%s is refused', async (_what, content, reason) => {
    expect(await verdictOn(content)).toMatchObject({ reason })
  })

  test('cut anywhere or with bytes changed, it never breaks the reader', { timeout: 60_000 }, async () => {
    const whole = pdfOf({
      pages: 2,
      objects: { 1000: compressed(`1001 0 ${javascript}`, '/Type/ObjStm/N 1/First 7') },
    })
    const examiner = createPdfExaminer()
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
        async (end, changes) => {
          const bytes = Buffer.from(whole)
          for (const [at, value] of changes) bytes[at] = value
          const found = await examiner.examine(bytes.subarray(0, end))
          expect('fault' in found ? found.fault : found.pages).toBeDefined()
        },
      ),
      { numRuns: 60 },
    )
    // The same process read them all: nothing brought it down.
    expect((await examiner.examine(pdfOf())) satisfies object).toMatchObject({ pages: 1 })
  })
})

describe('the process that reads PDFs', () => {
  test(
    'is ended when an object unpacks to gigabytes, and the next PDF is read by another',
    { timeout: 60_000 },
    async () => {
      const examiner = createPdfExaminer({ timeLimitMs: 20_000, mostMegabytes: 220 })
      // 160 MB of blanks, packed twice: some kB on the way.
      const bomb = deflateSync(deflateSync(Buffer.alloc(160 * 1024 * 1024, 32), { level: 1 }))
      const stream = `<</Type/ObjStm/N 1/First 7/Filter[/FlateDecode/FlateDecode]/Length ${bomb.length}>>\nstream\n${bomb.toString('latin1')}\nendstream`
      expect(await examiner.examine(pdfOf({ objects: { 1000: stream } }))).toEqual({ fault: 'too_complex' })
      expect(await examiner.examine(pdfOf({ pages: 2 }))).toMatchObject({ pages: 2 })
    },
  )

  test('is given up after its time, and refuses politely when too many wait', async () => {
    const hurried = createPdfExaminer({ timeLimitMs: 1, maxWaiting: 2 })
    const first = [hurried.examine(pdfOf()), hurried.examine(pdfOf())]
    await expect(hurried.examine(pdfOf())).rejects.toMatchObject({ status: 503, code: 'unavailable' })
    expect(await Promise.all(first)).toEqual([{ fault: 'too_complex' }, { fault: 'too_complex' }])
  })
})

const uploads = join(projectRoot(), '..', 'shared', 'data', 'uploads', 'pdf')
describe.skipIf(!existsSync(uploads))('real PDFs', () => {
  test.each(existsSync(uploads) ? readdirSync(uploads) : [])(
    '%s: as many pages as poppler says, or refused',
    async (name) => {
      const content = readFileSync(join(uploads, name))
      const verdict = await verdictOn(content, { name })
      if (verdict.reason)
        return expect(['damaged', 'password', 'active_content', 'disguised', 'type_not_allowed']).toContain(
          verdict.reason,
        )
      try {
        const said = execFileSync('pdfinfo', [join(uploads, name)], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        })
        expect(verdict.pages).toBe(Number(/Pages:\s+(\d+)/.exec(said)?.[1]))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        console.warn('pdfinfo is not installed: the number of pages was not compared.')
      }
    },
  )
})
