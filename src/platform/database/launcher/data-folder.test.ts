import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rebuildLinks } from './binaries.ts'
import { claimDataFolder, inspectDatabase, markComplete } from './data-folder.ts'
import { giveBackFolder, holderOf, takeFolder } from './folder-lock.ts'
import { LaunchError } from './launch-error.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'
import { birthOf } from './processes.ts'

const place = mkdtempSync(join(tmpdir(), 'atrium-folder-test-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

let count = 0
function folderWith(files: Record<string, string>): string {
  const folder = join(place, String(count++))
  mkdirSync(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

function everythingIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort()
}

const MARK = { 'atrium-data.json': '{"atrium":1,"database":"18"}' }
const WHOLE = {
  ...MARK,
  'postgres/PG_VERSION': '18\n',
  'postgres/global/pg_control': 'x'.repeat(8192),
  'postgres/base/1/PG_VERSION': '18\n',
  'postgres/pg_wal/000000010000000000000001': '',
  'postgres/pg_xact/0000': '',
  'postgres/postgresql.conf': '',
  'postgres/pg_hba.conf': '',
}

test('an absent folder is made for its owner alone', () => {
  const folder = join(place, 'a', 'b')
  claimDataFolder(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(inspectDatabase(folder)).toBe('absent')
})

test("a folder with somebody else's files is refused by name and left as it is", () => {
  const folder = folderWith({ 'thesis.docx': 'mine' })
  expect(() => claimDataFolder(folder)).toThrow(
    /is not empty and is not a data folder of Atrium \(it holds thesis\.docx\).*ATRIUM_DATA/,
  )
  expect(everythingIn(folder)).toEqual(['thesis.docx'])
})

test('the bare database folder of another program is refused, too', () => {
  const folder = folderWith({ PG_VERSION: '18\n', 'global/pg_control': '' })
  expect(() => claimDataFolder(folder)).toThrow(LaunchError)
})

test('a file in the place of the folder is told as such', () => {
  const folder = folderWith({ data: '' })
  expect(() => claimDataFolder(join(folder, 'data'))).toThrow(/is not a folder/)
  expect(() => claimDataFolder(join(folder, 'data', 'below'))).toThrow(/is not a folder/)
})

test.each([
  [
    'of another major version',
    { 'postgres/PG_VERSION': '17\n' },
    /made by PostgreSQL 17, and this Atrium brings PostgreSQL 18/,
  ],
  [
    'without its control file',
    { 'postgres/global/pg_control': null },
    /damaged: global\/pg_control is missing/,
  ],
  ['with a cut control file', { 'postgres/global/pg_control': 'x' }, /damaged: global\/pg_control/],
  [
    'without its write-ahead log',
    { 'postgres/pg_wal/000000010000000000000001': null },
    /damaged: pg_wal is missing/,
  ],
  ['without its version', { 'postgres/PG_VERSION': null }, /damaged: PG_VERSION is missing/],
])('a database %s is refused and left as it is', (_, change, sentence) => {
  const files = Object.entries({ ...WHOLE, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  const folder = folderWith(Object.fromEntries(files))
  const before = everythingIn(folder)
  claimDataFolder(folder)
  expect(() => inspectDatabase(folder)).toThrow(sentence)
  expect(everythingIn(folder)).toEqual(before)
})

test('a whole database is recognised', () => {
  expect(inspectDatabase(folderWith(WHOLE))).toBe('complete')
})

test('a database that is gone is a loss, not a reason to begin anew', () => {
  const folder = folderWith({ ...MARK, 'files/ab/cd': 'a scan' })
  claimDataFolder(folder)
  expect(() => inspectDatabase(folder)).toThrow(/has lost its database.*restore a backup/)
})

test('a start that was interrupted before the database was whole may begin anew', () => {
  const folder = folderWith({})
  claimDataFolder(folder)
  mkdirSync(join(folder, 'postgres.new'))
  claimDataFolder(folder)
  expect(inspectDatabase(folder)).toBe('absent')
  markComplete(folder)
  expect(() => inspectDatabase(folder)).toThrow(LaunchError)
})

test('a folder is held by one process, and the lock of a dead one is taken over', () => {
  const folder = folderWith({})
  expect(takeFolder(folder, 'first')).toBeNull()
  expect(takeFolder(folder, 'second')).toMatchObject({ what: 'first', pid: process.pid })
  giveBackFolder(folder)
  // A number that was used again: the process lives, but was born at another time.
  writeFileSync(
    join(folder, 'atrium.lock'),
    JSON.stringify({ pid: process.ppid, birth: 'another boot:1', what: 'old' }),
  )
  if (birthOf(process.ppid) !== null) expect(takeFolder(folder, 'third')).toBeNull()
  else
    writeFileSync(
      join(folder, 'atrium.lock'),
      JSON.stringify({ pid: process.pid, birth: null, what: 'third' }),
    )
  expect(holderOf(folder)).toMatchObject({ what: 'third', pid: process.pid })
  giveBackFolder(folder)
  writeFileSync(join(folder, 'atrium.lock'), '{"pid": 4')
  expect(takeFolder(folder, 'after a half-written lock')).toBeNull()
  expect(everythingIn(folder)).toEqual(['atrium.lock'])
  giveBackFolder(folder)
  expect(everythingIn(folder)).toEqual([])
})

test("the socket's folder is short and its owner's alone, however long the temporary folder's name is", () => {
  const before = process.env['TMPDIR']
  const long = join(place, 'x'.repeat(90))
  mkdirSync(long)
  process.env['TMPDIR'] = long
  try {
    const folder = makeSocketFolder({ kind: 'self' })
    expect(Buffer.byteLength(join(folder, '.s.PGSQL.5432.lock'))).toBeLessThanOrEqual(103)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    removeSocketFolder(folder)
    expect(existsSync(folder)).toBe(false)
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
})

test('only a socket folder is ever removed, whatever a file says', () => {
  const folder = folderWith({ 'keep.txt': '' })
  removeSocketFolder(folder)
  removeSocketFolder('')
  expect(everythingIn(folder)).toEqual(['keep.txt'])
})

test('the libraries get their links when the package could not make them', () => {
  const folder = folderWith({
    'native/lib/libpq.so.5.18': 'library',
    'native/pg-symlinks.json': '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]',
  })
  rebuildLinks(join(folder, 'native'))
  expect(readFileSync(join(folder, 'native/lib/libpq.so.5'), 'utf8')).toBe('library')
  rebuildLinks(join(folder, 'native'))
})
