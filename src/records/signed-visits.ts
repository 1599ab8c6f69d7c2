import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'

/** Which of these visits have a signed note: nothing moves them together with others. */
export async function findSignedVisits(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct appointment_id as id from note
    where practice_id = ${ctx.practiceId} and appointment_id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return rows.map((row) => row.id)
}
