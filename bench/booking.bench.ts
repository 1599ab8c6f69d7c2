// This is no window: messages of a thread have no target origin.
/* oxlint-disable unicorn/require-post-message-target-origin */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { getRequestListener } from '@hono/node-server'
import type { PoolClient } from 'pg'
import { systemRandom, uuidv7 } from '../src/platform/clock.ts'
import { inTransaction } from '../src/platform/database/transaction.ts'
import type { Bench, Figure } from './bench.ts'
import type { Clients, Round } from './booking-clients.ts'
import { NOW, freeHours, openDiary, perSecond } from './diary-fixture.ts'
import type { Diary } from './diary-fixture.ts'

const ROUNDS = 3
const TARGET = 0.4

/**
 * Bookings per second over HTTP, with key, rules, event and audit. The limit is the same rows by bare SQL over the same
 * driver: visit, occupancy, event, deliveries, audit entry. The last figure compares with visit and occupancy alone.
 */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: 16, rooms: 16, clients: 6_000 })
  const hours = freeHours(diary)
  const http = await serve(diary)
  const book: Work = (atOnce, jobs) =>
    http.book(
      atOnce,
      Array.from({ length: jobs }, (_, turn) => bodyOf(diary, hours.next().value!, turn)),
    )
  const allRows: Work = (atOnce, jobs) =>
    perSecond(atOnce, jobs, (turn) => insertAllRows(diary, hours.next().value!, turn))
  const visitOnly: Work = (atOnce, jobs) =>
    perSecond(atOnce, jobs, (turn) => insertVisit(diary, hours.next().value!, turn))
  try {
    for (const work of [book, allRows, visitOnly]) await work(8, 480)
    const [one, eight, many] = [
      await race(1, [book, allRows]),
      await race(8, [book, allRows]),
      await race(32, [book, allRows, visitOnly]),
    ]
    return [
      figure('bookings over HTTP, 1 at once', one[0]!, one[1]!),
      figure('bookings over HTTP, 8 at once', eight[0]!, eight[1]!),
      {
        ...figure('bookings over HTTP, 32 at once', many[0]!, many[1]!),
        target: TARGET,
        ok: many[0]! / many[1]! >= TARGET,
      },
      figure('bookings over HTTP, 32 at once, beside visit and occupancy alone', many[0]!, many[2]!),
    ]
  } finally {
    await http.close()
    await diary.stop()
  }
}

/**
 * Does so many jobs, so many at once; answers how many per second. Jobs come in whole hours of all practitioners, so
 * that a room picked by the one is not wanted by the other.
 */
type Work = (atOnce: number, jobs: number) => Promise<number>

/** Turn and turn about, so that all meet the same neighbours on the machine; the best of each counts. */
async function race(atOnce: number, works: Work[]): Promise<number[]> {
  const best = works.map(() => 0)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, work] of works.entries())
      best[index] = Math.max(best[index]!, await work(atOnce, atOnce === 1 ? 160 : 640))
  }
  return best
}

function figure(name: string, value: number, limit: number): Figure {
  return { name, value, unit: '/s', limit, ratio: value / limit }
}

export default bench

type Hour = { practitionerId: string; startsAt: Date; room: number }

function bodyOf({ serviceId, clients }: Diary, { practitionerId, startsAt }: Hour, turn: number) {
  return JSON.stringify({ serviceId, practitionerId, clientId: clients[turn % clients.length], startsAt })
}

async function serve({ app, key }: Diary) {
  const server = createServer(getRequestListener((incoming) => app.fetch(incoming)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const clients = new Worker(new URL('./booking-clients.js', import.meta.url), {
    workerData: { port, key } satisfies Clients,
  })
  const book = (atOnce: number, bodies: string[]) =>
    new Promise<number>((resolve, reject) => {
      clients.once('message', ({ ms, error }: { ms?: number; error?: string }) =>
        ms ? resolve((bodies.length * 1000) / ms) : reject(new Error(error)),
      )
      clients.postMessage({ atOnce, bodies } satisfies Round)
    })
  const close = async () => {
    await clients.terminate()
    server.closeAllConnections()
    server.close()
  }
  return { book, close }
}

/** The rows of one booking and nothing else, prepared, in one transaction: the visit and what it takes up ... */
function insertVisit(diary: Diary, hour: Hour, turn: number) {
  return inTransaction(diary.database.app, diary.practiceId, async (_db, client) => {
    await insertVisitRows(client, diary, { ...hour, clientId: diary.clients[turn % diary.clients.length]! })
  })
}

/** ... and all that a booking leaves: also its event, the deliveries to those who listen, and the audit entry. */
function insertAllRows(diary: Diary, hour: Hour, turn: number) {
  const { app, database, practiceId } = diary
  const clientId = diary.clients[turn % diary.clients.length]!
  const listeners = app.house.listeners.get('appointment.booked') ?? []
  return inTransaction(database.app, practiceId, async (_db, client) => {
    const id = await insertVisitRows(client, diary, { ...hour, clientId })
    const [eventId, entryId] = [newId(), newId()]
    await client.query({
      name: 'bare_traces',
      text: `with happened as (insert into event (practice_id, id, name, subject_type, subject_id, client_id, data, operation, actor_kind, actor_id, actor_name, at)
          values ($1, $2, 'appointment.booked', 'appointment', $3, $4, $5, 'POST /appointments', 'key', $6, 'API key bench', $7)),
        queued as (insert into job (id, practice_id, kind, payload, key, run_at, created_at)
          select x.id, $1, 'event.deliver', x.payload, x.key, $7, $7 from unnest($8::uuid[], $9::jsonb[], $10::text[]) x (id, payload, key))
        insert into audit_entry (practice_id, id, at, operation, outcome, actor_kind, actor_id, actor_name, subject_type, subject_id, client_id, changes)
        values ($1, $11, $7, 'POST /appointments', 'done', 'key', $6, 'API key bench', 'appointment', $3, $4, $12)`,
      values: [
        practiceId,
        eventId,
        id,
        clientId,
        { serviceId: diary.serviceId, startsAt: hour.startsAt },
        practiceId,
        NOW,
        listeners.map(newId),
        listeners.map((each) => ({ eventId, subscriber: each.name })),
        listeners.map((each) => `${eventId} ${each.name}`),
        entryId,
        JSON.stringify([{ event: 'appointment.booked', subject: ['appointment', id] }]),
      ],
    })
  })
}

const newId = () => uuidv7(NOW, systemRandom)

async function insertVisitRows(
  client: PoolClient,
  { practiceId, serviceId, locationId, rooms }: Diary,
  { practitionerId, startsAt, room, clientId }: Hour & { clientId: string },
) {
  const id = newId()
  const endsAt = new Date(startsAt.getTime() + 3_600_000)
  await client.query({
    name: 'bare_appointment',
    text: `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, room_id, starts_at, ends_at, zone, state, source,
      price_minor, buffer_before_minutes, buffer_after_minutes, booked_at, created_by, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'America/New_York', 'booked', 'staff', 12000, 0, 0, $10, 'bare', $10)`,
    values: [
      practiceId,
      id,
      clientId,
      practitionerId,
      serviceId,
      locationId,
      rooms[room],
      startsAt,
      endsAt,
      NOW,
    ],
  })
  const { rowCount } = await client.query({
    name: 'bare_occupancy',
    text: `insert into occupancy (practice_id, resource_id, appointment_id, resource_kind, starts_at, ends_at, lead, tail)
      select $1::uuid, x.id, $2::uuid, x.kind, $3::timestamptz, $4::timestamptz, tstzrange($3, $4), tstzrange($3, $4)
      from unnest($5::uuid[], $6::text[]) as x(id, kind) order by 2 on conflict do nothing`,
    values: [
      practiceId,
      id,
      startsAt,
      endsAt,
      [practitionerId, rooms[room], clientId],
      ['practitioner', 'room', 'client'],
    ],
  })
  if (rowCount !== 3) throw new Error('The bare insert met another one.')
  return id
}
