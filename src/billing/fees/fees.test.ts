import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { feeByRule } from './fee.ts'

let app: TestApp
let willow: Cast
let bill: Caller
let owner: Caller
let round = 0

beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${(round += 1)}`)
  bill = app.withKey(await app.makeKey(willow, 'billing'))
  owner = app.withKey(await app.makeKey(willow, 'owner'))
})
afterAll(() => app.end())

const setRules = async (rules: object) => {
  const { body } = await owner.get('/billing/fee-rules')
  expect((await owner.put('/billing/fee-rules', { ...body, ...rules })).status).toBe(200)
}
const late = { by: 'percent', value: 50 }
const noShow = { by: 'amount', value: 6_000 }

async function book(startsAt: string, clientId = willow.mia.id): Promise<string> {
  const { status, body } = await owner.post('/appointments', {
    clientId,
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    startsAt,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}
async function cancel(id: string, by: 'client' | 'practice' = 'client') {
  const { status, body } = await owner.post(`/appointments/${id}/cancellation`, { by, reason: 'Ill' })
  expect(status, JSON.stringify(body)).toBe(200)
  await app.settle()
}
const feesOf = async (appointmentId: string) => (await bill.get('/fees', { appointmentId })).body.items

test('a late cancellation is proposed, a share of the price; in time, or by the practice, it is free', async () => {
  await setRules({ late, isFirstFree: false })
  const [lateOne, inTime, ours] = [
    await book('2026-03-03T09:00:00-05:00'),
    await book('2026-03-03T11:00:00-05:00'),
    await book('2026-03-02T12:00:00-05:00', willow.ann.id),
  ]
  app.clock.advance({ minutes: 60 })
  await cancel(lateOne)
  await cancel(ours, 'practice')
  await cancel(inTime)
  expect(await feesOf(lateOne)).toMatchObject([
    { kind: 'late_cancel', state: 'proposed', amountMinor: 4_000, can: { charge: true, waive: true } },
  ])
  expect(await feesOf(inTime)).toEqual([])
  expect(await feesOf(ours)).toEqual([])
  const { body: charged } = await bill.post(`/fees/${(await feesOf(lateOne))[0].id}/charge`)
  await app.settle()
  expect(charged).toMatchObject({ state: 'charged', invoiceNumber: expect.any(Number) })
  const { body: invoice } = await bill.get(`/invoices/${charged.invoiceId}`)
  expect(invoice).toMatchObject({ totalMinor: 4_000, lines: [{ kind: 'late_cancel' }] })
  const mail = app.mails.findLast((each) => each.subject.includes('A fee from'))!
  expect(mail.text).toContain('less than 24 hours before')
  expect(app.mails.filter((each) => each.subject.includes(`Invoice ${charged.invoiceNumber} `))).toHaveLength(
    0,
  )
})

test('who does not come pays by itself where the practice wants that, the first time not; told twice it is once', async () => {
  await setRules({ noShow, mode: 'automatic' })
  const [first, second] = [await book('2026-03-02T09:00:00-05:00'), await book('2026-03-02T10:00:00-05:00')]
  app.clock.advance({ hours: 2 })
  for (const id of [first, second]) {
    await owner.post(`/appointments/${id}/no-show`)
    await app.settle()
  }
  expect(await feesOf(first)).toMatchObject([{ state: 'waived', reason: 'first_free' }])
  expect(await feesOf(second)).toMatchObject([{ state: 'charged', amountMinor: 6_000 }])
  const actor = { kind: 'system', name: 'tests' } as const
  await Promise.all(
    [1, 2, 3, 4].map(() =>
      app.inPractice({ practiceId: willow.practiceId, actor, name: 'tests' }, (ctx) =>
        feeByRule(ctx, second),
      ),
    ),
  )
  expect(await feesOf(second)).toHaveLength(1)
  expect((await bill.get('/invoices', { clientId: willow.mia.id })).body.items).toHaveLength(1)
})

test('a fee is waived with a reason by who may; its invoice leaves by a credit note, and a paid one is refused', async () => {
  await setRules({ noShow, mode: 'automatic', isFirstFree: false })
  const [waived, paid] = [await book('2026-03-02T09:00:00-05:00'), await book('2026-03-02T10:00:00-05:00')]
  app.clock.advance({ hours: 2 })
  for (const id of [waived, paid]) await owner.post(`/appointments/${id}/no-show`)
  await app.settle()
  const [one] = await feesOf(waived)
  const [other] = await feesOf(paid)
  const desk = app.withKey(await app.makeKey(willow, 'front_desk'))
  expect((await desk.post(`/fees/${one.id}/waiver`, { reason: 'Ill' })).status).toBe(403)
  expect((await bill.post(`/fees/${one.id}/waiver`, { reason: '' })).status).toBe(422)
  expect((await bill.post(`/fees/${one.id}/waiver`, { reason: 'Was in hospital' })).body).toMatchObject({
    state: 'waived',
    reason: 'Was in hospital',
  })
  expect((await bill.get(`/invoices/${one.invoiceId}`)).body).toMatchObject({ state: 'void' })
  await bill.post(`/invoices/${other.invoiceId}/payments`, { tender: 'cash', amountMinor: 1_000 })
  expect((await bill.post(`/fees/${other.id}/waiver`, { reason: 'Late' })).body.code).toBe('already_paid')
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
})

test('who was noted by mistake owes nothing; lost again it is owed again; a service may have its own fee', async () => {
  const services = [{ serviceId: willow.treatment.id, late, noShow: { by: 'amount', value: 2_500 } }]
  await setRules({ noShow, services, mode: 'automatic', isFirstFree: false })
  const id = await book('2026-03-02T09:00:00-05:00')
  app.clock.advance({ hours: 1 })
  await owner.post(`/appointments/${id}/no-show`)
  await app.settle()
  const [fee] = await feesOf(id)
  expect(fee).toMatchObject({ state: 'charged', amountMinor: 2_500 })
  await owner.delete(`/appointments/${id}/no-show`)
  await app.settle()
  expect(await feesOf(id)).toEqual([])
  expect((await bill.get(`/invoices/${fee.invoiceId}`)).body).toMatchObject({ state: 'void' })
  await owner.post(`/appointments/${id}/no-show`)
  await app.settle()
  expect(await feesOf(id)).toMatchObject([{ state: 'charged' }])
})
