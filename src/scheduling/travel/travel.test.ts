import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

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
  const hours = (locationId: string, starts: string, ends: string) => ({
    locationId,
    weekday: 2,
    starts,
    ends,
    validFrom: '2026-03-02',
  })
  // Tuesdays in the morning at Main Street, from noon on at Riverside.
  await app.as(willow.max).put(`/practitioners/${willow.petra.id}/hours`, {
    hours: [hours(willow.mainStreet.id, '09:00', '12:00'), hours(willow.riverside.id, '12:00', '17:00')],
  })
})

const way = (minutes: number, back?: number) => ({
  items: [
    { fromLocationId: willow.mainStreet.id, toLocationId: willow.riverside.id, minutes },
    ...(back
      ? [{ fromLocationId: willow.riverside.id, toLocationId: willow.mainStreet.id, minutes: back }]
      : []),
  ],
})
const setWay = (minutes: number, back?: number) => app.as(willow.max).put('/travel-times', way(minutes, back))
const visit = (time: string, more: object = {}) => ({
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  clientId: willow.mia.id,
  startsAt: `2026-03-03T${time}:00-05:00`,
  ...more,
})
const book = (time: string, more: object = {}) => app.as(willow.fay).post('/appointments', visit(time, more))
const starts = async (more: object = {}) => {
  const { body } = await app.as(willow.fay).get('/availability', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    from: '2026-03-03',
    days: 1,
    ...more,
  })
  return body.items.map((each: { startsAt: string }) => each.startsAt.slice(11, 16)) as string[]
}

test('free times, the reasons, bookings and moves keep the way between two locations', async () => {
  await setWay(45)
  const first = await book('11:00')
  expect(first.body.location.id).toBe(willow.mainStreet.id)
  expect((await starts({ locationId: willow.riverside.id }))[0]).toBe('12:45')
  const refused = await book('12:30', { clientId: willow.ann.id })
  expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken'])
  expect(refused.body.rules).toMatchObject([{ code: 'too_close', values: { gap: 30, needed: 45, way: 45 } }])
  expect(refused.body.alternatives[0].startsAt).toBe('2026-03-03T12:45:00-05:00')
  const why = await app.as(willow.fay).get('/availability/reasons', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-03T12:30:00-05:00',
  })
  expect(why.body.reasons[0]).toMatchObject({ code: 'too_close', values: { way: 45 } })
  const later = await book('13:00', { clientId: willow.ann.id })
  expect(later.status).toBe(200)
  const move = (time: string) =>
    app.as(willow.fay).post(`/appointments/${later.body.id}/move`, {
      startsAt: `2026-03-03T${time}:00-05:00`,
      rowVersion: later.body.rowVersion,
    })
  expect((await move('12:15')).body.code).toBe('slot_taken')
  expect((await move('12:45')).status).toBe(200)
  // At one place nobody travels.
  expect((await book('13:45', { clientId: willow.leo.id })).status).toBe(200)
})

test('the way back takes as long, unless it is said to take another time', async () => {
  await setWay(60)
  await book('13:00')
  expect(await starts({ locationId: willow.mainStreet.id })).toContain('11:00')
  await setWay(60, 90)
  const morning = await starts({ locationId: willow.mainStreet.id })
  expect(morning).toContain('11:00')
  await app.as(willow.max).put('/travel-times', {
    items: [{ fromLocationId: willow.riverside.id, toLocationId: willow.mainStreet.id, minutes: 75 }],
  })
  expect((await starts({ locationId: willow.mainStreet.id })).at(-1)).toBe('10:45')
})

test('two who book one practitioner at two places at once: only one has the time when the way is too long', async () => {
  await setWay(45)
  await Promise.all([app.as(willow.fay).get('/services'), app.as(willow.max).get('/services')])
  for (const round of [0, 1, 2, 3, 4, 5]) {
    const answers = await Promise.all([
      book('11:00', { clientId: willow.mia.id }),
      app.as(willow.max).post('/appointments', visit('12:15', { clientId: willow.ann.id })),
      book('11:00', { clientId: willow.leo.id }),
      app.as(willow.max).post('/appointments', visit('12:30', { clientId: willow.leo.id })),
    ])
    const won = answers.filter((each) => each.status === 200)
    expect(won, `round ${round}: ${JSON.stringify(answers.map((each) => each.body.code))}`).toHaveLength(1)
    for (const each of answers.filter(({ status }) => status !== 200))
      expect(['slot_taken', 'client_double_booked']).toContain(each.body.code)
    await app
      .as(willow.fay)
      .post(`/appointments/${won[0]!.body.id}/cancellation`, { by: 'practice', reason: 'again' })
  }
  expect(await app.sql(`select deadlocks from pg_stat_database where datname = current_database()`)).toEqual([
    { deadlocks: 0 },
  ])
})

test('a booking and a move that meet at once keep the way as well', async () => {
  await setWay(45)
  const { body } = await book('15:00')
  const answers = await Promise.all([
    app.as(willow.fay).post(`/appointments/${body.id}/move`, {
      startsAt: '2026-03-03T12:15:00-05:00',
      rowVersion: body.rowVersion,
    }),
    app.as(willow.max).post('/appointments', visit('11:00', { clientId: willow.ann.id })),
  ])
  expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
})

test('without travel times nobody waits: visits at two places may follow at once', async () => {
  await book('11:00')
  expect((await book('12:00', { clientId: willow.ann.id })).status).toBe(200)
})

test('a visit at home keeps the way there and back free', async () => {
  await app.sql(
    `update service set modes = '{in_person,home}', home_travel_minutes = 30 where practice_id = $1 and id = $2`,
    [willow.practiceId, willow.assessment.id],
  )
  await book('13:00')
  expect(await starts({ locationId: willow.riverside.id, mode: 'home' })).not.toContain('14:15')
  expect(await starts({ locationId: willow.riverside.id, mode: 'home' })).toContain('14:30')
  expect(await starts({ locationId: willow.riverside.id })).toContain('14:00')
  expect((await book('15:00', { clientId: willow.ann.id, mode: 'home' })).body).toMatchObject({
    mode: 'home',
  })
  expect(await starts({ locationId: willow.riverside.id })).not.toContain('16:00')
})

test('travel times that cannot be are refused, and belong to one practice', async () => {
  const put = (items: object[]) => app.as(willow.max).put('/travel-times', { items })
  const [one, other] = [willow.mainStreet.id, willow.riverside.id]
  const leg = (more: object = {}) => ({ fromLocationId: one, toLocationId: other, minutes: 20, ...more })
  expect((await put([leg({ toLocationId: one })])).body.fields[0].field).toBe('items.0.toLocationId')
  expect((await put([leg(), leg({ minutes: 10 })])).body.fields[0].field).toBe('items.1.toLocationId')
  expect((await put([leg({ minutes: 0 })])).status).toBe(422)
  const oak = await app.practice(`oak-${count}`)
  expect((await put([leg({ toLocationId: oak.mainStreet.id })])).status).toBe(422)
  expect((await app.as(willow.fay).put('/travel-times', { items: [] })).status).toBe(403)
  expect((await app.as(willow.fay).get('/travel-times')).body.items).toEqual([])
})
