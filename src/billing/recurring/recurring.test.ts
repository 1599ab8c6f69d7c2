import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { billRecurring } from './bill-due.ts'
import { nextPeriods, periodAt } from './periods.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: () => Caller
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`recurring-${(round += 1)}`)
  const key = await app.makeKey(willow, 'billing')
  bill = () => app.withKey(key)
})
afterAll(() => app.end())

const monthly = async (wish: object = {}) =>
  (
    await bill().post('/recurring-charges', {
      clientId: willow.mia.id,
      description: 'Monthly fee',
      unitPriceMinor: 5_000,
      every: 1,
      unit: 'month',
      startsOn: '2026-03-31',
      ...wish,
    })
  ).body
const run = () => billRecurring.run(app.house, willow.practiceId)
const billedDays = async () =>
  (
    await app.sql(
      `select r.period_on::text as day, (select count(*)::int from charge c where c.id = r.charge_id and c.voided_at is null) as charges
       from recurring_run r where practice_id = $1 order by 1`,
      [willow.practiceId],
    )
  ).map((row: { day: string; charges: number }) => [row.day, row.charges])

test('months that are short do not shorten those after them', () => {
  const rhythm = { startsOn: '2026-01-31', endsOn: null, every: 1, unit: 'month' as const }
  expect(nextPeriods(rhythm, { from: '2026-01-31', count: 4 })).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
  ])
  expect(periodAt({ ...rhythm, startsOn: '2024-02-29', unit: 'year' }, 1)).toBe('2025-02-28')
})

test('the next periods are those a patient count from the first day finds', () => {
  const Rhythm = fc.record({
    day: fc.integer({ min: 0, max: 1_000 }),
    every: fc.integer({ min: 1, max: 14 }),
    unit: fc.constantFrom('week' as const, 'month' as const, 'year' as const),
    after: fc.integer({ min: 0, max: 4_000 }),
  })
  const dayOf = (offset: number) => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10)
  fc.assert(
    fc.property(Rhythm, ({ day, every, unit, after }) => {
      const rhythm = { startsOn: dayOf(day), endsOn: dayOf(day + 5_000), every, unit }
      const from = dayOf(day + after)
      const all: string[] = []
      for (let index = 0; ; index += 1) {
        const next = periodAt(rhythm, index)
        if (next === null) break
        all.push(next)
      }
      expect(nextPeriods(rhythm, { from, count: 3 })).toEqual(all.filter((each) => each >= from).slice(0, 3))
    }),
    { numRuns: 200, seed: 20_261_124 },
  )
})

test('each period is billed once: as a draft, or issued and sent, also those that were missed', async () => {
  await monthly()
  const sent = await monthly({
    startsOn: '2026-03-10',
    every: 2,
    unit: 'week',
    mode: 'send',
    endsOn: '2026-04-10',
  })
  expect(sent.next).toEqual(['2026-03-10', '2026-03-24', '2026-04-07'])
  await run()
  expect(await billedDays()).toEqual([])
  app.clock.set('2026-04-08T14:00:00Z')
  await run()
  await run()
  expect(await billedDays()).toEqual([
    ['2026-03-10', 1],
    ['2026-03-24', 1],
    ['2026-03-31', 1],
    ['2026-04-07', 1],
  ])
  const { body } = await bill().get('/invoices')
  expect(body.items.map((each: { state: string }) => each.state).sort()).toEqual([
    'draft',
    'open',
    'open',
    'open',
  ])
  app.clock.set('2026-06-08T14:00:00Z')
  await run()
  const { body: list } = await bill().get('/recurring-charges')
  expect(list.items.find((each: { id: string }) => each.id === sent.id)).toMatchObject({
    state: 'over',
    billed: 3,
  })
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
})

test('several processes that bill at once, and one that is killed in the middle, bill each period once', async () => {
  for (let count = 0; count < 4; count += 1) await monthly({ startsOn: '2026-02-15', mode: 'send' })
  // The first try dies after the charge and the invoice were written, before the proof: nothing of it may stay.
  await app.sql(
    `create function pg_temp_die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`,
  )
  await app.sql(
    `create trigger dies before insert on recurring_run for each row execute function pg_temp_die()`,
  )
  await expect(run()).rejects.toThrow()
  await app.sql(`drop trigger dies on recurring_run; drop function pg_temp_die()`)
  expect(await app.sql('select 1 from charge where practice_id = $1', [willow.practiceId])).toEqual([])
  app.clock.set('2026-03-16T14:00:00Z')
  await Promise.all([run(), run(), run()])
  expect(await billedDays()).toHaveLength(8)
  expect(
    await app.sql('select number from invoice where practice_id = $1', [willow.practiceId]),
  ).toHaveLength(8)
})

test('what falls into a pause is not billed, and an end can be moved', async () => {
  const fee = await monthly({ startsOn: '2026-03-05' })
  await bill().put(`/recurring-charges/${fee.id}/pause`, { isPaused: true })
  app.clock.set('2026-04-20T14:00:00Z')
  await run()
  expect(await billedDays()).toEqual([])
  const { body: resumed } = await bill().put(`/recurring-charges/${fee.id}/pause`, { isPaused: false })
  expect(resumed.next[0]).toBe('2026-05-05')
  const changed = await bill().put(`/recurring-charges/${fee.id}`, {
    description: 'Monthly fee',
    quantity: 1,
    unitPriceMinor: 6_000,
    endsOn: '2026-05-31',
    mode: 'send',
    rowVersion: resumed.rowVersion,
  })
  expect(changed.body.next).toEqual(['2026-05-05'])
  app.clock.set('2026-05-06T14:00:00Z')
  await run()
  expect((await bill().get('/invoices')).body.items).toMatchObject([{ totalMinor: 6_000, state: 'open' }])
  await bill().post(`/recurring-charges/${fee.id}/end`)
  expect((await bill().post(`/recurring-charges/${fee.id}/end`)).body.code).toBe('is_ended')
})

test('a visit brings its material, and more in the evening and at weekends, once', async () => {
  const { body: rules } = await bill().post('/extra-charges', {
    description: 'Needles',
    kind: 'product',
    serviceId: willow.treatment.id,
    amountMinor: 350,
    validFrom: '2026-01-01',
  })
  expect(rules.items).toHaveLength(1)
  await bill().post('/extra-charges', {
    description: 'Evening',
    basisPoints: 2_500,
    fromTime: '18:00',
    toTime: '07:00',
    weekdays: [1, 2, 3, 4, 5],
    validFrom: '2026-01-01',
  })
  const visit = async (startsAt: string) => {
    const id = crypto.randomUUID()
    await app.sql(
      `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
         buffer_before_minutes, buffer_after_minutes, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz + interval '45 minutes', 'America/New_York', 'done', 'staff', 8000, 0, 0, 'Fay', $7)`,
      [
        willow.practiceId,
        id,
        willow.mia.id,
        willow.petra.id,
        willow.treatment.id,
        willow.mainStreet.id,
        startsAt,
      ],
    )
    const who = {
      practiceId: willow.practiceId,
      actor: { kind: 'system' as const, name: 'tests' },
      name: 'tests',
    }
    for (const _ of [1, 2])
      await app.inPractice(who, async (ctx) =>
        ctx.record('appointment.done', { subject: ['appointment', id], clientId: willow.mia.id }),
      )
    await app.settle()
    return id
  }
  await visit('2026-02-26T15:00:00Z')
  const evening = await visit('2026-02-26T23:30:00Z')
  const { body } = await bill().get('/invoices')
  expect(body.items.map((each: { totalMinor: number }) => each.totalMinor)).toEqual([10_350, 8_350])
  const { body: charges } = await bill().get('/charges', { appointmentId: evening })
  expect(charges.items.map((each: { description: string }) => each.description).sort()).toEqual([
    'Evening',
    'Needles',
    'Physiotherapy treatment',
  ])
})
