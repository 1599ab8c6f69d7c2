import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import type { ItemType } from '../engine/items.ts'

/** What came with the thing itself and goes with it: not something built on it. */
const PARTS: Record<string, readonly string[]> = {
  appointment: ['occupancy'],
  client: ['contact_point', 'client_practitioner'],
  service: [],
  staff: [],
  location: [],
}

export interface Use {
  type: ItemType
  id: string
  /** The table that refers to it, or 'changed'. */
  by: string
}

/**
 * What of a batch something else stands on: every foreign key of the database that points at it, read from the
 * catalogue, so that a table that is added later counts, too. Visits of the batch itself are no use of its clients.
 */
export async function findUses(ctx: Context, batchId: string, type: ItemType): Promise<Use[]> {
  const references = await referencesTo(ctx, type)
  const uses: Use[] = []
  for (const { table, column } of references.filter((each) => !PARTS[type]!.includes(each.table))) {
    const { rows } = await sql<{ id: string }>`select distinct i.subject_id as id from import_item i
      join ${sql.table(table)} x on x.practice_id = i.practice_id and ${sql.ref(`x.${column}`)} = i.subject_id
      where i.practice_id = ${ctx.practiceId} and i.batch_id = ${batchId} and i.subject_type = ${type} ${exceptOwn(table, batchId)}`.execute(
      ctx.db,
    )
    uses.push(...rows.map(({ id }) => ({ type, id, by: table })))
  }
  return [...uses, ...(await findChanged(ctx, batchId, type))]
}

/** Visits of the batch, and messages about them that never left. */
function exceptOwn(table: string, batchId: string) {
  const isOwn = (id: string) =>
    sql`exists (select from import_item own where own.practice_id = x.practice_id and own.batch_id = ${batchId} and own.subject_id = ${sql.ref(id)})`
  if (table === 'appointment') return sql`and not ${isOwn('x.id')}`
  return table === 'message'
    ? sql`and not (x.state in ('planned', 'cancelled', 'skipped') and ${isOwn('x.subject_id')})`
    : sql``
}

async function referencesTo(ctx: Context, target: string): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{
    table: string
    column: string
  }>`select c.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid = ${target}::regclass and array_length(c.conkey, 1) = 2 order by 1, 2`.execute(
    ctx.db,
  )
  return rows
}

async function findChanged(ctx: Context, batchId: string, type: ItemType): Promise<Use[]> {
  const { rows } = await sql<{ id: string }>`select x.id from import_item i
    join ${sql.table(type)} x on x.practice_id = i.practice_id and x.id = i.subject_id
    where i.practice_id = ${ctx.practiceId} and i.batch_id = ${batchId} and i.subject_type = ${type} and x.row_version <> 1`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => ({ type, id, by: 'changed' }))
}
