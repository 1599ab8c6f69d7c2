import { createHash } from 'node:crypto'
import { sql } from 'kysely'
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

/** Ends a key at once; false when there is none of that id. */
export async function revokeApiKey(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql`update api_key set revoked_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${id} and revoked_at is null returning 1`.execute(ctx.db)
  if (rows.length > 0) ctx.record('api_key.revoked', { subject: ['api_key', id] })
  return rows.length > 0
}

export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
