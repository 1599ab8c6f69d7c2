import { randomBytes } from 'node:crypto'

/** The only source of "now" for the trade's code; the simulation and the tests bring their own. */
export interface Clock {
  now(): Date
}

/** The only source of chance: tokens, ids, choices. */
export interface Random {
  bytes(count: number): Uint8Array
}

export const systemClock: Clock = { now: () => new Date() }
export const systemRandom: Random = { bytes: (count) => randomBytes(count) }

/** A UUIDv7 (RFC 9562, section 5.7): sorts by the millisecond it was made in. */
export function uuidv7(now: Date, random: Random): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes.set(random.bytes(10), 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
