import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let bill: Caller
beforeAll(async () => {
  app = await testApp({ now: '2026-01-20T15:00:00Z' })
  willow = await app.practice('reports')
  bill = app.withKey(await app.makeKey(willow, 'billing'))
})
afterAll(() => app.end())

// oxlint-disable-next-line no-explicit-any
const ok = (answer: { status: number; body: unknown }): any => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const issue = async (clientId: string, lines: object[]) =>
  ok(await bill.post('/invoices', { clientId, lines, approve: true }))

test('revenue, taxes and receivables agree with the rows behind each of their figures', async () => {
  ok(
    await bill.post('/billing/taxes', {
      code: 'vat',
      name: 'VAT',
      ratePpm: 190_000,
      kinds: ['product'],
      validFrom: '2020-01-01',
    }),
  )
  const petra = { practitionerId: willow.petra.id, locationId: willow.mainStreet.id }
  const paul = { practitionerId: willow.paul.id, locationId: willow.riverside.id }
  const visit = (more: object, unitPriceMinor: number) => ({
    description: 'Session',
    unitPriceMinor,
    ...more,
  })
  const first = await issue(willow.mia.id, [
    visit(petra, 8_000),
    { ...visit(paul, 1_000), kind: 'product', servedOn: '2026-01-02' },
  ])
  app.clock.set('2026-02-10T15:00:00Z')
  await issue(willow.leo.id, [visit(paul, 12_000)])
  ok(await bill.post(`/invoices/${first.id}/payments`, { tender: 'cash', amountMinor: 5_000 }))
  const voided = await issue(willow.ann.id, [visit(petra, 7_000)])
  ok(await bill.post(`/invoices/${voided.id}/void`, { reason: 'Wrong person' }))

  const days = { from: '2026-01-01', to: '2026-02-28' }
  const revenue = ok(await bill.get('/billing/revenue', { ...days, period: 'month', by: 'practitioner' }))
  expect(revenue.netMinor).toBe(21_000)
  expect(
    revenue.items.map((one: { period: string; name: string; netMinor: number }) => [
      one.period,
      one.name,
      one.netMinor,
    ]),
  ).toEqual([
    ['2026-01-01', willow.petra.name, 8_000],
    ['2026-01-01', willow.paul.name, 1_000],
    ['2026-02-01', willow.paul.name, 12_000],
  ])
  for (const by of ['practitioner', 'location', 'service', 'kind', 'payer', 'client'])
    expect(ok(await bill.get('/billing/revenue', { ...days, period: 'all', by })).netMinor).toBe(21_000)
  // Each figure opens to rows of the same sum.
  for (const one of revenue.items) {
    const to = one.period === '2026-01-01' ? '2026-01-31' : '2026-02-28'
    const behind = ok(
      await bill.get('/billing/figures', {
        account: 'revenue',
        from: one.period,
        to,
        practitionerId: one.of,
      }),
    )
    expect(behind.totalMinor).toBe(one.netMinor)
    expect(behind.items.reduce((sum: number, row: { amountMinor: number }) => sum + row.amountMinor, 0)).toBe(
      one.netMinor,
    )
  }
  expect(ok(await bill.get('/billing/taxes/report', days)).items).toEqual([
    { account: 'tax:vat_1900', netMinor: 1_000, taxMinor: 190 },
  ])
  expect(ok(await bill.get('/billing/figures', { account: 'tax', ...days })).totalMinor).toBe(190)

  for (const by of ['client', 'payer', 'practitioner', 'location']) {
    const aging = ok(await bill.get('/billing/receivables', { asOf: '2026-02-28', basis: 'service', by }))
    expect(aging.openMinor).toBe(8_000 + 1_190 + 12_000 - 5_000)
    expect(aging.clients.reduce((sum: number, one: { openMinor: number }) => sum + one.openMinor, 0)).toBe(
      aging.openMinor,
    )
    for (const one of aging.clients) {
      const behind = ok(
        await bill.get('/billing/figures', {
          account: 'receivable',
          to: '2026-02-28',
          [`${by}Id`]: one.clientId ?? 'none',
        }),
      )
      expect(behind.totalMinor).toBe(one.openMinor)
    }
  }
  // A bucket of it, too: 31 to 60 days before the end of February are the last of January.
  const bucket = ok(await bill.get('/billing/receivables', { asOf: '2026-02-28' })).buckets['31-60']
  const rows = ok(
    await bill.get('/billing/figures', {
      account: 'receivable',
      to: '2026-02-28',
      basis: 'service',
      baseFrom: '2025-12-30',
      baseTo: '2026-01-28',
    }),
  )
  expect(rows.totalMinor).toBe(bucket)
  const csv = await bill.get('/billing/revenue/csv', { ...days, period: 'all', by: 'location' })
  expect(Buffer.from(csv.body).toString()).toContain('Riverside,130.00,USD')
  expect((await bill.get('/billing/receivables/csv', { by: 'practitioner' })).status).toBe(200)
  expect(
    (
      await app
        .withKey(await app.makeKey(willow, 'front_desk'))
        .get('/billing/figures', { account: 'revenue' })
    ).status,
  ).toBe(403)
  const work = ok(await bill.get('/billing/work'))
  expect(work.items.find((one: { queue: string }) => one.queue === 'overdue')).toMatchObject({
    count: 1,
    amountMinor: 4_190,
  })
})
