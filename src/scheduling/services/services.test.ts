import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { createPractice } from '../../practice/index.ts'
import { randomUUID } from 'node:crypto'

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

const wish = () => ({
  name: 'Dry needling',
  durationMinutes: 30,
  priceMinor: 5_500,
  bufferAfterMinutes: 10,
  practitioners: [{ id: willow.petra.id, durationMinutes: 40, priceMinor: 6_500 }, { id: willow.paul.id }],
  roomIds: [willow.room1.id],
})

test('a manager makes a service, changes it, and takes it out of the list', async () => {
  const max = app.as(willow.max)
  const made = await max.post('/services', wish())
  expect(made.body).toMatchObject({
    name: 'Dry needling',
    slotIntervalMinutes: 15,
    roomIds: [willow.room1.id],
    locationIds: [],
    rowVersion: 1,
    can: { edit: true },
  })
  expect(made.body.practitioners).toMatchObject([
    { name: 'Paul Adeyemi', durationMinutes: null },
    { name: 'Petra Schmidt', durationMinutes: 40, priceMinor: 6_500 },
  ])
  const { id } = made.body
  const edited = await max.patch(`/services/${id}`, {
    rowVersion: 1,
    priceMinor: 6_000,
    practitioners: [{ id: willow.paul.id }],
    roomIds: [],
  })
  expect(edited.body).toMatchObject({
    priceMinor: 6_000,
    durationMinutes: 30,
    rowVersion: 2,
    roomIds: [],
    practitioners: [{ id: willow.paul.id }],
  })
  expect((await max.patch(`/services/${id}`, { rowVersion: 1, priceMinor: 1 })).body.code).toBe(
    'changed_meanwhile',
  )
  expect((await max.post(`/services/${id}/archiving`)).body.archivedAt).toBe('2026-03-02T14:00:00.000Z')
  const names = async (query = {}) =>
    (await max.get('/services', query)).body.items.map((each: { name: string }) => each.name)
  expect(await names()).not.toContain('Dry needling')
  expect(await names({ archived: 'true' })).toContain('Dry needling')
  expect((await max.post(`/services/${id}/restoration`)).body.archivedAt).toBe(null)
})

test('a practitioner’s own length, price and buffers hold for their visits', async () => {
  const { body } = await app.as(willow.max).post('/services', wish())
  const visit = (practitionerId: string, clientId: string) =>
    app.as(willow.fay).post('/appointments', {
      serviceId: body.id,
      practitionerId,
      clientId,
      startsAt: '2026-03-03T10:00:00-05:00',
    })
  const petra = await visit(willow.petra.id, willow.mia.id)
  expect(petra.body).toMatchObject({
    endsAt: '2026-03-03T15:40:00.000Z',
    priceMinor: 6_500,
    bufferAfterMinutes: 10,
    room: { id: willow.room1.id },
  })
  // There is one room for this service.
  expect((await visit(willow.paul.id, willow.ann.id)).body.code).toBe('no_room')
})

test('what cannot be is refused by field, and only managers change services', async () => {
  const max = app.as(willow.max)
  const field = async (more: object) =>
    (await max.post('/services', { ...wish(), ...more })).body.fields?.[0].field
  expect(await field({ durationMinutes: 0 })).toBe('durationMinutes')
  expect(await field({ color: 'url(x)' })).toBe('color')
  expect(await field({ name: ' ' })).toBe('name')
  expect(await field({ modes: [] })).toBe('modes')
  expect(await field({ practitioners: [{ id: willow.petra.id, priceMinor: -1 }] })).toBe(
    'practitioners.0.priceMinor',
  )
  const other = await app.practice(`oak-${count}`)
  // Somebody of another practice can't be named.
  expect((await max.post('/services', { ...wish(), practitioners: [{ id: other.petra.id }] })).status).toBe(
    422,
  )
  for (const person of [willow.fay, willow.petra, willow.bill, willow.rita])
    expect((await app.as(person).post('/services', wish())).status).toBe(403)
  expect((await app.as(other.max).get(`/services/${willow.assessment.id}`)).status).toBe(404)
  expect(
    (await app.as(other.max).patch(`/services/${willow.assessment.id}`, { rowVersion: 1, name: 'Mine' }))
      .status,
  ).toBe(404)
})

test('a new practice begins with the services of its pack, and an owner who treats clients with the opening hours', async () => {
  const practiceId = randomUUID()
  const slug = `fresh-${count}`
  const who = { practiceId, actor: { kind: 'system' as const, name: 'tests' }, name: 'tests' }
  await app.inPractice(who, (ctx) =>
    createPractice(ctx, {
      name: 'Fresh',
      slug,
      pack: 'physiotherapy',
      locale: 'en',
      currency: 'EUR',
      country: 'DE',
      zone: 'Europe/Berlin',
      location: { name: 'Main', opening: [{ weekday: 1, opens: '08:00', closes: '12:00' }] },
      owner: { name: 'Olga', email: 'olga@fresh.example', isPractitioner: true },
    }),
  )
  await app.settle()
  await app.settle()
  const { body } = await app.visitor().get(`/public/${slug}/booking`)
  expect(body.services.length).toBeGreaterThan(3)
  const serviceId = body.services[0].id
  const times = await app
    .visitor()
    .get(`/public/${slug}/availability`, { serviceId, from: '2026-03-09', days: 1 })
  expect(times.body.items[0].startsAt).toBe('2026-03-09T08:00:00+01:00')
  const prices = await app.sql(
    'select count(*)::int as n from service where practice_id = $1 and price_minor > 0',
    [practiceId],
  )
  expect(prices[0]!.n).toBeGreaterThan(3)
})
