import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { hoursOf } from './bill.ts'
import { costOf, roundMinutes } from './rule.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: () => Caller
let petra: Caller
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`time-${(round += 1)}`)
  const key = await app.makeKey(willow, 'billing')
  bill = () => app.withKey(key)
  petra = app.as(willow.petra)
})
afterAll(() => app.end())

const rate = (wish: object) => bill().post('/time-rates', { validFrom: '2026-01-01', ...wish })
const log = async (minutes: number, wish: object = {}) =>
  (
    await petra.post('/time-entries', {
      clientId: willow.mia.id,
      workedOn: '2026-03-02',
      minutes,
      narrative: 'Phone call with counsel',
      ...wish,
    })
  ).body

test('time is rounded by the rule, and never to nothing or beyond a day', () => {
  expect(roundMinutes(1, { roundToMinutes: 6, roundHow: 'up' })).toBe(6)
  expect(roundMinutes(7, { roundToMinutes: 6, roundHow: 'up' })).toBe(12)
  expect(roundMinutes(8, { roundToMinutes: 15, roundHow: 'nearest' })).toBe(15)
  expect(roundMinutes(22, { roundToMinutes: 15, roundHow: 'nearest' })).toBe(15)
  expect(roundMinutes(7, { roundToMinutes: 15, roundHow: 'nearest' })).toBe(15)
  expect(roundMinutes(1_440, { roundToMinutes: 10, roundHow: 'up' })).toBe(1_440)
})

test('a line of time costs exactly minutes × rate, also where an hour has no thousandths for it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_440 }),
      fc.integer({ min: 0, max: 200_000 }),
      (minutes, perHour) => {
        const line = hoursOf({ billed_minutes: minutes, rate_minor: perHour, narrative: 'Work' })
        const exact = Math.floor((minutes * perHour * 2 + 60) / 120)
        expect(costOf(minutes, perHour)).toBe(exact)
        expect(
          Number(
            (BigInt(Math.round(line.quantity * 1_000)) * BigInt(line.unitPriceMinor) * 2n + 1_000n) / 2_000n,
          ),
        ).toBe(exact)
      },
    ),
    { numRuns: 300, seed: 20_261_124 },
  )
})

test('the rate that says more wins: matter, client, person, role', async () => {
  const episodeId = crypto.randomUUID()
  await app.sql(
    `insert into episode (practice_id, id, client_id, title, stage, opened_on) values ($1, $2, $3, 'Estate of Rossi', 'open', '2026-01-01')`,
    [willow.practiceId, episodeId, willow.mia.id],
  )
  await rate({ role: 'practitioner', rateMinor: 10_000 })
  expect((await log(60)).id).toBeTruthy()
  const rateNow = async (wish: object = {}) => {
    const { id } = await log(60, wish)
    return (await bill().get('/time-entries', { clientId: willow.mia.id })).body.items.find(
      (each: { id: string }) => each.id === id,
    ).rateMinor
  }
  expect(await rateNow()).toBe(10_000)
  await rate({ staffId: willow.petra.id, rateMinor: 12_000 })
  expect(await rateNow()).toBe(12_000)
  await rate({ clientId: willow.mia.id, rateMinor: 9_000 })
  expect(await rateNow()).toBe(9_000)
  await rate({ clientId: willow.mia.id, staffId: willow.petra.id, rateMinor: 9_500 })
  expect(await rateNow()).toBe(9_500)
  await rate({ clientId: willow.mia.id, episodeId, rateMinor: 20_000 })
  expect(await rateNow()).toBe(9_500)
  expect(await rateNow({ episodeId })).toBe(20_000)
  expect((await rate({ staffId: willow.petra.id, role: 'owner', rateMinor: 1 })).status).toBe(422)
})

test('who works sees their own time and no money, and cannot write for others', async () => {
  await rate({ role: 'practitioner', rateMinor: 10_000 })
  const entry = await log(50)
  expect(entry).toMatchObject({ minutes: 50, billedMinutes: 54, rateMinor: null, amountMinor: null })
  expect((await petra.post('/time-entries/bill', { clientId: willow.mia.id })).status).toBe(403)
  const { body } = await bill().get('/time-entries')
  expect(body.items).toMatchObject([{ rateMinor: 10_000, amountMinor: 9_000 }])
  const other = await bill().post('/time-entries', {
    staffId: willow.petra.id,
    clientId: willow.mia.id,
    workedOn: '2026-03-03',
    minutes: 6,
    narrative: 'Tomorrow',
  })
  expect(other.status).toBe(422)
})

test('time becomes lines with narratives, a write-down comes off with its reason, and nothing is billed twice', async () => {
  await rate({ role: 'practitioner', rateMinor: 24_000 })
  const [long, , notBillable] = [
    await log(90, { narrative: 'Draft of the lease' }),
    await log(10),
    await log(30, { isBillable: false }),
  ]
  const down = await bill().put(`/time-entries/${long.id}/write-down`, {
    amountMinor: 6_000,
    reason: 'Learning time',
  })
  expect(down.body).toMatchObject({ amountMinor: 36_000, writtenDownMinor: 6_000 })
  const both = await Promise.all(
    [1, 2].map(() => bill().post('/time-entries/bill', { clientId: willow.mia.id })),
  )
  expect(both.map((each) => each.status).sort()).toEqual([200, 409])
  const { invoiceId } = both.find((each) => each.status === 200)!.body
  const { body: draft } = await bill().get(`/invoices/${invoiceId}`)
  expect(draft.lines).toHaveLength(2)
  expect(draft.lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'time',
        description: 'Draft of the lease',
        quantity: 1.5,
        unitPriceMinor: 24_000,
        discountMinor: 6_000,
        discountReason: 'Learning time',
        totalMinor: 30_000,
      }),
      expect.objectContaining({ quantity: 0.2, totalMinor: 4_800 }),
    ]),
  )
  expect((await petra.patch(`/time-entries/${long.id}`, { rowVersion: 3, minutes: 5 })).body.code).toBe(
    'is_billed',
  )
  expect((await petra.delete(`/time-entries/${long.id}`)).body.code).toBe('is_billed')
  expect((await petra.delete(`/time-entries/${notBillable.id}`)).status).toBe(200)
  const { body: issued } = await bill().post(`/invoices/${invoiceId}/approval`)
  expect(issued).toMatchObject({ totalMinor: 34_800, state: 'open' })
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
})

test('a draft thrown away keeps the charge; a charge that is voided lets the time be billed again', async () => {
  await rate({ role: 'practitioner', rateMinor: 10_000 })
  const { id } = await log(60)
  const { body } = await bill().post('/time-entries/bill', { clientId: willow.mia.id })
  const { body: draft } = await bill().get(`/invoices/${body.invoiceId}`)
  await bill().delete(`/invoices/${body.invoiceId}`)
  expect((await bill().post('/time-entries/bill', { clientId: willow.mia.id })).body.code).toBe(
    'nothing_to_bill',
  )
  await bill().post(`/charges/${draft.lines[0].chargeId}/void`, { reason: 'Wrong client.' })
  const again = await bill().post('/time-entries/bill', { clientId: willow.mia.id })
  expect(again.body).toMatchObject({ billed: 1 })
  expect((await bill().get('/time-entries', { state: 'billed' })).body.items).toMatchObject([{ id }])
})

test('time without a rate is named, not billed at nothing', async () => {
  const entry = await log(60)
  expect((await bill().post('/time-entries/bill', { clientId: willow.mia.id })).body.code).toBe(
    'nothing_to_bill',
  )
  await rate({ role: 'practitioner', rateMinor: 10_000 })
  await log(30)
  const { body } = await bill().post('/time-entries/bill', { clientId: willow.mia.id })
  expect(body).toMatchObject({ billed: 1, withoutRate: [entry.id] })
})

test('a person has one clock: it goes on whatever the browser does, pauses, and becomes an entry', async () => {
  const started = await Promise.all([1, 2].map(() => petra.post('/timer', { clientId: willow.mia.id })))
  expect(started.map((each) => each.status).sort()).toEqual([200, 409])
  app.clock.advance({ minutes: 10, seconds: 5 })
  expect((await petra.get('/timer')).body.timer).toMatchObject({ seconds: 605, isRunning: true })
  await petra.patch('/timer', { isRunning: false })
  app.clock.advance({ minutes: 30 })
  await petra.patch('/timer', { isRunning: true })
  app.clock.advance({ minutes: 5 })
  expect((await petra.post('/timer/stop')).status).toBe(422)
  expect((await petra.get('/timer')).body.timer).toMatchObject({ seconds: 905 })
  await petra.patch('/timer', { narrative: 'Reading the file' })
  const { body } = await petra.post('/timer/stop')
  expect(body).toMatchObject({ minutes: 16, billedMinutes: 18, narrative: 'Reading the file' })
  expect((await petra.get('/timer')).body.timer).toBeNull()
})
