import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'

/** Takes away locations that an import made and nobody changed since; fails by foreign key where one is used. */
export async function removeUnusedLocations(ctx: Context, ids: readonly string[]) {
  await sql`delete from location where practice_id = ${ctx.practiceId} and id = any(${[...ids]}::uuid[]) and row_version = 1`.execute(
    ctx.db,
  )
}

/** The same for people who cannot sign in. */
export async function removeUnusedStaff(ctx: Context, ids: readonly string[]) {
  await sql`delete from staff where practice_id = ${ctx.practiceId} and id = any(${[...ids]}::uuid[])
    and row_version = 1 and user_id is null`.execute(ctx.db)
}
