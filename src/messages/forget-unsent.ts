import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'

/** Messages that never left the house about things that are taken away again (an import undone). What was sent stays. */
export async function forgetUnsent(ctx: Context, subjectIds: readonly string[]) {
  await sql`delete from message where practice_id = ${ctx.practiceId} and subject_id = any(${[...subjectIds]}::uuid[])
    and state in ('planned', 'cancelled', 'skipped')`.execute(ctx.db)
}
