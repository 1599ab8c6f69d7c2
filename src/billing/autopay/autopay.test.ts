import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { stripePractice, tokenOf, type StripePractice } from '../../testing/stripe/stripe-practice.ts'
import { startStripe, type StripeServer } from '../../testing/stripe/stripe-server.ts'
import { chargeDueJob } from './charge-due.ts'
import { chargeSweep, noticeSweep, planSweep } from './sweeps.ts'

let app: TestApp
let stripe: StripeServer
let house: StripePractice
let round = 0

beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set(new Date(Date.UTC(2026, 2, 2, 15) + round * 40 * 86_400_000))
  stripe = await startStripe({ now: app.clock.now })
  house = await stripePractice(app, stripe, `willow-${(round += 1)}`)
})
afterEach(() => stripe.close())
afterAll(() => app.end())

/** What the worker does by itself, once. */
async function sweep() {
  for (const each of [planSweep, noticeSweep, chargeSweep]) await each.run(app.house, house.willow.practiceId)
  await app.settle()
}

async function after(days: number) {
  app.clock.advance({ days })
  await sweep()
}

const agree = (limitMinor?: number | null) =>
  house.bill.post(`/clients/${house.willow.mia.id}/autopay`, {
    clientAgrees: true,
    ...(limitMinor === undefined ? {} : { limitMinor }),
  })
const plannedOf = async (id: string) => (await house.bill.get(`/invoices/${id}/planned-charge`)).body.planned
const invoiceOf = async (id: string) => (await house.bill.get(`/invoices/${id}`)).body
const mailsAbout = (words: string) => app.mails.filter((mail) => mail.subject.includes(words))
const charges = () => [...stripe.state.intents.values()]

test('an invoice of whoever agreed is announced, and charged three days later, not before', async () => {
  await house.keepCard()
  expect((await agree()).status).toBe(200)
  const invoice = await house.makeInvoice()
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'planned', noticedAt: null, amountMinor: 8_000 })
  await sweep()
  const [notice] = mailsAbout(`Planned charge for invoice ${invoice.number}`)
  expect(notice!.text).toContain('$80.00')
  expect(notice!.text).toContain('Visa •••• 4242')
  expect(notice!.text).toContain('/pay/')
  await after(2)
  expect(charges()).toHaveLength(0)
  await after(1)
  expect(charges()).toMatchObject([{ amount: 8_000, status: 'succeeded' }])
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'paid', tries: 1 })
  expect(await invoiceOf(invoice.id)).toMatchObject({ state: 'paid' })
  await after(10)
  expect(charges()).toHaveLength(1)
  await house.expectWholeBooks()
})

test('who agreed to what and when is kept; the client agrees and ends it on the page of their card', async () => {
  const { body } = await house.bill.post(`/clients/${house.willow.mia.id}/card-link`)
  const stranger = app.withLink(tokenOf(body.url))
  expect((await stranger.post('/my/autopay', { agrees: true })).body.code).toBe('no_card')
  const { page } = await house.keepCard()
  expect((await page.get('/my/autopay')).body).toMatchObject({ isOffered: true, isOn: false })
  expect((await page.post('/my/autopay', { agrees: false })).status).toBe(422)
  expect((await page.post('/my/autopay', { agrees: true })).body).toMatchObject({ isOn: true })
  expect((await page.post('/my/autopay', { agrees: true })).body.code).toBe('already_on')
  const { body: kept } = await house.bill.get(`/clients/${house.willow.mia.id}/autopay`)
  expect(kept.agreement).toMatchObject({ how: 'client', agreedAt: app.clock.now().toISOString() })
  expect(kept.agreement.text).toContain('may charge my future invoices')
  const invoice = await house.makeInvoice()
  expect((await page.post('/my/autopay/end')).body).toMatchObject({ isOn: false })
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'stopped', why: 'ended' })
  await after(4)
  expect(charges()).toHaveLength(0)
  expect((await page.post('/my/autopay/end')).body.code).toBe('not_on')
})

test('old debts are nobody’s agreement: only invoices after it are planned; a practice may not offer it at all', async () => {
  const { page } = await house.keepCard()
  const before = await house.makeInvoice()
  app.clock.advance({ minutes: 1 })
  await agree()
  await sweep()
  expect(await plannedOf(before.id)).toBeNull()
  const { body: rules } = await house.owner.get('/billing/autopay-rules')
  await house.owner.put('/billing/autopay-rules', { ...rules, isOffered: false })
  expect((await house.owner.put('/billing/autopay-rules', rules)).body.code).toBe('changed_meanwhile')
  await page.post('/my/autopay/end')
  expect((await page.post('/my/autopay', { agrees: true })).body.code).toBe('not_offered')
})

test('an invoice above the limit waits for a person, who lets it go; the client is told first', async () => {
  await house.keepCard()
  await agree(5_000)
  const [small, large] = [await house.makeInvoice(5_000), await house.makeInvoice(5_001)]
  await sweep()
  await after(3)
  expect(await plannedOf(small.id)).toMatchObject({ state: 'paid' })
  expect(await plannedOf(large.id)).toMatchObject({ state: 'over_limit', noticedAt: null })
  expect((await house.bill.get('/billing/failed-charges')).body.items).toMatchObject([
    { invoiceId: large.id, state: 'over_limit', openMinor: 5_001 },
  ])
  expect((await house.bill.post(`/invoices/${large.id}/planned-charge/release`)).body.planned).toMatchObject({
    state: 'planned',
    noticedAt: null,
  })
  await sweep()
  expect(mailsAbout(`Planned charge for invoice ${large.number}`)).not.toHaveLength(0)
  await after(3)
  expect(await plannedOf(large.id)).toMatchObject({ state: 'paid' })
})

test('a declined card is tried after 1, 3 and 7 days; then it is given up, said so to client and staff', async () => {
  await house.keepCard('insufficient_funds')
  await agree()
  const invoice = await house.makeInvoice()
  await sweep()
  await after(3)
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'planned', why: 'insufficient_funds', tries: 1 })
  for (const [days, tries] of [
    [1, 2],
    [3, 3],
    [6, 3],
    [1, 4],
  ] as const) {
    await after(days)
    expect(charges()).toHaveLength(tries)
  }
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'gave_up', why: 'insufficient_funds', tries: 4 })
  await after(30)
  expect(charges()).toHaveLength(4)
  expect(await eventsOf('autopay.gave_up')).toHaveLength(1)
  expect(mailsAbout('could not be charged').length).toBeGreaterThanOrEqual(4)
})

test.each(['expired_card', 'never_again'] as const)(
  'a card that is %s is not tried again: the bank says never',
  async (behaviour) => {
    await house.keepCard(behaviour)
    await agree()
    const invoice = await house.makeInvoice()
    await sweep()
    await after(3)
    expect(await plannedOf(invoice.id)).toMatchObject({ state: 'gave_up', tries: 1 })
    await after(10)
    expect(charges()).toHaveLength(1)
  },
)

test('when the bank asks the client to confirm they get the link, and nobody tries behind their back', async () => {
  await house.keepCard('needs_payer')
  await agree()
  const invoice = await house.makeInvoice()
  await sweep()
  await after(3)
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'needs_payer' })
  const [mail] = mailsAbout('Please confirm a payment')
  const page = app.withLink(/\/pay\/([\w-]{20,})/.exec(mail!.text)![1]!)
  expect((await page.get('/pay')).body.planned).toMatchObject({ state: 'needs_payer', amountMinor: 8_000 })
  await after(5)
  expect(charges()).toHaveLength(1)
  await house.bill.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 8_000 })
  await app.settle()
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'stopped', why: 'paid_otherwise' })
})

test('paid otherwise, voided, stopped by the client or by staff: nothing is charged', async () => {
  const { page } = await house.keepCard()
  await agree()
  const [cash, void_, byClient, byStaff] = [
    await house.makeInvoice(1_000),
    await house.makeInvoice(2_000),
    await house.makeInvoice(3_000),
    await house.makeInvoice(4_000),
  ]
  await sweep()
  await house.bill.post(`/invoices/${cash.id}/payments`, { tender: 'cash', amountMinor: 1_000 })
  await house.bill.post(`/invoices/${void_.id}/void`, { reason: 'Twice', charges: 'void' })
  const { body: link } = await house.bill.post(`/invoices/${byClient.id}/payment-link`)
  const pay = app.withLink(tokenOf(link.url))
  expect((await pay.get('/pay')).body.planned).toMatchObject({ state: 'planned', card: 'Visa •••• 4242' })
  expect((await pay.post('/pay/planned-charge/stop')).status).toBe(200)
  expect((await pay.post('/pay/planned-charge/stop')).body.code).toBe('not_planned')
  expect((await pay.get('/pay')).body.planned).toBeNull()
  await house.bill.post(`/invoices/${byStaff.id}/planned-charge/stop`)
  await app.settle()
  await after(4)
  expect(charges()).toHaveLength(0)
  expect(await Promise.all([cash, void_, byClient, byStaff].map(({ id }) => plannedOf(id)))).toMatchObject([
    { state: 'stopped', why: 'paid_otherwise' },
    { state: 'stopped', why: 'voided' },
    { state: 'stopped', why: 'by_client' },
    { state: 'stopped', why: 'by_staff' },
  ])
  // Automatic payment itself stays on.
  expect((await page.get('/my/autopay')).body).toMatchObject({ isOn: true })
})

test('never more is charged than was announced, and of a part-paid invoice only the rest', async () => {
  await house.keepCard()
  await agree()
  const invoice = await house.makeInvoice()
  await sweep()
  await house.bill.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 3_000 })
  await after(3)
  expect(charges()).toMatchObject([{ amount: 5_000 }])
  expect(await invoiceOf(invoice.id)).toMatchObject({ state: 'paid' })
})

test('a card that was removed before the day is not charged; the invoice waits for a person', async () => {
  const { card } = await house.keepCard()
  await agree()
  const invoice = await house.makeInvoice()
  await sweep()
  await house.bill.delete(`/payment-cards/${card.id}`)
  await after(3)
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'gave_up', why: 'no_card' })
  expect(charges()).toHaveLength(0)
})

test('two sweeps, twenty workers and the desk at once: an invoice is charged once', async () => {
  const { card } = await house.keepCard()
  await agree()
  const invoices = await Promise.all([1_000, 2_000, 3_000].map((total) => house.makeInvoice(total)))
  const { practiceId } = house.willow
  await Promise.all([1, 2, 3].map(() => noticeSweep.run(app.house, practiceId)))
  await app.settle()
  for (const { number } of invoices)
    expect(
      mailsAbout(`Planned charge for invoice ${number} `).length + mailsAbout(`invoice ${number}`).length,
    ).toBeGreaterThan(0)
  app.clock.advance({ days: 3 })
  const due = (invoiceId: string) =>
    chargeDueJob.run(app.house, {
      id: '',
      practiceId,
      kind: chargeDueJob.kind,
      payload: { invoiceId },
      attempt: 1,
      isLastAttempt: false,
    })
  await Promise.all([
    chargeSweep.run(app.house, practiceId),
    chargeSweep.run(app.house, practiceId),
    ...invoices.flatMap(({ id }) => Array.from({ length: 7 }, () => due(id))),
    ...invoices.map(({ id }) => house.bill.post(`/invoices/${id}/card-charges`, { cardId: card.id })),
  ])
  await Promise.all([app.settle(), app.settle()])
  await sweep()
  expect(
    charges()
      .map((each) => each.amount)
      .sort(),
  ).toEqual([1_000, 2_000, 3_000])
  for (const { id } of invoices) expect(await invoiceOf(id)).toMatchObject({ state: 'paid', openMinor: 0 })
  await house.expectWholeBooks()
})

test('killed between the provider’s answer and ours, or never answered: charged once, and found again', async () => {
  await house.keepCard()
  await agree()
  const invoice = await house.makeInvoice()
  await sweep()
  stripe.state.weather.silentAfter = 100
  await after(3)
  for (let tries = 0; tries < 6; tries += 1) {
    app.clock.advance({ minutes: 2 })
    await sweep()
  }
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'charging' })
  expect((await house.bill.get('/billing/failed-charges')).body.items).toMatchObject([
    { invoiceId: invoice.id, state: 'charging' },
  ])
  await after(5)
  expect(charges()).toHaveLength(1)
  stripe.state.weather = {}
  await house.tellAll([stripe.tellIntent(charges()[0]!.id)])
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'paid' })
  await house.expectWholeBooks()
})

test('a disputed payment stops what is planned; the desk and a read-only key see, and only the desk stops', async () => {
  await house.keepCard()
  await agree()
  const invoice = await house.makeInvoice()
  const { body: link } = await house.bill.post(`/invoices/${invoice.id}/payment-link`)
  const token = tokenOf(link.url)
  const begun = await app
    .withLink(token)
    .post('/pay/checkout', { returnPath: `/pay/${token}`, amountMinor: 3_000 })
  await app.settle()
  const { body: opened } = await app.withLink(token).get(`/pay/checkouts/${begun.body.id}`)
  await house.tellAll(stripe.pay(tokenOf(opened.url)))
  const [paid] = charges()
  await house.tellAll([stripe.dispute(paid!.id, 'needs_response')])
  expect(await plannedOf(invoice.id)).toMatchObject({ state: 'stopped', why: 'disputed' })
  await after(5)
  expect(charges()).toHaveLength(1)
  const rita = app.withKey(await app.makeKey(house.willow, 'read_only'))
  expect((await rita.get(`/invoices/${invoice.id}/planned-charge`)).status).toBe(200)
  expect((await rita.post(`/invoices/${invoice.id}/planned-charge/stop`)).status).toBe(403)
  expect((await rita.post(`/clients/${house.willow.mia.id}/autopay`, { clientAgrees: true })).status).toBe(
    403,
  )
})

const eventsOf = (name: string) =>
  app.sql('select * from event where practice_id = $1 and name = $2', [house.willow.practiceId, name])
