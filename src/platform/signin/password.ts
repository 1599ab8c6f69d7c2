import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { problem } from '../problem.ts'

/** scrypt's work: N (a power of two), block size r, rounds p. */
export interface PasswordCost {
  N: number
  r: number
  p: number
}

/** OWASP password storage cheat sheet (2^15, 8, 3): 32 MB and about a quarter of a second of one core. */
export const PASSWORD_COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 }

const SALT_BYTES = 16
const KEY_BYTES = 32
const AT_ONCE = 2
const MOST_WAITING = 60
const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/

/** Hashing that runs beside the event loop, a few at a time, so that guessing can't take the machine. */
export function createPasswords(cost: PasswordCost = PASSWORD_COST) {
  const inTurn = createQueue()
  const prefix = `$scrypt$ln=${Math.log2(cost.N)},r=${cost.r},p=${cost.p}$`
  const derive = (password: string, salt: Buffer, wish: PasswordCost) =>
    inTurn(() => scryptKey(password, salt, wish))

  return {
    /** Answers `$scrypt$ln=…,r=…,p=…$salt$key`. */
    async hash(password: string): Promise<string> {
      const salt = randomBytes(SALT_BYTES)
      const key = await derive(password, salt, cost)
      return `${prefix}${unpadded(salt)}$${unpadded(key)}`
    },
    async verify(hash: string, password: string): Promise<boolean> {
      const parts = FORMAT.exec(hash)
      if (!parts) return false
      const [, ln, r, p, salt, key] = parts
      const expected = Buffer.from(key!, 'base64')
      const found = await derive(password, Buffer.from(salt!, 'base64'), {
        N: 2 ** Number(ln),
        r: Number(r),
        p: Number(p),
      })
      return found.length === expected.length && timingSafeEqual(found, expected)
    },
    /** True when the hash was made with other parameters than today's. */
    isOutdated(hash: string): boolean {
      return !hash.startsWith(prefix)
    },
  }
}

export type Passwords = ReturnType<typeof createPasswords>

function scryptKey(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  const options = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    // The same password typed on another keyboard may be composed of other code points.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function createQueue() {
  let running = 0
  const waiting: (() => void)[] = []
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING)
        throw problem(503, 'busy', 'Too many people are signing in right now. Try again in a few seconds.')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place is handed on, so the count stays.
      if (next) next()
      else running -= 1
    }
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
