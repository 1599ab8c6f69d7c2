import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const visit = (more: object = {}) => ({
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  clientId: willow.mia.id,
  startsAt: '2026-03-03T15:00:00Z',
  ...more,
})

test('the front desk books, and the visit has a room, a price and its times', async () => {
  const { status, body } = await app.as(willow.fay).post('/appointments', visit())
  expect([status, body]).toMatchObject([200, { state: 'booked' }])
})
