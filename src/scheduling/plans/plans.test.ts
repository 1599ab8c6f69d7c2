import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

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
const wish = (more: object = {}) => ({
  serviceId: willow.treatment.id,
  practitionerId: willow.petra.id,
  clientId: willow.mia.id,
  visits: 6,
  from: '2026-03-03',
  minGapDays: 2,
  perWeek: 2,
  dayPart: 'morning',
  ...more,
})
const look = async (more: object = {}) => (await fay().post('/plans/preview', wish(more))).body
const chosen = (times: { startsAt: string; practitionerId: string; locationId: string }[]) =>
  times.map(({ startsAt, practitionerId, locationId }) => ({ startsAt, practitionerId, locationId }))

test('a plan is searched, booked in one step, and shows how far it is', async () => {
  const { options } = await look()
  expect(options).toHaveLength(1)
  expect(options[0]).toMatchObject({ kind: 'as_wished', of: 6, practitioners: [{ id: willow.petra.id }] })
  const walls = options[0].times.map((each: { wall: string }) => each.wall)
  expect(walls).toHaveLength(6)
  expect(new Set(walls.map((each: string) => each.slice(11))).size).toBe(1)
  expect(walls[0]).toMatch(/^2026-03-03T(09|10|11)/)
  const booked = await fay().post('/plans', { ...wish(), times: chosen(options[0].times) })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  expect(booked.body).toMatchObject({ progress: { visits: 6, done: 0, booked: 6, left: 0 } })
  expect(booked.body.visits[0]).toMatchObject({ planId: booked.body.id, source: 'plan' })
  const first = booked.body.visits[0]
  app.clock.set(first.startsAt)
  await fay().post(`/appointments/${first.id}/arrival`)
  await fay().post(`/appointments/${first.id}/completion`)
  await fay().post(`/appointments/${booked.body.visits[1].id}/cancellation`, { by: 'client' })
  const { items } = (await fay().get('/plans', { clientId: willow.mia.id })).body
  expect(items[0].progress).toEqual({ visits: 6, done: 1, missed: 0, booked: 4, left: 1 })
  const ended = await fay().post(`/plans/${booked.body.id}/cancellation`, { by: 'practice' })
  expect(ended.body.progress).toEqual({ visits: 6, done: 1, missed: 0, booked: 0, left: 5 })
  expect((await fay().post(`/plans/${booked.body.id}/cancellation`, { by: 'practice' })).body.code).toBe(
    'nothing_to_change',
  )
})

test('the booking of a plan and its end are taken back, the last step first', async () => {
  const { options } = await look({ visits: 3 })
  const { body } = await fay().post('/plans', { ...wish({ visits: 3 }), times: chosen(options[0].times) })
  expect(body.lastChange).toMatchObject({ kind: 'booked', visits: 3 })
  await fay().post(`/plans/${body.id}/cancellation`, { by: 'practice' })
  const back = await fay().post(`/plans/${body.id}/undo`)
  expect(back.body).toMatchObject({ progress: { booked: 3 }, lastChange: { kind: 'booked' } })
  const none = await fay().post(`/plans/${body.id}/undo`)
  expect(none.body).toMatchObject({ progress: { booked: 0 }, lastChange: null })
  expect((await fay().post(`/plans/${body.id}/undo`)).body.code).toBe('nothing_to_undo')
})

test('of which not all fit says what to give up', async () => {
  await app.as(willow.max).post('/time-off', {
    practitionerId: willow.petra.id,
    startsAt: '2026-03-09T00:00:00-04:00',
    endsAt: '2026-06-30T00:00:00-04:00',
    kind: 'leave',
  })
  const { options } = await look()
  expect(options[0]).toMatchObject({ kind: 'other_practitioner', practitioners: [{ id: willow.paul.id }] })
  expect(options[0].times).toHaveLength(6)
  const asWished = options.find((each: { kind: string }) => each.kind === 'as_wished')
  expect(asWished.times).toHaveLength(2)
  const tuesdays = await look({ weekdays: [2], perWeek: 1, visits: 3, practitionerId: willow.paul.id })
  expect(
    tuesdays.options[0].times.every((each: { wall: string }) => new Date(`${each.wall}Z`).getUTCDay() === 2),
  ).toBe(true)
})

test('somebody who is faster makes the whole plan wait, and says which time is gone', async () => {
  const { options } = await look({ visits: 3 })
  const times = chosen(options[0].times)
  await fay().post('/appointments', {
    serviceId: willow.treatment.id,
    clientId: willow.ann.id,
    ...times[1],
  })
  const answer = await fay().post('/plans', { ...wish({ visits: 3 }), times })
  expect(answer).toMatchObject({ status: 409, body: { code: 'rows_taken' } })
  expect(answer.body.rows.map((row: { key: string }) => row.key)).toEqual([
    new Date(times[1]!.startsAt).toISOString(),
  ])
  expect(await app.sql('select 1 from treatment_plan where practice_id = $1', [willow.practiceId])).toEqual(
    [],
  )
  expect((await app.as(willow.rita).post('/plans/preview', wish())).status).toBe(403)
})
