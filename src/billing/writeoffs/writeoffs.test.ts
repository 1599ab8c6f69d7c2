import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { verifyReconciliation } from '../reconcile/verify.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: Caller
let owner: Caller
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T15:00:00Z')
  willow = await app.practice(`writing-${(round += 1)}`)
  bill = app.as(willow.bill)
  owner = app.as(willow.nora)
})
afterAll(() => app.end())

const ok = (answer: { status: number; body: unknown }) => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  // Answers of every shape are looked into.
  // oxlint-disable-next-line no-explicit-any
  return answer.body as any
}
const invoiceOf = async (unitPriceMinor: number): Promise<{ id: string }> =>
  ok(
    await bill.post('/invoices', {
      clientId: willow.mia.id,
      lines: [{ description: 'Session', unitPriceMinor }],
      approve: true,
    }),
  )
const wish = (amountMinor: number) => ({
  amountMinor,
  reasonCode: 'uncollectable',
  reason: 'Moved away, no answer',
})
const expectWholeBooks = async () => {
  for (const each of [verifyBooks, verifyReconciliation])
    expect(await each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual([])
}

test('up to the limit alone, above it with another person, whose name stands beside it', async () => {
  const { id } = await invoiceOf(30_000)
  ok(await bill.post(`/invoices/${id}/write-offs`, wish(6_000)))
  // Many small ones are a large one.
  const refused = await bill.post(`/invoices/${id}/write-offs`, wish(4_001))
  expect(refused.body).toMatchObject({ code: 'above_limit', limitMinor: 10_000 })
  const asked = ok(await bill.post(`/invoices/${id}/write-off-requests`, wish(24_000)))
  expect(asked).toMatchObject({ decision: null, can: { decide: false, withdraw: true } })
  expect((await bill.post(`/invoices/${id}/write-off-requests`, wish(1_000))).body.code).toBe('already_asked')
  expect((await bill.post(`/write-off-requests/${asked.id}/approval`)).status).toBe(403)
  expect((await bill.get(`/invoices/${id}`)).body.openMinor).toBe(24_000)
  const waiting = ok(await owner.get('/write-off-requests', { waiting: true }))
  expect(waiting.items[0]).toMatchObject({ requestedBy: willow.bill.name, can: { decide: true } })
  app.clock.advance({ minutes: 1 })
  expect(ok(await owner.post(`/write-off-requests/${asked.id}/approval`))).toMatchObject({
    decision: 'approved',
    decidedBy: willow.nora.name,
  })
  expect((await owner.post(`/write-off-requests/${asked.id}/approval`)).body.code).toBe('is_decided')
  const { body } = await bill.get(`/invoices/${id}`)
  expect(body.openMinor).toBe(0)
  const large = body.writeOffs.find((one: { amountMinor: number }) => one.amountMinor === 24_000)
  expect(large).toMatchObject({ createdBy: willow.bill.name, approvedBy: willow.nora.name })
  expect(body.writeOffs.filter((one: { approvedBy: string | null }) => one.approvedBy === null)).toHaveLength(
    1,
  )
  await expectWholeBooks()
  ok(await bill.post(`/write-offs/${large.id}/reversal`, { reason: 'They paid after all' }))
  expect((await bill.get(`/invoices/${id}`)).body.openMinor).toBe(24_000)
  await expectWholeBooks()
})

test('nobody approves their own; what was paid meanwhile is not given up; two who decide at once are one', async () => {
  const own = await invoiceOf(5_000)
  const asked = ok(await owner.post(`/invoices/${own.id}/write-off-requests`, wish(5_000)))
  expect((await owner.post(`/write-off-requests/${asked.id}/approval`)).body.code).toBe(
    'needs_another_person',
  )
  const max = app.as(willow.max)
  ok(await bill.post(`/invoices/${own.id}/payments`, { tender: 'cash', amountMinor: 3_000 }))
  expect((await max.post(`/write-off-requests/${asked.id}/approval`)).body.code).toBe('more_than_open')
  expect(
    ok(await max.post(`/write-off-requests/${asked.id}/decline`, { reason: 'Most of it came' })),
  ).toMatchObject({ decision: 'declined' })
  const other = await invoiceOf(20_000)
  const both = ok(await bill.post(`/invoices/${other.id}/write-off-requests`, wish(20_000)))
  const answers = await Promise.all([
    owner.post(`/write-off-requests/${both.id}/approval`),
    max.post(`/write-off-requests/${both.id}/approval`),
    max.post(`/write-off-requests/${both.id}/decline`, { reason: 'No' }),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  await expectWholeBooks()
})

test('a limit is a setting of who may approve; nobody raises their own', async () => {
  const { ownLimitMinor, ...settings } = ok(await bill.get('/write-offs/settings'))
  expect(ownLimitMinor).toBe(10_000)
  expect((await bill.put('/write-offs/settings', { ...settings, limits: {} })).status).toBe(403)
  ok(await owner.put('/write-offs/settings', { ...settings, limits: { billing: 0, manager: 50_000 } }))
  const { id } = await invoiceOf(60_000)
  expect((await bill.post(`/invoices/${id}/write-offs`, wish(1))).body.code).toBe('above_limit')
  const asked = ok(await bill.post(`/invoices/${id}/write-off-requests`, wish(60_000)))
  expect((await app.as(willow.max).post(`/write-off-requests/${asked.id}/approval`)).body.code).toBe(
    'above_limit',
  )
  expect(ok(await bill.post(`/write-off-requests/${asked.id}/withdrawal`))).toMatchObject({
    decision: 'withdrawn',
  })
})

test('small old balances are proposed, looked through and written off as they were seen', async () => {
  const [small, large, paid] = [await invoiceOf(8_000), await invoiceOf(9_000), await invoiceOf(7_000)]
  ok(await bill.post(`/invoices/${small.id}/payments`, { tender: 'cash', amountMinor: 7_800 }))
  ok(await bill.post(`/invoices/${paid.id}/payments`, { tender: 'cash', amountMinor: 6_700 }))
  expect(ok(await bill.get('/write-offs/small-balances')).items).toEqual([])
  app.clock.set('2026-06-02T15:00:00Z')
  const proposed = ok(await bill.get('/write-offs/small-balances'))
  expect(proposed).toMatchObject({ totalMinor: 500, mostMinor: 500, afterDays: 60 })
  expect(proposed.items.map((one: { invoiceId: string }) => one.invoiceId)).toEqual([small.id, paid.id])
  ok(await bill.post(`/invoices/${paid.id}/payments`, { tender: 'cash', amountMinor: 100 }))
  const items = proposed.items.map(({ invoiceId, openMinor }: { invoiceId: string; openMinor: number }) => ({
    invoiceId,
    openMinor,
  }))
  expect(ok(await bill.post('/write-offs/small-balances', { items, reason: 'Not worth a stamp' }))).toEqual({
    written: 1,
    totalMinor: 200,
    passedOver: [paid.id],
  })
  expect((await bill.get(`/invoices/${large.id}`)).body.openMinor).toBe(9_000)
  await expectWholeBooks()
})
