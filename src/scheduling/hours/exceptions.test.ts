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
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
  // Open day and night, so that only the practitioner's own hours count.
  await app.sql(`delete from opening_hours where practice_id = $1`, [willow.practiceId])
})

const span = (starts: string, ends: string, more: object = {}) => ({
  locationId: willow.mainStreet.id,
  starts,
  ends,
  ...more,
})
const days = () => `/practitioners/${willow.petra.id}/days`
const set = (wish: object) => app.as(willow.petra).post(days(), wish)
const day = (on: string, wish: object) => app.as(willow.petra).put(`${days()}/${on}`, wish)
const starts = async (from: string, more: object = {}) => {
  const { body } = await app.as(willow.fay).get('/availability', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    from,
    days: 1,
    ...more,
  })
  return body.items.map((each: { startsAt: string }) => each.startsAt.slice(11, 16)) as string[]
}

test('a range of days is set at once, on chosen weekdays, and is as the week says again', async () => {
  const { body } = await set({
    from: '2026-03-09',
    to: '2026-03-20',
    weekdays: [1, 3],
    hours: [],
    note: 'course',
  })
  expect(body.days).toEqual(['2026-03-09', '2026-03-11', '2026-03-16', '2026-03-18'])
  expect(await starts('2026-03-11')).toEqual([])
  expect((await starts('2026-03-10')).length).toBeGreaterThan(0)
  const month = await app.as(willow.fay).get(days(), { from: '2026-03-09', to: '2026-03-12' })
  expect(
    month.body.items.map((each: { hours: object[]; exception: object | null }) => [
      each.hours.length,
      each.exception,
    ]),
  ).toEqual([
    [0, { effect: 'replace', hours: [], note: 'course' }],
    [1, null],
    [0, { effect: 'replace', hours: [], note: 'course' }],
    [1, null],
  ])
  await app.as(willow.petra).delete(`${days()}/2026-03-09`, { to: '2026-03-20' })
  expect((await starts('2026-03-11')).length).toBeGreaterThan(0)
})

test('extra hours come on top of the week, other hours take its place', async () => {
  await day('2026-03-03', { effect: 'add', hours: [span('18:00', '19:00')] })
  expect(await starts('2026-03-03')).toEqual(expect.arrayContaining(['09:00', '18:00']))
  await day('2026-03-03', { hours: [span('18:00', '19:00')] })
  expect(await starts('2026-03-03')).toEqual(['18:00'])
})

test('a night shift of one day reaches into the next', async () => {
  await day('2026-03-14', { hours: [span('23:00', '01:30', { nextDay: true })] })
  expect(await starts('2026-03-14')).toEqual(['23:00', '23:15', '23:30', '23:45'])
  expect(await starts('2026-03-15')).toEqual(['00:00', '00:15', '00:30'])
  const early = await day('2026-03-15', { hours: [span('01:00', '03:00')] })
  expect(early.body.fields[0].message).toContain('2026-03-14')
})

test('an hour that the clock skips is refused in clear words', async () => {
  const refused = await day('2026-03-08', { hours: [span('02:30', '05:00')] })
  expect(refused.body.fields).toEqual([
    {
      field: 'hours.0.starts',
      message:
        '02:30 does not exist at Main Street on 2026-03-08: the clock is put forward by 60 minutes. Choose 03:30 or another time.',
    },
  ])
  expect((await day('2026-03-08', { hours: [span('01:00', '02:00')] })).status).toBe(200)
  expect((await day('2026-03-08', { hours: [span('01:00', '02:45')] })).body.fields[0].field).toBe(
    'hours.0.ends',
  )
  expect((await set({ from: '2026-03-07', to: '2026-03-09', hours: [span('02:30', '05:00')] })).status).toBe(
    422,
  )
})

test('what cannot be is refused with both hours, the field and nothing half done', async () => {
  const field = async (wish: object) =>
    (await set({ from: '2026-03-03', to: '2026-03-03', ...wish })).body.fields?.[0]
  expect(
    await field({
      hours: [span('09:00', '12:00'), span('11:00', '13:00', { locationId: willow.riverside.id })],
    }),
  ).toEqual({
    field: 'hours.1.starts',
    message:
      '09:00–12:00 (Main Street) and 11:00–13:00 (Riverside) overlap: nobody works at two places or twice at once.',
  })
  expect((await field({ effect: 'add', hours: [span('16:00', '18:00')] }))?.message).toContain(
    '2026-03-03 09:00–17:00 (Main Street) and ',
  )
  expect((await field({ effect: 'add', hours: [] }))?.field).toBe('hours')
  expect((await field({ hours: [span('12:00', '09:00')] }))?.field).toBe('hours.0.ends')
  expect((await field({ to: '2026-03-02', hours: [] }))?.field).toBe('to')
  expect((await field({ to: '2027-03-04', hours: [] }))?.message).toContain('weekly hours')
  expect((await field({ weekdays: [6], hours: [] }))?.field).toBe('weekdays')
  expect(
    (await app.as(willow.fay).get(days(), { from: '2026-03-01', to: '2027-03-01' })).body.fields[0].field,
  ).toBe('to')
  const { body } = await app.as(willow.fay).get(`/practitioners/${willow.petra.id}/hours`)
  expect(body.exceptions).toEqual([])
})

test('a day off across a visit says so and leaves the visit', async () => {
  const visit = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: '2026-03-03T10:00:00-05:00',
  })
  const { body } = await day('2026-03-03', { hours: [] })
  expect(body.outside).toMatchObject([{ id: visit.body.id, clientName: 'Mia Rossi' }])
  expect((await app.as(willow.fay).get(`/appointments/${visit.body.id}`)).body.state).toBe('booked')
})

test('belongs to the practitioner and the managers', async () => {
  expect((await app.as(willow.paul).put(`${days()}/2026-03-03`, { hours: [] })).status).toBe(403)
  expect(
    (await app.as(willow.fay).post(days(), { from: '2026-03-03', to: '2026-03-03', hours: [] })).status,
  ).toBe(403)
  const other = await app.practice(`oak-${count}`)
  expect((await app.as(other.nora).put(`${days()}/2026-03-03`, { hours: [] })).status).toBe(404)
  expect((await app.as(other.nora).get(days(), { from: '2026-03-03', to: '2026-03-03' })).status).toBe(404)
})
