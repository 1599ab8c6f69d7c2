import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { stripePractice, tokenOf, type StripePractice } from '../../testing/stripe/stripe-practice.ts'
import { startStripe, type StripeServer } from '../../testing/stripe/stripe-server.ts'
import { depositOf } from './rules.ts'
import { lapseSweep } from './settle.ts'

let app: TestApp
let stripe: StripeServer
let house: StripePractice
let round = 0

beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  // Each test in another week, because the public may knock only so often.
  app.clock.set(new Date(Date.UTC(2026, 2, 2, 14) + round * 7 * 86_400_000))
  stripe = await startStripe({ now: app.clock.now })
  house = await stripePractice(app, stripe, `willow-${(round += 1)}`)
})
afterEach(() => stripe.close())
afterAll(() => app.end())

const RULE = { who: 'everybody', serviceIds: [], minMinutes: null, risk: 'any', by: 'percent', value: 25 }
async function setRules(more: object = {}) {
  const { body } = await house.owner.get('/billing/deposit-rules')
  const saved = await house.owner.put('/billing/deposit-rules', { ...body, rules: [RULE], ...more })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
}
const at = (days: number, hour = 10) => {
  const day = new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return new Date(`${day}T${hour + 4}:00:00Z`).toISOString()
}

/** Somebody books online; the page of the visit asks for the deposit at once. */
async function bookOnline(startsAt = at(2)) {
  const { willow } = house
  const wish = { serviceId: willow.assessment.id, practitionerId: willow.petra.id, startsAt }
  const held = await app.visitor().post(`/public/${willow.slug}/holds`, wish)
  expect(held.status, JSON.stringify(held.body)).toBe(200)
  const booked = await app
    .withLink(held.body.token)
    .post('/holds/confirmation', { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' })
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  const page = app.withLink(booked.body.token)
  const { body } = await page.post('/visit/deposit')
  await app.settle()
  return { id: booked.body.visit.id as string, page, deposit: body.deposit }
}

async function openPage(url: string): Promise<{ pay: Caller; session: string }> {
  const token = tokenOf(url)
  const pay = app.withLink(token)
  const begun = await pay.post('/pay/deposit/checkout', { returnPath: `/pay/deposit/${token}` })
  expect(begun.status, JSON.stringify(begun.body)).toBe(200)
  await app.settle()
  const { body } = await pay.get(`/pay/deposit/checkouts/${begun.body.id}`)
  return { pay, session: tokenOf(body.url) }
}

async function payOnline(url: string) {
  const { pay, session } = await openPage(url)
  await house.tellAll(stripe.pay(session))
  return pay
}
const depositsOf = async (appointmentId: string) =>
  (await house.bill.get('/deposits', { appointmentId })).body.items
const visitOf = async (id: string) => (await house.owner.get(`/appointments/${id}`)).body
const lapse = async () => {
  await lapseSweep.run(app.house, house.willow.practiceId)
  await app.settle()
}

test('the first rule that fits decides; never more than the price', () => {
  const rules = [
    { who: 'new', serviceIds: ['s'], minMinutes: 60, risk: 'any', by: 'amount', value: 5_000 },
    { who: 'everybody', serviceIds: [], minMinutes: null, risk: 'high', by: 'percent', value: 50 },
  ] as const
  const policy = { rules: rules.map((rule) => ({ ...rule, serviceIds: [...rule.serviceIds] })) }
  const visit = { isNew: true, serviceId: 's', minutes: 60, priceMinor: 12_000, risk: 'low' } as const
  expect(depositOf(policy, visit)).toBe(5_000)
  expect(depositOf(policy, { ...visit, priceMinor: 4_000 })).toBe(4_000)
  expect(depositOf(policy, { ...visit, isNew: false })).toBe(0)
  expect(depositOf(policy, { ...visit, minutes: 59, risk: 'high' })).toBe(6_000)
  expect(depositOf(policy, { ...visit, serviceId: 't', priceMinor: 33 })).toBe(0)
})

test('a deposit is asked for when booking online, paid by card, held, and taken by the visit’s invoice', async () => {
  await setRules()
  const { id, deposit } = await bookOnline()
  expect(deposit).toMatchObject({ state: 'asked', amountMinor: 3_000 })
  expect(app.mails.filter((mail) => mail.subject.includes('deposit')).length).toBeGreaterThan(0)
  const pay = await payOnline(deposit.url)
  expect((await pay.get('/pay/deposit')).body).toMatchObject({ state: 'held', checkout: { state: 'paid' } })
  expect(await depositsOf(id)).toMatchObject([{ state: 'held', can: { refund: true, keep: false } }])
  const { clientId } = (await depositsOf(id))[0]
  expect((await house.bill.get(`/clients/${clientId}/balance`)).body).toMatchObject({ creditMinor: 0 })
  await house.expectWholeBooks()
  const { paymentId } = (await depositsOf(id))[0]
  expect(
    (await house.bill.post(`/payments/${paymentId}/refunds`, { amountMinor: 1, reason: 'x' })).body.code,
  ).toBe('more_than_paid')
  await lapse()
  app.clock.advance({ days: 2, hours: 2 })
  expect((await house.owner.post(`/appointments/${id}/completion`)).status).toBe(200)
  await app.settle()
  expect(await depositsOf(id)).toMatchObject([{ state: 'applied' }])
  const { body: invoices } = await house.bill.get('/invoices', { clientId })
  expect(invoices.items).toMatchObject([{ totalMinor: 12_000, openMinor: 9_000 }])
  await house.expectWholeBooks()
})

test('not paid in time the booking lapses and its time is free; what comes later is the client’s credit', async () => {
  await setRules()
  const { id, deposit } = await bookOnline()
  const { session } = await openPage(deposit.url)
  app.clock.advance({ minutes: 29 })
  await lapse()
  expect(await visitOf(id)).toMatchObject({ state: 'booked' })
  app.clock.advance({ minutes: 1 })
  await Promise.all([lapse(), lapse()])
  expect(await visitOf(id)).toMatchObject({ state: 'cancelled' })
  expect(await depositsOf(id)).toMatchObject([{ state: 'lapsed' }])
  const again = await app.visitor().post(`/public/${house.willow.slug}/holds`, {
    serviceId: house.willow.assessment.id,
    practitionerId: house.willow.petra.id,
    startsAt: at(2),
  })
  expect(again.status, JSON.stringify(again.body)).toBe(200)
  await house.tellAll(stripe.pay(session))
  const { clientId } = (await depositsOf(id))[0]
  expect((await house.bill.get(`/clients/${clientId}/balance`)).body).toMatchObject({ creditMinor: 3_000 })
  await house.expectWholeBooks()
})

test('cancelled in time it goes back to the card; too late, or not come, the practice keeps it', async () => {
  await setRules({ keepHours: 24 })
  const [inTime, late] = [await bookOnline(at(3)), await bookOnline(at(2))]
  for (const { deposit } of [inTime, late]) await payOnline(deposit.url)
  expect((await inTime.page.post('/visit/cancellation', {})).status).toBe(200)
  await app.settle()
  expect(await depositsOf(inTime.id)).toMatchObject([{ state: 'refunded' }])
  expect([...stripe.state.refunds.values()]).toMatchObject([{ amount: 3_000 }])
  app.clock.advance({ days: 1, hours: 12 })
  await house.owner.post(`/appointments/${late.id}/cancellation`, { by: 'client', reason: 'Ill' })
  await app.settle()
  expect(await depositsOf(late.id)).toMatchObject([{ state: 'kept', reason: 'Cancelled too late.' }])
  const { invoiceId } = (await depositsOf(late.id))[0]
  expect((await house.bill.get(`/invoices/${invoiceId}`)).body).toMatchObject({
    state: 'paid',
    totalMinor: 3_000,
    lines: [{ kind: 'late_cancel' }],
  })
  await house.expectWholeBooks()
})

test('the fee of the same visit takes the deposit, so that nobody pays twice for it', async () => {
  await setRules()
  const { body: fees } = await house.owner.get('/billing/fee-rules')
  const noShow = { by: 'amount', value: 5_000 }
  await house.owner.put('/billing/fee-rules', { ...fees, noShow, mode: 'automatic', isFirstFree: false })
  const { id, deposit } = await bookOnline(at(1))
  await payOnline(deposit.url)
  app.clock.advance({ days: 1, hours: 1 })
  expect((await house.owner.post(`/appointments/${id}/no-show`)).status).toBe(200)
  await app.settle()
  const [fee] = (await house.bill.get('/fees', { appointmentId: id })).body.items
  expect(await depositsOf(id)).toMatchObject([{ state: 'applied', invoiceId: fee.invoiceId }])
  expect((await house.bill.get(`/invoices/${fee.invoiceId}`)).body).toMatchObject({
    totalMinor: 5_000,
    openMinor: 2_000,
  })
  await house.expectWholeBooks()
})

test('staff ask for one by link and take it at the desk; it is given back with a reason, by who may', async () => {
  const { willow, owner, bill } = house
  const { body: visit } = await owner.post('/appointments', {
    clientId: willow.mia.id,
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    startsAt: at(2),
  })
  const asked = await bill.post(`/appointments/${visit.id}/deposit`, { amountMinor: 2_000 })
  expect(asked.body).toMatchObject({ state: 'asked', because: 'staff', dueAt: null })
  expect((await bill.post(`/appointments/${visit.id}/deposit`, { amountMinor: 1 })).body.code).toBe(
    'has_deposit',
  )
  const id = asked.body.id
  const clicks = await Promise.all(
    [1, 2, 3].map(() => bill.post(`/deposits/${id}/payment`, { tender: 'cash' })),
  )
  expect(clicks.map((each) => each.status).sort()).toEqual([200, 409, 409])
  const desk = app.withKey(await app.makeKey(willow, 'front_desk'))
  expect((await desk.post(`/deposits/${id}/refund`, { reason: 'Moved away' })).status).toBe(403)
  const [{ paymentId }] = await depositsOf(visit.id)
  expect((await bill.post(`/payments/${paymentId}/reversal`, { reason: 'Typo' })).body.code).toBe(
    'deposit_held',
  )
  expect((await bill.post(`/deposits/${id}/refund`, { reason: 'Moved away' })).body).toMatchObject({
    state: 'refunded',
    reason: 'Moved away',
  })
  expect((await bill.post(`/deposits/${id}/refund`, { reason: 'Again' })).body.code).toBe('not_held')
  await house.expectWholeBooks()
})
