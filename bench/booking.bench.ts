import { createServer, request, Agent } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { systemRandom, uuidv7 } from '../src/platform/clock.ts'
import { inTransaction } from '../src/platform/database/transaction.ts'
import type { Bench, Figure } from './bench.ts'
import { NOW, freeHours, openDiary, perSecond } from './diary-fixture.ts'
import type { Diary } from './diary-fixture.ts'

const ROUNDS = 3
const TARGET = 0.35

/** Bookings per second over HTTP with key, rules, events and audit, beside the bare rows over the same driver. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: 16, rooms: 16, clients: 3_000 })
  const hours = freeHours(diary)
  const figures: Figure[] = []
  const http = await serve(diary)
  try {
    // Whole hours of all practitioners, so that a room picked by the one is not wanted by the other.
    await perSecond(8, 208, (turn) => http.book(hours.next().value!, turn))
    await perSecond(8, 208, (turn) => insertBare(diary, hours.next().value!, turn))
    for (const workers of [1, 8, 32]) {
      const jobs = workers === 1 ? 160 : 608
      const rates = { bare: 0, booked: 0 }
      // Turn and turn about, so that both meet the same neighbours on the machine.
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.bare = Math.max(rates.bare, await perSecond(workers, jobs, (turn) => insertBare(diary, hours.next().value!, turn)))
        rates.booked = Math.max(rates.booked, await perSecond(workers, jobs, (turn) => http.book(hours.next().value!, turn)))
      }
      const ratio = rates.booked / rates.bare
      const judged = workers === 32 ? { target: TARGET, ok: ratio >= TARGET } : {}
      figures.push({ name: `bookings over HTTP, ${workers} at once`, value: rates.booked, unit: '/s', limit: rates.bare, ratio, ...judged })
    }
  } finally {
    http.close()
    await diary.stop()
  }
  return figures
}

export default bench

type Hour = { practitionerId: string; startsAt: Date; room: number }

async function serve({ app, key, serviceId, clients }: Diary) {
  const server = createServer(getRequestListener((incoming) => app.fetch(incoming)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const book = ({ practitionerId, startsAt }: Hour, turn: number) => {
    const body = JSON.stringify({ serviceId, practitionerId, clientId: clients[turn % clients.length], startsAt })
    return new Promise<void>((resolve, reject) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const sent = request({ port, agent, method: 'POST', path: '/api/appointments', headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => (text += part))
        answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode} ${text}`))))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
  const close = () => {
    agent.destroy()
    server.close()
  }
  return { book, close }
}

/** The rows of one booking and nothing else: two statements in a transaction, prepared. */
function insertBare({ database, practiceId, serviceId, locationId, rooms, clients }: Diary, { practitionerId, startsAt, room }: Hour, turn: number) {
  const id = uuidv7(NOW, systemRandom)
  const endsAt = new Date(startsAt.getTime() + 3_600_000)
  const clientId = clients[turn % clients.length]!
  return inTransaction(database.app, practiceId, async (_db, client) => {
    await client.query({
      name: 'bare_appointment',
      text: `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, room_id, starts_at, ends_at, zone, state, source,
        price_minor, buffer_before_minutes, buffer_after_minutes, booked_at, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'America/New_York', 'booked', 'staff', 12000, 0, 0, $10, 'bare', $10)`,
      values: [practiceId, id, clientId, practitionerId, serviceId, locationId, rooms[room], startsAt, endsAt, NOW],
    })
    const { rowCount } = await client.query({
      name: 'bare_occupancy',
      text: `insert into occupancy (practice_id, resource_id, appointment_id, resource_kind, starts_at, ends_at, lead, tail)
        select $1::uuid, x.id, $2::uuid, x.kind, $3::timestamptz, $4::timestamptz, tstzrange($3, $4), tstzrange($3, $4)
        from unnest($5::uuid[], $6::text[]) as x(id, kind) order by 2 on conflict do nothing`,
      values: [practiceId, id, startsAt, endsAt, [practitionerId, rooms[room], clientId], ['practitioner', 'room', 'client']],
    })
    if (rowCount !== 3) throw new Error('The bare insert met another one.')
  })
}
