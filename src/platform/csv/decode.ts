import { isUtf8 } from 'node:buffer'

export type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** What the bytes turned out to be; filled while they are read. */
export interface Decoded {
  encoding: string
  text: AsyncIterable<string>
}

/**
 * Turns bytes into text piece by piece. Without a given encoding a byte order mark decides, then zero bytes (UTF-16),
 * then whether the bytes are UTF-8. A file that is plain ASCII until late and then is not UTF-8 goes on as
 * Windows-1252 from there, which is right, because the two agree on ASCII. Damaged bytes in UTF-8 become U+FFFD.
 */
export function decode(source: Source, encoding?: string): Decoded {
  const decoded: Decoded = { encoding: encoding ?? 'utf-8', text: [] as unknown as AsyncIterable<string> }
  decoded.text = encoding === undefined ? guessed(pieces(source), decoded) : asTold(source, encoding)
  return decoded
}

async function* asTold(source: Source, encoding: string): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding)
  for await (const part of source) yield decoder.decode(part, { stream: true })
  yield decoder.decode()
}

async function* guessed(source: AsyncIterable<Uint8Array>, decoded: Decoded): AsyncIterable<string> {
  let decoder: TextDecoder | undefined
  let seenMultibyte = false
  for await (const part of source) {
    if (!decoder) {
      decoded.encoding = byMark(part) ?? 'utf-8'
      decoder = new TextDecoder(decoded.encoding)
    }
    if (decoded.encoding === 'utf-8' && !isUtf8(part) && !seenMultibyte && !mostlyUtf8(part)) {
      decoded.encoding = 'windows-1252'
      decoder = new TextDecoder('windows-1252')
    }
    seenMultibyte ||= decoded.encoding === 'utf-8' && part.some((byte) => byte > 0x7f)
    yield decoder.decode(part, { stream: true })
  }
  if (decoder) yield decoder.decode()
}

function byMark(head: Uint8Array): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const sample = head.subarray(0, 1_024)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 4 && even < odd / 4) return 'utf-16le'
  if (even > sample.length / 4 && odd < even / 4) return 'utf-16be'
  return undefined
}

/** UTF-8 with some damage, rather than another encoding: more whole characters beyond ASCII than broken ones. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes)
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  return whole > broken
}

/** Cuts what arrives so that no piece ends inside a UTF-8 character and none is empty; the first has at least 4 kB. */
async function* pieces(source: Source): AsyncIterable<Uint8Array> {
  let kept: Uint8Array = new Uint8Array(0)
  let least = 4_096
  for await (const part of source) {
    kept = kept.length === 0 ? part : Buffer.concat([kept, part])
    if (kept.length < least) continue
    const cut = kept.length - unfinished(kept)
    if (cut > 0) yield kept.subarray(0, cut)
    kept = kept.subarray(cut)
    least = 1
  }
  if (kept.length > 0) yield kept
}

/** How many bytes at the end begin a UTF-8 character that is not complete (0 to 3). */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}
