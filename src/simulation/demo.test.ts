import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../platform/audit/verify.ts'
import { inTransaction, queriesOn } from '../platform/database/transaction.ts'
import { slices } from '../app.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { seedDemo } from './demo.ts'

const NOW = new Date('2026-03-04T13:20:00Z')

let app: TestApp
let practiceId: string
beforeAll(async () => {
  app = await testApp({ now: NOW.toISOString() })
  await seedDemo({
    settings: app.house.services.settings,
    database: app.database,
    now: NOW,
    say: () => {},
    passwordCost: { N: 1024, r: 8, p: 1 },
  })
  practiceId = (await app.practiceIds())[0]!
}, 300_000)
afterAll(() => app.end())

const count = async (table: string, where = 'true') =>
  (
    await app.sql(`select count(*)::int as n from ${table} where practice_id = $1 and ${where}`, [practiceId])
  )[0]!.n as number

test('the demo practice has lived a year', async () => {
  expect(await count('location')).toBe(2)
  expect(await count('staff', 'is_practitioner')).toBe(6)
  expect(await count('room')).toBe(5)
  expect(await count('equipment_pool')).toBe(2)
  expect(await count('service')).toBe(12)
  expect(await count('client')).toBeGreaterThan(370)
  expect(await count('appointment', `state = 'done'`)).toBeGreaterThan(4_000)
  expect(
    await count('appointment', `starts_at > '2026-03-04T13:20:00Z' and state in ('booked', 'confirmed')`),
  ).toBeGreaterThan(60)
  // What is going on at this very minute is chance; that the morning has been worked is not.
  expect(
    await count('appointment', `state = 'done' and starts_at >= '2026-03-04T00:00:00Z'`),
  ).toBeGreaterThan(5)
  expect(await count('form_request', `state = 'completed'`)).toBeGreaterThan(0)
  expect(await count('message', `state = 'planned'`)).toBeGreaterThan(10)
  expect(await count('lead')).toBe(7)
  expect(await count('note')).toBeGreaterThan(1_000)
  expect(await count('recall')).toBeGreaterThan(100)
  expect(await count('conversation', 'unread > 0')).toBe(2)
})

test('everything that can be proved of it is proved: bookings, books, audit', async () => {
  await app.sweepAll()
  for (const each of slices.flatMap((slice) => slice.verifications ?? [])) {
    const findings = await inTransaction(app.database.app, practiceId, (db) =>
      each.run(db, practiceId, app.clock.now()),
    )
    expect(findings, each.promise).toEqual([])
  }
  const verdict = await verifyAudit(queriesOn(app.database.steward), practiceId, { now: app.clock.now() })
  expect(verdict.findings).toEqual([])
  expect(verdict.entries).toBeGreaterThan(10_000)
}, 120_000)

test('nothing waits that should have been done, and nothing has failed', async () => {
  expect(await count('job', 'dead_at is not null or last_error is not null')).toBe(0)
  expect(await count('message', `state = 'failed'`)).toBe(0)
})
