import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'

/** Takes away locations and people without sign-in that an import made; fails by foreign key where one is used. */
export async function removeUnused(ctx: Context, of: 'location' | 'staff', id: string) {
  if (of === 'location') await sql`delete from location where practice_id = ${ctx.practiceId} and id = ${id} and row_version = 1`.execute(ctx.db)
  else await sql`delete from staff where practice_id = ${ctx.practiceId} and id = ${id} and row_version = 1 and user_id is null`.execute(ctx.db)
}
