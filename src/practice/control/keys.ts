import { sql } from 'kysely'
import type { Role } from '../../platform/access/actor.ts'
import type { ApiKeyWish } from '../../platform/access/api-keys.ts'
import { createApiKey } from '../../platform/access/api-keys.ts'
import type { Context } from '../../platform/operation/context.ts'
import { forbidden } from '../../platform/problem.ts'
import { refuseMoreThanOwn, refuseUnknownWords } from '../staff/roles.ts'

export interface KeyOnList {
  id: string
  name: string
  /** The last four letters, to tell keys apart. */
  hint: string
  role: Role
  scopes: string[] | null
  createdAt: Date
  createdBy: string
  expiresAt: Date | null
  revokedAt: Date | null
}

/** Every key there ever was; the text of none. */
export async function listKeys(ctx: Context): Promise<KeyOnList[]> {
  const { rows } =
    await sql<KeyOnList>`select id, name, hint, role, scopes, created_at as "createdAt", created_by as "createdBy",
      expires_at as "expiresAt", revoked_at as "revokedAt"
    from api_key where practice_id = ${ctx.practiceId} order by revoked_at is not null, created_at desc, id`.execute(
      ctx.db,
    )
  return rows
}

/** A key that may at most what its maker may. */
export async function makeKey(ctx: Context, wish: ApiKeyWish) {
  if (wish.scopes) {
    refuseUnknownWords(ctx, 'scopes', wish.scopes)
    if (wish.scopes.some((word) => !ctx.can(word)))
      throw forbidden('A key can have no more rights than you have yourself.')
  } else {
    refuseMoreThanOwn(ctx, wish.role)
  }
  return createApiKey(ctx, wish)
}
