import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { cp, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import type { Database } from '../database/database.ts'
import type { Migration } from '../database/migrate.ts'
import { allMigrations, migrate } from '../database/migrate.ts'
import { isSha256 } from '../files/files.ts'
import { StartError } from '../start-error.ts'
import { copyIn } from './copy.ts'
import type { Manifest } from './manifest.ts'
import { readManifest } from './manifest.ts'
import type { TableFacts } from './tables.ts'
import { auditHeads, columnList, findTables } from './tables.ts'

export interface RestoreWish {
  database: Database
  dataDir: string
  /** Puts the files into a bucket, by hash; without it they are copied into the data folder. */
  shelve?: ((path: string, sha256: string) => Promise<void>) | undefined
  from: string
  onTable?: (name: string, rows: number) => void
}

/**
 * Puts a backup into an empty database and brings it to this program's schema. Everything or nothing: row counts,
 * checksums and the heads of the audit chains are compared before it is kept. Throws StartError.
 */
export async function restoreBackup(wish: RestoreWish): Promise<Manifest> {
  const { database, dataDir, from, onTable } = wish
  const manifest = readManifest(from)
  await migrate(database, migrationsOf(manifest))
  const client = await database.owner.connect()
  try {
    await client.query(
      'begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
    )
    const tables = await findTables(client)
    await refuseUsed(client, tables)
    await client.query('set constraints all deferred')
    for (const table of tables) {
      const rows = await restoreTable(client, table, { manifest, from })
      onTable?.(table.name, rows)
    }
    // Keys that waited are proved here: what is still to be proved can't be altered.
    await client.query('set constraints all immediate')
    for (const { name } of tables.filter(({ forced }) => forced))
      await client.query(`alter table ${name} force row level security`)
    await compareHeads(client, manifest)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
  await restoreFiles(wish)
  if (existsSync(join(from, 'secret'))) {
    await writeFile(join(dataDir, 'secret'), await readFile(join(from, 'secret')), {
      mode: 0o600,
      flush: true,
    })
  }
  await migrate(database)
  return manifest
}

async function restoreFiles({ dataDir, from, shelve }: RestoreWish) {
  const files = join(from, 'files')
  if (!existsSync(files)) return
  if (!shelve) return cp(files, join(dataDir, 'files'), { recursive: true })
  for (const entry of await readdir(files, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && isSha256(entry.name)) await shelve(join(entry.parentPath, entry.name), entry.name)
  }
}

/** The schema that the backup was made of, out of this program's own migrations. */
function migrationsOf(manifest: Manifest): Migration[] {
  const own = new Map(allMigrations().map((file) => [file.name, file]))
  return manifest.migrations.map(({ name, checksum }) => {
    const file = own.get(name)
    if (!file)
      throw new StartError(
        `The backup was made by a newer Atrium (it has ${name}). Restore it with that version.`,
      )
    if (file.checksum !== checksum) {
      throw new StartError(
        `The backup was made by another Atrium (its ${name} differs from this one's). Restore it with that version.`,
      )
    }
    return file
  })
}

async function refuseUsed(client: pg.PoolClient, tables: TableFacts[]) {
  for (const { name, forced } of tables) {
    // The owner sees and fills a table only while row-level security is not forced; all in this transaction.
    if (forced) await client.query(`alter table ${name} no force row level security`)
    const { rowCount } = await client.query(`select from ${name} limit 1`)
    if (rowCount)
      throw new StartError(
        `The database is not empty (${name} holds rows). A backup is restored into a new one, such as ATRIUM_DATA=./restored.`,
      )
  }
}

async function restoreTable(
  client: pg.PoolClient,
  { name }: TableFacts,
  backup: { manifest: Manifest; from: string },
): Promise<number> {
  const entry = backup.manifest.tables.find((each) => each.name === name)
  if (!entry) throw new StartError(`The backup lacks the table ${name}.`)
  const hash = createHash('sha256')
  const checking = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const unpacked = pipeline(createReadStream(join(backup.from, entry.file)), createGunzip(), checking)
  const copied = copyIn(client, `copy ${name} (${columnList(entry.columns)}) from stdin`, checking)
  // A file that can't be unpacked makes the copy fail as well; its own reason is the better one.
  const [reading, writing] = await Promise.allSettled([unpacked, copied])
  for (const result of [reading, writing]) {
    if (result.status === 'rejected') {
      const { message } = result.reason as Error
      throw new StartError(`The backup's ${entry.file} can't be restored: ${message}`, result.reason)
    }
  }
  const rows = await copied
  if (rows !== entry.rows || hash.digest('hex') !== entry.sha256) {
    throw new StartError(
      `The backup's ${entry.file} is damaged: it does not hold what was written. Nothing was restored.`,
    )
  }
  return rows
}

async function compareHeads(client: pg.PoolClient, { auditHeads: expected }: Manifest) {
  await client.query('set local role atrium_steward')
  const found = await auditHeads(client)
  await client.query('reset role')
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new StartError(
      'The audit chain of the restored database ends elsewhere than that of the backup. Nothing was restored.',
    )
  }
}
