import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Context } from '../operation/context.ts'
import type { Role } from './actor.ts'

export interface ApiKeyWish {
  name: string
  role: Role
  /** Permission words the key is narrowed to; null: everything the role may. */
  scopes: string[] | null
  expiresAt?: Date | null
}

export interface ApiKeyFacts {
  practiceId: string
  id: string
  name: string
  role: Role
  scopes: string[] | null
  expiresAt: Date | null
  revokedAt: Date | null
}

const PREFIX = 'atr_'

/** Makes a key; its text is answered once and never kept. */
export async function createApiKey(ctx: Context, wish: ApiKeyWish): Promise<{ id: string; key: string }> {
  const key = PREFIX + Buffer.from(ctx.services.random.bytes(32)).toString('base64url')
  const id = ctx.newId()
  await sql`insert into api_key (practice_id, id, name, key_hash, hint, role, scopes, created_at, created_by, expires_at)
    values (${ctx.practiceId}, ${id}, ${wish.name}, ${hashOfKey(key)}, ${key.slice(-4)}, ${wish.role}, ${wish.scopes}, ${ctx.now},
      ${ctx.actor.name}, ${wish.expiresAt ?? null})`.execute(ctx.db)
  ctx.record('api_key.created', {
    subject: ['api_key', id],
    data: { name: wish.name, role: wish.role, scopes: wish.scopes },
  })
  return { id, key }
}

/** Ends a key, in this process at once, in others within a second; false when there is none of that id. */
export async function revokeApiKey(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql`update api_key set revoked_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${id} and revoked_at is null returning 1`.execute(ctx.db)
  forgetKeys()
  if (rows.length > 0) ctx.record('api_key.revoked', { subject: ['api_key', id] })
  return rows.length > 0
}

interface KeyRow {
  practice_id: string
  id: string
  name: string
  role: Role
  scopes: string[] | null
  expires_at: Date | null
  revoked_at: Date | null
}

// A program that calls a hundred times a second is looked up once.
const REMEMBERED_MS = 1_000
const MOST_REMEMBERED = 1_000
const remembered = new Map<string, { row: Promise<KeyRow | undefined>; until: number }>()

/** The row of a key, read at most a second ago. Whether it has expired is for the caller to see. */
export function findKeyIfAny(app: pg.Pool, key: string): Promise<KeyRow | undefined> {
  const hash = hashOfKey(key)
  const known = remembered.get(hash)
  if (known && performance.now() < known.until) return known.row
  const row = app
    .query<KeyRow>({ name: 'find_api_key', text: 'select * from find_api_key($1)', values: [hash] })
    .then(({ rows }) => rows[0])
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(hash, { row, until: performance.now() + REMEMBERED_MS })
  // What could not be read is asked again, and guesses are not worth remembering.
  row.then(
    (found) => found ?? remembered.delete(hash),
    () => remembered.delete(hash),
  )
  return row
}

function forgetKeys() {
  remembered.clear()
}

function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
