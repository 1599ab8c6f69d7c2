import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { systemRandom } from '../platform/clock.ts'
import { createApiKey } from '../platform/access/api-keys.ts'
import { openDatabase } from '../platform/database/database.ts'
import { startEmbedded } from '../platform/database/launcher/index.ts'
import { migrate } from '../platform/database/migrate.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { caughtMail } from '../platform/mail/mail.ts'
import { projectRoot } from '../platform/project-root.ts'
import { loadSettings } from '../platform/settings.ts'
import { verifyBookings } from '../scheduling/verify-bookings.ts'
import type { Cast } from './cast.ts'
import { seedCast } from './seed-cast.ts'

// The real program on the real embedded database, killed while people book: what was acknowledged must be there.
const ROUNDS = 10
const CLIENTS = 8
const main = join(projectRoot(), 'dist/server/main.js')
const dataDir = mkdtempSync(join(tmpdir(), 'atr-crash-'))
let program: ChildProcess | undefined

afterAll(() => {
  program?.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 })
})

test.skipIf(!existsSync(main))(
  'ten times the program and the database are killed while people book, and no acknowledged booking is lost',
  async () => {
    const { cast, key } = await prepare()
    const acknowledged = new Map<string, string>()
    const times = freeTimes()
    for (let round = 0; round < ROUNDS; round += 1) {
      const port = await startProgram()
      const stop = { now: false }
      const bookers = Array.from({ length: CLIENTS }, (_none, index) =>
        bookOn({
          port,
          key,
          cast,
          times,
          acknowledged,
          stop,
          who: index % 2 === 0 ? cast.petra.id : cast.paul.id,
        }),
      )
      await pause(350 + ((round * 137) % 500))
      // Every second round the database goes first, in the middle of its transactions.
      if (round % 2 === 1) process.kill(postmasterPid(), 'SIGKILL')
      program!.kill('SIGKILL')
      stop.now = true
      await Promise.all(bookers)
      await gone(program!)
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS)
    const found = await readBookings(cast)
    const lost = [...acknowledged].filter(([id, startsAt]) => found.get(id) !== startsAt)
    expect(lost).toEqual([])
    expect(new Set(found.keys()).size).toBe(found.size)
  },
  400_000,
)

/** A practice with an API key, in a fresh data folder. */
async function prepare(): Promise<{ cast: Cast; key: string }> {
  const server = await startEmbedded({ dataDir, what: 'crash test' })
  const database = openDatabase(server.url)
  await migrate(database)
  const cast = await seedCast(database.owner)
  await database.owner.query(
    `update service set min_notice_minutes = 0, horizon_days = 1000, buffer_after_minutes = 0`,
  )
  const settings = { ...loadSettings({ ATRIUM_DATA: dataDir, ATRIUM_LOG: 'error' }), secret: 'x'.repeat(40) }
  const app = createApp({ settings, database, services: { random: systemRandom, mail: caughtMail() } })
  const { key } = await app.inPractice(
    { practiceId: cast.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
    (ctx) => createApiKey(ctx, { name: 'crash', role: 'owner', scopes: null }),
  )
  await app.stop()
  await database.close()
  await server.stop()
  return { cast, key }
}

async function startProgram(): Promise<number> {
  program = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: '0',
      ATRIUM_DATA: dataDir,
      ATRIUM_DEMO: 'off',
      DATABASE_URL: '',
      ATRIUM_LOG: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  program.stdout!.on('data', (part) => (said += part))
  program.stderr!.on('data', (part) => (said += part))
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(50)) {
    const port = /Atrium is ready at http:\/\/[^:]+:(\d+)/.exec(said)?.[1]
    if (port) return Number(port)
    if (program.exitCode !== null) break
  }
  throw new Error(`The program did not start again:\n${said}`)
}

interface Booking {
  port: number
  key: string
  cast: Cast
  times: Iterator<string>
  acknowledged: Map<string, string>
  stop: { now: boolean }
  who: string
}

async function bookOn({ port, key, cast, times, acknowledged, stop, who }: Booking) {
  while (!stop.now) {
    const startsAt = times.next().value as string
    const clientId = [cast.mia.id, cast.leo.id, cast.ann.id][Math.floor(Math.random() * 3)]
    const body = JSON.stringify({ serviceId: cast.treatment.id, practitionerId: who, clientId, startsAt })
    const answer = await fetch(`http://127.0.0.1:${port}/api/appointments`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    }).catch(() => null)
    if (answer?.status !== 200) continue
    const booked = (await answer.json().catch(() => null)) as { id: string; startsAt: string } | null
    if (booked) acknowledged.set(booked.id, new Date(booked.startsAt).toISOString())
  }
}

/** Half hours of weekdays far ahead, between ten and four in New York, each once. */
function* freeTimes(): Generator<string> {
  for (let day = 10; day < 700; day += 1) {
    const date = new Date(Date.now() + day * 86_400_000)
    if ([0, 4, 6].includes(date.getUTCDay())) continue
    for (let hour = 15; hour < 20; hour += 1) yield `${date.toISOString().slice(0, 10)}T${hour}:00:00Z`
  }
}

function postmasterPid(): number {
  const folder = ['postgres', 'database', 'pg', '.']
    .map((name) => join(dataDir, name, 'postmaster.pid'))
    .find((path) => existsSync(path))
  if (!folder) throw new Error('The postmaster’s pid was not found.')
  return Number(readFileSync(folder, 'utf8').split('\n')[0])
}

async function gone(child: ChildProcess) {
  while (child.exitCode === null && child.signalCode === null) await pause(20)
}

async function readBookings(cast: Cast): Promise<Map<string, string>> {
  const server = await startEmbedded({ dataDir, what: 'crash test' })
  const database = openDatabase(server.url)
  try {
    for (const each of verifyBookings) {
      expect(
        await inTransaction(database.app, cast.practiceId, (db) => each.run(db, cast.practiceId, new Date())),
      ).toEqual([])
    }
    const halves = await count(
      database.owner,
      `select count(*)::int as n from appointment a where not exists (select from event e where e.subject_id = a.id and e.name = 'appointment.booked')
      or not exists (select from audit_entry u where u.subject_id = a.id)`,
    )
    expect(halves).toBe(0)
    const { rows } = await database.owner.query<{ id: string; starts_at: Date }>(
      'select id, starts_at from appointment',
    )
    return new Map(rows.map(({ id, starts_at }) => [id, starts_at.toISOString()]))
  } finally {
    await database.close()
    await server.stop()
  }
}

async function count(pool: pg.Pool, query: string): Promise<number> {
  return (await pool.query(query)).rows[0].n
}
