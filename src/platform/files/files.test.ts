import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { pdfOf } from '../../testing/pdf-of.ts'
import { projectRoot } from '../project-root.ts'
import { cleanName, createFiles, isSha256, memoryFiles, servingHeaders, sweepIncoming } from './files.ts'
import type { Files, FileWish, Scanner } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'atrium-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const both: [string, Files][] = [
  ['a folder', createFiles(folder)],
  ['memory', memoryFiles()],
]

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function png(width: number, height: number, interlaced = 0): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, interlaced], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  // Rows of eight grey bits, each behind its filter; what is refused by its size needs none.
  const rows = width * height > 20_000_000 ? 9 : (width + 1) * height
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

// 1 × 1 pixels each, written by other programs.
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const webp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64')
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
)
const photo = Buffer.concat([jpeg, Buffer.from([0xff, 0xd9])])
const pdf = pdfOf()

/** The same pictures with other dimensions in their heads. */
function webpOf(width: number, height: number): Buffer {
  const content = Buffer.from(webp)
  content.writeUInt32LE(((height - 1) << 14) | (width - 1), 21)
  return content
}
function gifOf(width: number, height: number): Buffer {
  const content = Buffer.from(gif)
  content.writeUInt16LE(width, 6)
  content.writeUInt16LE(height, 8)
  return content
}
function jpegOf(width: number, height: number, frame: number): Buffer {
  const content = Buffer.from(photo)
  const at = content.indexOf(Buffer.from([0xff, 0xc2, 0x00, 0x0b]))
  content[at + 1] = frame
  content.writeUInt16BE(height, at + 5)
  content.writeUInt16BE(width, at + 7)
  return content
}

async function reasonOf(files: Files, content: Buffer, wish: Partial<FileWish> = {}): Promise<unknown> {
  try {
    return (await files.put(content, { name: 'upload', ...wish })).type
  } catch (error) {
    return (error as { details: { reason?: string } }).details.reason ?? (error as Error).message
  }
}

describe.each(both)('files in %s', (_where, files) => {
  test('are kept by content, given back whole, and gone when deleted', async () => {
    const stored = await files.put(pdf, { name: 'Überweisung.pdf', declaredType: 'application/pdf' })
    expect(stored).toMatchObject({
      type: 'application/pdf',
      name: 'Überweisung.pdf',
      size: pdf.length,
      scan: 'not_scanned',
    })
    expect(isSha256(stored.sha256)).toBe(true)
    const again = await files.put(pdf, { name: 'other.pdf' })
    expect(again.sha256).toBe(stored.sha256)
    const parts: Buffer[] = []
    for await (const part of await files.get(stored.sha256)) parts.push(part)
    expect(Buffer.concat(parts).equals(pdf)).toBe(true)
    expect(await files.head(stored.sha256)).toEqual({ size: pdf.length })
    await files.delete(stored.sha256)
    expect(await files.head(stored.sha256)).toBeNull()
    await expect(files.get(stored.sha256)).rejects.toMatchObject({ status: 404 })
  })

  test('arrive as a stream and stop at the limit', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(64 * 1024, 97)
    }
    const wish = { name: 'a.txt', maxBytes: 1024 * 1024 }
    await expect(files.put(endless(), wish)).rejects.toMatchObject({ status: 413, code: 'file_too_large' })
    const stored = await files.put(new Blob([photo]).stream(), {
      name: 'photo.JPG',
      declaredType: 'image/jpg',
    })
    expect(stored).toMatchObject({ type: 'image/jpeg', name: 'photo.jpg', width: 1, height: 1 })
  })

  test('show their dimensions by their header alone', async () => {
    const known: [Buffer, string][] = [
      [png(4000, 3000), 'image/png'],
      [gif, 'image/gif'],
      [webp, 'image/webp'],
      [photo, 'image/jpeg'],
    ]
    for (const [content, type] of known) {
      expect(await files.put(content, { name: 'x' })).toMatchObject({
        type,
        width: type === 'image/png' ? 4000 : 1,
      })
    }
  })

  const text = 'Name;Betrag\nÄnne;1\n'
  const cases: [string, Buffer, Partial<FileWish>, string][] = [
    ['a text', Buffer.from(text), { name: 'a.txt' }, 'text/plain'],
    ['a table', Buffer.from(text), { name: 'a.csv', declaredType: 'application/vnd.ms-excel' }, 'text/csv'],
    ['a text of an old program', Buffer.from(text, 'latin1'), { name: 'a.txt' }, 'text/plain'],
    ['nothing', Buffer.alloc(0), {}, 'empty'],
    ['a picture of 50,000 × 50,000', png(50_000, 50_000), {}, 'too_many_pixels'],
    ['a picture of 20,000 × 20,000', png(20_000, 20_000), {}, 'too_many_pixels'],
    ['a picture without width', png(0, 5), {}, 'damaged'],
    ['half a PNG', png(4, 4).subarray(0, 40), {}, 'damaged'],
    ['a PNG with an archive behind it', Buffer.concat([png(4, 4), Buffer.from('PK\x05\x06')]), {}, 'damaged'],
    ['half a JPEG', jpeg, {}, 'damaged'],
    [
      'a JPEG with a page behind it',
      Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]),
      {},
      'damaged',
    ],
    ['a JPEG with an archive behind it', Buffer.concat([photo, Buffer.from('PK\x05\x06')]), {}, 'damaged'],
    [
      'a JPEG with notes of a telephone behind it',
      Buffer.concat([photo, Buffer.from('SEFT\x01\x00')]),
      {},
      'image/jpeg',
    ],
    ['a GIF with a page behind it', Buffer.concat([gif, Buffer.from('<html>')]), {}, 'damaged'],
    ['a WebP with an archive behind it', Buffer.concat([webp, Buffer.from('PK\x05\x06')]), {}, 'damaged'],
    ['a PDF without end', pdf.subarray(0, 40), {}, 'damaged'],
    ['a PDF behind other bytes', Buffer.concat([Buffer.from('GIF89a'), pdf]), {}, 'disguised'],
    [
      'a PDF within a picture',
      Buffer.concat([png(4, 4).subarray(0, 33), chunk('tEXt', pdf), png(4, 4).subarray(33)]),
      {},
      'disguised',
    ],
    ['a GIF that is a script', Buffer.from('GIF89a/*\x00\x00\x00*/=1;alert(1)//;', 'latin1'), {}, 'damaged'],
    [
      'a drawing behind a declaration',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="99999999"/>'),
      { name: 'a.png' },
      'type_not_allowed',
    ],
    [
      'a page named as a picture',
      Buffer.from('<html><script>1</script>'),
      { name: 'card.png', declaredType: 'image/png' },
      'type_not_allowed',
    ],
    ['a TIFF', Buffer.from('49492a0008000000', 'hex'), { name: 'a.tif' }, 'type_not_allowed'],
    ['an interlaced picture of 8,000 × 8,000', png(8_000, 8_000, 1), {}, 'too_many_pixels'],
    ['a WebP of 16,000 × 16,000', webpOf(16_000, 16_000), {}, 'too_many_pixels'],
    ['a GIF of 60,000 × 60,000', gifOf(60_000, 60_000), {}, 'too_many_pixels'],
    ['a JPEG of 65,000 × 65,000', jpegOf(65_000, 65_000, 0xc0), {}, 'too_many_pixels'],
    ['a progressive JPEG of 10,000 × 9,000', jpegOf(10_000, 9_000, 0xc2), {}, 'too_many_pixels'],
    ['a PDF with a program as second extension', pdf, { name: 'referral.pdf.exe' }, 'disguised'],
    [
      'a program with a PDF as second extension',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      { name: 'referral.exe.pdf' },
      'type_not_allowed',
    ],
    ['a PDF whose name runs backwards', pdf, { name: 'referral\u202Efdp.exe' }, 'disguised'],
    ['a PDF with much behind it', Buffer.concat([pdf, Buffer.alloc(5_000, 32)]), {}, 'damaged'],
    ['a page', Buffer.from('<!-- x -->\n<html><script>1</script>'), { name: 'a.txt' }, 'type_not_allowed'],
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
      { name: 'a.svg' },
      'type_not_allowed',
    ],
    ['an archive', Buffer.from('504b0304140000000000', 'hex'), { name: 'a.zip' }, 'type_not_allowed'],
    [
      'a program',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      { name: 'a.exe' },
      'type_not_allowed',
    ],
    ['bytes without meaning', Buffer.from([1, 2, 3, 0, 0, 5]), { name: 'a.txt' }, 'type_not_allowed'],
    ['a PDF named as a picture', pdf, { name: 'a.png' }, 'disguised'],
    ['a PDF named as a program', pdf, { name: 'a.exe' }, 'disguised'],
    ['a PDF declared as a page', pdf, { name: 'a.pdf', declaredType: 'text/html' }, 'disguised'],
    ['a text named as a page', Buffer.from('hello'), { name: 'a.html' }, 'disguised'],
    [
      'a PDF where only pictures are taken',
      pdf,
      { name: 'a.pdf', allowed: ['image/png', 'image/jpeg'] },
      'type_not_allowed',
    ],
  ]
  test.each(cases)('%s', async (_name, content, wish, verdict) => {
    expect(await reasonOf(files, content, wish)).toBe(verdict)
  })

  test('a name is never an address', async () => {
    for (const name of ['../../etc/passwd', '..%2f', 'a'.repeat(64), 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      expect(await files.head(name)).toBeNull()
      await expect(files.get(name)).rejects.toMatchObject({ status: 404 })
      await files.delete(name)
    }
  })

  test('random bytes never break the inspection', async () => {
    const heads = [png(2, 2), gif, webp, photo, pdf].map((content) => content.subarray(0, 30))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
        const verdict = await reasonOf(files, Buffer.concat([head, rest]))
        expect([
          'damaged',
          'too_many_pixels',
          'type_not_allowed',
          'image/jpeg',
          'image/webp',
          'image/gif',
        ]).toContain(verdict)
      }),
      { numRuns: 150 },
    )
  })
})

describe('the folder', () => {
  test('holds refused content in no place, and keeps what it keeps from others', async () => {
    const own = mkdtempSync(join(tmpdir(), 'atrium-files-'))
    const files = createFiles(own)
    await reasonOf(files, png(50_000, 50_000))
    expect(readdirSync(own, { recursive: true })).toEqual(['incoming'])
    const { sha256 } = await files.put(pdf, { name: 'a' })
    const path = join(own, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(readdirSync(join(own, 'incoming'))).toEqual([])
    rmSync(own, { recursive: true })
  })

  test('twenty people sending the same file at once leave one', async () => {
    const own = mkdtempSync(join(tmpdir(), 'atrium-files-'))
    const files = createFiles(own)
    const stored = await Promise.all(Array.from({ length: 20 }, () => files.put(pdf, { name: 'a.pdf' })))
    expect(new Set(stored.map((one) => one.sha256)).size).toBe(1)
    expect(
      readdirSync(own, { recursive: true }).filter((name) => isSha256(String(name).slice(-64))),
    ).toHaveLength(1)
    rmSync(own, { recursive: true })
  })

  test('what a crash left half received is swept after a day', async () => {
    const own = mkdtempSync(join(tmpdir(), 'atrium-files-'))
    await createFiles(own).put(pdf, { name: 'a.pdf' })
    for (const [name, day] of [
      ['old', '2026-03-01T10:00:00Z'],
      ['new', '2026-03-02T13:00:00Z'],
    ] as const) {
      writeFileSync(join(own, 'incoming', name), 'x')
      utimesSync(join(own, 'incoming', name), new Date(day), new Date(day))
    }
    expect(await sweepIncoming(own, new Date('2026-03-02T14:00:00Z'))).toBe(1)
    expect(readdirSync(join(own, 'incoming'))).toEqual(['new'])
    expect(await sweepIncoming(join(own, 'none'), new Date())).toBe(0)
    rmSync(own, { recursive: true })
  })
})

describe('the scanner', () => {
  const eicar = Buffer.from(
    'WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=',
    'base64',
  )
  const scanner: Scanner = {
    async scan(content) {
      const bytes = await content.read(0, content.size)
      const isBad = Buffer.from(bytes).includes('EICAR-STANDARD')
      return isBad ? { state: 'infected', finding: 'Eicar-Test' } : { state: 'clean', finding: null }
    },
  }

  test('refuses what it finds and says of the rest that it is clean', async () => {
    const files = memoryFiles(scanner)
    expect(await reasonOf(files, eicar, { name: 'a.txt' })).toBe('infected')
    expect(await files.put(pdf, { name: 'a.pdf' })).toMatchObject({ scan: 'clean' })
  })

  test('without a scanner, or with one that is down, it is said that nobody looked', async () => {
    expect(await memoryFiles().put(eicar, { name: 'a.txt' })).toMatchObject({ scan: 'not_scanned' })
    const down = memoryFiles({ scan: () => Promise.reject(new Error('down')) })
    expect(await down.put(pdf, { name: 'a.pdf' })).toMatchObject({ scan: 'not_scanned' })
  })
})

describe('names', () => {
  const names: [string, string][] = [
    ['report.pdf', 'report.pdf'],
    ['Überweisung Dr. Żółć.PDF', 'Überweisung Dr. Żółć.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\ann\\scan.pdf', 'scan.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['gpj.\u202Efdp', 'gpj.fdp.pdf'],
    ['a\u0000.pdf', 'a.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['con', 'file-con.pdf'],
    ['  . . ', 'file.pdf'],
    ['', 'file.pdf'],
    ['v1.2', 'v1.2.pdf'],
    ['<b>"x"|?*.pdf', '_b__x____.pdf'],
    [`${'ä'.repeat(500)}.pdf`, `${'ä'.repeat(110)}.pdf`],
  ]
  test.each(names)('%j becomes %j', (given, clean) => {
    expect(cleanName(given, ['pdf'])).toBe(clean)
  })

  test('whatever is typed, the result is a harmless file name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const clean = cleanName(given, ['pdf'])
        expect(clean).toMatch(/^[^./\\\s][^/\\]*\.pdf$/u)
        // oxlint-disable-next-line no-control-regex
        expect(clean).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069<>:"|?*]/)
        expect(clean.length).toBeLessThanOrEqual(240)
      }),
    )
  })
})

describe('serving', () => {
  test('pictures and PDFs may be shown, everything else is saved, nothing runs', () => {
    const shown = servingHeaders({ type: 'image/png', name: 'a.png' }, true)
    expect(shown).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': 'inline; filename="a.png"; filename*=UTF-8\'\'a.png',
    })
    expect(servingHeaders({ type: 'image/png', name: 'a.png' })['content-disposition']).toMatch(/^attachment/)
    for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml']) {
      const headers = servingHeaders({ type, name: 'a' }, true)
      expect(headers['content-type']).toBe('application/octet-stream')
      expect(headers['content-disposition']).toMatch(/^attachment/)
    }
    expect(servingHeaders({ type: 'text/plain', name: 'a.txt' }, true)['content-disposition']).toMatch(
      /^attachment/,
    )
  })

  test('a name cannot end the header it stands in', () => {
    const headers = servingHeaders({ type: 'application/pdf', name: 'a"; x=\r\ny: ä\u{1F9B7}\ud800.pdf' })
    const value = headers['content-disposition'] ?? ''
    expect(value).toMatch(/^[\x20-\x7e]+$/)
    expect(value.match(/"/g)).toHaveLength(2)
    expect(new Headers(headers).get('content-disposition')).toBe(value)
  })
})

const uploads = join(projectRoot(), '..', 'shared', 'data', 'uploads')
describe.skipIf(!existsSync(uploads))('real pictures', () => {
  const verdicts: [string, string][] = [
    ['ok_16px.png', 'image/png'],
    ['truncated.png', 'damaged'],
    ['pdf_named_png.png', 'disguised'],
    ['script.svg', 'type_not_allowed'],
    ['html_named_jpg.jpg', 'type_not_allowed'],
  ]
  test.each(verdicts)('%s: %s', async (name, verdict) => {
    expect(await reasonOf(memoryFiles(), readFileSync(join(uploads, 'images', name)), { name })).toBe(verdict)
  })
})
