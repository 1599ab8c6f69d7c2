import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
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

const fay = () => app.as(willow.fay)
const statuses = (answers: { status: number }[]) => answers.map((each) => each.status).sort()

/** So many clients, written straight into the table. */
async function people(number: number): Promise<string[]> {
  const rows = await app.sql(
    `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, created_at)
     select $1, gen_random_uuid(), 100 + n, 'Guest', 'No ' || n, 'guest', 'guest', now() from generate_series(1, $2::int) n returning id`,
    [willow.practiceId, number],
  )
  return rows.map((row) => row.id)
}

/** Nobody and nothing is in two places, and it did not take the database to break a circle of waiting. */
async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
  expect(await app.sql(`select deadlocks from pg_stat_database where datname = current_database()`)).toEqual([
    { deadlocks: 0 },
  ])
}

test('of 32 clients who want one time at once, one has it and the others learn the next free times', async () => {
  const guests = await people(32)
  const wish = {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-03T10:00:00-05:00',
  }
  await fay().get('/services')
  const answers = await Promise.all(
    guests.map((clientId) => fay().post('/appointments', { ...wish, clientId })),
  )
  expect(answers.filter((each) => each.status === 200)).toHaveLength(1)
  const losers = answers.filter((each) => each.status !== 200)
  expect(losers).toHaveLength(31)
  for (const { status, body } of losers) {
    expect([status, body.code]).toEqual([409, 'slot_taken'])
    expect(body.alternatives.map((each: { startsAt: string }) => each.startsAt)).toEqual([
      '2026-03-03T11:00:00-05:00',
      '2026-03-03T11:15:00-05:00',
      '2026-03-03T11:30:00-05:00',
    ])
  }
  expect(await app.sql(`select 1 from appointment where practice_id = $1`, [willow.practiceId])).toHaveLength(
    1,
  )
  await allIsWell()
})

test('of 20 who want any practitioner at one time, as many have it as there are practitioners, each with a room', async () => {
  const guests = await people(20)
  const wish = { serviceId: willow.assessment.id, startsAt: '2026-03-03T10:00:00-05:00' }
  const answers = await Promise.all(
    guests.map((clientId) => fay().post('/appointments', { ...wish, clientId })),
  )
  const winners = answers.filter((each) => each.status === 200)
  expect(new Set(winners.map((each) => each.body.practitioner.id)).size).toBe(2)
  expect(new Set(winners.map((each) => each.body.room.id)).size).toBe(2)
  expect(statuses(answers).filter((status) => status === 200)).toHaveLength(2)
  await allIsWell()
})

test('an expired hold in the way of many is cleared once, and one of them has the time', async () => {
  const guests = await people(12)
  const id = (
    await fay().post('/appointments', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      startsAt: '2026-03-03T10:00:00-05:00',
      clientId: guests[0],
    })
  ).body.id
  const until = new Date(app.clock.now().getTime() - 1)
  await app.sql(`update appointment set state = 'held', held_until = $2 where id = $1`, [id, until])
  await app.sql(`update occupancy set held_until = $2 where appointment_id = $1`, [id, until])
  const wish = {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-03T10:00:00-05:00',
  }
  const answers = await Promise.all(
    guests.map((clientId) => fay().post('/appointments', { ...wish, clientId })),
  )
  expect(answers.filter((each) => each.status === 200)).toHaveLength(1)
  expect(
    await app.sql(`select 1 from event where practice_id = $1 and name = 'appointment.expired'`, [
      willow.practiceId,
    ]),
  ).toHaveLength(1)
  await allIsWell()
})

test('of eight visits moved to one time at once, one gets there and the others stay', async () => {
  const guests = await people(8)
  const visits = []
  for (const [index, clientId] of guests.entries()) {
    const day = 3 + (index % 4)
    const wish = {
      serviceId: willow.assessment.id,
      practitionerId: willow.paul.id,
      clientId,
      startsAt: `2026-03-0${day}T${index < 4 ? '09' : '13'}:00:00-05:00`,
    }
    visits.push((await fay().post('/appointments', wish)).body)
  }
  const answers = await Promise.all(
    visits.map(({ id }) => fay().post(`/appointments/${id}/move`, { startsAt: '2026-03-04T11:00:00-05:00' })),
  )
  expect(statuses(answers)).toEqual([200, ...Array.from({ length: 7 }, () => 409)])
  await allIsWell()
})

test('two visits that swap their times by way of a third never wait for each other in a circle', async () => {
  const book = async (client: ClientPerson, startsAt: string) =>
    (
      await fay().post('/appointments', {
        serviceId: willow.assessment.id,
        practitionerId: willow.petra.id,
        clientId: client.id,
        startsAt,
      })
    ).body.id
  const [ten, noon] = ['2026-03-03T10:00:00-05:00', '2026-03-03T12:00:00-05:00']
  const [mia, ann] = [await book(willow.mia, ten), await book(willow.ann, noon)]
  const answers = await Promise.all([
    fay().post(`/appointments/${mia}/move`, { startsAt: noon }),
    fay().post(`/appointments/${ann}/move`, { startsAt: ten }),
  ])
  // Each wants what the other still has: one of them, or both, must be told so, at once and not by the database that breaks a deadlock.
  expect(statuses(answers)).toContain(409)
  await allIsWell()
})

test('a cancelled visit is brought back by one of two people at once', async () => {
  const { id } = (
    await fay().post('/appointments', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      startsAt: '2026-03-03T10:00:00-05:00',
    })
  ).body
  await fay().post(`/appointments/${id}/cancellation`, { by: 'client' })
  const answers = await Promise.all([
    fay().post(`/appointments/${id}/restoration`),
    app.as(willow.max).post(`/appointments/${id}/restoration`),
  ])
  expect(statuses(answers)).toEqual([200, 409])
  expect(answers.find((each) => each.status === 409)!.body.code).toBe('wrong_state')
  await allIsWell()
})
