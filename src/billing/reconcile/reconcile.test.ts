import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { startStripe, type StripeServer } from '../../testing/stripe/stripe-server.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { verifyReconciliation } from './verify.ts'

let app: TestApp
let stripe: StripeServer
let willow: Cast
let key: string
let round = 0
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set(new Date(Date.UTC(2026, 2, 2, 14) + round * 86_400_000))
  stripe = await startStripe({ now: app.clock.now })
  app.house.services.settings.stripeApi = stripe.url
  willow = await app.practice(`bank-${(round += 1)}`)
  key = await app.makeKey(willow, 'billing')
})
afterAll(async () => {
  stripe.close()
  await app.end()
})

// oxlint-disable-next-line no-explicit-any
const ok = (answer: { status: number; body: unknown }): any => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const bill = () => app.withKey(key)
const invoiceOf = async (
  unitPriceMinor: number,
  clientId = willow.mia.id,
): Promise<{ id: string; number: number; openMinor: number }> =>
  ok(
    await bill().post('/invoices', {
      clientId,
      lines: [{ description: 'Session', unitPriceMinor }],
      approve: true,
    }),
  )
const openOf = async (id: string) => (await bill().get(`/invoices/${id}`)).body.openMinor
const balance = async (account: string) =>
  ok(await bill().get('/billing/balances', { account })).items.reduce(
    (sum: number, one: { balanceMinor: number }) => sum + one.balanceMinor,
    0,
  )
const expectWholeBooks = async () => {
  for (const each of [verifyBooks, verifyReconciliation])
    expect(await each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual([])
}
const upload = async (path: string, content: string) => {
  const response = await app.fetch(
    new Request(`http://atrium.test/api${path}`, {
      method: 'POST',
      body: content,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    }),
  )
  return { status: response.status, body: await response.json() }
}
const openAccount = async () =>
  ok(await bill().post('/bank-accounts', { name: 'Checking' })).items[0].id as string
const lines = async (state = 'waiting') => ok(await bill().get('/bank-lines', { state, limit: 200 })).items
const day = (offset = 0) =>
  new Date(app.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10)

/** Reads a file as a person does: looks first, then takes it in. */
async function takeIn(accountId: string, rows: string[]) {
  const content = ['Date,Name,Description,Amount', ...rows].join('\n')
  const tried = ok(await upload(`/bank-accounts/${accountId}/file-readings`, content))
  return ok(
    await upload(
      `/bank-accounts/${accountId}/imports?name=march.csv&map=${encodeURIComponent(JSON.stringify(tried.map))}`,
      content,
    ),
  )
}

test('a file is read once however often; sure lines are settled in one step, a split over several people by hand, and undone', async () => {
  const [one, two, three] = [
    await invoiceOf(8_000),
    await invoiceOf(5_000, willow.leo.id),
    await invoiceOf(4_000, willow.ann.id),
  ]
  const account = await openAccount()
  const rows = [
    `${day()},Mia Rossi,invoice ${one.number},80.00`,
    `${day()},Family,for Leo and Ann,91.50`,
    `${day()},Landlord,rent,-950.00`,
  ]
  expect(await takeIn(account, rows)).toMatchObject({ added: 3, known: 0, refused: [] })
  expect(await takeIn(account, rows)).toMatchObject({ added: 0, known: 3 })
  expect(await takeIn(account, [...rows.slice(1), `${day()},Family,for Leo and Ann,91.50`])).toMatchObject({
    added: 1,
    known: 2,
  })
  const waiting = await lines()
  const of = (text: string) => waiting.find((each: { purpose: string }) => each.purpose.includes(text))
  expect(of('invoice').proposals[0]).toMatchObject({
    sureness: 'sure',
    parts: [{ number: one.number, amountMinor: 8_000 }],
  })
  const all = waiting.map((each: { id: string }) => each.id)
  expect(ok(await bill().post('/bank-lines/confirmations', { ids: all }))).toMatchObject({
    settled: 1,
    totalMinor: 8_000,
  })
  expect(await openOf(one.id)).toBe(0)
  const family = of('Leo')
  const wish = {
    invoices: [
      { invoiceId: two.id, amountMinor: 5_000 },
      { invoiceId: three.id, amountMinor: 4_000 },
    ],
  }
  expect((await bill().post(`/bank-lines/${family.id}/settlement`, wish)).status).toBe(422)
  const settled = ok(
    await bill().post(`/bank-lines/${family.id}/settlement`, { ...wish, restClientId: willow.ann.id }),
  )
  expect(settled).toMatchObject({ settledAs: 'payment' })
  expect(settled.matches.map((each: { amountMinor: number }) => each.amountMinor).sort()).toEqual([
    4_150, 5_000,
  ])
  expect((await bill().get(`/clients/${willow.ann.id}/balance`)).body.creditMinor).toBe(150)
  expect(
    (await bill().post(`/bank-lines/${family.id}/settlement`, { ...wish, restClientId: willow.ann.id })).body
      .code,
  ).toBe('is_settled')
  ok(await bill().post(`/bank-lines/${of('rent').id}/ignoring`, { reason: 'Rent' }))
  await expectWholeBooks()
  ok(await bill().post(`/bank-lines/${family.id}/undoing`))
  expect([await openOf(two.id), await openOf(three.id)]).toEqual([5_000, 4_000])
  expect((await bill().get(`/clients/${willow.ann.id}/balance`)).body.creditMinor).toBe(0)
  expect((await lines()).map((each: { id: string }) => each.id)).toContain(family.id)
  await expectWholeBooks()
})

test('money that was entered at the desk is recognised, not entered twice; a payment taken back frees its line', async () => {
  const invoice = await invoiceOf(8_000)
  const paid = ok(
    await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'bank_transfer', amountMinor: 8_000 }),
  )
  const account = await openAccount()
  await takeIn(account, [`${day()},Rossi Mia,thank you,80.00`, `${day()},CARD TERMINAL,batch 7,125.00`])
  const [terminal, line] = (await lines()).toSorted(
    (a: { amountMinor: number }, b: { amountMinor: number }) => b.amountMinor - a.amountMinor,
  )
  expect(line.proposals[0]).toMatchObject({ kind: 'payment', id: paid.id, sureness: 'sure' })
  const racing = await Promise.all(
    Array.from({ length: 4 }, () =>
      bill().post(`/bank-lines/${line.id}/settlement`, { known: { kind: 'payment', id: paid.id } }),
    ),
  )
  expect(racing.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  ok(await bill().post(`/bank-lines/${terminal.id}/settlement`, { transferFrom: 'card_terminal' }))
  expect([await balance('bank'), await balance('card_terminal')]).toEqual([20_500, -12_500])
  await expectWholeBooks()
  ok(await bill().post(`/payments/${paid.id}/reversal`, { reason: 'Twice' }))
  await app.settle()
  ok(await bill().post(`/bank-lines/${terminal.id}/undoing`))
  expect((await lines()).length).toBe(2)
  expect([await balance('bank'), await balance('card_terminal')]).toEqual([0, 0])
  await expectWholeBooks()
})

async function connect() {
  const owner = app.withKey(await app.makeKey(willow, 'owner'))
  ok(await owner.put('/billing/providers/stripe', { secretKey: stripe.state.secretKey }))
  const { body: settings } = await owner.get('/billing/settings')
  ok(await owner.put('/billing/settings', { ...settings, onlineProvider: 'stripe' }))
}

async function payOnline(amount: number) {
  const invoice = await invoiceOf(amount)
  const { url } = ok(await bill().post(`/invoices/${invoice.id}/payment-link`))
  const token = String(url).split('/').at(-1)!
  const mia = app.withLink(token)
  ok(await mia.post('/pay/checkout', { returnPath: `/pay/${token}` }))
  await app.settle()
  const session = [...stripe.state.sessions.keys()].at(-1)!
  for (const event of stripe.pay(session)) {
    const { body, signature } = stripe.sign(event)
    const request = new Request(`http://atrium.test/api/public/${willow.slug}/payment-webhooks/stripe`, {
      method: 'POST',
      body,
      headers: { 'stripe-signature': signature },
    })
    expect((await app.fetch(request)).status).toBe(200)
  }
  await app.settle()
  return ok(await bill().get('/payments', { clientId: willow.mia.id })).items.find(
    (one: { amountMinor: number }) => one.amountMinor === amount,
  )
}

test('a payout is posted once with its price, matched to payments and to the bank; what does not fit is listed and resolved', async () => {
  await connect()
  const first = await payOnline(10_000)
  await payOnline(6_000)
  ok(await bill().post(`/payments/${first.id}/refunds`, { amountMinor: 2_500, reason: 'Half an hour only' }))
  await app.settle()
  const stranger = {
    type: 'charge' as const,
    amount: 4_400,
    fee: 158,
    currency: 'usd',
    source: { id: 'ch_x', object: 'charge', payment_intent: 'pi_typed_in_the_dashboard' },
  }
  const price = { type: 'stripe_fee' as const, amount: -200, currency: 'usd', source: null }
  const payout = stripe.payOut([stranger, price])
  for (let turn = 0; turn < 3; turn += 1) {
    ok(await bill().post('/payouts/fetch'))
    await app.settle()
    app.clock.set(new Date(app.clock.now().getTime() + 20_000))
  }
  const [row] = ok(await bill().get('/payouts')).items
  const fees = 320 + 204 + 158 + 200
  expect(row).toMatchObject({
    amountMinor: payout.amount,
    feeMinor: fees,
    lines: 5,
    differences: 1,
    state: 'paid',
  })
  expect(payout.amount).toBe(10_000 + 6_000 - 2_500 + 4_400 - fees)
  expect([
    await balance('bank'),
    await balance('gateway_cost:stripe'),
    await balance('gateway:stripe'),
  ]).toEqual([payout.amount, fees, -4_400])
  const view = ok(await bill().get(`/payouts/${row.id}`))
  const [difference] = view.items
  expect(difference).toMatchObject({ difference: 'unknown', grossMinor: 4_400 })
  expect(view.items.filter((each: { paymentId: string | null }) => each.paymentId)).toHaveLength(3)
  expect(
    (await bill().post(`/payout-lines/${difference.id}/resolution`, { as: 'payment', reason: 'Typed there' }))
      .status,
  ).toBe(422)
  ok(
    await bill().post(`/payout-lines/${difference.id}/resolution`, {
      as: 'payment',
      clientId: willow.leo.id,
      reason: 'Typed in the dashboard',
    }),
  )
  expect(
    (await bill().post(`/payout-lines/${difference.id}/resolution`, { as: 'accepted', reason: 'Again' })).body
      .code,
  ).toBe('is_resolved')
  expect(await balance('gateway:stripe')).toBe(0)
  expect((await bill().get(`/clients/${willow.leo.id}/balance`)).body.creditMinor).toBe(4_400)
  const account = await openAccount()
  await takeIn(account, [`${day()},STRIPE,STRIPE WILLOW TRANSFER,${(payout.amount / 100).toFixed(2)}`])
  const [line] = await lines()
  expect(line.proposals[0]).toMatchObject({ kind: 'payout', id: row.id, sureness: 'sure' })
  ok(await bill().post('/bank-lines/confirmations', { ids: [line.id] }))
  expect(ok(await bill().get('/payouts', { open: true })).items).toEqual([])
  expect(ok(await bill().get('/payouts/clearing')).providers).toMatchObject([
    { provider: 'stripe', balanceMinor: 0, latePayments: 0 },
  ])
  await expectWholeBooks()
}, 30_000)

test('a payout that comes back is taken back; the desk sees, and decides nothing', async () => {
  await connect()
  await payOnline(10_000)
  const payout = stripe.payOut()
  ok(await bill().post('/payouts/fetch'))
  await app.settle()
  expect(await balance('bank')).toBe(payout.amount)
  stripe.state.payouts.get(payout.id)!.payout.status = 'failed'
  app.clock.set(new Date(app.clock.now().getTime() + 20_000))
  ok(await bill().post('/payouts/fetch'))
  await app.settle()
  expect([await balance('bank'), await balance('gateway:stripe')]).toEqual([0, payout.amount])
  await expectWholeBooks()
  const desk = app.withKey(await app.makeKey(willow, 'front_desk'))
  expect((await desk.post('/payouts/fetch')).status).toBe(403)
  expect((await desk.get('/payouts')).status).toBe(200)
})
