import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { stripePractice, tokenOf, type StripePractice } from '../../testing/stripe/stripe-practice.ts'
import { startStripe, type StripeServer } from '../../testing/stripe/stripe-server.ts'
import { chargeSweep, noticeSweep, planSweep } from '../autopay/sweeps.ts'
import { planDaySweep } from './follow.ts'
import { coverParts, splitIntoParts } from './split.ts'

let app: TestApp
let stripe: StripeServer
let house: StripePractice
let round = 0

beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set(new Date(Date.UTC(2026, 2, 2, 15) + round * 200 * 86_400_000))
  stripe = await startStripe({ now: app.clock.now })
  house = await stripePractice(app, stripe, `willow-${(round += 1)}`)
})
afterEach(() => stripe.close())
afterAll(() => app.end())

async function after(days: number) {
  app.clock.advance({ days })
  for (const each of [planSweep, noticeSweep, chargeSweep, planDaySweep])
    await each.run(app.house, house.willow.practiceId)
  await app.settle()
}

const today = (plus = 0) => new Date(app.clock.now().getTime() + plus * 86_400_000).toISOString().slice(0, 10)
const put = (id: string, more: object = {}) =>
  house.bill.put(`/invoices/${id}/plan`, {
    parts: [
      { dueOn: today(), amountMinor: 3_000 },
      { dueOn: today(30), amountMinor: 2_500 },
      { dueOn: today(60), amountMinor: 2_500 },
    ],
    how: 'link',
    clientAgrees: true,
    ...more,
  })
const planOf = async (id: string) => (await house.bill.get(`/invoices/${id}/plan`)).body.plan
const cash = (id: string, amountMinor: number) =>
  house.bill.post(`/invoices/${id}/payments`, { tender: 'cash', amountMinor }).then(() => app.settle())
const mails = (words: string) => app.mails.filter((mail) => mail.subject.includes(words)).length

test('any amount is split exactly to the cent, its days go up, and money covers the parts in order', () => {
  const wish = fc.record({
    totalMinor: fc.integer({ min: 1, max: 10_000_000 }),
    count: fc.integer({ min: 1, max: 36 }),
    every: fc.constantFrom('week', 'two_weeks', 'month' as const),
    firstOn: fc.constantFrom('2026-01-31', '2026-02-28', '2027-12-30', '2028-02-29'),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(wish, ({ share, ...split }) => {
      const parts = splitIntoParts(split)
      expect(parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(split.totalMinor)
      expect(parts.every((part, index) => index === 0 || part.dueOn > parts[index - 1]!.dueOn)).toBe(true)
      const paidMinor = Math.round(split.totalMinor * share)
      const covered = coverParts(parts, { paidMinor, today: '2026-06-01', graceDays: 7 })
      expect(covered.reduce((sum, part) => sum + part.paidMinor, 0)).toBe(paidMinor)
      const firstOpen = covered.findIndex((part) => part.paidMinor < part.amountMinor)
      expect(covered.slice(firstOpen + 1).every((part) => firstOpen < 0 || part.paidMinor === 0)).toBe(true)
    }),
  )
  expect(splitIntoParts({ totalMinor: 10_000, count: 3, firstOn: '2026-01-31', every: 'month' })).toEqual([
    { amountMinor: 3_334, dueOn: '2026-01-31' },
    { amountMinor: 3_333, dueOn: '2026-02-28' },
    { amountMinor: 3_333, dueOn: '2026-03-31' },
  ])
})

test('instalments by link: reminded three days before, paid early counts for the next ones, finished when all is paid', async () => {
  const invoice = await house.makeInvoice()
  expect((await put(invoice.id, { parts: [{ dueOn: today(), amountMinor: 7_999 }] })).status).toBe(422)
  expect((await put(invoice.id, { how: 'autopay' })).body.code).toBe('no_card')
  expect((await put(invoice.id)).body.plan).toMatchObject({ state: 'running', agreedBy: expect.any(String) })
  expect((await put(invoice.id)).body.code).toBe('has_plan')
  await cash(invoice.id, 5_500)
  await after(28)
  expect(mails('next instalment')).toBe(0)
  await after(30)
  await after(1)
  expect(mails('next instalment')).toBe(1)
  expect((await planOf(invoice.id)).parts).toMatchObject([
    { state: 'paid' },
    { state: 'paid' },
    { state: 'coming', paidMinor: 0 },
  ])
  await cash(invoice.id, 2_500)
  expect(await planOf(invoice.id)).toMatchObject({ state: 'finished' })
})

test('a missed instalment: after the days of grace the rest is due, or a person decides; said once', async () => {
  const [rest, task] = [await house.makeInvoice(), await house.makeInvoice()]
  await put(rest.id, { missedRule: 'rest_due', graceDays: 5 })
  await put(task.id, { missedRule: 'task', graceDays: 5 })
  await after(5)
  expect(await planOf(rest.id)).toMatchObject({ state: 'running' })
  await after(1)
  await after(1)
  expect(await planOf(rest.id)).toMatchObject({ state: 'ended', endReason: 'missed' })
  expect(await planOf(task.id)).toMatchObject({ state: 'missed' })
  const told = await app.sql(
    `select data from event where practice_id = $1 and name = 'payment_plan.missed'`,
    [house.willow.practiceId],
  )
  expect(told.map((row) => row.data.restIsDue).sort()).toEqual([false, true])
})

test('the client agrees on the payment page; each instalment is charged to the kept card once, and a changed plan takes its place', async () => {
  await house.keepCard()
  const invoice = await house.makeInvoice()
  await put(invoice.id, { how: 'autopay', clientAgrees: false })
  await after(4)
  expect(stripe.state.intents.size).toBe(0)
  const { body: link } = await house.bill.post(`/invoices/${invoice.id}/payment-link`)
  const page = app.withLink(tokenOf(link.url))
  expect((await page.get('/pay')).body.plan).toMatchObject({ state: 'proposed', how: 'autopay' })
  expect((await page.post('/pay/plan/agreement', { agrees: true })).status).toBe(200)
  expect((await page.post('/pay/plan/agreement', { agrees: true })).body.code).toBe('already_agreed')
  await after(0)
  await after(3)
  const amounts = () => [...stripe.state.intents.values()].map((each) => each.amount)
  expect(amounts()).toEqual([3_000])
  await after(19)
  expect(amounts()).toEqual([3_000])
  await after(1)
  await after(3)
  expect(amounts()).toEqual([3_000, 2_500])
  const { rowVersion } = await planOf(invoice.id)
  const changed = await put(invoice.id, {
    how: 'autopay',
    rowVersion,
    parts: [
      { dueOn: today(10), amountMinor: 1_000 },
      { dueOn: today(20), amountMinor: 1_500 },
    ],
  })
  expect(changed.body.plan, JSON.stringify(changed.body)).toMatchObject({
    state: 'running',
    totalMinor: 2_500,
  })
  await after(7)
  await after(3)
  await after(7)
  await after(3)
  expect(amounts()).toEqual([3_000, 2_500, 1_000, 1_500])
  expect(await planOf(invoice.id)).toMatchObject({ state: 'finished' })
  await house.expectWholeBooks()
})

test('a plan that is ended, or whose invoice is voided, charges nothing more', async () => {
  await house.keepCard()
  const [ended, voided] = [await house.makeInvoice(), await house.makeInvoice()]
  for (const { id } of [ended, voided])
    await put(id, { how: 'autopay', parts: [{ dueOn: today(10), amountMinor: 8_000 }] })
  await house.bill.post(`/invoices/${ended.id}/plan/end`, { reason: 'Paid by the mother' })
  await house.bill.post(`/invoices/${voided.id}/void`, { reason: 'Mistake', charges: 'void' })
  await app.settle()
  await after(7)
  await after(4)
  expect(stripe.state.intents.size).toBe(0)
  expect(await planOf(ended.id)).toMatchObject({ state: 'ended', endReason: 'Paid by the mother' })
  expect(await planOf(voided.id)).toMatchObject({ state: 'ended', endReason: 'voided' })
})
