import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import type { GatewayMessage } from './gateway.ts'
import { testMessage } from './test-gateway.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: () => Caller
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  // Each test on another day, because the public may knock only so often.
  app.clock.set(new Date(Date.UTC(2026, 2, 2, 14) + round * 86_400_000))
  willow = await app.practice(`willow-${(round += 1)}`)
  const key = await app.makeKey(willow, 'billing')
  bill = () => app.withKey(key)
})
afterAll(() => app.end())

const expectWholeBooks = async () =>
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )

async function linkToInvoice(total = 8_000) {
  const { body: invoice } = await bill().post('/invoices', {
    clientId: willow.mia.id,
    lines: [{ description: 'Session', unitPriceMinor: total, practitionerId: willow.petra.id }],
    approve: true,
  })
  const { body } = await bill().post(`/invoices/${invoice.id}/payment-link`)
  const token = String(body.url).split('/').at(-1)!
  return { invoice, token, mia: app.withLink(token), returnPath: `/pay/${token}` }
}

async function startCheckout(mia: Caller, returnPath: string, more: object = {}) {
  const started = await mia.post('/pay/checkout', { returnPath, ...more })
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  await app.settle()
  const { body: opened } = await mia.get(`/pay/checkouts/${started.body.id}`)
  const page = new URL(opened.url)
  return { checkoutId: started.body.id as string, page, session: page.pathname.split('/').at(-1)! }
}

const decide = (session: string, outcome: string) =>
  app.visitor().post(`/public/${willow.slug}/test-gateway/${session}/decision`, { outcome })

/** Sends a message as it comes over the wire: raw bytes and signature. */
async function sendWebhook(
  message: GatewayMessage,
  forge: { body?: (text: string) => string; signature?: string; at?: Date } = {},
) {
  const { body, signature } = testMessage(
    { services: app.house.services, practiceId: willow.practiceId, now: forge.at ?? app.clock.now() },
    message,
  )
  const text = Buffer.from(body).toString()
  const response = await app.fetch(
    new Request(`http://atrium.test/api/public/${willow.slug}/payment-webhooks/test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'webhook-signature': forge.signature ?? signature },
      body: forge.body ? forge.body(text) : text,
    }),
  )
  return { status: response.status, body: (await response.json()) as { code?: string } }
}

test('a client opens the link, pays by card and is shown that it is paid', async () => {
  const { invoice, mia, returnPath } = await linkToInvoice()
  const { body: page } = await mia.get('/pay')
  expect(page).toMatchObject({
    practice: { name: 'Willow Lane' },
    canPayOnline: true,
    invoice: { number: 1, openMinor: 8_000, lines: [{ description: 'Session', totalMinor: 8_000 }] },
    checkout: null,
  })
  const { session, page: url } = await startCheckout(mia, returnPath)
  expect(url.pathname).toBe(`/pay/test/${willow.slug}/${session}`)
  expect(url.hash).toBe(`#${returnPath}`)
  expect((await app.visitor().get(`/public/${willow.slug}/test-gateway/${session}`)).body).toEqual({
    practiceName: 'Willow Lane',
    description: 'Willow Lane · 1',
    amountMinor: 8_000,
    currency: 'USD',
    state: 'open',
  })
  expect((await decide(session, 'succeed')).body).toEqual({ state: 'paid' })
  await app.settle()
  expect((await mia.get('/pay')).body).toMatchObject({
    canPayOnline: false,
    invoice: { state: 'paid', openMinor: 0, payments: [{ tender: 'online', appliedMinor: 8_000 }] },
    checkout: { state: 'paid' },
  })
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({ state: 'paid' })
  expect((await decide(session, 'succeed')).body.code).toBe('already_paid')
  await expectWholeBooks()
})

test('a declined card can be tried again; who leaves can come back', async () => {
  const { mia, returnPath } = await linkToInvoice()
  const { session, checkoutId } = await startCheckout(mia, returnPath)
  await decide(session, 'decline')
  await app.settle()
  expect((await mia.get('/pay')).body).toMatchObject({
    checkout: { state: 'failed' },
    invoice: { openMinor: 8_000 },
  })
  await decide(session, 'leave')
  const again = await startCheckout(mia, returnPath)
  expect(again.checkoutId).toBe(checkoutId)
  await decide(again.session, 'succeed')
  await app.settle()
  expect((await mia.get('/pay')).body).toMatchObject({
    checkout: { state: 'paid' },
    invoice: { state: 'paid' },
  })
  await expectWholeBooks()
})

test('two tabs get the same checkout, so that nobody pays twice', async () => {
  const { mia, returnPath } = await linkToInvoice()
  const both = await Promise.all([1, 2].map(() => mia.post('/pay/checkout', { returnPath })))
  expect(both[0]!.body.id).toBe(both[1]!.body.id)
  await app.settle()
  expect(
    await app.sql('select 1 from test_gateway_session where practice_id = $1', [willow.practiceId]),
  ).toHaveLength(1)
})

test('part of the amount can be paid; more than is open can not', async () => {
  const { mia, returnPath } = await linkToInvoice()
  expect((await mia.post('/pay/checkout', { returnPath, amountMinor: 8_001 })).body).toMatchObject({
    code: 'more_than_open',
    openMinor: 8_000,
  })
  const { session } = await startCheckout(mia, returnPath, { amountMinor: 3_000 })
  await decide(session, 'succeed')
  await app.settle()
  expect((await mia.get('/pay')).body.invoice).toMatchObject({ state: 'part_paid', openMinor: 5_000 })
  expect((await mia.post('/pay/checkout', { returnPath: 'https://evil.example/pay' })).status).toBe(422)
})

test('money that comes in by card after the desk took cash is kept as credit', async () => {
  const { invoice, mia, returnPath } = await linkToInvoice()
  const { session } = await startCheckout(mia, returnPath)
  await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 8_000 })
  await decide(session, 'succeed')
  await app.settle()
  expect((await bill().get(`/clients/${willow.mia.id}/balance`)).body).toMatchObject({
    openMinor: 0,
    creditMinor: 8_000,
  })
  await expectWholeBooks()
})

test('money that comes in for a voided invoice is kept as credit, too', async () => {
  const { invoice, mia, returnPath } = await linkToInvoice()
  const { session } = await startCheckout(mia, returnPath)
  await bill().post(`/invoices/${invoice.id}/void`, { reason: 'Wrong client' })
  await decide(session, 'succeed')
  await app.settle()
  expect((await bill().get(`/clients/${willow.mia.id}/balance`)).body).toMatchObject({
    openMinor: 0,
    creditMinor: 8_000,
  })
  expect((await mia.post('/pay/checkout', { returnPath })).body.code).toBe('is_void')
  await expectWholeBooks()
})

test('a refund goes back to the card once, and never more than was paid', async () => {
  const { mia, returnPath } = await linkToInvoice()
  const { session } = await startCheckout(mia, returnPath)
  await decide(session, 'succeed')
  await app.settle()
  const { body: payments } = await bill().get('/payments')
  const refunded = await bill().post(`/payments/${payments.items[0].id}/refunds`, {
    amountMinor: 3_000,
    reason: 'Half a session',
  })
  expect(refunded.body).toMatchObject({ refunds: [{ state: 'sending' }], can: { reverse: false } })
  expect((await bill().post(`/payments/${payments.items[0].id}/reversal`, { reason: 'x' })).body.code).toBe(
    'is_refunded',
  )
  await app.settle()
  expect((await bill().get(`/payments/${payments.items[0].id}`)).body.refunds).toMatchObject([
    { state: 'done', amountMinor: 3_000 },
  ])
  expect(
    await app.sql('select amount_minor from test_gateway_refund where practice_id = $1', [willow.practiceId]),
  ).toEqual([{ amount_minor: 3_000 }])
  await expectWholeBooks()
})

test('a refund that the provider refuses is taken back: the money is credit again', async () => {
  const { mia, returnPath } = await linkToInvoice()
  const { session } = await startCheckout(mia, returnPath)
  await decide(session, 'succeed')
  await app.settle()
  await app.sql(`update test_gateway_session set state = 'left' where id = $1`, [session])
  const { body: payments } = await bill().get('/payments')
  await bill().post(`/payments/${payments.items[0].id}/refunds`, {
    amountMinor: 3_000,
    reason: 'Half a session',
  })
  await app.settle()
  expect((await bill().get(`/payments/${payments.items[0].id}`)).body).toMatchObject({
    refundedMinor: 0,
    unappliedMinor: 3_000,
    refunds: [{ state: 'failed' }],
  })
  await expectWholeBooks()
})

test('a message that is not signed over exactly these bytes, or is stale, is refused and changes nothing', async () => {
  const { mia, returnPath } = await linkToInvoice()
  const { session, checkoutId } = await startCheckout(mia, returnPath)
  const paid: GatewayMessage = {
    id: 'm1',
    type: 'checkout.paid',
    checkoutId,
    providerRef: session,
    amountMinor: 8_000,
    currency: 'USD',
  }
  const later = new Date(app.clock.now().getTime() - 301_000)
  expect(await sendWebhook(paid, { body: (text) => text.replace('8000', '8001') })).toMatchObject({
    status: 400,
    body: { code: 'bad_signature' },
  })
  expect(await sendWebhook(paid, { body: (text) => `${text} ` })).toMatchObject({
    status: 400,
    body: { code: 'bad_signature' },
  })
  for (const signature of ['', 't=1', 'v1=00', `t=${later.getTime()},v1=zz`, 't=NaN,v1=' + '0'.repeat(64)]) {
    expect(await sendWebhook(paid, { signature })).toMatchObject({
      status: 400,
      body: { code: 'bad_signature' },
    })
  }
  expect(await sendWebhook(paid, { at: later })).toMatchObject({
    status: 400,
    body: { code: 'stale_webhook' },
  })
  expect(await sendWebhook({ ...paid, checkoutId: willow.mia.id })).toMatchObject({ status: 404 })
  expect((await mia.get('/pay')).body).toMatchObject({
    invoice: { openMinor: 8_000 },
    checkout: { state: 'open' },
  })
  expect(await app.sql('select 1 from webhook_receipt where practice_id = $1', [willow.practiceId])).toEqual(
    [],
  )
})

test('messages come twice and in any order: one payment, one final state', async () => {
  const kinds = [
    'checkout.left',
    'checkout.failed',
    'checkout.paid',
    'checkout.failed',
    'checkout.paid',
  ] as const
  const orders = fc.sample(
    fc.tuple(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.array(fc.nat(4), { maxLength: 5 })),
    { numRuns: 24, seed: 7 },
  )
  for (const [order, repeats] of orders) {
    app.clock.advance({ minutes: 10 })
    const { mia, returnPath } = await linkToInvoice()
    const { session, checkoutId } = await startCheckout(mia, returnPath)
    for (const index of [...order, ...repeats]) {
      const message = {
        id: `m${index} ${checkoutId}`,
        type: kinds[index]!,
        checkoutId,
        providerRef: session,
        amountMinor: 8_000,
        currency: 'USD',
      }
      expect((await sendWebhook(message)).status).toBe(200)
    }
    expect((await mia.get('/pay')).body).toMatchObject({
      invoice: { state: 'paid', openMinor: 0 },
      checkout: { state: 'paid' },
    })
  }
  const payments = await app.sql(
    'select count(*)::int as n, sum(amount_minor)::int as sum, sum(unapplied_minor)::int as rest from payment where practice_id = $1',
    [willow.practiceId],
  )
  expect(payments).toEqual([{ n: 24, sum: 24 * 8_000, rest: 0 }])
  await expectWholeBooks()
})

test('the same message ten times at once has one effect', async () => {
  const { mia, returnPath } = await linkToInvoice()
  const { session, checkoutId } = await startCheckout(mia, returnPath)
  const paid: GatewayMessage = {
    id: 'm1',
    type: 'checkout.paid',
    checkoutId,
    providerRef: session,
    amountMinor: 8_000,
    currency: 'USD',
  }
  const answers = await Promise.all(Array.from({ length: 10 }, () => sendWebhook(paid)))
  expect(answers.map((each) => each.status)).toEqual(Array.from({ length: 10 }, () => 200))
  expect((await bill().get('/payments')).body.items).toHaveLength(1)
})

test('a payment link opens its invoice and nothing else', async () => {
  const { mia } = await linkToInvoice()
  expect((await mia.get('/invoices')).status).toBe(401)
  expect((await app.withLink('x'.repeat(43)).get('/pay')).status).toBe(404)
  app.clock.advance({ days: 181 })
  expect((await mia.get('/pay')).body.code).toBe('link_expired')
})
