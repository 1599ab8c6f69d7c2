import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { queriesOn } from '../../platform/database/transaction.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: () => Caller
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${(round += 1)}`)
  // A key, because sessions end when the clock is moved by days.
  const key = await app.makeKey(willow, 'billing')
  bill = () => app.withKey(key)
})
afterAll(() => app.end())

const line = (unitPriceMinor: number, more: object = {}) => ({
  description: 'Session',
  unitPriceMinor,
  practitionerId: willow.petra.id,
  locationId: willow.mainStreet.id,
  ...more,
})

async function invoiceOf(total: number, more: object = {}) {
  const made = await bill().post('/invoices', {
    clientId: willow.mia.id,
    lines: [line(total)],
    approve: true,
    ...more,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body
}

async function expectWholeBooks() {
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
}

test('an invoice that is paid in two parts is part-paid, then paid', async () => {
  const invoice = await invoiceOf(8_000)
  expect(invoice).toMatchObject({
    number: 1,
    state: 'open',
    totalMinor: 8_000,
    openMinor: 8_000,
    issuedOn: '2026-03-02',
    dueOn: '2026-03-16',
  })
  const first = await app
    .as(willow.fay)
    .post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 3_000 })
  expect(first).toMatchObject({
    status: 200,
    body: { appliedTo: [{ number: 1, appliedMinor: 3_000 }], unappliedMinor: 0 },
  })
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({
    state: 'part_paid',
    openMinor: 5_000,
  })
  app.clock.advance({ seconds: 5 })
  await app.as(willow.fay).post(`/invoices/${invoice.id}/payments`, {
    tender: 'card_terminal',
    amountMinor: 5_000,
    reference: 'slip 17',
  })
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({
    state: 'paid',
    openMinor: 0,
    payments: [{ tender: 'cash' }, { tender: 'card_terminal' }],
  })
  expect(
    (await app.sql(`select name from event where subject_id = $1 order by id`, [invoice.id])).map(
      (each) => each.name,
    ),
  ).toContain('invoice.paid')
  await expectWholeBooks()
})

test('a second tab that pays the same invoice again is told that nothing is open', async () => {
  const invoice = await invoiceOf(8_000)
  const pay = () =>
    app.as(willow.fay).post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 8_000 })
  const both = await Promise.all([pay(), pay()])
  expect(both.map((each) => each.status).sort()).toEqual([200, 409])
  expect(both.find((each) => each.status === 409)!.body).toMatchObject({
    code: 'more_than_open',
    openMinor: 0,
  })
  await expectWholeBooks()
})

test('a double click with the same Idempotency-Key is one payment', async () => {
  const invoice = await invoiceOf(8_000)
  const pay = () =>
    app
      .as(willow.fay)
      .post(
        `/invoices/${invoice.id}/payments`,
        { tender: 'cash', amountMinor: 3_000 },
        { 'idempotency-key': 'till 1' },
      )
  const answers = await Promise.all([pay(), pay(), pay()])
  expect(new Set(answers.map((each) => each.body.id)).size).toBe(1)
  expect((await bill().get(`/invoices/${invoice.id}`)).body.openMinor).toBe(5_000)
})

test('more than is open becomes credit when that is wanted, and pays the next invoice', async () => {
  const invoice = await invoiceOf(8_000)
  const over = await bill().post(`/invoices/${invoice.id}/payments`, {
    tender: 'cheque',
    amountMinor: 10_000,
    allowCredit: true,
  })
  expect(over.body).toMatchObject({ unappliedMinor: 2_000, appliedTo: [{ appliedMinor: 8_000 }] })
  expect((await bill().get(`/clients/${willow.mia.id}/balance`)).body).toMatchObject({
    openMinor: 0,
    creditMinor: 2_000,
    balanceMinor: -2_000,
  })
  const next = await invoiceOf(5_000)
  expect(next.creditMinor).toBe(2_000)
  const paid = await bill().post(`/invoices/${next.id}/credit`, {})
  expect(paid.body).toMatchObject({ state: 'part_paid', openMinor: 3_000, creditMinor: 0 })
  expect((await bill().post(`/invoices/${next.id}/credit`, { amountMinor: 1 })).body.code).toBe('no_credit')
  await expectWholeBooks()
})

test('a payment of a client goes to the oldest invoices first, unless something changed meanwhile', async () => {
  const first = await invoiceOf(4_000)
  app.clock.advance({ days: 1 })
  const second = await invoiceOf(4_000)
  const stale = await bill().post(`/clients/${willow.mia.id}/payments`, {
    tender: 'cash',
    amountMinor: 5_000,
    openMinor: 4_000,
  })
  expect(stale).toMatchObject({ status: 409, body: { code: 'balance_changed', openMinor: 8_000 } })
  const paid = await bill().post(`/clients/${willow.mia.id}/payments`, {
    tender: 'bank_transfer',
    amountMinor: 5_000,
    openMinor: 8_000,
  })
  expect(paid.body.appliedTo).toEqual([
    { invoiceId: first.id, number: first.number, appliedMinor: 4_000 },
    { invoiceId: second.id, number: second.number, appliedMinor: 1_000 },
  ])
  await expectWholeBooks()
})

test('a refund is never more than the payment, needs a reason, and opens the invoice again', async () => {
  const invoice = await invoiceOf(8_000)
  const { body: payment } = await bill().post(`/invoices/${invoice.id}/payments`, {
    tender: 'cash',
    amountMinor: 8_000,
  })
  expect((await bill().post(`/payments/${payment.id}/refunds`, { amountMinor: 100 })).body.code).toBe(
    'invalid',
  )
  expect(
    (await bill().post(`/payments/${payment.id}/refunds`, { amountMinor: 8_001, reason: 'x' })).body,
  ).toMatchObject({ code: 'more_than_paid', mostMinor: 8_000 })
  const refunded = await bill().post(`/payments/${payment.id}/refunds`, {
    amountMinor: 3_000,
    reason: 'Left early',
  })
  expect(refunded.body).toMatchObject({
    refundedMinor: 3_000,
    unappliedMinor: 0,
    appliedTo: [{ appliedMinor: 5_000 }],
    refunds: [{ amountMinor: 3_000, state: 'done', reason: 'Left early' }],
  })
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({
    state: 'part_paid',
    openMinor: 3_000,
  })
  const two = await Promise.all(
    [1, 2].map(() =>
      bill().post(`/payments/${payment.id}/refunds`, { amountMinor: 5_000, reason: 'All of it' }),
    ),
  )
  expect(two.map((each) => each.status).sort()).toEqual([200, 409])
  await expectWholeBooks()
})

test('a payment entered by mistake is taken back as if it had never come', async () => {
  const invoice = await invoiceOf(8_000)
  const { body: payment } = await bill().post(`/invoices/${invoice.id}/payments`, {
    tender: 'cash',
    amountMinor: 8_000,
  })
  expect(
    (await bill().post(`/payments/${payment.id}/reversal`, { reason: 'Wrong client' })).body,
  ).toMatchObject({ amountMinor: 8_000, appliedTo: [], reverseReason: 'Wrong client' })
  expect((await bill().post(`/payments/${payment.id}/reversal`, { reason: 'Again' })).body.code).toBe(
    'is_reversed',
  )
  expect((await bill().get(`/invoices/${invoice.id}`)).body).toMatchObject({
    state: 'open',
    openMinor: 8_000,
  })
  expect((await bill().get('/billing/takings')).body).toMatchObject({
    receivedMinor: 8_000,
    reversedMinor: 8_000,
    netMinor: 0,
  })
  await expectWholeBooks()
})

test('voiding a paid invoice makes a credit note, and the money becomes credit of the client', async () => {
  const invoice = await invoiceOf(8_000)
  await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 6_000 })
  await bill().post(`/invoices/${invoice.id}/write-offs`, {
    amountMinor: 500,
    reasonCode: 'goodwill',
    reason: 'Waited long',
  })
  const voided = await bill().post(`/invoices/${invoice.id}/void`, { reason: 'Wrong service' })
  expect(voided.body).toMatchObject({
    state: 'void',
    openMinor: 0,
    creditNoteNumber: 1,
    creditMinor: 6_000,
    payments: [],
    can: { void: false, takePayment: false },
  })
  expect((await bill().post(`/invoices/${invoice.id}/void`, { reason: 'Again' })).body.code).toBe('is_void')
  expect(
    (await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 1 })).body.code,
  ).toBe('is_void')
  expect((await bill().delete(`/invoices/${invoice.id}`)).body.code).toBe('is_issued')
  await expectWholeBooks()
})

test('a voided invoice can leave its charges to be billed again', async () => {
  const invoice = await invoiceOf(8_000)
  await bill().post(`/invoices/${invoice.id}/void`, { reason: 'To the wrong address', charges: 'bill_again' })
  const { body } = await bill().get('/charges', { clientId: willow.mia.id, state: 'unbilled' })
  const again = await bill().post('/invoices', {
    clientId: willow.mia.id,
    chargeIds: body.items.map((each: { id: string }) => each.id),
    approve: true,
  })
  expect(again.body).toMatchObject({ number: 2, totalMinor: 8_000 })
  await expectWholeBooks()
})

test('a bank transfer that is entered late counts from its own day', async () => {
  const invoice = await invoiceOf(8_000)
  app.clock.advance({ days: 10 })
  await bill().post(`/invoices/${invoice.id}/payments`, {
    tender: 'bank_transfer',
    amountMinor: 8_000,
    receivedOn: '2026-03-09',
  })
  expect((await bill().get('/billing/receivables', { asOf: '2026-03-08' })).body.openMinor).toBe(8_000)
  expect((await bill().get('/billing/receivables', { asOf: '2026-03-09' })).body.openMinor).toBe(0)
  expect(
    (
      await bill().post(`/invoices/${invoice.id}/payments`, {
        tender: 'cash',
        amountMinor: 1,
        receivedOn: '2026-03-13',
      })
    ).body.code,
  ).toBe('more_than_open')
  expect(
    (
      await bill().post(`/clients/${willow.mia.id}/payments`, {
        tender: 'cash',
        amountMinor: 1,
        receivedOn: '2026-03-13',
      })
    ).body.fields[0].field,
  ).toBe('receivedOn')
  await expectWholeBooks()
})

test.each([
  ['nothing', { amountMinor: 0 }],
  ['less than nothing', { amountMinor: -5 }],
  ['a fraction of a cent', { amountMinor: 10.5 }],
  ['more than all money', { amountMinor: 1e15 }],
  ['an amount as text', { amountMinor: '100' }],
  ['a card typed in as online', { amountMinor: 100, tender: 'online' }],
])('a payment of %s is refused', async (_what, wish) => {
  const invoice = await invoiceOf(8_000)
  const answer = await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'cash', ...wish })
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
})

test('a payment in another currency than the invoice is refused', async () => {
  const invoice = await invoiceOf(8_000)
  expect(
    (
      await bill().post(`/invoices/${invoice.id}/payments`, {
        tender: 'cash',
        amountMinor: 100,
        currency: 'EUR',
      })
    ).body.code,
  ).toBe('mixed_currency')
})

test('a practitioner sees and moves no money; the desk takes it but gives none back', async () => {
  const invoice = await invoiceOf(8_000)
  const [petra, fay] = [app.as(willow.petra), app.as(willow.fay)]
  for (const answer of [
    await petra.get('/invoices'),
    await petra.get(`/invoices/${invoice.id}`),
    await petra.get(`/clients/${willow.mia.id}/balance`),
  ]) {
    expect(answer.status).toBe(403)
  }
  expect(
    (await petra.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 100 })).status,
  ).toBe(403)
  const { body: payment } = await fay.post(`/invoices/${invoice.id}/payments`, {
    tender: 'cash',
    amountMinor: 100,
  })
  expect((await fay.post(`/payments/${payment.id}/refunds`, { amountMinor: 100, reason: 'x' })).status).toBe(
    403,
  )
  expect((await fay.post(`/invoices/${invoice.id}/void`, { reason: 'x' })).status).toBe(403)
  expect(
    (await app.as(willow.rita).post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 100 }))
      .status,
  ).toBe(403)
})

test('another practice neither sees an invoice nor pays it', async () => {
  const invoice = await invoiceOf(8_000)
  const oak = await app.practice(`oak-${round}`)
  const other = app.as(oak.bill)
  expect((await other.get(`/invoices/${invoice.id}`)).status).toBe(404)
  expect(
    (await other.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 100 })).status,
  ).toBe(404)
  expect((await other.get('/invoices')).body.items).toEqual([])
})
