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
export const systemRandom: Random = { bytes: drawBytes }

// Asking the system for ten bytes at a time costs more than the id they are for; each byte is given out once.
const POOL = 4096
let pool: Buffer = Buffer.alloc(0)
let drawn = 0

function drawBytes(count: number): Uint8Array {
  if (count > POOL / 8) return randomBytes(count)
  if (drawn + count > pool.length) {
    pool = randomBytes(POOL)
    drawn = 0
  }
  return pool.subarray(drawn, (drawn += count))
}

/**
 * A UUIDv7 (RFC 9562, section 5.7): sorts by the millisecond it was made in. `count` says how many the same piece of
 * work made before (section 6.2, method 1), so that what it writes in one millisecond keeps its order, too.
 */
export function uuidv7(now: Date, random: Random, count?: number): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes.set(random.bytes(10), 6)
  if (count !== undefined) bytes.writeUInt16BE(Math.min(count, MOST_IN_ORDER), 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

// Twelve bits; whoever makes more at once gets them in any order.
const MOST_IN_ORDER = 0xfff
