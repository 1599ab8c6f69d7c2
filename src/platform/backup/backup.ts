import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import type { Database } from '../database/database.ts'
import type { Files } from '../files/files.ts'
import { Problem } from '../problem.ts'
import { projectRoot } from '../project-root.ts'
import { StartError } from '../start-error.ts'
import { copyOut } from './copy.ts'
import type { Manifest } from './manifest.ts'
import type { TableFacts } from './tables.ts'
import { auditHeads, columnList, findTables } from './tables.ts'

export interface BackupWish {
  database: Database
  dataDir: string
  /** Where files lie when it is not the data folder. */
  files?: Files | undefined
  /** The folder to be made; it may not exist yet. */
  to: string
  now: Date
  onTable?: (name: string, rows: number) => void
}

/**
 * Writes every table as it was at one moment, the stored files and the secret into a new folder. Work may go on
 * meanwhile. The folder gets its name when it is complete. Throws StartError.
 */
export async function makeBackup(wish: BackupWish): Promise<Manifest> {
  const { database, dataDir, to, now, onTable } = wish
  const folder = resolve(to)
  if (existsSync(folder)) throw new StartError(`${folder} exists already. Name a folder that does not.`)
  const draft = join(dirname(folder), `.${basename(folder)}.partial`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 })
  try {
    const content = await inSnapshot(database, (client) => copyTables(client, draft, onTable))
    // After the tables: a file that a row names was kept before the row was written.
    await copySecret(dataDir, draft)
    const { files, missingFiles } = wish.files
      ? await fetchFiles(database, wish.files, draft)
      : { files: await copyFiles(dataDir, draft), missingFiles: [] }
    const manifest: Manifest = {
      format: 1,
      atrium: await version(),
      takenAt: now.toISOString(),
      ...content,
      files,
      missingFiles,
    }
    await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    })
    await rename(draft, folder)
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

/** One repeatable-read transaction sees one moment, however long it takes. */
async function inSnapshot<T>(database: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.owner.connect()
  let broken: Error | undefined
  try {
    await client.query(
      'begin transaction isolation level repeatable read, read only; set local statement_timeout = 0',
    )
    return await work(client)
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    if (!broken) await client.query('commit')
    client.release(broken)
  }
}

async function copyTables(client: pg.PoolClient, draft: string, onTable?: BackupWish['onTable']) {
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration order by name',
  )
  const tables: Manifest['tables'] = []
  for (const table of await findTables(client)) {
    const file = `tables/${table.name.replaceAll('"', '')}.copy.gz`
    const { rows, sha256 } = await copyTable(client, table, join(draft, file))
    tables.push({ name: table.name, columns: table.columns, file, rows, sha256 })
    onTable?.(table.name, rows)
  }
  await client.query('set local role atrium_steward')
  const heads = await auditHeads(client)
  await client.query('reset role')
  return { migrations, tables, auditHeads: heads }
}

async function copyTable(client: pg.PoolClient, { name, columns, reader }: TableFacts, path: string) {
  // Row-level security hides rows without a word: a table that nobody may read whole must not look empty.
  if (!reader) throw new Error(`Nobody may read all of ${name}; it can't be backed up.`)
  await client.query(reader === 'owner' ? 'reset role' : `set local role ${reader}`)
  const hash = createHash('sha256')
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const source = new PassThrough()
  const written = pipeline(
    source,
    counting,
    createGzip({ level: 3 }),
    createWriteStream(path, { mode: 0o600, flush: true }),
  )
  const copied = copyOut(client, `copy (select ${columnList(columns)} from ${name}) to stdout`, source).then(
    (rows) => (source.end(), rows),
    (error: Error) => {
      source.destroy(error)
      throw error
    },
  )
  const [rows] = await Promise.all([copied, written])
  return { rows, sha256: hash.digest('hex') }
}

/** The store's files never change, so copying them while others are added is safe. */
async function copyFiles(dataDir: string, draft: string): Promise<number> {
  const from = join(dataDir, 'files')
  if (!existsSync(from)) return 0
  await cp(from, join(draft, 'files'), { recursive: true, filter: (path) => basename(path) !== 'incoming' })
  const all = await readdir(join(draft, 'files'), { recursive: true, withFileTypes: true })
  return all.filter((entry) => entry.isFile()).length
}

/**
 * Files in a bucket: whatever a row names is fetched. What was put aside as infected is not taken along. A file that is
 * gone from the bucket is noted: one loss must not cost every backup after it.
 */
async function fetchFiles(database: Database, store: Files, draft: string) {
  const missingFiles: string[] = []
  const hashes = await noteworthyFiles(database)
  for (const sha256 of hashes) {
    const content = await store.get(sha256).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 404) return null
      throw error
    })
    if (!content) {
      missingFiles.push(sha256)
      continue
    }
    const folder = join(draft, 'files', sha256.slice(0, 2), sha256.slice(2, 4))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await pipeline(content, createWriteStream(join(folder, sha256), { mode: 0o600, flush: true }))
  }
  return { files: hashes.length - missingFiles.length, missingFiles }
}

function noteworthyFiles(database: Database): Promise<string[]> {
  return inSnapshot(database, async (client) => {
    await client.query('set local role atrium_steward')
    const { rows } = await client.query<{ sha256: string }>(
      'select distinct sha256 from stored_file where scan <> $1 order by 1',
      ['infected'],
    )
    await client.query('reset role')
    return rows.map(({ sha256 }) => sha256)
  })
}

async function copySecret(dataDir: string, draft: string) {
  const secret = join(dataDir, 'secret')
  if (existsSync(secret))
    await writeFile(join(draft, 'secret'), await readFile(secret), { mode: 0o600, flush: true })
}

async function version(): Promise<string> {
  return (JSON.parse(await readFile(join(projectRoot(), 'package.json'), 'utf8')) as { version: string })
    .version
}
