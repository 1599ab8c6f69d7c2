import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../platform/database/database.ts'
import { borrowEmbedded } from '../platform/database/launcher/index.ts'
import { projectRoot } from '../platform/project-root.ts'
import { wallToInstant } from '../platform/time/index.ts'
import type { Cast } from './cast.ts'
import { seedCast } from './seed-cast.ts'

// The program as a practice runs it, killed again and again while it is booked into.
const root = projectRoot()
const dataDir = mkdtempSync(join(tmpdir(), 'atrium-crash-test-'))
const ROUNDS = 10
const DESKS = 4

let program: Program
let database: Database
let cast: Cast
let key: string

interface Program {
  child: ChildProcess
  url: string
}

beforeAll(async () => {
  const build = `import { ensureBuilt } from './bin/steps/build.mjs'; await ensureBuilt(['server'], { quiet: true })`
  execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root })
  program = await start()
  database = openDatabase((await borrowEmbedded({ dataDir })).url)
  cast = await seedCast(database.owner)
  key = (JSON.parse(atrium('api-key', '--role', 'owner', '--json')) as { key: string }).key
})

afterAll(async () => {
  await database?.close()
  const ended = new Promise((resolve) => program.child.once('close', resolve))
  program.child.kill('SIGTERM')
  await ended
  rmSync(dataDir, { recursive: true, force: true })
})

function environment() {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ATRIUM_|DATABASE_URL|PORT$|HOST$|SMTP_URL|VITEST|NODE_ENV)/.test(name),
  )
  return {
    ...Object.fromEntries(inherited),
    PORT: '0',
    ATRIUM_DEMO: 'off',
    ATRIUM_LOG: 'silent',
    ATRIUM_DATA: dataDir,
  }
}

function atrium(...words: string[]): string {
  const main = join(root, 'dist/server/cli/main.js')
  return execFileSync(process.execPath, [main, ...words], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString()
}

async function start(): Promise<Program> {
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk
      const found = /ready at (\S+)\n/.exec(out)
      if (found) resolve(found[1]!)
    })
    child.once('exit', (code) => reject(new Error(`Atrium ended with ${code} instead of starting.`)))
  })
  return { child, url }
}

interface Booking {
  startsAt: string
  key: string
  id: string | null
}

/** Paul's whole hours at Main Street, Monday to Friday, from a fortnight ahead. */
function* hoursAhead(): Generator<string> {
  const day = new Date()
  day.setUTCDate(day.getUTCDate() + 14)
  for (; ; day.setUTCDate(day.getUTCDate() + 1)) {
    if ([0, 6].includes(day.getUTCDay())) continue
    for (let hour = 9; hour < 17; hour++) {
      yield wallToInstant(
        `${day.toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00`,
        'America/New_York',
      ).toISOString()
    }
  }
}

/** One try. A lost answer leaves the booking without an id; a refusal would be a mistake of the test and is thrown. */
async function attempt(booking: Booking) {
  const body = {
    serviceId: cast.treatment.id,
    practitionerId: cast.paul.id,
    clientId: cast.ann.id,
    startsAt: booking.startsAt,
  }
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': booking.key,
  }
  const answer = await fetch(`${program.url}/api/appointments`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null)
  if (!answer || answer.status >= 500) return
  const text = await answer.text().catch(() => null)
  if (text === null) return
  if (answer.status !== 200) throw new Error(`The booking was refused: ${answer.status} ${text}`)
  booking.id = (JSON.parse(text) as { id: string }).id
}

async function untilReady() {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(50)) {
    const answer = await fetch(`${program.url}/readyz`).catch(() => null)
    if (answer?.ok) return
  }
  throw new Error('Atrium did not recover.')
}

/** Either the whole program, or only its database; both without a warning. */
async function kill(what: 'program' | 'database') {
  if (what === 'database') {
    process.kill(
      Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    )
    return untilReady()
  }
  const ended = new Promise((resolve) => program.child.once('exit', resolve))
  program.child.kill('SIGKILL')
  await ended
  program = await start()
}

async function bookUntil(stop: { now: boolean }, hours: Generator<string>, bookings: Booking[]) {
  while (!stop.now) {
    const startsAt = hours.next().value as string
    const booking: Booking = { startsAt, key: `crash ${startsAt}`, id: null }
    bookings.push(booking)
    await attempt(booking)
    if (booking.id === null) return
  }
}

test(
  'in ten kills of program and database under load no acknowledged booking is lost and none is doubled',
  { timeout: 300_000 },
  async () => {
    const hours = hoursAhead()
    const bookings: Booking[] = []
    let unanswered = 0
    for (let round = 0; round < ROUNDS; round++) {
      const stop = { now: false }
      const desks = Array.from({ length: DESKS }, () => bookUntil(stop, hours, bookings))
      await pause(120 + 37 * round)
      await kill(round % 2 === 0 ? 'program' : 'database')
      stop.now = true
      await Promise.all(desks)
      unanswered += bookings.filter(({ id }) => id === null).length
      // Whoever got no answer asks again with the same key, as the API's callers are told to.
      for (let tries = 0; bookings.some(({ id }) => id === null) && tries < 20; tries++, await pause(100)) {
        await Promise.all(bookings.filter(({ id }) => id === null).map(attempt))
      }
    }
    const made = await openDatabaseAgain()
    const { rows } = await made.steward.query<{ id: string; state: string; starts_at: Date }>(
      'select id, state, starts_at from appointment',
    )
    const kept = rows.map(({ id, state, starts_at }) => `${starts_at.toISOString()} ${id} ${state}`).sort()
    expect(kept).toEqual(bookings.map(({ id, startsAt }) => `${startsAt} ${id} booked`).sort())
    expect(bookings.length).toBeGreaterThan(ROUNDS * 2)
    expect(unanswered, 'the kills met work').toBeGreaterThan(0)
    const { rows: traces } = await made.steward.query(
      `select subject_id from event where name = 'appointment.booked'`,
    )
    expect(traces, 'each left its event once').toHaveLength(bookings.length)
    expect(JSON.parse(atrium('verify', 'bookings', '--json'))).toMatchObject({ findings: 0 })
    await pause(1_500) // the seal comes a second after the act
    expect(JSON.parse(atrium('verify', 'audit', '--json'))).toMatchObject({ findings: 0 })
  },
)

/** A restarted program has another socket. */
async function openDatabaseAgain(): Promise<Database> {
  await database.close()
  database = openDatabase((await borrowEmbedded({ dataDir })).url)
  return database
}
