import type Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../../platform/database/transaction.ts'
import type { Cast } from '../../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../../testing/harness.ts'
import { startStripe, type StripeServer } from '../../../testing/stripe/stripe-server.ts'
import { verifyBooks } from '../../ledger/verify.ts'

let app: TestApp
let stripe: StripeServer
let willow: Cast
let round = 0
let bill: () => Caller
let owner: () => Caller

beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  // Each test on another day, because the public may knock only so often.
  app.clock.set(new Date(Date.UTC(2026, 2, 2, 14) + round * 86_400_000))
  stripe = await startStripe({ now: app.clock.now })
  app.house.services.settings.stripeApi = stripe.url
  willow = await app.practice(`willow-${(round += 1)}`)
  const key = await app.makeKey(willow, 'billing')
  const ownerKey = await app.makeKey(willow, 'owner')
  bill = () => app.withKey(key)
  owner = () => app.withKey(ownerKey)
})
afterEach(() => stripe.close())
afterAll(() => app.end())

const expectWholeBooks = async () =>
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )

async function connect() {
  const connected = await owner().put('/billing/providers/stripe', { secretKey: stripe.state.secretKey })
  expect(connected.status, JSON.stringify(connected.body)).toBe(200)
  const { body: settings } = await owner().get('/billing/settings')
  const saved = await owner().put('/billing/settings', { ...settings, onlineProvider: 'stripe' })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return connected.body
}

async function makeInvoice(total = 8_000): Promise<{ id: string; number: number }> {
  const { body } = await bill().post('/invoices', {
    clientId: willow.mia.id,
    lines: [{ description: 'Session', unitPriceMinor: total, practitionerId: willow.petra.id }],
    approve: true,
  })
  return body
}

async function linkToPay(total = 8_000) {
  const invoice = await makeInvoice(total)
  const { body } = await bill().post(`/invoices/${invoice.id}/payment-link`)
  const token = String(body.url).split('/').at(-1)!
  return { invoice, mia: app.withLink(token), returnPath: `/pay/${token}` }
}

async function openPage(mia: Caller, returnPath: string, more: object = {}) {
  const begun = await mia.post('/pay/checkout', { returnPath, ...more })
  expect(begun.status, JSON.stringify(begun.body)).toBe(200)
  await app.settle()
  const { body } = await mia.get(`/pay/checkouts/${begun.body.id}`)
  return {
    checkoutId: begun.body.id as string,
    url: body.url as string,
    session: String(body.url).split('/').at(-1)!,
  }
}

/** An event as Stripe sends it. */
async function tell(event: Stripe.Event, forge: { body?: (text: string) => string; at?: Date } = {}) {
  const { body, signature } = stripe.sign(event, forge.at)
  const response = await app.fetch(
    new Request(`http://atrium.test/api/public/${willow.slug}/payment-webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      body: forge.body ? forge.body(body) : body,
    }),
  )
  return { status: response.status, body: (await response.json()) as { code?: string } }
}

async function tellAll(events: Stripe.Event[]) {
  for (const event of events) expect((await tell(event)).status).toBe(200)
  await app.settle()
}

/** Mia keeps a card by the link that the desk sent her. */
async function keepCard(behaviour: Parameters<StripeServer['keep']>[1] = 'works') {
  const { body } = await bill().post(`/clients/${willow.mia.id}/card-link`)
  const token = String(body.url).split('/').at(-1)!
  const mia = app.withLink(token)
  const begun = await mia.post('/my/payment-cards/setups', { agrees: true, returnPath: `/pay/card/${token}` })
  expect(begun.status, JSON.stringify(begun.body)).toBe(200)
  await app.settle()
  const { body: opened } = await mia.get(`/my/payment-cards/setups/${begun.body.id}`)
  await tellAll(stripe.keep(String(opened.url).split('/').at(-1)!, behaviour))
  const { body: cards } = await bill().get(`/clients/${willow.mia.id}/payment-cards`)
  return { mia, card: cards.items[0] as { id: string; last4: string } }
}

const chargesOf = async (invoiceId: string) =>
  (await bill().get(`/invoices/${invoiceId}/card-charges`)).body.items

test('a key is proved, the door for messages is opened at Stripe, and no key is ever answered back', async () => {
  expect(
    (await owner().put('/billing/providers/stripe', { secretKey: 'sk_test_somebody_elses_key' })).body,
  ).toMatchObject({
    code: 'invalid',
    fields: [{ field: 'secretKey' }],
  })
  expect((await owner().put('/billing/providers/stripe', { secretKey: '4242424242424242' })).status).toBe(422)
  const connected = await connect()
  expect(connected).toMatchObject({
    accountRef: 'acct_1Atrium',
    accountName: 'Willow Lane Clinic',
    isLive: false,
    ownsDoor: true,
  })
  const [door] = [...stripe.state.endpoints.values()]
  expect(door!.url).toBe(`http://atrium.test/api/public/${willow.slug}/payment-webhooks/stripe`)
  expect(door!.enabled_events).toContain('checkout.session.completed')
  const { body } = await owner().get('/billing/providers')
  expect(JSON.stringify(body)).not.toContain('sk_test')
  const kept = await app.sql('select * from gateway_connection where practice_id = $1', [willow.practiceId])
  expect(JSON.stringify(kept)).not.toMatch(/sk_test|whsec_/)
  const traces = await app.sql('select * from audit_entry where practice_id = $1', [willow.practiceId])
  expect(JSON.stringify(traces)).not.toMatch(/sk_test|whsec_/)
})

test('only who may connect an account can; without one Stripe cannot be chosen', async () => {
  expect((await bill().put('/billing/providers/stripe', { secretKey: stripe.state.secretKey })).status).toBe(
    403,
  )
  const { body: settings } = await owner().get('/billing/settings')
  expect(
    (await owner().put('/billing/settings', { ...settings, onlineProvider: 'stripe' })).body,
  ).toMatchObject({
    code: 'invalid',
    fields: [{ field: 'onlineProvider' }],
  })
  await connect()
  expect((await owner().delete('/billing/providers/stripe')).status).toBe(200)
  expect(stripe.state.endpoints.size).toBe(0)
  expect((await owner().get('/billing/settings')).body.onlineProvider).toBeNull()
})

test('a client pays on Stripe’s page; its events may come twice, late and in any order', async () => {
  await connect()
  const { invoice, mia, returnPath } = await linkToPay()
  expect((await mia.get('/pay')).body).toMatchObject({ canPayOnline: true, canKeepCard: true })
  const { session, url } = await openPage(mia, returnPath)
  expect(url).toBe(`${stripe.url}/c/pay/${session}`)
  expect(stripe.state.sessions.get(session)).toMatchObject({
    amount_total: 8_000,
    currency: 'usd',
    success_url: `http://atrium.test${returnPath}?checkout=paid`,
    customer: null,
  })
  const declined = stripe.decline(session)
  const paid = stripe.pay(session)
  await tellAll([...paid, ...declined, ...paid, ...declined, ...paid])
  expect((await mia.get('/pay')).body).toMatchObject({
    invoice: { state: 'paid', openMinor: 0, payments: [{ tender: 'online', appliedMinor: 8_000 }] },
    checkout: { state: 'paid' },
  })
  expect((await bill().get('/payments')).body.items).toHaveLength(1)
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ state: 'paid' })
  await expectWholeBooks()
})

test('a double click and a second tab get one page', async () => {
  await connect()
  const { mia, returnPath } = await linkToPay()
  const both = await Promise.all([1, 2].map(() => mia.post('/pay/checkout', { returnPath })))
  expect(both[0]!.body.id).toBe(both[1]!.body.id)
  await app.settle()
  expect(stripe.state.sessions.size).toBe(1)
})

test('the event may come before Stripe’s answer to opening the page', async () => {
  await connect()
  const { mia, returnPath } = await linkToPay()
  stripe.state.weather.silentAfter = 10
  await mia.post('/pay/checkout', { returnPath })
  await app.settle()
  const [session] = [...stripe.state.sessions.keys()]
  await tellAll(stripe.pay(session!))
  stripe.state.weather = {}
  expect((await mia.get('/pay')).body).toMatchObject({
    invoice: { state: 'paid' },
    checkout: { state: 'paid' },
  })
  await expectWholeBooks()
})

test('when Stripe is down the payer is told, nothing is paid, and a later try works', async () => {
  await connect()
  const { mia, returnPath } = await linkToPay()
  stripe.state.weather = { down: 503 }
  const begun = await mia.post('/pay/checkout', { returnPath })
  for (const minutes of [1, 1, 1, 1]) {
    await app.settle()
    app.clock.advance({ minutes })
  }
  expect((await mia.get(`/pay/checkouts/${begun.body.id}`)).body).toMatchObject({
    url: null,
    problem: expect.any(String),
  })
  stripe.state.weather = {}
  const { session } = await openPage(mia, returnPath)
  await tellAll(stripe.pay(session))
  expect((await mia.get('/pay')).body.invoice).toMatchObject({ state: 'paid' })
})

test('what is not signed over exactly these bytes, or is old, is refused and changes nothing', async () => {
  await connect()
  const { mia, returnPath } = await linkToPay()
  const { session } = await openPage(mia, returnPath)
  const [, paid] = stripe.pay(session)
  expect(await tell(paid!, { body: (text) => text.replace('8000', '8001') })).toMatchObject({
    status: 400,
    body: { code: 'bad_signature' },
  })
  expect(await tell(paid!, { body: (text) => `${text} ` })).toMatchObject({
    status: 400,
    body: { code: 'bad_signature' },
  })
  expect(await tell(paid!, { at: new Date(app.clock.now().getTime() - 301_000) })).toMatchObject({
    status: 400,
    body: { code: 'stale_webhook' },
  })
  const other = await app.practice(`other-${round}`)
  const elsewhere = stripe.sign(paid!)
  const response = await app.fetch(
    new Request(`http://atrium.test/api/public/${other.slug}/payment-webhooks/stripe`, {
      method: 'POST',
      headers: { 'stripe-signature': elsewhere.signature },
      body: elsewhere.body,
    }),
  )
  expect(response.status).toBe(409)
  expect((await mia.get('/pay')).body.invoice).toMatchObject({ openMinor: 8_000 })
})

test('events about nothing of ours are taken in and change nothing', async () => {
  await connect()
  const { mia, returnPath } = await linkToPay()
  const { session } = await openPage(mia, returnPath)
  stripe.state.sessions.get(session)!.metadata = {}
  expect(await tell(stripe.pay(session)[1]!)).toMatchObject({ status: 200 })
  expect((await mia.get('/pay')).body.invoice).toMatchObject({ openMinor: 8_000 })
})

test('a refund goes back once, even when Stripe’s answer is lost; one that the bank sends back is undone', async () => {
  await connect()
  const { mia, returnPath, invoice } = await linkToPay()
  await tellAll(stripe.pay((await openPage(mia, returnPath)).session))
  const { body: payments } = await bill().get('/payments')
  const id = payments.items[0].id
  stripe.state.weather.silentAfter = 3
  await bill().post(`/payments/${id}/refunds`, { amountMinor: 3_000, reason: 'Half a session' })
  await app.settle()
  stripe.state.weather = {}
  app.clock.advance({ minutes: 5 })
  await app.settle()
  expect(stripe.state.refunds.size).toBe(1)
  expect((await bill().get(`/payments/${id}`)).body).toMatchObject({
    refundedMinor: 3_000,
    refunds: [{ state: 'done' }],
  })
  await tellAll([stripe.tellRefund([...stripe.state.refunds.keys()][0]!, 'failed')])
  expect((await bill().get(`/payments/${id}`)).body).toMatchObject({
    refundedMinor: 0,
    unappliedMinor: 3_000,
    refunds: [{ state: 'failed' }],
  })
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ openMinor: 3_000 })
  await expectWholeBooks()
})

test('a refund that takes days is sending until Stripe says it is done', async () => {
  await connect()
  const { mia, returnPath } = await linkToPay()
  await tellAll(stripe.pay((await openPage(mia, returnPath)).session))
  const { body: payments } = await bill().get('/payments')
  stripe.state.refundsTakeTime = true
  await bill().post(`/payments/${payments.items[0].id}/refunds`, { amountMinor: 8_000, reason: 'Cancelled' })
  await app.settle()
  expect((await bill().get(`/payments/${payments.items[0].id}`)).body.refunds).toMatchObject([
    { state: 'sending' },
  ])
  await tellAll([stripe.tellRefund([...stripe.state.refunds.keys()][0]!, 'succeeded')])
  expect((await bill().get(`/payments/${payments.items[0].id}`)).body.refunds).toMatchObject([
    { state: 'done' },
  ])
})

test('a client keeps a card by a link: we know its last digits and nothing more, and Stripe knows no name', async () => {
  await connect()
  const { card } = await keepCard()
  expect(card).toMatchObject({
    brand: 'visa',
    last4: '4242',
    expMonth: 8,
    expYear: 2031,
    isDefault: true,
    isExpired: false,
  })
  const [customer] = [...stripe.state.customers.values()]
  expect(customer).toMatchObject({ name: null, email: null, metadata: { atrium_client: willow.mia.id } })
  expect(JSON.stringify(stripe.state.calls)).not.toContain('Mia')
})

test('a second card becomes the default; a removed one is forgotten at Stripe and its place taken', async () => {
  await connect()
  const { card: first } = await keepCard()
  const { card: second } = await keepCard()
  expect(second).toMatchObject({ isDefault: true })
  expect(second.id).not.toBe(first.id)
  await bill().delete(`/payment-cards/${second.id}`)
  await app.settle()
  expect((await bill().get(`/clients/${willow.mia.id}/payment-cards`)).body.items).toMatchObject([
    { id: first.id, isDefault: true },
  ])
  expect([...stripe.state.methods.values()].filter((each) => each.customer === null)).toHaveLength(1)
  const invoice = await makeInvoice()
  expect((await bill().post(`/invoices/${invoice.id}/card-charges`, { cardId: second.id })).body.code).toBe(
    'card_removed',
  )
})

test('a card can be kept while paying', async () => {
  await connect()
  const { mia, returnPath } = await linkToPay()
  const { session } = await openPage(mia, returnPath, { keepCard: true })
  expect(stripe.state.sessions.get(session)!.customer).toMatch(/^cus_/)
  await tellAll(stripe.pay(session))
  expect((await bill().get(`/clients/${willow.mia.id}/payment-cards`)).body.items).toMatchObject([
    { last4: '4242' },
  ])
})

test('a kept card is charged once, however often the desk clicks and Stripe’s answer is lost', async () => {
  await connect()
  const { card } = await keepCard()
  const invoice = await makeInvoice()
  stripe.state.weather.silentAfter = 3
  const clicks = await Promise.all(
    [1, 2, 3].map(() => bill().post(`/invoices/${invoice.id}/card-charges`, { cardId: card.id })),
  )
  expect(clicks.map((each) => each.status).sort()).toEqual([200, 409, 409])
  expect(clicks.find((each) => each.status === 409)!.body.code).toBe('charge_running')
  await app.settle()
  stripe.state.weather = {}
  app.clock.advance({ minutes: 5 })
  await app.settle()
  const intents = [...stripe.state.intents.values()]
  expect(intents).toHaveLength(1)
  await tellAll([stripe.tellIntent(intents[0]!.id), stripe.tellIntent(intents[0]!.id)])
  expect(await chargesOf(invoice.id)).toMatchObject([{ state: 'paid', amountMinor: 8_000 }])
  expect((await bill().get('/payments')).body.items).toHaveLength(1)
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ state: 'paid' })
  await expectWholeBooks()
})

test('when Stripe never answers, the charge is unknown until its event says that it was charged', async () => {
  await connect()
  const { card } = await keepCard()
  const invoice = await makeInvoice()
  stripe.state.weather.silentAfter = 100
  await bill().post(`/invoices/${invoice.id}/card-charges`, { cardId: card.id })
  for (let tries = 0; tries < 6; tries += 1) {
    await app.settle()
    app.clock.advance({ minutes: 2 })
  }
  expect(await chargesOf(invoice.id)).toMatchObject([{ state: 'unknown' }])
  expect((await bill().post(`/invoices/${invoice.id}/card-charges`, { cardId: card.id })).body.code).toBe(
    'charge_running',
  )
  const [intent] = [...stripe.state.intents.keys()]
  await tellAll([stripe.tellIntent(intent!)])
  expect(await chargesOf(invoice.id)).toMatchObject([{ state: 'paid' }])
  expect(stripe.state.intents.size).toBe(1)
  await expectWholeBooks()
})

test.each([
  ['insufficient_funds', 'failed', 'insufficient_funds'],
  ['expired_card', 'failed', 'expired_card'],
  ['needs_payer', 'needs_payer', 'authentication_required'],
] as const)('a card that is %s is not charged, and it is said why', async (behaviour, state, failure) => {
  await connect()
  const { card } = await keepCard(behaviour)
  const invoice = await makeInvoice()
  await bill().post(`/invoices/${invoice.id}/card-charges`, { cardId: card.id })
  await app.settle()
  await tellAll([stripe.tellIntent([...stripe.state.intents.keys()][0]!)])
  expect(await chargesOf(invoice.id)).toMatchObject([{ state, failure }])
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ openMinor: 8_000 })
})

test('money that comes in by a kept card after the desk took cash is kept as credit', async () => {
  await connect()
  const { card } = await keepCard('slow')
  const invoice = await makeInvoice()
  await bill().post(`/invoices/${invoice.id}/card-charges`, { cardId: card.id })
  await app.settle()
  await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 8_000 })
  const [intent] = [...stripe.state.intents.values()]
  Object.assign(intent!, { status: 'succeeded', amount_received: intent!.amount })
  await tellAll([stripe.tellIntent(intent!.id)])
  expect((await bill().get(`/clients/${willow.mia.id}/balance`)).body).toMatchObject({
    openMinor: 0,
    creditMinor: 8_000,
  })
  await expectWholeBooks()
})

test('a card of somebody else, more than is open, or a draft is refused', async () => {
  await connect()
  const { card } = await keepCard()
  const { body: other } = await bill().post('/invoices', {
    clientId: willow.ann.id,
    lines: [{ description: 'Session', unitPriceMinor: 5_000, practitionerId: willow.petra.id }],
    approve: true,
  })
  expect((await bill().post(`/invoices/${other.id}/card-charges`, { cardId: card.id })).body.code).toBe(
    'wrong_card',
  )
  const invoice = await makeInvoice()
  expect(
    (await bill().post(`/invoices/${invoice.id}/card-charges`, { cardId: card.id, amountMinor: 8_001 })).body
      .code,
  ).toBe('more_than_open')
})

test('a dispute is shown; when it is lost the money leaves the books and the invoice is open again, whatever the order', async () => {
  await connect()
  const { mia, returnPath, invoice } = await linkToPay()
  await tellAll(stripe.pay((await openPage(mia, returnPath)).session))
  const [intent] = [...stripe.state.intents.keys()]
  const lost = stripe.dispute(intent!, 'lost', 'dp_1')
  await tellAll([lost, stripe.dispute(intent!, 'needs_response', 'dp_1'), lost])
  const { body: payments } = await bill().get('/payments')
  const { body: payment } = await bill().get(`/payments/${payments.items[0].id}`)
  expect(payment).toMatchObject({
    refundedMinor: 0,
    unappliedMinor: 0,
    disputes: [{ state: 'lost', amountMinor: 8_000, reason: 'fraudulent' }],
    refunds: [],
  })
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ openMinor: 8_000 })
  expect(await disputedInBook()).toBe(0)
  expect(stripe.state.refunds.size).toBe(0)
  await expectWholeBooks()
})

/** What lies with the disputed money, by the ledger. */
async function disputedInBook(): Promise<number> {
  const [row] = await app.sql(
    `select coalesce(sum(case when debit = 'disputed:stripe' then amount_minor else -amount_minor end), 0)::int as held
     from ledger_transfer where practice_id = $1 and 'disputed:stripe' in (debit, credit)`,
    [willow.practiceId],
  )
  return row!.held
}

test('while a dispute is open its amount lies with the disputed money; won, it comes back; a warning takes none', async () => {
  await connect()
  const { mia, returnPath, invoice } = await linkToPay()
  await tellAll(stripe.pay((await openPage(mia, returnPath)).session))
  const [intent] = [...stripe.state.intents.keys()]
  await tellAll([stripe.dispute(intent!, 'warning_needs_response', 'dp_1')])
  expect(await disputedInBook()).toBe(0)
  await tellAll([
    stripe.dispute(intent!, 'needs_response', 'dp_1'),
    stripe.dispute(intent!, 'under_review', 'dp_1'),
  ])
  expect(await disputedInBook()).toBe(8_000)
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ state: 'paid' })
  await expectWholeBooks()
  await tellAll([stripe.dispute(intent!, 'won', 'dp_1'), stripe.dispute(intent!, 'won', 'dp_1')])
  expect(await disputedInBook()).toBe(0)
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ state: 'paid' })
  await expectWholeBooks()
})

test('a page that is open when the desk takes cash is closed at Stripe, so that nobody pays twice', async () => {
  await connect()
  const { mia, returnPath, invoice } = await linkToPay()
  const { session } = await openPage(mia, returnPath)
  const part = await openPage(mia, returnPath, { amountMinor: 3_000 })
  await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 4_000 })
  await app.settle()
  expect(stripe.state.sessions.get(session)).toMatchObject({ status: 'expired', url: null })
  expect(stripe.state.sessions.get(part.session)).toMatchObject({ status: 'open' })
  const rest = await openPage(mia, returnPath)
  expect(rest.session).not.toBe(session)
  expect(stripe.state.sessions.get(rest.session)).toMatchObject({ amount_total: 4_000 })
})
