import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'

export type ItemType = 'appointment' | 'client' | 'service' | 'staff' | 'location'

export interface Item {
  type: ItemType
  id: string
  line: number
}

/** Notes what a batch made: undo takes back exactly this. */
export async function noteItems(ctx: Context, batchId: string, items: readonly Item[]) {
  if (items.length === 0) return
  await sql`insert into import_item (practice_id, batch_id, subject_type, subject_id, line)
    select ${ctx.practiceId}::uuid, ${batchId}::uuid, x.type, x.id, x.line
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as x(type text, id uuid, line int)`.execute(
    ctx.db,
  )
}

/** Which of these the batch made itself. */
export async function madeByBatch(
  ctx: Context,
  batchId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{
    id: string
  }>`select i.subject_id as id from unnest(${[...ids]}::uuid[]) wanted(id)
    join import_item i on i.practice_id = ${ctx.practiceId} and i.batch_id = ${batchId} and i.subject_id = wanted.id`.execute(
    ctx.db,
  )
  return new Set(rows.map((row) => row.id))
}
