import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestApp, testApp } from '../../testing/harness.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { makeBackup } from './backup.ts'
import { readManifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { sortByNeeds } from './tables.ts'

vi.setConfig({ testTimeout: 120_000 })
const place = mkdtempSync(join(tmpdir(), 'atrium-backup-test-'))
const dataDir = join(place, 'data')
const now = new Date('2026-03-02T14:00:00Z')
const made: { name: string; database: Database }[] = []
let app: TestApp

/** An empty database without a schema, as a restore finds it. */
async function emptyDatabase(): Promise<Database> {
  const url = new URL(process.env['ATRIUM_TEST_DATABASE_URL']!)
  const name = `atrium_test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  url.pathname = `/${name}`
  const database = openDatabase(url.href)
  made.push({ name, database })
  return database
}

async function onServer(text: string) {
  const client = new pg.Client({ connectionString: process.env['ATRIUM_TEST_DATABASE_URL']! })
  await client.connect()
  await client.query(text)
  await client.end()
}

/** Every row of every practice table as text, so that nothing can differ unseen. */
async function content(database: Database) {
  const { rows } = await database.steward.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth')
       and has_table_privilege(format('%I.%I', schemaname, tablename), 'select') order by 1`,
  )
  const all: Record<string, string[]> = {}
  for (const { name } of rows) {
    const found = await database.steward.query<{ row: string }>(
      `select t::text as row from ${name} t order by 1`,
    )
    all[name] = found.rows.map(({ row }) => row)
  }
  return all
}

beforeAll(async () => {
  app = await testApp()
  const cast = await app.practice()
  await app.makeKey(cast)
  // Enough to fill every buffer on the way several times.
  await app.sql(
    `insert into event (practice_id, id, name, subject_type, subject_id, data, operation, actor_kind, actor_name, at)
     select practice_id, gen_random_uuid(), 'test.event', 'test', gen_random_uuid(), jsonb_build_object('text', repeat('tab	 line
 back\\slash ünï', 10)),
       'test', 'system', 'tests', now() from practice, generate_series(1, 8000)`,
  )
  await app.sweepAll()
  mkdirSync(join(dataDir, 'files/ab/cd'), { recursive: true })
  writeFileSync(join(dataDir, 'files/ab/cd/abcd'), 'a scan')
  writeFileSync(join(dataDir, 'secret'), 'the secret that signs the cookies of this house\n')
})

afterAll(async () => {
  for (const { name, database } of made) {
    await database.close()
    await onServer(`drop database ${name} with (force)`)
  }
  await app.end()
  rmSync(place, { recursive: true, force: true })
})

test('what was backed up comes back the same: rows, files, secret, audit chain', async () => {
  const to = join(place, 'first')
  const manifest = await makeBackup({ database: app.database, dataDir, to, now })
  expect(statSync(to).mode & 0o777).toBe(0o700)
  expect(manifest.files).toBe(1)
  expect(manifest.auditHeads).toHaveLength(1)
  const fresh = await emptyDatabase()
  const restoredTo = join(place, 'restored')
  mkdirSync(restoredTo)
  await restoreBackup({ database: fresh, dataDir: restoredTo, from: to })
  const restored = await content(fresh)
  expect(restored).toMatchObject(await content(app.database))
  expect(restored['public.staff']).toHaveLength(7)
  expect(readFileSync(join(restoredTo, 'files/ab/cd/abcd'), 'utf8')).toBe('a scan')
  expect(readFileSync(join(restoredTo, 'secret'))).toEqual(readFileSync(join(dataDir, 'secret')))
  const { rows } = await fresh.owner.query(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)`,
  )
  expect(rows, 'row-level security is forced again').toEqual([])
})

test('a backup holds one moment, even when work goes on while it is taken', async () => {
  const to = join(place, 'second')
  const before = (await app.sql('select count(*)::int as n from event'))[0]!.n
  let added = false
  await makeBackup({
    database: app.database,
    dataDir,
    to,
    now,
    onTable: () => {
      if (added) return
      added = true
      void app.practice('late-comer')
    },
  })
  const rowsOf = (name: string) => readManifest(to).tables.find((table) => table.name === name)!.rows
  expect(rowsOf('public.event')).toBe(before)
  expect(rowsOf('public.practice')).toBe(1)
})

test('a database that is in use is not restored into', async () => {
  const from = join(place, 'first')
  await expect(restoreBackup({ database: app.database, dataDir, from })).rejects.toThrow(/is not empty/)
})

test('a backup that was damaged is refused, and the database stays empty', async () => {
  const from = join(place, 'first')
  const manifest = readManifest(from)
  const staff = manifest.tables.find(({ name }) => name === 'public.staff')!
  const path = join(from, 'manifest.json')
  writeFileSync(
    path,
    JSON.stringify({
      ...manifest,
      tables: manifest.tables.map((each) => (each === staff ? { ...each, rows: 8 } : each)),
    }),
  )
  const fresh = await emptyDatabase()
  await expect(restoreBackup({ database: fresh, dataDir: place, from })).rejects.toThrow(
    /public\.staff\.copy\.gz is damaged/,
  )
  writeFileSync(path, JSON.stringify(manifest))
  writeFileSync(join(from, staff.file), 'not a gzip file')
  await expect(restoreBackup({ database: fresh, dataDir: place, from })).rejects.toThrow(
    /staff.*can't be restored/,
  )
  expect(Object.values(await content(fresh)).flat()).toEqual([])
})

test('a backup of a newer Atrium, and what is no backup at all, are told plainly', async () => {
  const from = join(place, 'newer')
  mkdirSync(from)
  const fresh = await emptyDatabase()
  await expect(restoreBackup({ database: fresh, dataDir: place, from })).rejects.toThrow(
    /is not a complete backup/,
  )
  const manifest = readManifest(join(place, 'second'))
  const newer = { ...manifest, migrations: [...manifest.migrations, { name: '9999-later', checksum: 'x' }] }
  writeFileSync(join(from, 'manifest.json'), JSON.stringify(newer))
  await expect(restoreBackup({ database: fresh, dataDir: place, from })).rejects.toThrow(
    /newer Atrium \(it has 9999-later\)/,
  )
})

test('a backup never overwrites, and one that fails leaves nothing behind', async () => {
  const to = join(place, 'second')
  await expect(makeBackup({ database: app.database, dataDir, to, now })).rejects.toThrow(/exists already/)
  const failing = () => {
    throw new Error('the disk is full')
  }
  await expect(
    makeBackup({ database: app.database, dataDir, to: join(place, 'third'), now, onTable: failing }),
  ).rejects.toThrow('full')
  expect(existsSync(join(place, 'third'))).toBe(false)
  expect(existsSync(join(place, '.third.partial'))).toBe(false)
})

test('tables come after those their keys lead to, and a circle is named', () => {
  const order = sortByNeeds([
    { name: 'c', needs: ['b'] },
    { name: 'b', needs: ['a'] },
    { name: 'a', needs: [] },
  ])
  expect(order.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(() =>
    sortByNeeds([
      { name: 'a', needs: ['b'] },
      { name: 'b', needs: ['a'] },
    ]),
  ).toThrow(/circle: a, b/)
})
