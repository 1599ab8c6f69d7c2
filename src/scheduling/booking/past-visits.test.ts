import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { queriesOn } from '../../platform/database/transaction.ts'
import { verifyBookings } from '../verify-bookings.ts'
import { insertPastAppointment, insertPastAppointments } from './past-visits.ts'
import type { PastVisit } from './past-visits.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const visit = (more: Partial<PastVisit> = {}): PastVisit => ({
  clientId: willow.mia.id,
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  locationId: willow.mainStreet.id,
  startsAt: new Date('2026-01-07T15:00:00Z'),
  state: 'done',
  source: 'import',
  ...more,
})
const insert = (visits: PastVisit[], overlaps: 'refuse' | 'keep' = 'refuse') =>
  app.inPractice(
    { practiceId: willow.practiceId, actor: { kind: 'system', name: 'import' }, name: 'tests' },
    (ctx) => insertPastAppointments(ctx, visits, { overlaps }),
  )

test('visits of the past go through the gate: what was imported is known, what collides is refused or marked', async () => {
  const first = await insert([visit({ importKey: 'a' }), visit({ importKey: 'b', clientId: willow.ann.id })])
  expect(first).toMatchObject([{ is: 'kept', overlaps: false }, { is: 'taken' }])
  const again = await insert(
    [visit({ importKey: 'a' }), visit({ importKey: 'b', clientId: willow.ann.id })],
    'keep',
  )
  expect(again).toMatchObject([{ is: 'known' }, { is: 'kept', overlaps: true }])
  expect(await app.sql(`select import_key, overlap_reason from appointment order by 1`)).toEqual([
    { import_key: 'a', overlap_reason: null },
    { import_key: 'b', overlap_reason: 'imported' },
  ])
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
})

test('a day without an hour takes up nobody’s time; a cancelled visit neither', async () => {
  const day = { startsAt: new Date('2026-01-08T05:00:00Z'), hourKnown: false }
  expect(
    await insert([
      visit(day),
      visit(day),
      visit({ startsAt: new Date('2026-01-09T15:00:00Z'), state: 'cancelled' }),
      visit({ startsAt: new Date('2026-01-09T15:00:00Z'), state: 'no_show' }),
    ]),
  ).toMatchObject([
    { is: 'kept', overlaps: false },
    { is: 'kept', overlaps: false },
    { is: 'kept', overlaps: false },
    { is: 'kept', overlaps: false },
  ])
  const states = await app.sql(
    `select state, no_show_at is not null as missed, cancelled_by from appointment where starts_at > '2026-01-09' order by 1`,
  )
  expect(states).toEqual([
    { state: 'cancelled', missed: false, cancelled_by: 'client' },
    { state: 'no_show', missed: true, cancelled_by: null },
  ])
})

test('what does not exist is named', async () => {
  const one = (more: Partial<PastVisit>) =>
    app.inPractice(
      { practiceId: willow.practiceId, actor: { kind: 'system', name: 'import' }, name: 'tests' },
      (ctx) => insertPastAppointment(ctx, visit(more)),
    )
  await expect(one({ serviceId: willow.room1.id })).rejects.toMatchObject({
    code: 'invalid',
    details: { fields: [{ field: 'serviceId' }] },
  })
  await expect(one({ locationId: willow.room1.id })).rejects.toMatchObject({
    details: { fields: [{ field: 'locationId' }] },
  })
  expect(await one({ startsAt: new Date('2026-01-12T15:00:00Z') })).toMatch(/^[0-9a-f-]{36}$/)
  expect(await one({ startsAt: new Date('2026-01-12T15:30:00Z') })).toBe(null)
})
