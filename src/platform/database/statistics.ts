import type { Database } from './database.ts'

/**
 * Lets the planner count again after many rows were added. Until then plans that were made while a table was empty stay
 * in use, also for foreign keys: each new row then scans all rows of its practice. A table that was much larger before
 * is left to autovacuum.
 */
export async function countAgain(database: Database, tables: readonly string[], added: number) {
  const { rows } = await database.owner.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where oid = any($1::regclass[]) and reltuples < $2`,
    [tables, added * 4],
  )
  if (rows.length > 0) await database.owner.query(`analyze ${rows.map(({ name }) => name).join(', ')}`)
}
