import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'

/** The database would not have these rows, whatever the reading said. */
export interface Failed {
  is: 'failed'
  message: string
}

/**
 * Keeps rows together; when the database refuses them, looks for the one that it means by halves, so that one bad row
 * costs one row. `keep` answers one outcome a row.
 */
export async function keepRows<Row, Outcome>(
  ctx: Context,
  rows: readonly Row[],
  keep: (rows: readonly Row[]) => Promise<Outcome[]>,
): Promise<(Outcome | Failed)[]> {
  if (rows.length === 0) return []
  await sql`savepoint rows_of_import`.execute(ctx.db)
  try {
    const outcomes = await keep(rows)
    await sql`release savepoint rows_of_import`.execute(ctx.db)
    return outcomes
  } catch (error) {
    if (!isAboutTheData(error)) throw error
    await sql`rollback to savepoint rows_of_import`.execute(ctx.db)
    if (rows.length === 1)
      return [{ is: 'failed', message: `The database refuses this row: ${(error as Error).message}.` }]
    const half = Math.ceil(rows.length / 2)
    return [
      ...(await keepRows(ctx, rows.slice(0, half), keep)),
      ...(await keepRows(ctx, rows.slice(half), keep)),
    ]
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraints): what is in the row; anything else is trouble of another kind. */
function isAboutTheData(error: unknown): boolean {
  return /^2[23]/.test(String((error as { code?: unknown }).code ?? ''))
}
