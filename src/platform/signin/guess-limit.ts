import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { problem } from '../problem.ts'
import { hostOf, networkOf } from './address.ts'

interface Limit {
  most: number
  minutes: number
}

/**
 * Wrong guesses allowed per window. A stranger counts against their address, against the account from their network,
 * and (slowly) against the account as a whole. A browser in which the person has signed in before counts only against
 * itself, so that strangers can't lock the real owner out.
 */
export const GUESS_LIMITS = {
  address: { most: 20, minutes: 15 },
  accountFromNetwork: { most: 10, minutes: 15 },
  account: { most: 60, minutes: 60 },
  accountFromKnownDevice: { most: 10, minutes: 15 },
  /** Password or code asked again inside a session. */
  session: { most: 10, minutes: 15 },
} satisfies Record<string, Limit>

type LimitName = keyof typeof GUESS_LIMITS

export interface Guess {
  /** Says that the guess was right: it no longer counts. */
  wasRight(): Promise<void>
}

export interface Attempt {
  address: string
  account: string
  knownDevice: string | null
}

export function createGuessLimit({ pool, clock }: { pool: pg.Pool; clock: Clock }) {
  /** Counts first and checks afterwards, in one statement: a hundred parallel guesses are a hundred guesses. */
  async function take(counters: [LimitName, string][]): Promise<Guess> {
    const now = clock.now()
    const wanted = counters.map(([name, subject]) => ({ key: keyOf(name, subject), ...GUESS_LIMITS[name] }))
    const ends = wanted.map(({ minutes }) => new Date(now.getTime() + minutes * 60_000))
    const { rows } = await pool.query<{ key: string; count: number; window_ends_at: Date }>(COUNT, [
      wanted.map(({ key }) => key),
      ends,
      now,
    ])
    const full = rows.filter((row) => row.count > wanted.find(({ key }) => key === row.key)!.most)
    if (full.length > 0) {
      const until = Math.max(...full.map((row) => row.window_ends_at.getTime()))
      const seconds = Math.max(1, Math.ceil((until - now.getTime()) / 1000))
      throw problem(
        429,
        'too_many_tries',
        `Too many wrong tries. Wait ${Math.ceil(seconds / 60)} minutes, then try again.`,
        { retryAfter: seconds },
      )
    }
    return { wasRight: async () => void (await pool.query(UNCOUNT, [wanted.map(({ key }) => key)])) }
  }

  return {
    /** Before a password is looked at; `account` is the address typed, known or not. Throws 429. */
    beforeSignIn({ address, account, knownDevice }: Attempt): Promise<Guess> {
      if (knownDevice) return take([['accountFromKnownDevice', `${knownDevice} ${account}`]])
      return take([
        ['address', hostOf(address)],
        ['accountFromNetwork', `${account} ${networkOf(address)}`],
        ['account', account],
      ])
    },
    /** Before a code is looked at that follows a right password. */
    beforeCode(address: string, userId: string): Promise<Guess> {
      return take([
        ['address', hostOf(address)],
        ['accountFromNetwork', `${userId} ${networkOf(address)}`],
      ])
    },
    /** Before the password or a code is asked again in a session. */
    inSession(userId: string): Promise<Guess> {
      return take([['session', userId]])
    },
    async tidy() {
      await pool.query('delete from auth.guess where window_ends_at <= $1', [clock.now()])
    },
  }
}

export type GuessLimit = ReturnType<typeof createGuessLimit>

// Sorted by key, so that two attempts which share two keys wait for each other instead of deadlocking.
const COUNT = `
  insert into auth.guess as known (key, count, window_ends_at)
  select key, 1, ends from unnest($1::text[], $2::timestamptz[]) as wish (key, ends) order by key
  on conflict (key) do update set
    count = case when known.window_ends_at <= $3 then 1 else known.count + 1 end,
    window_ends_at = case when known.window_ends_at <= $3 then excluded.window_ends_at else known.window_ends_at end
  returning key, count, window_ends_at`

const UNCOUNT = `
  with mine as (select key from auth.guess where key = any($1) order by key for update)
  update auth.guess set count = greatest(count - 1, 0) from mine where guess.key = mine.key`

function keyOf(name: LimitName, subject: string): string {
  return createHash('sha256').update(`${name} ${subject}`).digest('base64url')
}
