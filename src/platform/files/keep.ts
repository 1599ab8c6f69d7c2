import { sql } from 'kysely'
import type { Context } from '../operation/context.ts'

export interface KeepWish {
  bytes: Uint8Array
  name: string
  /** Whose file it is; null for one of the practice. */
  clientId: string | null
}

/** Keeps content and notes it as a file of the practice; answers the file's id. Fails as `Files.put` does. */
export async function keepFile(
  ctx: Context,
  wish: KeepWish,
): Promise<{ id: string; sha256: string; type: string; size: number }> {
  const { sha256, type, size, scan } = await ctx.services.files.put(wish.bytes, { name: wish.name })
  const id = ctx.newId()
  await sql`insert into stored_file (practice_id, id, sha256, name, type, size, scan, client_id, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${sha256}, ${wish.name}, ${type}, ${size}, ${scan}, ${wish.clientId}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  return { id, sha256, type, size }
}
