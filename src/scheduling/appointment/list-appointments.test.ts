import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import type { TestApp } from '../../testing/harness.ts'
import { testApp } from '../../testing/harness.ts'

describe('the list of appointments', () => {
  let app: TestApp
  let willow: Cast
  beforeAll(async () => {
    app = await testApp()
    willow = await app.practice()
    const book = (clientId: string, startsAt: string, practitionerId = willow.petra.id) =>
      app
        .as(willow.fay)
        .post('/appointments', { serviceId: willow.treatment.id, practitionerId, clientId, startsAt })
    await book(willow.mia.id, '2026-03-03T10:00:00-05:00')
    await book(willow.mia.id, '2026-03-10T10:00:00-04:00')
    await book(willow.mia.id, '2026-03-17T10:00:00-04:00', willow.paul.id)
    await book(willow.ann.id, '2026-03-04T10:00:00-05:00')
  })
  afterAll(() => app.end())

  const days = (body: { items: { startsAt: string }[] }) =>
    body.items.map((item) => item.startsAt.slice(0, 10))

  test("a client's visits come latest first, page by page", async () => {
    const first = await app.as(willow.fay).get('/appointments', { clientId: willow.mia.id, limit: 2 })
    expect(first.status).toBe(200)
    expect(days(first.body)).toEqual(['2026-03-17', '2026-03-10'])
    const second = await app
      .as(willow.fay)
      .get('/appointments', { clientId: willow.mia.id, limit: 2, cursor: first.body.next })
    expect(days(second.body)).toEqual(['2026-03-03'])
    expect(second.body.next).toBeNull()
  })

  test('a span, a practitioner and a state narrow it down', async () => {
    const march = await app
      .as(willow.fay)
      .get('/appointments', { from: '2026-03-04T00:00:00Z', to: '2026-03-11T00:00:00Z' })
    expect(days(march.body)).toEqual(['2026-03-10', '2026-03-04'])
    const paul = await app
      .as(willow.fay)
      .get('/appointments', { practitionerId: willow.paul.id, state: 'booked' })
    expect(days(paul.body)).toEqual(['2026-03-17'])
    expect((await app.as(willow.fay).get('/appointments', { state: 'cancelled' })).body.items).toEqual([])
  })

  test('whoever is limited to their own clients sees their own visits', async () => {
    await app.sql('update staff set own_clients_only = true where id = $1', [willow.paul.id])
    const answer = await app.as(willow.paul).get('/appointments')
    expect(days(answer.body)).toEqual(['2026-03-17'])
  })

  test('a made-up cursor is refused', async () => {
    const madeUp = Buffer.from('["soon","me"]').toString('base64url')
    for (const cursor of ['x', madeUp])
      expect((await app.as(willow.fay).get('/appointments', { cursor })).status).toBe(422)
  })
})
