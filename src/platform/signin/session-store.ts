import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Clock, Random } from '../clock.ts'
import { uuidv7 } from '../clock.ts'

/** The longest session, however busy: one working day with its edges. */
export const SESSION_HOURS = 16
const SETUP_MINUTES = 15
/** How late the last use may be written. A session ends by this much too early at most, never too late. */
const TOUCH_EVERY_MS = 15_000
const CACHE_MS = 1_000
const MOST_CACHED = 5_000

export interface StoredSession {
  id: string
  userId: string
  createdAt: Date
  lastUsedAt: Date
  expiresAt: Date
  passwordAt: Date
  setupOnly: boolean
  address: string | null
  userAgent: string | null
  user: {
    id: string
    email: string
    name: string
    emailVerified: boolean
    twoFactorEnabled: boolean
    createdAt: Date
    updatedAt: Date
  }
}

export interface SessionStoreParts {
  pool: pg.Pool
  clock: Clock
  random: Random
  idleMinutes: number
  secondFactorRequired: (userId: string) => Promise<boolean>
  onOver: (session: StoredSession, reason: 'idle' | 'expired') => void
}

interface Opening {
  token: string
  userId: string
  address: string | null
  userAgent: string | null
}

/** The only truth about which sessions live, by the house's clock. Tokens are kept as hashes. */
export function createSessionStore(parts: SessionStoreParts) {
  const { pool, clock, random } = parts
  const cache = createCache()

  /** Null when the person is disabled. */
  async function open({ token, userId, address, userAgent }: Opening): Promise<StoredSession | null> {
    const now = clock.now()
    const { rows } = await pool.query(
      'select two_factor_enabled from auth."user" where id = $1 and disabled_at is null',
      [userId],
    )
    if (!rows[0]) return null
    const setupOnly = !rows[0].two_factor_enabled && (await parts.secondFactorRequired(userId))
    const ends = new Date(now.getTime() + (setupOnly ? SETUP_MINUTES : SESSION_HOURS * 60) * 60_000)
    const values = [
      uuidv7(now, random),
      userId,
      hashOf(token),
      now,
      ends,
      setupOnly,
      address?.slice(0, 64) ?? null,
      userAgent?.slice(0, 300) ?? null,
    ]
    await pool.query(OPEN, values)
    return read(hashOf(token))
  }

  async function read(tokenHash: string): Promise<StoredSession | null> {
    const { rows } = await pool.query({ name: 'live-session', text: READ, values: [tokenHash] })
    return rows[0] ? present(rows[0]) : null
  }

  /** The session of a token if it is still good; `busy` says that a person did something. */
  async function find(token: string, { busy }: { busy: boolean }): Promise<StoredSession | null> {
    const tokenHash = hashOf(token)
    const now = clock.now().getTime()
    const cached = cache.get(tokenHash)
    // Before a session is called over, the database has the last word: another process may have seen the person.
    const session =
      cached && !overBy(cached, now) ? cached : await cache.filled(tokenHash, () => read(tokenHash))
    if (!session) return null
    const over = overBy(session, now)
    if (over) {
      await end([session.id])
      parts.onOver(session, over)
      return null
    }
    if (busy && now - session.lastUsedAt.getTime() >= TOUCH_EVERY_MS) {
      session.lastUsedAt = new Date(now)
      await pool.query('update auth.session set last_used_at = greatest(last_used_at, $2) where id = $1', [
        session.id,
        session.lastUsedAt,
      ])
    }
    return session
  }

  function overBy(session: StoredSession, now: number): 'idle' | 'expired' | null {
    if (now >= session.expiresAt.getTime()) return 'expired'
    return now - session.lastUsedAt.getTime() >= parts.idleMinutes * 60_000 ? 'idle' : null
  }

  async function end(ids: string[]): Promise<number> {
    const { rowCount } = await pool.query('delete from auth.session where id = any($1)', [ids])
    cache.drop((session) => ids.includes(session.id))
    return rowCount ?? 0
  }

  /** All sessions of a person that are not over, the last used first. */
  async function listOf(userId: string): Promise<StoredSession[]> {
    const { rows } = await pool.query(
      `${SELECT} where s.user_id = $1 and not s.setup_only order by s.last_used_at desc, s.created_at desc, s.id`,
      [userId],
    )
    const now = clock.now().getTime()
    return rows.map(present).filter((session) => !overBy(session, now))
  }

  async function endAllOf(userId: string, except: string | null = null): Promise<string[]> {
    const { rows } = await pool.query<{ id: string }>(
      'delete from auth.session where user_id = $1 and id is distinct from $2 returning id',
      [userId, except],
    )
    cache.drop((session) => session.userId === userId && session.id !== except)
    return rows.map((row) => row.id)
  }

  async function setPasswordAt(sessionId: string, at: Date) {
    await pool.query('update auth.session set password_at = $2 where id = $1', [sessionId, at])
    cache.drop((session) => session.id === sessionId)
  }

  /** After the person's own row changed (name, e-mail, second factor). */
  function forgetUser(userId: string) {
    cache.drop((session) => session.userId === userId)
  }

  async function tidy() {
    const now = clock.now()
    const idleSince = new Date(now.getTime() - parts.idleMinutes * 60_000)
    await pool.query('delete from auth.session where expires_at <= $1 or last_used_at <= $2', [
      now,
      idleSince,
    ])
  }

  return { open, find, end, listOf, endAllOf, setPasswordAt, forgetUser, tidy }
}

export type SessionStore = ReturnType<typeof createSessionStore>

/** 190 bits, as better-auth makes its own. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

const OPEN = `
  insert into auth.session (id, user_id, token_hash, created_at, last_used_at, expires_at, password_at, setup_only, address, user_agent)
  values ($1, $2, $3, $4, $4, $5, $4, $6, $7, $8)`

const SELECT = `
  select s.id, s.user_id, s.created_at, s.last_used_at, s.expires_at, s.password_at, s.setup_only, s.address, s.user_agent,
    u.email, u.name, u.email_verified, u.two_factor_enabled, u.created_at as user_created_at, u.updated_at as user_updated_at
  from auth.session s join auth."user" u on u.id = s.user_id`

const READ = `${SELECT} where s.token_hash = $1 and u.disabled_at is null`

function present(row: Record<string, never>): StoredSession {
  const { id, user_id: userId, created_at: createdAt, last_used_at: lastUsedAt, expires_at: expiresAt } = row
  const { password_at: passwordAt, setup_only: setupOnly, address, user_agent: userAgent } = row
  const user = {
    id: userId,
    email: row.email,
    name: row.name,
    emailVerified: row.email_verified,
    twoFactorEnabled: row.two_factor_enabled,
    createdAt: row.user_created_at,
    updatedAt: row.user_updated_at,
  } as unknown as StoredSession['user']
  return {
    id,
    userId,
    createdAt,
    lastUsedAt,
    expiresAt,
    passwordAt,
    setupOnly,
    address,
    userAgent,
    user,
  } as unknown as StoredSession
}

/**
 * Sessions as read in the last second of real time, because every request asks. Whatever ends or changes one here drops
 * it at once; another process of the same house sees it a second later at most.
 */
function createCache() {
  const known = new Map<string, { session: StoredSession; until: number }>()
  // A read that began before an end must not bring the ended session back.
  let generation = 0
  return {
    get(key: string): StoredSession | null {
      const found = known.get(key)
      if (found && found.until > performance.now()) return found.session
      if (found) known.delete(key)
      return null
    },
    async filled(key: string, readIt: () => Promise<StoredSession | null>): Promise<StoredSession | null> {
      const begun = generation
      const session = await readIt()
      if (!session || begun !== generation) return session
      if (known.size >= MOST_CACHED) known.delete(known.keys().next().value!)
      known.set(key, { session, until: performance.now() + CACHE_MS })
      return session
    },
    drop(matches: (session: StoredSession) => boolean) {
      generation += 1
      for (const [key, { session }] of known) if (matches(session)) known.delete(key)
    },
  }
}
