import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { App } from '../app.ts'
import { createApp } from '../app.ts'
import type { Role } from '../platform/access/actor.ts'
import { createApiKey } from '../platform/access/api-keys.ts'
import { systemRandom } from '../platform/clock.ts'
import { openDatabase } from '../platform/database/database.ts'
import { createLog } from '../platform/logging.ts'
import { caughtMail } from '../platform/mail/mail.ts'
import type { Services } from '../platform/services.ts'
import { loadSettings } from '../platform/settings.ts'
import type { Cast, StaffPerson } from './cast.ts'
import { seedCast } from './seed-cast.ts'
import { testClock } from './test-clock.ts'

export interface TestAnswer {
  status: number
  // The tests look into answers of every shape.
  // oxlint-disable-next-line no-explicit-any
  body: any
  headers: Headers
}

/** Calls of one caller, straight into the program's HTTP door. */
export interface Caller {
  get(path: string, query?: Record<string, unknown>): Promise<TestAnswer>
  post(path: string, body?: object, headers?: Record<string, string>): Promise<TestAnswer>
  put(path: string, body?: object, headers?: Record<string, string>): Promise<TestAnswer>
  patch(path: string, body?: object, headers?: Record<string, string>): Promise<TestAnswer>
  delete(path: string, body?: object, headers?: Record<string, string>): Promise<TestAnswer>
}

export type TestApp = Awaited<ReturnType<typeof testApp>>

/**
 * The whole program on a database of its own: Monday 2 March 2026, 14:00 UTC (09:00 in New York), mail caught,
 * files in a temporary folder. Undeclared problem codes make the test fail. Ends with the test file.
 */
export async function testApp(
  options: { services?: Partial<Services>; now?: string; appPool?: number } = {},
) {
  const { url, drop } = await makeDatabase()
  const database = openDatabase(url, { app: options.appPool ?? 8 })
  const dataDir = mkdtempSync(join(tmpdir(), 'atrium-test-'))
  const clock = testClock(options.now ?? '2026-03-02T14:00:00Z')
  const mails = caughtMail()
  const undeclared: string[] = []
  const settings = {
    ...loadSettings({ ATRIUM_DATA: dataDir, ATRIUM_PUBLIC_URL: 'http://atrium.test', ATRIUM_LOG: 'error' }),
    secret: 'a secret of the tests that is long enough for everything',
  }
  const app = createApp({
    settings,
    database,
    services: { clock, random: systemRandom, mail: mails, log: createLog('error'), ...options.services },
    onUndeclared: (operation, code) =>
      void undeclared.push(`${operation.path} fails with ${code}, which it does not declare`),
    passwordCost: TEST_PASSWORD_COST,
  })
  await app.house.live.start()
  const cookies = new Map<string, { cookie: Promise<string>; usedAt: number }>()

  function caller(headersOf: () => Promise<Record<string, string>>): Caller {
    const send =
      (method: string) =>
      async (path: string, body?: object, more: Record<string, string> = {}) =>
        request(app, { method, path, body, headers: { ...(await headersOf()), ...more } })
    return {
      get: async (path, query = {}) =>
        request(app, { method: 'GET', path: path + queryText(query), headers: await headersOf() }),
      post: send('POST'),
      put: send('PUT'),
      patch: send('PATCH'),
      delete: send('DELETE'),
    }
  }

  /** A test may let hours pass between two calls: the person then signs in again, as at a desk. */
  const cookieOf = (person: StaffPerson) => {
    const known = cookies.get(person.id)
    const isFresh = known && clock.now().getTime() - known.usedAt < STILL_AT_THE_DESK_MS
    const cookie = isFresh ? known.cookie : signInPerson(app, database.owner, person)
    cookies.set(person.id, { cookie, usedAt: clock.now().getTime() })
    return cookie
  }

  return {
    ...app,
    database,
    clock,
    mails: mails.sent,
    /** Seeds the cast as a practice of that slug. */
    practice: (slug = 'willow-lane') => seedCast(database.owner, slug),
    as: (person: StaffPerson) =>
      caller(async () => ({
        cookie: await cookieOf(person),
        origin: 'http://atrium.test',
        'x-practice': person.slug,
      })),
    visitor: () => caller(async () => ({})),
    withLink: (token: string) => caller(async () => ({ authorization: `Link ${token}` })),
    withKey: (key: string) => caller(async () => ({ authorization: `Bearer ${key}` })),
    /** An API key of a practice with a role's permissions, or only some of them. */
    makeKey: async (cast: Cast, role: Role = 'owner', scopes: string[] | null = null) => {
      const who = {
        practiceId: cast.practiceId,
        actor: { kind: 'system' as const, name: 'tests' },
        name: 'tests',
      }
      return (await app.inPractice(who, (ctx) => createApiKey(ctx, { name: 'test', role, scopes }))).key
    },
    sql: async (text: string, values: unknown[] = []) => (await database.owner.query(text, values)).rows,
    async end() {
      await app.stop()
      await database.close()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
      if (undeclared.length > 0) throw new Error(undeclared.join('\n'))
    },
  }
}

const STILL_AT_THE_DESK_MS = 10 * 60_000
const TEST_PASSWORD_COST = { N: 1024, r: 8, p: 1 }

async function signInPerson(app: App, owner: pg.Pool, person: StaffPerson): Promise<string> {
  const email = `${person.name.split(' ')[0]!.toLowerCase()}@${person.slug}.example`
  const known = await app.signIn.findUserByEmailIfAny(email)
  const { userId } =
    known ??
    (await app.signIn.createUser({ email, name: person.name, password: 'correct horse battery staple' }))
  await owner.query('update staff set user_id = $1 where practice_id = $2 and id = $3', [
    userId,
    person.practiceId,
    person.id,
  ])
  return (await app.signIn.openSession(userId)).cookie
}

interface Wanted {
  method: string
  path: string
  body?: object | undefined
  headers: Record<string, string>
}

async function request(app: App, { method, path, body, headers }: Wanted): Promise<TestAnswer> {
  const init: RequestInit = {
    method,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
  }
  if (body) init.body = JSON.stringify(body)
  const response = await app.fetch(new Request(`http://atrium.test/api${path}`, init))
  const bytes = new Uint8Array(await response.arrayBuffer())
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    body: isJson ? JSON.parse(Buffer.from(bytes).toString('utf8')) : bytes,
    headers: response.headers,
  }
}

function queryText(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((each) => each !== undefined && each !== null)
      .map((each) => [name, String(each)]),
  )
  return pairs.length > 0 ? `?${new URLSearchParams(pairs as [string, string][])}` : ''
}

async function makeDatabase() {
  const server = process.env.ATRIUM_TEST_DATABASE_URL!
  const name = `atrium_test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name} template ${process.env.ATRIUM_TEST_TEMPLATE}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => dropDatabase(server, name) }
}

/** Autovacuum may be at work in it just now; only a superuser may end that, so it is waited for. */
async function dropDatabase(server: string, name: string) {
  for (let turn = 1; ; turn += 1) {
    try {
      return await onServer(server, `drop database if exists ${name} with (force)`)
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || turn === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A test app that ends with the running test; in `beforeAll` use testApp and end it in `afterAll`. */
export async function testAppForTest(options: Parameters<typeof testApp>[0] = {}) {
  const app = await testApp(options)
  onTestFinished(() => app.end())
  return app
}
