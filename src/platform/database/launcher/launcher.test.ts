import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { projectRoot } from '../../project-root.ts'
import { birthOf, isAlive } from './processes.ts'

// Real processes, real kills: the launcher is compiled once, since plain Node 20 reads no TypeScript.
vi.setConfig({ testTimeout: 120_000 })
const compiled = join(projectRoot(), '.cache', `launcher-test-${process.pid}`)
const folder = mkdtempSync(join(tmpdir(), 'atrium-launcher-test-'))
const programs: Program[] = []

interface Program {
  process: ChildProcess
  url: string
  postgres: number
  ended: Promise<number | null>
  said(): string
}

const PROGRAM = `
  import { startEmbedded, borrowEmbedded } from './platform/database/launcher/index.js'
  const start = process.argv[3] === 'beside' ? borrowEmbedded : startEmbedded
  try {
    const server = await start({ dataDir: process.argv[2], what: 'a test', log: (m) => console.error(m), onLost: (m) => { console.error(m); process.exit(3) } })
    process.on('SIGTERM', async () => { await server.stop(); process.exit(0) })
    console.log(JSON.stringify({ url: server.url, postgres: server.pid() }))
    setInterval(() => {}, 1000)
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }`

beforeAll(() => {
  const tsc = join(projectRoot(), 'node_modules/typescript/bin/tsc')
  const options =
    '--noCheck --module nodenext --target es2023 --rewriteRelativeImportExtensions --skipLibCheck --types node --ignoreConfig'
  const from = ['--rootDir', 'src', '--outDir', compiled, 'src/platform/database/launcher/index.ts']
  execFileSync(process.execPath, [tsc, ...options.split(' '), ...from], { cwd: projectRoot() })
  writeFileSync(join(compiled, 'program.js'), PROGRAM)
  writeFileSync(join(compiled, 'package.json'), '{"type":"module"}')
})

afterAll(async () => {
  for (const program of programs) program.process.kill('SIGTERM')
  await Promise.all(programs.map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true })
  rmSync(compiled, { recursive: true, force: true })
})

/** Starts a program on the data folder; answers when its database is ready, or when it has given up. */
async function start(how = 'alone'): Promise<Program> {
  const child = spawn(process.execPath, [join(compiled, 'program.js'), folder, how], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const first = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk)))),
    ended,
  ])
  const facts =
    typeof first === 'string'
      ? (JSON.parse(first) as { url: string; postgres: number })
      : { url: '', postgres: 0 }
  const program = { process: child, ended, said: () => said, ...facts }
  programs.push(program)
  return program
}

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

async function until(what: () => boolean | Promise<boolean>, seconds = 20) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(25)) if (await what()) return
  throw new Error('It did not happen in time.')
}

async function stop(program: Program) {
  program.process.kill('SIGTERM')
  expect(await program.ended).toBe(0)
}

const notes = async (url: string) =>
  (await query<{ n: number }>(url, 'select n from note order by n')).map(({ n }) => n)

test('the first start makes a database whose owner has no special powers and that no network reaches', async () => {
  const program = await start()
  const [facts] = await query(
    program.url,
    `select rolsuper, rolbypassrls, rolcreatedb, current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
       (select datcollate from pg_database where datname = 'atrium') as collate, inet_server_addr() as address
     from pg_roles where rolname = current_user`,
  )
  const network = process.platform === 'win32' ? '127.0.0.1' : ''
  expect(facts).toMatchObject({
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: true,
    addresses: network,
    fsync: 'on',
    collate: 'C.UTF-8',
  })
  expect(statSync(join(folder, 'postgres-password')).mode & 0o777).toBe(0o600)
  await query(program.url, 'create table note (n int); insert into note values (1)')
  await stop(program)
  expect(isAlive(program.postgres)).toBe(false)
  expect(existsSync(join(folder, 'atrium.lock'))).toBe(false)
})

test('a second program on the folder is told so plainly, and a command beside it shares the database', async () => {
  const first = await start()
  const second = await start()
  expect(await second.ended).toBe(1)
  expect(second.said().trim()).toMatch(
    /^Atrium is already running on the data folder .* \(a test, process \d+\)\. Stop it first, or .*ATRIUM_DATA\.$/,
  )
  const command = await start('beside')
  expect(command.postgres).toBe(first.postgres)
  await stop(command)
  expect(await notes(first.url)).toEqual([1])
  await stop(first)
})

test('a killed program takes its database down cleanly, and the next start has everything', async () => {
  const first = await start()
  await query(first.url, 'insert into note values (2)')
  first.process.kill('SIGKILL')
  // At once: the old server may still be on its way down.
  const second = await start()
  expect(second.said()).toBe('')
  expect(await notes(second.url)).toEqual([1, 2])
  await stop(second)
})

test('a killed database comes back by itself with what it had acknowledged', async () => {
  const program = await start()
  await query(program.url, 'insert into note values (3)')
  process.kill(program.postgres, 'SIGKILL')
  await until(async () => (await notes(program.url).catch(() => [])).length === 3)
  expect(await notes(program.url)).toEqual([1, 2, 3])
  expect(program.said()).toContain('started again')
  await stop(program)
})

test('after both were killed, a process number that was used again does not stop the next start', async () => {
  const program = await start()
  await query(program.url, 'insert into note values (4)')
  process.kill(program.postgres, 'SIGSTOP') // so that it can't restart or shut down in between
  program.process.kill('SIGKILL')
  await program.ended
  process.kill(program.postgres, 'SIGKILL')
  await until(() => !isAlive(program.postgres))
  // Both files now name a program that lives and is not ours: this test.
  const pidFile = join(folder, 'postgres', 'postmaster.pid')
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)))
  writeFileSync(
    join(folder, 'atrium.lock'),
    JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) && 'x:1', what: 'old' }),
  )
  const next = await start()
  expect(await notes(next.url)).toEqual([1, 2, 3, 4])
  await stop(next)
})

test('a database that can not be read is told in one sentence', async () => {
  const control = join(folder, 'postgres/global/pg_control')
  const whole = readFileSync(control)
  writeFileSync(control, Buffer.alloc(8192, 7))
  const program = await start()
  expect(await program.ended).toBe(1)
  expect(program.said().trim()).toMatch(
    /^The database in .* could not be started: .*Its log is in .*postgres\.log\.$/,
  )
  writeFileSync(control, whole)
  await stop(await start())
})
