import { latin } from './bytes.ts'
import type { Bytes } from './bytes.ts'

export interface Size {
  width: number
  height: number
  /** Cannot be decoded row by row: the whole picture lies in memory at once. */
  isHeavy?: boolean
}

type Measure = (bytes: Bytes) => Promise<Size | undefined>

/** Reads the dimensions from the header and walks to the end; nothing when the file is cut, damaged or two in one. */
export const measures: Record<string, Measure> = {
  'image/png': measurePng,
  'image/jpeg': measureJpeg,
  'image/gif': measureGif,
  'image/webp': measureWebp,
}

// Whoever sends millions of tiny blocks wants our time, not a picture stored.
const mostBlocks = 500_000

// https://www.w3.org/TR/png-3/ : signature, IHDR first, IEND last; each chunk is length, type, data, checksum.
async function measurePng(bytes: Bytes): Promise<Size | undefined> {
  const head = view(await bytes.read(0, 24))
  if (head.byteLength < 24 || head.getUint32(12) !== 0x49484452) return undefined
  const isInterlaced = (await bytes.read(28, 1))[0] === 1
  const size = { width: head.getUint32(16), height: head.getUint32(20), isHeavy: isInterlaced }
  let at = 8
  for (let block = 0; block < mostBlocks; block += 1) {
    const chunk = await bytes.read(at, 8)
    if (chunk.length < 8) return undefined
    at += 12 + view(chunk).getUint32(0)
    if (latin(chunk.subarray(4)) === 'IEND') return at === bytes.size ? size : undefined
  }
  return undefined
}

// ITU-T T.81: segments begin with FF and a marker; the frame header (SOF, C0–CF but C4, C8, CC) holds the size, a
// scan (DA) is followed by data without length, in which FF is only followed by 00 or a restart mark; D9 ends it all.
async function measureJpeg(bytes: Bytes): Promise<Size | undefined> {
  let size: Size | undefined
  let at = 2
  for (let block = 0; block < 10_000; block += 1) {
    const segment = view(await bytes.read(at, 9))
    if (segment.byteLength < 2 || segment.getUint8(0) !== 0xff) return undefined
    const marker = segment.getUint8(1)
    if (marker === 0xd9) return (await isHarmlessTail(bytes, at + 2)) ? size : undefined
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else {
      if (segment.byteLength < 9) return undefined
      const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
      // C2, C6, CA, CE: progressive, sent in several passes over the whole picture.
      const isHeavy = (marker & 0x03) === 2
      if (isFrame) size = { width: segment.getUint16(7), height: segment.getUint16(5), isHeavy }
      at += 2 + segment.getUint16(2)
      if (marker === 0xda) at = await endOfScan(bytes, at)
    }
  }
  return undefined
}

async function endOfScan(bytes: Bytes, from: number): Promise<number> {
  for (let start = from; start < bytes.size;) {
    const part = await bytes.read(start, 60_000)
    for (let at = part.indexOf(0xff); at !== -1 && at + 1 < part.length; at = part.indexOf(0xff, at + 1)) {
      const next = part[at + 1] ?? 0
      if (next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return start + at
    }
    // One byte again, in case an FF stood at the edge.
    start += part.length > 1 ? part.length - 1 : 1
  }
  return bytes.size
}

const endOfArchive = 'PK\x05\x06'

// Telephones write their own notes behind the end mark (a second picture, a depth map): these may stay.
// An archive, a PDF or a page hidden there may not. An archive is found by its end, in the last 64 kB of a file.
async function isHarmlessTail(bytes: Bytes, from: number): Promise<boolean> {
  const last = latin(await bytes.read(Math.max(from, bytes.size - 65_000), 65_000))
  if (last.includes(endOfArchive)) return false
  for (let at = from; at < bytes.size; at += 60_000) {
    if (/%PDF-|<script|<html|<\?php|<!doctype/i.test(latin(await bytes.read(at, 60_010)))) return false
  }
  return true
}

// https://www.w3.org/Graphics/GIF/spec-gif89a.txt : walk all blocks; the trailer 3B must be the end of the file.
async function measureGif(bytes: Bytes): Promise<Size | undefined> {
  const head = view(await bytes.read(0, 13))
  if (head.byteLength < 13) return undefined
  const size = { width: head.getUint16(6, true), height: head.getUint16(8, true), isHeavy: true }
  let at = 13 + tableLength(head.getUint8(10))
  for (let block = 0; block < mostBlocks; block += 1) {
    const start = await bytes.read(at, 10)
    if (start[0] === 0x3b) return bytes.size - at <= 2 ? size : undefined
    if (start[0] === 0x21) at += 2
    else if (start[0] === 0x2c && start.length === 10) at += 11 + tableLength(start[9] ?? 0)
    else return undefined
    const end = await skipSubBlocks(bytes, at)
    if (end === undefined) return undefined
    at = end
  }
  return undefined
}

function tableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0
}

async function skipSubBlocks(bytes: Bytes, from: number): Promise<number | undefined> {
  let at = from
  for (let block = 0; block < mostBlocks; block += 1) {
    const [length] = await bytes.read(at, 1)
    if (length === undefined) return undefined
    at += 1 + length
    if (length === 0) return at
  }
  return undefined
}

// https://developers.google.com/speed/webp/docs/riff_container : RIFF length = file; VP8X, VP8L or VP8 holds the size.
async function measureWebp(bytes: Bytes): Promise<Size | undefined> {
  const head = view(await bytes.read(0, 30))
  if (head.byteLength < 30) return undefined
  const length = head.getUint32(4, true) + 8
  if (length !== bytes.size && length + (length % 2) !== bytes.size) return undefined
  const kind = latin(new Uint8Array(head.buffer, head.byteOffset + 12, 4))
  if (kind === 'VP8X') return { width: 1 + uint24(head, 24), height: 1 + uint24(head, 27), isHeavy: true }
  if (kind === 'VP8L') {
    const bits = head.getUint32(21, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), isHeavy: true }
  }
  if (kind !== 'VP8 ') return undefined
  return {
    width: head.getUint16(26, true) & 0x3fff,
    height: head.getUint16(28, true) & 0x3fff,
    isHeavy: true,
  }
}

function uint24(data: DataView, at: number): number {
  return data.getUint16(at, true) + data.getUint8(at + 2) * 65_536
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
