import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
// It is Monday 2 March 2026, 09:00 in New York.
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${count}`)
})

const fay = () => app.as(willow.fay)
const TUESDAY = '2026-03-03T00:00:00-05:00'

/** Treatment (45 minutes, 15 after), then gait analysis on the only treadmill (30 minutes). */
const parts = (first?: { id: string }, second?: { id: string }) => [
  { serviceId: willow.treatment.id, ...(first ? { practitionerId: first.id } : {}) },
  { serviceId: willow.gait.id, ...(second ? { practitionerId: second.id } : {}) },
]
const times = async (more: object = {}) => {
  const wish = { parts: parts(), from: TUESDAY, days: 1, ...more }
  const answer = await fay().post('/bundles/times', wish)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.items as Time[]
}
interface Time {
  startsAt: string
  endsAt: string
  locationId: string
  parts: { serviceId: string; startsAt: string; endsAt: string; practitionerId: string }[]
}
const wall = (instant: string) => instant.slice(11, 16)
const walls = (time: Time) => time.parts.map((each) => `${wall(each.startsAt)}-${wall(each.endsAt)}`)
const chosen = (time: Time) =>
  time.parts.map(({ serviceId, startsAt, practitionerId }) => ({ serviceId, startsAt, practitionerId }))
const book = (time: Time, more: object = {}) =>
  fay().post('/bundles', {
    clientId: willow.mia.id,
    locationId: time.locationId,
    parts: chosen(time),
    ...more,
  })
async function booked(more: object = {}) {
  const [time] = await times(more)
  const answer = await book(time!)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}

test('two services in a row are found with the buffers that they share, and booked in one step', async () => {
  // With one practitioner the quarter of an hour after the treatment is kept; another begins at once.
  const [alone] = await times({ parts: parts(willow.petra, willow.petra) })
  expect(walls(alone!)).toEqual(['09:00-09:45', '10:00-10:30'])
  const [both] = await times({ parts: parts(willow.petra, willow.paul) })
  expect(walls(both!)).toEqual(['09:00-09:45', '09:45-10:15'])
  const { status, body } = await book(both!)
  expect([status, body.ahead]).toEqual([200, 2])
  expect(body.visits).toMatchObject([
    { bundleId: body.id, source: 'staff', practitioner: { id: willow.petra.id } },
    { bundleId: body.id, practitioner: { id: willow.paul.id }, equipment: [{ name: 'Treadmill 1' }] },
  ])
  expect((await fay().get(`/bundles/${body.id}`)).body).toEqual(body)
  await allIsWell()
})

test('when there is no room to change to, the second service waits until the first room is ready', async () => {
  await app.as(willow.max).post('/time-off', {
    practitionerId: willow.paul.id,
    startsAt: '2026-03-03T00:00:00-05:00',
    endsAt: '2026-03-04T00:00:00-05:00',
    kind: 'leave',
  })
  expect((await times({ maxGapMinutes: 0 })).length).toBe(0)
  expect(walls((await times())[0]!)).toEqual(['09:00-09:45', '10:00-10:30'])
})

test('a client is not in two places: what they have already is kept free of', async () => {
  await fay().post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.paul.id,
    startsAt: '2026-03-03T09:30:00-05:00',
    clientId: willow.mia.id,
  })
  const mine = await times({ clientId: willow.mia.id })
  expect(wall(mine[0]!.startsAt)).toBe('10:30')
  const [early] = await times({ parts: parts(willow.petra, willow.petra) })
  const refused = await book(early!)
  expect(refused).toMatchObject({ status: 409, body: { code: 'rows_taken' } })
  expect(refused.body.rows[0].rules.map(({ code }: { code: string }) => code)).toContain('client_busy')
})

test('whoever is slower books nothing and learns the next times for all parts', async () => {
  const [time] = await times({ parts: parts(willow.petra, willow.paul) })
  await fay().post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.paul.id,
    startsAt: '2026-03-03T09:00:00-05:00',
    clientId: willow.ann.id,
  })
  const refused = await book(time!)
  expect(refused).toMatchObject({ status: 409, body: { code: 'rows_taken', rows: [{ key: '1' }] } })
  const next: Time[] = refused.body.times
  expect(next).toHaveLength(3)
  expect(walls(next[0]!)).toEqual(['09:00-09:45', '10:00-10:30'])
  expect((await fay().get('/appointments', { clientId: willow.mia.id })).body.items).toEqual([])
  expect((await book(next[0]!)).status).toBe(200)
  await allIsWell()
})

test('of many who book the same chain at once, one has all of it', async () => {
  const [time] = await times({ parts: parts(willow.petra, willow.paul) })
  const clients = [willow.mia, willow.leo, willow.ann]
  const answers = await Promise.all(clients.map(({ id }) => book(time!, { clientId: id })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  for (const { body } of answers.filter(({ status }) => status === 409)) {
    expect(body.code).toBe('rows_taken')
    expect(body.times.length).toBeGreaterThan(0)
  }
  const rows = await app.sql(`select count(*)::int as n from appointment where practice_id = $1`, [
    willow.practiceId,
  ])
  expect(rows).toEqual([{ n: 2 }])
  await allIsWell()
})

test('any practitioner: the same person for all parts where that is as quick', async () => {
  const wish = [{ serviceId: willow.gait.id }, { serviceId: willow.assessment.id }]
  const [time] = await times({ parts: wish })
  expect(new Set(time!.parts.map(({ practitionerId }) => practitionerId)).size).toBe(1)
  const answer = await fay().post('/bundles', {
    clientId: willow.mia.id,
    parts: time!.parts.map(({ serviceId, startsAt }) => ({ serviceId, startsAt })),
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  expect(answer.body.visits[0].chosenBecause).not.toBeNull()
  expect(answer.body.visits[0].practitioner.id).toBe(answer.body.visits[1].practitioner.id)
})

test('limits of a day count all parts', async () => {
  const limits = { maxPerDay: 1, maxPerWeek: null }
  await app.as(willow.max).put(`/practitioners/${willow.petra.id}/limits`, limits)
  expect(await times({ parts: parts(willow.petra, willow.petra) })).toEqual([])
  expect((await times({ parts: parts(willow.petra) }))[0]!.parts[1]!.practitionerId).toBe(willow.paul.id)
  const refused = await fay().post('/bundles', {
    clientId: willow.mia.id,
    parts: [
      { ...parts(willow.petra)[0], startsAt: '2026-03-03T09:00:00-05:00' },
      { serviceId: willow.gait.id, practitionerId: willow.petra.id, startsAt: '2026-03-03T10:00:00-05:00' },
    ],
  })
  expect(refused).toMatchObject({ status: 409, body: { code: 'rows_taken', rows: [{ key: '1' }] } })
  expect(refused.body.rows[0].rules.map(({ code }: { code: string }) => code)).toContain('day_full')
})

test('all parts move by the same shift, or to a time that was found for them, or not at all', async () => {
  const bundle = await booked({ parts: parts(willow.petra, willow.paul) })
  const moved = await fay().post(`/bundles/${bundle.id}/move`, { startsAt: '2026-03-03T09:30:00-05:00' })
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  const startsOf = (body: { visits: { startsAt: string }[] }) =>
    body.visits.map(({ startsAt }) => new Date(startsAt).toISOString().slice(11, 16))
  expect(startsOf(moved.body)).toEqual(['14:30', '15:15'])
  const [free] = await times({ from: '2026-03-04T00:00:00-05:00', except: bundle.id })
  const found = await fay().post(`/bundles/${bundle.id}/move`, {
    parts: moved.body.visits.map(({ id }: { id: string }, at: number) => ({
      id,
      startsAt: free!.parts[at]!.startsAt,
      practitionerId: free!.parts[at]!.practitionerId,
    })),
  })
  expect(found.status, JSON.stringify(found.body)).toBe(200)
  expect(new Date(found.body.visits[0].startsAt).toISOString()).toBe(new Date(free!.startsAt).toISOString())
  await fay().post('/appointments', {
    serviceId: willow.gait.id,
    practitionerId: willow.paul.id,
    startsAt: '2026-03-05T09:45:00-05:00',
    clientId: willow.ann.id,
  })
  const before = (await fay().get(`/bundles/${bundle.id}`)).body
  const refused = await fay().post(`/bundles/${bundle.id}/move`, { startsAt: '2026-03-05T09:00:00-05:00' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'rows_taken' } })
  expect(refused.body.times.length).toBeGreaterThan(0)
  expect((await fay().get(`/bundles/${bundle.id}`)).body).toEqual(before)
  await allIsWell()
})

test('one part alone may be moved or cancelled; the rest follows together afterwards', async () => {
  const bundle = await booked({ parts: parts(willow.petra, willow.paul) })
  const [first, second] = bundle.visits
  await fay().post(`/appointments/${second.id}/move`, { startsAt: '2026-03-03T14:00:00-05:00' })
  const shifted = await fay().post(`/bundles/${bundle.id}/move`, { startsAt: '2026-03-03T10:00:00-05:00' })
  expect(shifted.status, JSON.stringify(shifted.body)).toBe(200)
  expect(new Date(shifted.body.visits[1].startsAt).toISOString()).toBe('2026-03-03T20:00:00.000Z')
  await fay().post(`/appointments/${first.id}/cancellation`, { by: 'client' })
  const ended = await fay().post(`/bundles/${bundle.id}/cancellation`, { by: 'client' })
  expect(ended.body).toMatchObject({ ahead: 0, visits: [{ state: 'cancelled' }, { state: 'cancelled' }] })
  const again = await fay().post(`/bundles/${bundle.id}/cancellation`, { by: 'client' })
  expect(again.body.code).toBe('nothing_to_change')
  await allIsWell()
})

test('the client gets one mail for each step with all parts', async () => {
  const bundle = await booked()
  await app.settle()
  expect(await told()).toEqual(['visits_booked'])
  // Mails of the tests before may leave only now.
  const mails = app.mails.filter(({ text }) =>
    text.includes('Your appointment with 2 services in a row is booked'),
  )
  expect(mails.map(({ to }) => to.address)).toContain('mia@rossi.example')
  await fay().post(`/bundles/${bundle.id}/move`, { startsAt: '2026-03-03T13:00:00-05:00' })
  await app.settle()
  await fay().post(`/bundles/${bundle.id}/cancellation`, { by: 'practice' })
  await app.settle()
  expect(await told()).toEqual(['visits_booked', 'visits_cancelled', 'visits_changed'])
})

async function told() {
  const rows = await app.sql(
    `select rule from message where practice_id = $1 and rule not in ('reminder', 'form_chase', 'form_request') order by rule`,
    [willow.practiceId],
  )
  return rows.map(({ rule }) => rule)
}

test('what cannot be a chain is refused with the way out', async () => {
  const [time] = await times()
  const reversed = { ...time!, parts: [...time!.parts].reverse() }
  const order = await book(reversed)
  expect([order.status, order.body.code]).toEqual([422, 'invalid'])
  const apart = {
    ...time!,
    parts: [time!.parts[0]!, { ...time!.parts[1]!, startsAt: '2026-03-03T15:00:00-05:00' }],
  }
  expect((await book(apart)).body.message).toMatch(/do not follow one another/)
  expect((await fay().post('/bundles/times', { parts: parts().slice(0, 1) })).status).toBe(422)
  expect(await times({ limit: 2 })).toHaveLength(2)
})

test('a move and a booking are taken back, unless somebody changed a part since', async () => {
  const bundle = await booked()
  const was = bundle.visits.map((visit: { startsAt: string }) => visit.startsAt)
  await fay().post(`/bundles/${bundle.id}/move`, { startsAt: '2026-03-03T13:00:00-05:00' })
  const back = await fay().post(`/bundles/${bundle.id}/undo`)
  expect(back.status, JSON.stringify(back.body)).toBe(200)
  expect(back.body.visits.map((visit: { startsAt: string }) => visit.startsAt)).toEqual(was)
  const [first] = bundle.visits
  await fay().patch(`/appointments/${first.id}`, {
    notes: 'Stairs',
    rowVersion: back.body.visits[0].rowVersion,
  })
  expect((await fay().post(`/bundles/${bundle.id}/undo`)).body.code).toBe('changed_since')
  await allIsWell()
})
