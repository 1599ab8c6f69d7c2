import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Clock } from '../clock.ts'
import type { CookieNames } from './cookies.ts'
import { readCookie, setCookie } from './cookies.ts'
import { hashOf } from './session-store.ts'

const REMEMBERED_DAYS = 180

/** Remembers in which browsers a person has signed in, by a random cookie whose hash is kept. It opens nothing by itself. */
export function createKnownDevices({
  pool,
  clock,
  cookies,
}: {
  pool: pg.Pool
  clock: Clock
  cookies: CookieNames
}) {
  const since = () => new Date(clock.now().getTime() - REMEMBERED_DAYS * 86_400_000)

  return {
    /** The device's hash when this account has signed in with it, else null. */
    async of(headers: Headers, email: string): Promise<string | null> {
      const value = readCookie(headers, cookies.device)
      if (!value || value.length > 100) return null
      const { rows } = await pool.query(
        `select d.device_hash from auth.known_device d join auth."user" u on u.id = d.user_id
         where d.device_hash = $1 and u.email = $2 and d.last_used_at > $3`,
        [hashOf(value), email, since()],
      )
      return rows[0]?.device_hash ?? null
    },
    /** After a full sign-in; answers the cookie to set. */
    async remember(headers: Headers, userId: string): Promise<string> {
      const sent = readCookie(headers, cookies.device)
      const value = sent && /^[\w-]{32}$/.test(sent) ? sent : randomBytes(24).toString('base64url')
      await pool.query(
        `insert into auth.known_device (device_hash, user_id, created_at, last_used_at) values ($1, $2, $3, $3)
         on conflict (device_hash, user_id) do update set last_used_at = excluded.last_used_at`,
        [hashOf(value), userId, clock.now()],
      )
      return setCookie({
        name: cookies.device,
        value,
        seconds: REMEMBERED_DAYS * 86_400,
        secure: cookies.secure,
      })
    },
    async forgetAllOf(userId: string) {
      await pool.query('delete from auth.known_device where user_id = $1', [userId])
    },
    async tidy() {
      await pool.query('delete from auth.known_device where last_used_at <= $1', [since()])
    },
  }
}

export type KnownDevices = ReturnType<typeof createKnownDevices>
