import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pdfOf } from '../../testing/pdf-of.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { openDatabase, type Database } from '../database/database.ts'
import { createBucketFiles, createFiles } from '../files/files.ts'
import type { Bucket, Files } from '../files/files.ts'
import { bucketShelf } from '../files/s3.ts'
import { verifyFiles } from '../files/verify-files.ts'
import { makeBackup } from './backup.ts'
import { readManifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'

vi.setConfig({ testTimeout: 120_000 })
const place = mkdtempSync(join(tmpdir(), 'atrium-bucket-test-'))
const now = new Date('2026-03-02T14:00:00Z')
const bucketOf = (prefix: string, endpoint = ''): Bucket => ({
  endpoint,
  name: 'practice-files',
  prefix,
  region: 'us-east-1',
  accessKey: 'S3RVER',
  secretKey: 'S3RVER',
})
let app: TestApp
let practiceId: string
let store: S3rver
let endpoint: string
let files: Files
const made: { name: string; database: Database }[] = []

beforeAll(async () => {
  store = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(place, 's3'),
    configureBuckets: [{ name: 'practice-files', configs: [] }],
  })
  endpoint = `http://127.0.0.1:${((await store.run()) as AddressInfo).port}`
  app = await testApp()
  practiceId = (await app.practice()).practiceId
  files = createBucketFiles(bucketOf('here/', endpoint), { incoming: join(place, 'incoming') })
})

afterAll(async () => {
  for (const { name, database } of made) {
    await database.close()
    await onServer(`drop database ${name} with (force)`)
  }
  await app.end()
  await store.close()
  rmSync(place, { recursive: true, force: true })
})

async function onServer(text: string) {
  const client = new pg.Client({ connectionString: process.env['ATRIUM_TEST_DATABASE_URL']! })
  await client.connect()
  await client.query(text)
  await client.end()
}

async function emptyDatabase(): Promise<Database> {
  const url = new URL(process.env['ATRIUM_TEST_DATABASE_URL']!)
  const name = `atrium_test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  url.pathname = `/${name}`
  const database = openDatabase(url.href)
  made.push({ name, database })
  return database
}

/** Keeps content in the bucket and notes it, as operations do; answers its digest and the row's id. */
async function keep(content: Buffer, name: string, scan = 'clean') {
  const { sha256, size, type } = await files.put(content, { name })
  const id = randomUUID()
  await app.sql(
    `insert into stored_file (practice_id, id, sha256, name, type, size, scan, created_at, created_by)
     values ('${practiceId}', '${id}', '${sha256}', '${name}', '${type}', ${size}, '${scan}', now(), 'tests')`,
  )
  return { sha256, id }
}

const textOf = async (from: Files, sha256: string) => {
  const parts: Buffer[] = []
  for await (const part of await from.get(sha256)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

test('files in a bucket come back from a backup, into another bucket and as a folder', async () => {
  const report = await keep(pdfOf({ pages: 3 }), 'report.pdf')
  await keep(pdfOf({ pages: 3 }), 'the same again.pdf')
  const note = await keep(Buffer.from('A note with ünï.'), 'note.txt')
  const found = await keep(Buffer.from('Something a scanner found later.'), 'bad.txt', 'infected')
  await files.quarantine(found.sha256)
  const dataDir = join(place, 'data')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'secret'), 'the secret of this house, long enough to be one\n')
  const to = join(place, 'backup')
  const manifest = await makeBackup({ database: app.database, dataDir, files, to, now })
  expect(manifest).toMatchObject({ files: 2, missingFiles: [] })

  const elsewhere = bucketOf('elsewhere/', endpoint)
  const fresh = await emptyDatabase()
  await restoreBackup({ database: fresh, dataDir, shelve: bucketShelf(elsewhere).save, from: to })
  const restored = createBucketFiles(elsewhere, { incoming: join(place, 'incoming') })
  expect(await textOf(restored, report.sha256)).toEqual(pdfOf({ pages: 3 }))
  expect((await textOf(restored, note.sha256)).toString()).toBe('A note with ünï.')
  expect(await restored.head(found.sha256)).toBeNull()
  expect(await verifyFiles(fresh.app, restored, { id: practiceId })).toEqual([])

  // The backup itself is laid out as a folder of files, so a restore without a bucket copies it as it lies.
  const inBackup = createFiles(join(to, 'files'))
  expect(await verifyFiles(app.database.app, inBackup, { id: practiceId })).toEqual([])
})

test('a file that is gone, changed, or open though infected is named; a backup tells what it could not fetch', async () => {
  const gone = await keep(Buffer.from('This one will be lost.'), 'gone.txt')
  const changed = await keep(Buffer.from('This one will be changed.'), 'changed.txt')
  const open = await keep(Buffer.from('Found by a scanner, and still there.'), 'open.txt', 'infected')
  await files.delete(gone.sha256)
  const other = join(place, 'other.txt')
  writeFileSync(other, 'Somebody wrote something else.')
  await bucketShelf(bucketOf('here/', endpoint)).save(other, changed.sha256)
  const read: number[] = []
  const findings = await verifyFiles(app.database.app, files, {
    id: practiceId,
    onBatch: ({ done, total }) => read.push(done, total),
  })
  expect(findings.toSorted((a, b) => a.what.localeCompare(b.what))).toEqual([
    { what: 'file is missing', where: `stored_file ${gone.id}` },
    { what: 'file was changed', where: `stored_file ${changed.id}` },
    { what: 'infected file is still open', where: `stored_file ${open.id}` },
  ])
  expect(read).toEqual([6, 6])

  const to = join(place, 'with a loss')
  const manifest = await makeBackup({ database: app.database, dataDir: place, files, to, now })
  expect(manifest.missingFiles).toEqual([gone.sha256])
  expect(readManifest(to).files).toBe(3)
})

test('a store that does not answer stops both, and no half backup is left', async () => {
  const away = createBucketFiles(bucketOf('here/', 'http://127.0.0.1:1'), {
    incoming: join(place, 'incoming'),
    timeoutMs: 500,
  })
  await expect(verifyFiles(app.database.app, away, { id: practiceId })).rejects.toMatchObject({ status: 503 })
  const to = join(place, 'never')
  await expect(
    makeBackup({ database: app.database, dataDir: place, files: away, to, now }),
  ).rejects.toMatchObject({ status: 503 })
  expect(readdirSync(place).filter((name) => name.includes('never'))).toEqual([])
})
