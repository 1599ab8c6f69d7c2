import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import type { TestApp } from '../../testing/harness.ts'
import { testApp } from '../../testing/harness.ts'

describe('the preview of a service', () => {
  let app: TestApp
  let willow: Cast
  beforeAll(async () => {
    app = await testApp()
    willow = await app.practice()
  })
  afterAll(() => app.end())

  const MONDAY = '2026-03-09T04:00:00Z'
  const times = (body: { items: { startsAt: string }[] }) =>
    body.items.map((item) => item.startsAt.slice(11, 16))

  test('shows the times the rules would give, and keeps nothing', async () => {
    const before = await app.as(willow.max).get(`/services/${willow.treatment.id}`)
    const rules = {
      id: willow.treatment.id,
      durationMinutes: 120,
      slotIntervalMinutes: 120,
      practitioners: [{ id: willow.petra.id }],
      from: MONDAY,
      days: 1,
    }
    const answer = await app.as(willow.max).post('/services/preview', rules)
    expect(answer.status).toBe(200)
    expect(times(answer.body)).toEqual(['10:00', '12:00', '14:00'])
    expect((await app.as(willow.max).get(`/services/${willow.treatment.id}`)).body).toEqual(before.body)
    expect(await app.sql('select 1 from event where name = $1', ['service.updated'])).toEqual([])
  })

  test('shows them for a service that does not exist yet', async () => {
    const rules = {
      durationMinutes: 240,
      slotIntervalMinutes: 60,
      needsRoom: false,
      practitioners: [{ id: willow.paul.id }],
      from: MONDAY,
      days: 1,
    }
    const answer = await app.as(willow.max).post('/services/preview', rules)
    expect(times(answer.body)).toEqual(['09:00', '10:00', '11:00', '12:00', '13:00'])
    expect((await app.as(willow.max).get('/services')).body.items).toHaveLength(3)
  })

  test('is for those who may change services; impossible rules are refused at their field', async () => {
    expect(
      (await app.as(willow.fay).post('/services/preview', { durationMinutes: 30, from: MONDAY })).status,
    ).toBe(403)
    const refused = await app.as(willow.max).post('/services/preview', { durationMinutes: 0, from: MONDAY })
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid' } })
  })
})
