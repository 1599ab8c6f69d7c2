import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { queriesOn } from '../../platform/database/transaction.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp({ appPool: 16 })
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
})

async function people(number: number): Promise<string[]> {
  const rows = await app.sql(
    `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, created_at)
     select $1, gen_random_uuid(), 100 + n, 'Guest', 'No ' || n, 'guest', 'guest', now() from generate_series(1, $2::int) n returning id`,
    [willow.practiceId, number],
  )
  return rows.map((row) => row.id)
}

async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}

async function yoga(more: object = {}) {
  const { body } = await app.as(willow.max).post('/services', {
    name: 'Yoga',
    durationMinutes: 60,
    capacity: 8,
    practitioners: [{ id: willow.petra.id }, { id: willow.paul.id }],
    ...more,
  })
  return body.id as string
}

test('of 40 who want a seat in a session with eight, eight have one', async () => {
  const serviceId = await yoga()
  const session = await app.as(willow.fay).post('/sessions', {
    serviceId,
    practitionerId: willow.petra.id,
    locationId: willow.mainStreet.id,
    startsAt: ['2026-03-03T10:00:00-05:00'],
  })
  expect(session.status).toBe(200)
  const guests = await people(40)
  const answers = await Promise.all(
    guests.map((clientId) =>
      app.as(willow.fay).post('/appointments', {
        serviceId,
        practitionerId: willow.petra.id,
        clientId,
        startsAt: '2026-03-03T10:00:00-05:00',
      }),
    ),
  )
  const winners = answers.filter((each) => each.status === 200)
  expect(winners).toHaveLength(8)
  expect(new Set(winners.map((each) => each.body.sessionId))).toEqual(new Set([session.body.items[0].id]))
  for (const { status, body } of answers.filter((each) => each.status !== 200))
    expect([status, body.code]).toEqual([409, 'session_full'])
  await allIsWell()
})

test('of 20 who open a group at a free time at once, one opens it and the others join', async () => {
  const serviceId = await yoga()
  const guests = await people(20)
  const answers = await Promise.all(
    guests.map((clientId) =>
      app.as(willow.fay).post('/appointments', {
        serviceId,
        practitionerId: willow.petra.id,
        clientId,
        startsAt: '2026-03-03T10:00:00-05:00',
      }),
    ),
  )
  const winners = answers.filter((each) => each.status === 200)
  expect(winners).toHaveLength(8)
  expect(new Set(winners.map((each) => each.body.sessionId)).size).toBe(1)
  await allIsWell()
})

test('people who leave and come at once keep the count right', async () => {
  const serviceId = await yoga({ capacity: 4 })
  const guests = await people(12)
  const book = (clientId: string) =>
    app.as(willow.fay).post('/appointments', {
      serviceId,
      practitionerId: willow.petra.id,
      clientId,
      startsAt: '2026-03-03T10:00:00-05:00',
    })
  const first = await Promise.all(guests.slice(0, 4).map(book))
  expect(first.map((each) => each.status)).toEqual([200, 200, 200, 200])
  const rest = await Promise.all([
    ...first
      .slice(0, 3)
      .map(({ body }) => app.as(willow.fay).post(`/appointments/${body.id}/cancellation`, { by: 'client' })),
    ...guests.slice(4).map(book),
  ])
  expect(rest.slice(0, 3).map((each) => each.status)).toEqual([200, 200, 200])
  expect(rest.slice(3).filter((each) => each.status === 200).length).toBeLessThanOrEqual(3)
  await allIsWell()
})

test('a limit of visits per day holds against ten who book at once', async () => {
  const { body } = await app.as(willow.max).post('/services', {
    name: 'Assessment of gait',
    durationMinutes: 30,
    maxPerDay: 2,
    practitioners: [{ id: willow.petra.id }],
  })
  const guests = await people(6)
  const answers = await Promise.all(
    guests.map((clientId, index) =>
      app.as(willow.fay).post('/appointments', {
        serviceId: body.id,
        practitionerId: willow.petra.id,
        clientId,
        startsAt: `2026-03-03T${String(9 + index).padStart(2, '0')}:00:00-05:00`,
      }),
    ),
  )
  expect(answers.filter((each) => each.status === 200)).toHaveLength(2)
  expect(answers.find((each) => each.status !== 200)!.body).toMatchObject({
    code: 'slot_taken',
    rules: [{ code: 'day_full', values: { limit: 2, booked: 2 } }],
  })
  await allIsWell()
})
