import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type pg from 'pg'
import { projectRoot } from '../project-root.ts'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** Refused at start; `code` tells the caller which plain sentence to print. */
export class MigrationError extends Error {
  readonly code: 'database_newer' | 'migration_changed' | 'foreign_database' | 'server_too_old'
  constructor(code: MigrationError['code'], message: string) {
    super(message)
    this.name = 'MigrationError'
    this.code = code
  }
}

const MIGRATION_LOCK = 727_270_001

/**
 * Brings the database to this program's schema: each file in its own transaction, under one advisory lock, so that
 * two processes that start together don't migrate twice. Answers the names of the files it applied.
 */
export async function migrate(database: { owner: pg.Pool }, files = allMigrations()): Promise<string[]> {
  const client = await database.owner.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await refuseForeign(client)
    const done = await appliedMigrations(client)
    refuseNewer(done, files)
    const applied: string[] = []
    for (const file of files) {
      const before = done.get(file.name)
      if (before === undefined) {
        await apply(client, file)
        applied.push(file.name)
      } else if (before !== file.checksum) {
        throw new MigrationError(
          'migration_changed',
          `The migration ${file.name} was changed after it had been applied. Restore the file, or add a new migration.`,
        )
      }
    }
    return applied
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    client.release()
  }
}

/** True when every migration of this program is applied and none that it doesn't know. */
export async function isMigrated(database: { owner: pg.Pool }): Promise<boolean> {
  const { rows } = await database.owner.query('select name from migration order by name')
  const names = allMigrations().map((file) => file.name)
  return rows.length === names.length && rows.every((row, index) => row.name === names[index])
}

/** Every `src/<slice>/migrations/NNNN-name.sql`, in the order of their numbers. */
export function allMigrations(root = join(projectRoot(), 'src')): Migration[] {
  const files = readdirSync(root)
    .map((slice) => join(root, slice, 'migrations'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.sql'))
        .map((name) => join(folder, name)),
    )
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
  return files.map((path) => {
    const sql = readFileSync(path, 'utf8')
    return { name: basename(path, '.sql'), sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function refuseForeign(client: pg.PoolClient) {
  const { rows } = await client.query<{ version: number; tables: number; ours: boolean }>(
    `select current_setting('server_version_num')::int as version, to_regclass('public.migration') is not null as ours,
       (select count(*)::int from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace) as tables`,
  )
  const { version, tables, ours } = rows[0]!
  if (version < 160000) {
    throw new MigrationError('server_too_old', 'This PostgreSQL is older than 16. Atrium needs 16, 17 or 18.')
  }
  if (!ours && tables > 0) {
    throw new MigrationError(
      'foreign_database',
      'This database holds tables that are not Atrium’s. Give DATABASE_URL an empty database.',
    )
  }
}

async function appliedMigrations(client: pg.PoolClient): Promise<Map<string, string>> {
  await client.query(`
    create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now());
    alter table migration enable row level security;
    alter table migration force row level security;
    do $$ begin
      if not exists (select from pg_policy where polname = 'owner' and polrelid = 'migration'::regclass) then
        create policy owner on migration to current_user using (true) with check (true);
      end if;
    end $$`)
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration',
  )
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function refuseNewer(done: Map<string, string>, files: Migration[]) {
  const known = new Set(files.map((file) => file.name))
  const unknown = [...done.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new MigrationError(
      'database_newer',
      `This database was made by a newer Atrium (it has ${unknown[0]}). Start that version, or restore a backup.`,
    )
  }
}

async function apply(client: pg.PoolClient, file: Migration) {
  try {
    await client.query('begin')
    await client.query(file.sql)
    await client.query('insert into migration (name, checksum) values ($1, $2)', [file.name, file.checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`The migration ${file.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
