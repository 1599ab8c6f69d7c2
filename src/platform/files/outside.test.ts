import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import S3rver from '@20minutes/s3rver'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { memoryBytes } from './bytes.ts'
import { clamdScanner } from './clamd.ts'
import { createBucketFiles, createFiles, memoryFiles, normalisePicture } from './files.ts'
import type { Bucket, Files, Scanner } from './files.ts'

const eicar = Buffer.from(
  'WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=',
  'base64',
)
const folder = mkdtempSync(join(tmpdir(), 'atrium-outside-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Speaks as clamd does (docs.clamav.net, clamd(8)): pieces behind their length, an answer that ends with a zero. */
async function clamd(answerTo: (content: Buffer) => string | null): Promise<string> {
  const server = createServer((socket) => {
    let got = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (part) => {
      got = Buffer.concat([got, part])
      let at = got.indexOf(0) + 1
      if (got.toString('latin1', 0, at) !== 'zINSTREAM\0') return
      const pieces: Buffer[] = []
      while (at + 4 <= got.length) {
        const length = got.readUInt32BE(at)
        if (length === 0) {
          const answer = answerTo(Buffer.concat(pieces))
          if (answer === null) socket.destroy()
          else socket.end(`${answer}\0`)
          return
        }
        pieces.push(got.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
  const port = await listening(server)
  onTestFinished(() => void server.close())
  return `tcp://127.0.0.1:${port}`
}

const honest = (content: Buffer) =>
  content.includes('EICAR-STANDARD') ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'

describe('clamd', () => {
  test('finds what it finds, also in content of many pieces', async () => {
    const scanner = clamdScanner(await clamd(honest))
    expect(await scanner.scan(memoryBytes(eicar))).toEqual({
      state: 'infected',
      finding: 'Eicar-Test-Signature',
    })
    const long = Buffer.alloc(700_000, 97)
    expect(await scanner.scan(memoryBytes(long))).toEqual({ state: 'clean', finding: null })
    expect(await scanner.scan(memoryBytes(Buffer.concat([long, eicar])))).toMatchObject({ state: 'infected' })
  })

  test('an upload that it finds is refused, one that it cannot look at says so, one it never saw too', async () => {
    const put = async (url: string, bytes: Buffer) =>
      memoryFiles(clamdScanner(url, 2_000)).put(bytes, { name: 'a.txt' })
    await expect(put(await clamd(honest), eicar)).rejects.toMatchObject({ details: { reason: 'infected' } })
    const limited = await clamd(() => 'INSTREAM size limit exceeded. ERROR')
    expect(await put(limited, eicar)).toMatchObject({ scan: 'failed' })
    expect(await put(await clamd(() => null), eicar)).toMatchObject({ scan: 'not_scanned' })
    expect(await put('tcp://127.0.0.1:1', eicar)).toMatchObject({ scan: 'not_scanned' })
  })
})

const finds: Scanner = {
  async scan(content) {
    const isBad = honest(Buffer.from(await content.read(0, content.size))).endsWith('FOUND')
    return { state: isBad ? 'infected' : 'clean', finding: isBad ? 'Eicar' : null }
  },
}

let store: S3rver
const bucket: Bucket = {
  endpoint: '',
  name: 'atrium-files',
  prefix: 'willow/',
  region: 'us-east-1',
  accessKey: 'S3RVER',
  secretKey: 'S3RVER',
}
beforeAll(async () => {
  store = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: bucket.name, configs: [] }],
  })
  const { port } = (await store.run()) as AddressInfo
  bucket.endpoint = `http://127.0.0.1:${port}`
})
afterAll(() => store.close())

const inBucket = (scanner?: Scanner) =>
  createBucketFiles(bucket, { incoming: join(folder, 'incoming'), scanner, timeoutMs: 3_000 })

describe('a bucket', () => {
  test('keeps by content, gives back whole, leaves nothing on this machine', async () => {
    const files = inBucket()
    const content = Buffer.alloc(300_000, 98)
    const kept = await Promise.all([1, 2, 3].map(() => files.put(content, { name: 'a.txt' })))
    const { sha256 } = kept[0]!
    expect(new Set(kept.map((each) => each.sha256)).size).toBe(1)
    expect(await files.head(sha256)).toEqual({ size: 300_000 })
    expect(await textOf(files, sha256)).toHaveLength(300_000)
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
    await files.delete(sha256)
    expect(await files.head(sha256)).toBeNull()
    await expect(files.get(sha256)).rejects.toMatchObject({ status: 404 })
  })

  test('that does not answer is told, and nothing is called kept', async () => {
    const gone = createBucketFiles(
      { ...bucket, endpoint: 'http://127.0.0.1:1' },
      { incoming: join(folder, 'incoming'), timeoutMs: 1_000 },
    )
    await expect(gone.put(Buffer.from('hello'), { name: 'a.txt' })).rejects.toMatchObject({
      status: 503,
      code: 'unavailable',
    })
    await expect(gone.head('a'.repeat(64))).rejects.toMatchObject({ status: 503 })
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })
})

test.each([
  ['a folder', (scanner?: Scanner) => createFiles(join(folder, 'own'), scanner)],
  ['a bucket', inBucket],
])('what came unseen into %s and is found later is never answered again', async (_where, open) => {
  const { sha256, scan } = await open().put(eicar, { name: 'a.txt' })
  expect(scan).toBe('not_scanned')
  const files = open(finds)
  expect(await files.look(sha256)).toEqual({ scan: 'infected', finding: 'Eicar' })
  await files.quarantine(sha256)
  await expect(files.get(sha256)).rejects.toMatchObject({ status: 404 })
  expect(await files.head(sha256)).toBeNull()
  expect(await open().look(sha256)).toMatchObject({ scan: 'infected' })
  await expect(open().put(eicar, { name: 'b.txt' })).rejects.toMatchObject({
    details: { reason: 'infected' },
  })
})

async function textOf(files: Files, sha256: string): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await files.get(sha256)) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

describe('a photo of a card', () => {
  const photo = (width: number, height: number, light = 128) =>
    sharp({ create: { width, height, channels: 3, background: { r: light, g: light, b: light } } })
  const noisy = (width: number, height: number) =>
    sharp(Buffer.from(Array.from({ length: width * height }, (_, at) => (at * 7919) % 251)), {
      raw: { width, height, channels: 1 },
    })

  test('is turned upright, made smaller, and loses where it was taken', async () => {
    const taken = await photo(3000, 1500)
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '1/1 2/1 3/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { bytes, width, height } = await normalisePicture(taken)
    expect([width, height]).toEqual([1000, 2000])
    const kept = await sharp(bytes).metadata()
    expect(kept.exif).toBeUndefined()
    expect(kept.orientation).toBeUndefined()
  })

  test('too dark, too bright, too small and blurred are told; a readable one is not', async () => {
    const hints = async (image: Sharp) => (await normalisePicture(await image.png().toBuffer())).hints
    expect(await hints(photo(1000, 700, 20))).toEqual(['too_dark'])
    expect(await hints(photo(1000, 700, 254))).toEqual(['too_bright'])
    expect(await hints(photo(1000, 700))).toEqual(['blurred'])
    expect(await hints(noisy(300, 200))).toContain('too_small')
    expect(await hints(noisy(1000, 700))).toEqual([])
  })

  test('a picture of 50,000 × 50,000 pixels is refused without being unpacked', async () => {
    const before = process.memoryUsage().rss
    const head = Buffer.alloc(13)
    head.writeUInt32BE(50_000, 0)
    head.writeUInt32BE(50_000, 4)
    head.set([8, 2], 8)
    const content = Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(Buffer.alloc(5_000_000))),
      chunk('IEND', Buffer.alloc(0)),
    ])
    await expect(normalisePicture(content)).rejects.toMatchObject({ code: 'file_refused' })
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  })
})

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
