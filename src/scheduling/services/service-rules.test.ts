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
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
})

const fay = () => app.as(willow.fay)
async function service(more: object = {}) {
  const made = await app.as(willow.max).post('/services', {
    name: 'Shockwave',
    durationMinutes: 30,
    priceMinor: 5_000,
    practitioners: [{ id: willow.petra.id }, { id: willow.paul.id }],
    ...more,
  })
  expect(made.status).toBe(200)
  return made.body
}
const book = (serviceId: string, more: object = {}) =>
  fay().post('/appointments', {
    serviceId,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: '2026-03-03T10:00:00-05:00',
    ...more,
  })
const online = async (serviceId: string, more: object = {}) =>
  (
    await app
      .visitor()
      .get(`/public/${willow.slug}/availability`, { serviceId, from: '2026-03-03', days: 1, ...more })
  ).body.items.map((each: { startsAt: string }) => each.startsAt.slice(11, 16))

test('starts are counted from local midnight and an offset, and held to at the hold', async () => {
  const { id } = await service({ slotIntervalMinutes: 60, slotOffsetMinutes: 20 })
  expect((await online(id, { practitionerId: willow.petra.id })).slice(0, 3)).toEqual([
    '09:20',
    '10:20',
    '11:20',
  ])
  const off = await app
    .visitor()
    .post(`/public/${willow.slug}/holds`, { serviceId: id, startsAt: '2026-03-03T10:00:00-05:00' })
  expect(off.body.code).toBe('off_grid')
})

test('a day that is full is offered no more, and refused to the desk with the rule', async () => {
  const { id } = await service({ maxPerDay: 1 })
  expect((await book(id)).status).toBe(200)
  expect(await online(id, { practitionerId: willow.petra.id })).toEqual([])
  expect((await online(id)).length).toBeGreaterThan(0)
  const second = await book(id, { clientId: willow.ann.id, startsAt: '2026-03-03T15:00:00-05:00' })
  expect(second.body).toMatchObject({ code: 'slot_taken', rules: [{ code: 'day_full' }] })
  expect((await book(id, { clientId: willow.ann.id, startsAt: '2026-03-04T10:00:00-05:00' })).status).toBe(
    200,
  )
})

test('a week is full across its days, of all services where it is the practitioner’s own limit', async () => {
  const { id } = await service()
  const limits = { maxPerDay: null, maxPerWeek: 2, maxMinutesPerDay: null, maxMinutesPerWeek: null }
  expect((await app.as(willow.petra).put(`/practitioners/${willow.petra.id}/limits`, limits)).status).toBe(
    403,
  )
  await app.as(willow.max).put(`/practitioners/${willow.petra.id}/limits`, limits)
  expect((await fay().get(`/practitioners/${willow.petra.id}/limits`)).body).toEqual(limits)
  await book(willow.treatment.id)
  await book(id, { startsAt: '2026-03-04T10:00:00-05:00' })
  const third = await book(id, { startsAt: '2026-03-03T15:00:00-05:00' })
  expect(third.body.rules).toMatchObject([{ code: 'week_full', values: { limit: 2, booked: 2 } }])
  expect((await book(id, { startsAt: '2026-03-10T15:00:00-04:00' })).status).toBe(200)
  // A visit is not counted against itself when it moves within the week.
  const known = (
    await fay().get('/appointments', {
      practitionerId: willow.petra.id,
      from: '2026-03-03T00:00:00Z',
      to: '2026-03-04T00:00:00Z',
    })
  ).body.items[0]
  const moved = await fay().post(`/appointments/${known.id}/move`, { startsAt: '2026-03-03T15:00:00-05:00' })
  expect(moved.status).toBe(200)
})

test('minutes are limited beside counts, for a service and for somebody’s whole day', async () => {
  const { id } = await service({ maxMinutesPerDay: 60 })
  await book(id)
  const long = await book(id, {
    clientId: willow.ann.id,
    startsAt: '2026-03-03T15:00:00-05:00',
    durationMinutes: 45,
  })
  expect(long.body).toMatchObject({ code: 'slot_taken' })
  expect(long.body.rules).toMatchObject([
    { code: 'day_full', values: { of: 'minutes', limit: 60, booked: 30 } },
  ])
  const short = await book(id, { clientId: willow.ann.id, startsAt: '2026-03-03T15:00:00-05:00' })
  expect(short.status).toBe(200)
  const limits = { maxPerDay: null, maxPerWeek: null, maxMinutesPerDay: 60, maxMinutesPerWeek: null }
  await app.as(willow.max).put(`/practitioners/${willow.petra.id}/limits`, limits)
  const other = await book(willow.treatment.id, {
    clientId: willow.leo.id,
    startsAt: '2026-03-03T13:00:00-05:00',
  })
  expect(other.body.rules).toMatchObject([{ code: 'day_full', values: { of: 'minutes', serviceId: null } }])
})

test('names and texts may be given in one other language only', async () => {
  const { id, rowVersion } = await service({ translations: { de: { name: 'Stoßwelle' } } })
  const changed = await app
    .as(willow.max)
    .patch(`/services/${id}`, { rowVersion, translations: { de: { name: 'Stoßwellentherapie' } } })
  expect(changed.body.translations).toEqual({ de: { name: 'Stoßwellentherapie' } })
})

test('another length has its own price', async () => {
  const { id } = await service({ durationVariants: [{ minutes: 60, priceMinor: 9_000 }] })
  expect((await book(id, { durationMinutes: 60 })).body).toMatchObject({
    endsAt: '2026-03-03T16:00:00.000Z',
    priceMinor: 9_000,
  })
  expect(
    (await book(id, { clientId: willow.ann.id, startsAt: '2026-03-03T14:00:00-05:00' })).body.priceMinor,
  ).toBe(5_000)
})

test('a practitioner’s own terms hold field by field, where they are given', async () => {
  const { id } = await service({
    slotIntervalMinutes: 60,
    minNoticeMinutes: 0,
    practitioners: [
      { id: willow.petra.id, slotIntervalMinutes: 30, minNoticeMinutes: 26 * 60 },
      { id: willow.paul.id },
    ],
  })
  // It is Monday, nine o'clock: Petra wants to know by Tuesday, eleven.
  expect((await online(id, { practitionerId: willow.petra.id })).slice(0, 2)).toEqual(['11:00', '11:30'])
  expect((await online(id, { practitionerId: willow.paul.id })).slice(0, 2)).toEqual(['09:00', '10:00'])
})

test('what contradicts itself is refused by field', async () => {
  const field = async (more: object) =>
    (await app.as(willow.max).post('/services', { name: 'X', durationMinutes: 30, ...more })).body.fields?.[0]
      .field
  expect(await field({ depositMinor: 500, depositPercent: 20 })).toBe('depositPercent')
  expect(
    await field({
      durationVariants: [
        { minutes: 45, priceMinor: 1 },
        { minutes: 45, priceMinor: 2 },
      ],
    }),
  ).toBe('durationVariants')
  const { id, rowVersion } = await service({ depositPercent: 20 })
  expect((await app.as(willow.max).patch(`/services/${id}`, { rowVersion, depositMinor: 500 })).status).toBe(
    422,
  )
  const changed = await app
    .as(willow.max)
    .patch(`/services/${id}`, { rowVersion, depositMinor: 500, depositPercent: null })
  expect(changed.body).toMatchObject({ depositMinor: 500, depositPercent: null })
})

test('the checklist of a visit keeps its ticks, also of what is asked for no more', async () => {
  const made = await service({ checklist: ['Scans', 'Consent'] })
  const { id } = (await book(made.id)).body
  const tick = (item: string, done: boolean) => fay().put(`/appointments/${id}/checklist`, { item, done })
  expect((await tick('Scans', true)).body.items).toMatchObject([
    { text: 'Scans', doneBy: willow.fay.name },
    { text: 'Consent', doneAt: null },
  ])
  expect((await tick('Tea', true)).body.fields[0].field).toBe('item')
  await app
    .as(willow.max)
    .patch(`/services/${made.id}`, { rowVersion: made.rowVersion, checklist: ['Consent'] })
  const { items } = (await fay().get(`/appointments/${id}/checklist`)).body
  expect(items.map((each: { text: string }) => each.text)).toEqual(['Consent', 'Scans'])
  await tick('Scans', false)
  expect((await fay().get(`/appointments/${id}/checklist`)).body.items).toHaveLength(1)
})

test('somebody beside the practitioner is taken up, moves along, and is told of when nobody is free', async () => {
  const { id } = await service({
    practitioners: [{ id: willow.petra.id }],
    assistantIds: [willow.petra.id, willow.paul.id],
  })
  const visit = (await book(id)).body
  expect(visit.assistant).toMatchObject({ id: willow.paul.id })
  const paul = await book(willow.treatment.id, { practitionerId: willow.paul.id, clientId: willow.ann.id })
  expect(paul.body.code).toBe('slot_taken')
  const moved = await fay().post(`/appointments/${visit.id}/move`, { startsAt: '2026-03-03T14:00:00-05:00' })
  expect(moved.body.assistant).toMatchObject({ id: willow.paul.id })
  expect(
    (await book(willow.treatment.id, { practitionerId: willow.paul.id, clientId: willow.ann.id })).status,
  ).toBe(200)
  const refused = await book(id, { clientId: willow.leo.id })
  expect(refused.body).toMatchObject({ code: 'no_assistant', rules: [{ code: 'no_assistant' }] })
  const why = await fay().get('/availability/reasons', {
    serviceId: id,
    practitionerId: willow.petra.id,
    startsAt: '2026-03-03T10:00:00-05:00',
  })
  expect(why.body.reasons).toMatchObject([{ code: 'no_assistant', values: { assistants: 1 } }])
  expect(await online(id)).not.toContain('10:00')
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
})
