import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isAlive } from './platform/database/launcher/processes.ts'
import { projectRoot } from './platform/project-root.ts'

// The program as it is started, on plain Node, with its own database.
vi.setConfig({ testTimeout: 120_000 })
const root = projectRoot()
const place = mkdtempSync(join(tmpdir(), 'atrium-main-test-'))
const running: ChildProcess[] = []

beforeAll(() => {
  const build = `import { ensureBuilt } from './bin/steps/build.mjs'; await ensureBuilt(['server'], { quiet: true })`
  execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root })
})

afterAll(() => {
  for (const child of running) child.kill('SIGTERM')
  rmSync(place, { recursive: true, force: true })
})

function environment(settings: Record<string, string>) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ATRIUM_|DATABASE_URL|PORT$|HOST$|SMTP_URL|VITEST|NODE_ENV)/.test(name),
  )
  return {
    ...Object.fromEntries(inherited),
    PORT: '0',
    ATRIUM_DEMO: 'off',
    ATRIUM_LOG: 'error',
    ATRIUM_DATA: join(place, 'data'),
    ...settings,
  }
}

function launch(settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    cwd: root,
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<string>((resolve) =>
    child.stdout.on('data', () => /ready at (\S+)\n/.test(out) && resolve(/ready at (\S+)\n/.exec(out)![1]!)),
  )
  return { child, ended, ready, out: () => out, err: () => err }
}

/** What a person sees when Atrium refuses to start: one sentence on standard error and an exit code. */
async function refusal(settings: Record<string, string>) {
  const program = launch(settings)
  const code = await program.ended
  expect(program.out()).toBe('')
  expect(program.err().trim().split('\n'), 'one sentence, no stack').toHaveLength(1)
  return { code, sentence: program.err().trim() }
}

test('Atrium starts on an empty folder, answers, and stops cleanly; the second start changes nothing', async () => {
  const first = launch()
  const url = await first.ready
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const beside = execFileSync(
    process.execPath,
    [join(root, 'dist/server/cli/main.js'), 'migrate', '--json'],
    { cwd: root, env: environment({}) },
  )
  expect(JSON.parse(String(beside)), 'a command works beside the running program').toEqual({ applied: [] })
  const postgres = Number(readFileSync(join(place, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0])
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  // An ended process keeps its number until its parent has noticed, so the number alone proves nothing.
  expect(isAlive(postgres), 'no database is left behind').toBe(false)
  expect(first.out().match(/Atrium is ready at/g)).toHaveLength(1)
  expect(first.err()).toBe('')

  const secret = readFileSync(join(place, 'data/secret'), 'utf8')
  const second = launch()
  await second.ready
  second.child.kill('SIGINT')
  expect(await second.ended).toBe(0)
  expect(readFileSync(join(place, 'data/secret'), 'utf8')).toBe(secret)
})

test('a wrong setting', async () => {
  expect(await refusal({ PORT: 'eighty' })).toEqual({
    code: 2,
    sentence: 'PORT must be a number from 0 to 65535 (0 takes a free port). Correct it or leave it out.',
  })
})

test('a taken port, and nothing has been touched', async () => {
  const other = createServer()
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  )
  const dataDir = join(place, 'never-made')
  const { code, sentence } = await refusal({ PORT: String(port), ATRIUM_DATA: dataDir })
  other.close()
  expect(code).toBe(1)
  expect(sentence).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken by another program\..*PORT=\d+ npm start$/)
  expect(existsSync(dataDir)).toBe(false)
})

test("a folder with somebody else's files", async () => {
  const foreign = mkdtempSync(join(place, 'foreign-'))
  writeFileSync(join(foreign, 'thesis.docx'), 'mine')
  const { code, sentence } = await refusal({ ATRIUM_DATA: foreign })
  expect(code).toBe(1)
  expect(sentence).toMatch(/is not empty and is not a data folder of Atrium/)
  expect(readdirSync(foreign)).toEqual(['thesis.docx'])
})

test('a database that can not be reached; the password is not printed', async () => {
  const dataDir = join(place, 'never-made-either')
  const { code, sentence } = await refusal({
    DATABASE_URL: 'postgres://atrium:hunter2@127.0.0.1:9/atrium',
    ATRIUM_DATA: dataDir,
  })
  expect(code).toBe(1)
  expect(sentence).toMatch(
    /^The database of DATABASE_URL \(127\.0\.0\.1:9\/atrium\) can't be used: nothing answers there\./,
  )
  expect(sentence).not.toContain('hunter2')
  expect(existsSync(dataDir)).toBe(false)
})

test('a database that a newer Atrium has changed', async () => {
  const server = new pg.Client({ connectionString: process.env['ATRIUM_TEST_DATABASE_URL']! })
  await server.connect()
  const name = `atrium_test_${randomUUID().replaceAll('-', '')}`
  await server.query(`create database ${name} template ${process.env['ATRIUM_TEST_TEMPLATE']}`)
  const url = new URL(process.env['ATRIUM_TEST_DATABASE_URL']!)
  url.pathname = `/${name}`
  const database = new pg.Client({ connectionString: url.href })
  await database.connect()
  await database.query(`insert into migration (name, checksum) values ('9999-later', 'x')`)
  await database.end()
  const { code, sentence } = await refusal({ DATABASE_URL: url.href })
  await server.query(`drop database ${name} with (force)`)
  await server.end()
  expect(code).toBe(1)
  expect(sentence).toMatch(/made by a newer Atrium \(it has 9999-later\)/)
})
