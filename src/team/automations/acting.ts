import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { ensureReady } from './ready.ts'

/** Whether an automation that is on has a step of this action. */
export async function isActing(ctx: Context, action: string): Promise<boolean> {
  await ensureReady(ctx)
  const { rows } = await sql`select from automation a
    join automation_version v on v.practice_id = a.practice_id and v.automation_id = a.id and v.version = a.version
    where a.practice_id = ${ctx.practiceId} and a.state = 'on'
      and jsonb_path_exists(v.definition, '$.**.action ? (@ == $action)', jsonb_build_object('action', ${action}::text))
    limit 1`.execute(ctx.db)
  return rows.length > 0
}
