import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice()
})
afterAll(() => app.end())

const away = (more: object = {}) =>
  app.as(willow.max).post('/time-off', {
    practitionerId: willow.petra.id,
    startsAt: '2026-03-09T00:00:00-04:00',
    endsAt: '2026-03-14T00:00:00-04:00',
    kind: 'leave',
    substituteId: willow.paul.id,
    clientNote: 'Back on the 16th. Exercises go on.',
    ...more,
  })
const onPage = async () =>
  (await app.visitor().get(`/public/${willow.slug}/booking`)).body.practitioners.find(
    ({ id }: { id: string }) => id === willow.petra.id,
  ).away

test('nobody stands in for themselves, nor somebody of another practice', async () => {
  expect((await away({ substituteId: willow.petra.id })).body.fields[0].field).toBe('substituteId')
  const other = await app.practice('elsewhere')
  expect((await away({ substituteId: other.paul.id })).status).toBe(404)
  expect(await onPage()).toBeNull()
})

test('the booking page says who stands in and what there is to say, three weeks before and until it is over', async () => {
  const made = await away()
  expect(made.body.timeOff).toMatchObject({
    substituteId: willow.paul.id,
    clientNote: 'Back on the 16th. Exercises go on.',
  })
  expect(await onPage()).toMatchObject({
    substituteId: willow.paul.id,
    note: 'Back on the 16th. Exercises go on.',
  })
  expect(JSON.stringify(await onPage())).not.toContain('leave')
  app.clock.set('2026-03-14T04:00:00Z')
  expect(await onPage()).toBeNull()
  app.clock.set('2026-02-15T14:00:00Z')
  expect(await onPage()).toBeNull()
  app.clock.set('2026-03-02T14:00:00Z')
  await app.as(willow.max).post(`/time-off/${made.body.timeOff.id}/cancellation`)
  expect(await onPage()).toBeNull()
})

test('replanning asks who stands in first, and says so', async () => {
  const booked = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: '2026-03-10T10:00:00-04:00',
  })
  expect(booked.status).toBe(200)
  await away()
  const draft = await app.as(willow.max).post('/replannings', {
    practitionerId: willow.petra.id,
    from: '2026-03-09T00:00:00-04:00',
    to: '2026-03-14T00:00:00-04:00',
  })
  expect(draft.status, JSON.stringify(draft.body)).toBe(200)
  const { rows } = (await app.as(willow.max).get(`/replannings/${draft.body.id}`)).body
  expect(rows[0]).toMatchObject({ proposal: { practitioner: { id: willow.paul.id } } })
  expect(rows[0].terms.map(({ code }: { code: string }) => code)).toContain('substitute')
})
