import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: Caller
let desk: Caller
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`rules-${(round += 1)}`)
  bill = app.withKey(await app.makeKey(willow, 'billing'))
  desk = app.withKey(await app.makeKey(willow, 'front_desk'))
})
afterAll(() => app.end())

const expectWholeBooks = async () =>
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
const settings = async (change: object) => {
  const { body } = await bill.get('/billing/settings')
  expect((await bill.put('/billing/settings', { ...body, ...change })).status).toBe(200)
}
const tax = async (wish: object) => {
  const answer = await bill.post('/billing/taxes', { validFrom: '2020-01-01', ...wish })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.items
}
const draftOf = async (lines: object[], caller = bill) => {
  const answer = await caller.post('/invoices', {
    clientId: willow.mia.id,
    // A day for each, so that their order is known.
    lines: lines.map((line, index) => ({ servedOn: `2026-02-${10 + index}`, ...line })),
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const balance = async (account: string) => {
  const { body } = await bill.get('/billing/balances', { account })
  return Object.fromEntries(
    body.items.map((one: { account: string; balanceMinor: number }) => [one.account, one.balanceMinor]),
  )
}

/** A visit as the calendar leaves it when it is done. */
async function visitDone({ price = 8_000, startsAt = '2026-03-02T13:00:00Z' } = {}) {
  const id = crypto.randomUUID()
  await app.sql(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
       buffer_before_minutes, buffer_after_minutes, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz + interval '45 minutes', 'America/New_York', 'done', 'staff', $8, 0, 0, 'Fay', $7)`,
    [
      willow.practiceId,
      id,
      willow.mia.id,
      willow.petra.id,
      willow.treatment.id,
      willow.mainStreet.id,
      startsAt,
      price,
    ],
  )
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  await app.inPractice(who, async (ctx) =>
    ctx.record('appointment.done', { subject: ['appointment', id], clientId: willow.mia.id }),
  )
  await app.settle()
  return id
}

test('taxes of a place and of the day: several on one line, apart in the book, mirrored by the credit note', async () => {
  await tax({ code: 'state', name: 'State tax', ratePpm: 40_000 })
  await tax({ code: 'city', name: 'City tax', ratePpm: 45_000, locationId: willow.mainStreet.id })
  await tax({ code: 'mctd', name: 'Commuter tax', ratePpm: 3_750, locationId: willow.mainStreet.id })
  const there = {
    description: 'Tape',
    kind: 'product',
    unitPriceMinor: 9_999,
    locationId: willow.mainStreet.id,
  }
  const draft = await draftOf([there, { ...there, locationId: willow.riverside.id }])
  expect(draft.lines.map((line: { taxMinor: number }) => line.taxMinor).sort()).toEqual([400, 887])
  const { body: issued } = await bill.post(`/invoices/${draft.id}/approval`)
  expect(issued).toMatchObject({ netMinor: 19_998, taxMinor: 1_287, totalMinor: 21_285 })
  expect(issued.taxes).toEqual([
    { code: 'city', name: 'City tax', ratePpm: 45_000, taxMinor: 450 },
    { code: 'state', name: 'State tax', ratePpm: 40_000, taxMinor: 800 },
    { code: 'mctd', name: 'Commuter tax', ratePpm: 3_750, taxMinor: 37 },
  ])
  expect(await balance('tax')).toEqual({ 'tax:city_450': -450, 'tax:mctd_37_50': -37, 'tax:state_400': -800 })
  await expectWholeBooks()
  await bill.post(`/invoices/${draft.id}/void`, { reason: 'Wrong client' })
  expect(await balance('tax')).toEqual({ 'tax:city_450': 0, 'tax:mctd_37_50': 0, 'tax:state_400': 0 })
  await expectWholeBooks()
})

test('a rate ends, the next begins: the day of the service decides; two at once are refused', async () => {
  const [first] = await tax({ code: 'vat', name: 'VAT', ratePpm: 160_000, validUntil: '2026-01-31' })
  expect(
    (
      await bill.post('/billing/taxes', {
        code: 'vat',
        name: 'VAT',
        ratePpm: 190_000,
        validFrom: '2026-01-15',
      })
    ).body.code,
  ).toBe('tax_overlaps')
  await tax({ code: 'vat', name: 'VAT', ratePpm: 190_000, validFrom: '2026-02-01' })
  const line = { description: 'Session', unitPriceMinor: 10_000 }
  const draft = await draftOf([
    { ...line, servedOn: '2026-01-31' },
    { ...line, servedOn: '2026-02-01' },
  ])
  expect(draft.lines.map((one: { taxMinor: number }) => one.taxMinor)).toEqual([1_600, 1_900])
  expect(
    (
      await bill.put(`/billing/taxes/${first.id}`, {
        code: 'vat',
        name: 'VAT',
        ratePpm: 1,
        validFrom: '2027-01-01',
        validUntil: '2026-01-01',
        rowVersion: 1,
      })
    ).status,
  ).toBe(422)
})

test('inclusive prices, rounded over the invoice: every figure adds up', async () => {
  await settings({ pricesIncludeTax: true, taxRounding: 'invoice' })
  await tax({ code: 'vat', name: 'VAT', ratePpm: 190_000 })
  const draft = await draftOf(
    Array.from({ length: 7 }, () => ({ description: 'Band', kind: 'product', unitPriceMinor: 199 })),
  )
  // 13.93 with 19 % inside: 2.224 of tax; line by line it would be 7 × 0.32 = 2.24.
  expect(draft).toMatchObject({ totalMinor: 1_393, taxMinor: 222, netMinor: 1_171 })
  expect(draft.lines.reduce((sum: number, one: { taxMinor: number }) => sum + one.taxMinor, 0)).toBe(222)
  const { body: shorter } = await bill.delete(`/invoices/${draft.id}/lines/${draft.lines[0].chargeId}`)
  expect(shorter).toMatchObject({ totalMinor: 1_194, taxMinor: 191 })
  await bill.post(`/invoices/${draft.id}/approval`)
  await expectWholeBooks()
})

test('who is exempt pays no tax, and the invoice says why', async () => {
  await tax({ code: 'vat', name: 'VAT', ratePpm: 190_000 })
  const exempt = await bill.post('/billing/tax-exemptions', {
    clientId: willow.mia.id,
    reason: 'Reverse charge',
    validFrom: '2026-01-01',
    validUntil: '2026-03-01',
  })
  expect(exempt.body.items).toMatchObject([{ name: 'Mia Rossi', reason: 'Reverse charge' }])
  const line = { description: 'Session', unitPriceMinor: 10_000 }
  const draft = await draftOf([
    { ...line, servedOn: '2026-03-01' },
    { ...line, servedOn: '2026-03-02' },
  ])
  expect(draft.lines).toMatchObject([
    { taxMinor: 0, taxNote: 'Reverse charge' },
    { taxMinor: 1_900, taxNote: null },
  ])
  expect((await bill.post('/billing/tax-exemptions', { reason: 'x', validFrom: '2026-01-01' })).status).toBe(
    422,
  )
  expect(
    (await desk.post('/billing/taxes', { code: 'x', name: 'x', ratePpm: 1, validFrom: '2026-01-01' })).status,
  ).toBe(403)
})

test('the price list that says most wins at the visit, and the price stays when the list changes', async () => {
  await settings({ invoiceMode: 'by_hand' })
  const list = { validFrom: '2026-01-01', prices: [{ serviceId: willow.treatment.id, priceMinor: 7_000 }] }
  await bill.post('/billing/price-lists', { ...list, name: 'Everybody' })
  const { body: added } = await bill.post('/billing/price-lists', {
    ...list,
    name: 'Students',
    clientTag: 'Student',
    prices: [{ serviceId: willow.treatment.id, priceMinor: 5_000 }],
  })
  await visitDone({ startsAt: '2026-03-01T15:00:00Z' })
  await app.sql(
    `insert into client_tag (practice_id, id, client_id, tag, tag_key, added_at, added_by) values ($1, $2, $3, 'Student', 'student', now(), 'x') on conflict do nothing`,
    [willow.practiceId, crypto.randomUUID(), willow.mia.id],
  )
  await visitDone({ startsAt: '2026-03-02T11:00:00Z' })
  const { body: charges } = await bill.get('/charges', { state: 'unbilled' })
  expect(
    charges.items.map((one: { totalMinor: number; priceList: string }) => [one.totalMinor, one.priceList]),
  ).toEqual([
    [5_000, 'Students'],
    [7_000, 'Everybody'],
  ])
  const { body: draft } = await bill.post('/invoices', {
    clientId: willow.mia.id,
    chargeIds: charges.items.map((one: { id: string }) => one.id),
  })
  expect(draft.lines.map((one: { priceNowMinor: number | null }) => one.priceNowMinor)).toEqual([5_000, null])
  const students = added.items.find((one: { name: string }) => one.name === 'Students')
  await bill.put(`/billing/price-lists/${students.id}`, {
    ...list,
    name: 'Students',
    clientTag: 'Student',
    rowVersion: students.rowVersion,
    prices: [{ serviceId: willow.treatment.id, priceMinor: 5_500 }],
  })
  const { body: seen } = await bill.get(`/invoices/${draft.id}`)
  expect(seen.totalMinor).toBe(12_000)
  expect(seen.lines.map((one: { priceNowMinor: number | null }) => one.priceNowMinor)).toEqual([5_500, 5_500])
  const { body: taken } = await bill.post(`/invoices/${draft.id}/lines/${seen.lines[1].chargeId}/price`)
  expect(taken.lines).toMatchObject([
    { unitPriceMinor: 7_000 },
    { unitPriceMinor: 5_500, priceNowMinor: null },
  ])
  expect(
    (await bill.get('/billing/price', { clientId: willow.leo.id, serviceId: willow.treatment.id })).body,
  ).toEqual({ priceMinor: 7_000, from: 'schedule', name: 'Everybody' })
  expect(
    (
      await bill.get('/billing/price', {
        clientId: willow.leo.id,
        serviceId: willow.treatment.id,
        day: '2025-06-01',
      })
    ).body.from,
  ).toBe('service')
})

test('a discount has a reason and the limit of the role; over the whole it is shared to the cent', async () => {
  const lines = [3_333, 3_333, 3_334].map((unitPriceMinor) => ({ description: 'Session', unitPriceMinor }))
  const draft = await draftOf(lines, desk)
  const path = `/invoices/${draft.id}/discount`
  expect((await desk.put(path, { discount: { basisPoints: 2_500, reason: 'Friend' } })).body).toMatchObject({
    code: 'discount_too_large',
    mostMinor: 2_000,
  })
  expect((await desk.put(path, { discount: { basisPoints: 1_000, reason: '' } })).status).toBe(422)
  expect((await desk.put(path, { discount: { reason: 'Which?' } })).status).toBe(422)
  const { body: less } = await desk.put(path, { discount: { amountMinor: 1_000, reason: 'We were late' } })
  expect(less.totalMinor).toBe(9_000)
  expect(less.lines.map((one: { discountMinor: number }) => one.discountMinor)).toEqual([333, 333, 334])
  const line = `/invoices/${draft.id}/lines/${draft.lines[0].chargeId}`
  expect((await bill.patch(line, { discount: { amountMinor: 3_334, reason: 'Too much' } })).status).toBe(422)
  expect(
    (await bill.patch(line, { discount: { basisPoints: 10_000, reason: 'Goodwill' } })).body.totalMinor,
  ).toBe(6_000)
  expect((await bill.patch(line, { quantity: 2 })).body.lines[0]).toMatchObject({
    discountMinor: 6_666,
    totalMinor: 0,
  })
  const { body: dearer } = await bill.patch(line, {
    discount: null,
    unitPriceMinor: 5_000,
    description: 'Long session',
  })
  expect(dearer.lines[0]).toMatchObject({ description: 'Long session', totalMinor: 10_000, discountMinor: 0 })
  const { body: issued } = await bill.post(`/invoices/${draft.id}/approval`)
  expect(issued).toMatchObject({ totalMinor: 16_000 })
  expect((await bill.patch(line, { quantity: 1 })).body.code).toBe('is_issued')
  expect((await bill.put(path, { discount: null })).body.code).toBe('is_issued')
  await expectWholeBooks()
})

test('a bill is split between guardians and a payer: thirds, tax and all, each with an invoice of their own', async () => {
  await tax({ code: 'vat', name: 'VAT', ratePpm: 190_000 })
  const payer = async (name: string, kind: string) =>
    (await desk.post('/bill-payers', { name, kind, addressLines: ['1 Elm St'], locale: 'de' })).body.id
  const [mother, father] = [await payer('Nora Rossi', 'person'), await payer('Ugo Rossi', 'person')]
  const draft = await draftOf([
    { description: 'Session', unitPriceMinor: 10_000 },
    { description: 'Tape', kind: 'product', unitPriceMinor: 101 },
  ])
  const third = { basisPoints: 3_333 }
  const { body: split } = await desk.post(`/invoices/${draft.id}/split`, {
    parts: [
      { payerId: mother, ...third },
      { payerId: father, ...third },
      { payerId: null, ...third },
    ],
  })
  expect(split.items.map((one: { totalMinor: number }) => one.totalMinor)).toEqual([4_007, 4_007, 4_006])
  expect(split.items.map((one: { payerName: string }) => one.payerName)).toEqual([
    'Nora Rossi',
    'Ugo Rossi',
    null,
  ])
  expect(split.items[0].lines[0]).toMatchObject({ wholeMinor: 11_900, quantity: 1 })
  expect(
    (await bill.patch(`/invoices/${draft.id}/lines/${split.items[0].lines[0].chargeId}`, { quantity: 3 }))
      .body.code,
  ).toBe('is_share')
  for (const one of split.items) expect((await bill.post(`/invoices/${one.id}/approval`)).status).toBe(200)
  const { body: hers } = await bill.get(`/invoices/${draft.id}`)
  expect(hers).toMatchObject({ locale: 'de', billTo: { name: 'Nora Rossi', lines: ['1 Elm St'] } })
  await bill.post(`/invoices/${draft.id}/payments`, { tender: 'cash', amountMinor: 4_507, allowCredit: true })
  expect((await bill.get(`/clients/${willow.mia.id}/balance`)).body).toMatchObject({
    openMinor: 4_006,
    payersOpenMinor: 4_007,
    creditMinor: 0,
  })
  // What the mother paid too much is hers: it does not pay the client's own bill.
  expect((await bill.post(`/invoices/${split.items[2].id}/credit`)).body.code).toBe('no_credit')
  const { body: cut } = await bill.get('/billing/cuts', { by: 'payer' })
  expect(cut.items).toHaveLength(3)
  expect(cut).toMatchObject({ invoicedMinor: 12_020, paidMinor: 4_007, openMinor: 8_013 })
  await expectWholeBooks()
})

test('who pays by rule gets the bill of a visit: an amount first, shares of the rest, the client what is left', async () => {
  const { body: firm } = await desk.post('/bill-payers', { name: 'Rossi & Co', kind: 'company' })
  const { body: fund } = await desk.post('/bill-payers', { name: 'Health fund', kind: 'insurer' })
  const shares = `/clients/${willow.mia.id}/bill-payers`
  expect(
    (
      await desk.post(shares, {
        payerId: fund.id,
        amountMinor: 2_000,
        validFrom: '2026-01-01',
        reference: 'M-77',
      })
    ).status,
  ).toBe(200)
  expect(
    (await desk.post(shares, { payerId: firm.id, shareBasisPoints: 7_500, validFrom: '2026-01-01' })).status,
  ).toBe(200)
  expect(
    (await desk.post(shares, { payerId: firm.id, shareBasisPoints: 7_500, validFrom: '2026-06-01' })).status,
  ).toBe(422)
  await visitDone({ price: 8_001 })
  const { body: list } = await bill.get('/invoices')
  expect(
    list.items.map((one: { payerName: string; totalMinor: number }) => [one.payerName, one.totalMinor]),
  ).toEqual(
    expect.arrayContaining([
      ['Health fund', 2_000],
      ['Rossi & Co', 4_501],
      [null, 1_500],
    ]),
  )
  const hers = list.items.find((one: { payerName: string }) => one.payerName === 'Health fund')
  const { body: invoice } = await bill.get(`/invoices/${hers.id}`)
  expect(invoice.billTo.name).toBe('Health fund')
  expect((await bill.get('/charges/missing')).body.items).toEqual([])
  await expectWholeBooks()
})

test('absurd amounts are refused with a way out, and change nothing', async () => {
  const line = { description: 'Session', unitPriceMinor: 10_000 }
  for (const wrong of [
    { unitPriceMinor: -1 },
    { unitPriceMinor: 1.5 },
    { quantity: -1 },
    { quantity: 0 },
    { unitPriceMinor: 9e15 },
    { taxBasisPoints: -1 },
    { unitPriceMinor: 1e12, quantity: 10_000 },
    { unitPriceMinor: undefined },
  ])
    expect(
      (await bill.post('/invoices', { clientId: willow.mia.id, lines: [{ ...line, ...wrong }] })).status,
      JSON.stringify(wrong),
    ).toBe(422)
  const draft = await draftOf([line])
  const parts = (list: object[]) => bill.post(`/invoices/${draft.id}/split`, { parts: list })
  expect((await parts([{ payerId: null, amountMinor: 20_000 }, { payerId: null }])).status).toBe(422)
  expect((await parts([{ payerId: null, amountMinor: -5 }, { payerId: null }])).status).toBe(422)
  expect((await parts([{ payerId: crypto.randomUUID() }, { payerId: null, amountMinor: 1 }])).status).toBe(
    404,
  )
  expect((await bill.post(`/invoices/${draft.id}/split`, {})).body.code).toBe('no_rule')
  expect((await bill.get(`/invoices/${draft.id}`)).body.totalMinor).toBe(10_000)
})

test('the drafts of a month are approved at once, and those that cannot be are named', async () => {
  const line = { description: 'Session', unitPriceMinor: 5_000 }
  const [one, two, empty] = [await draftOf([line]), await draftOf([line]), await draftOf([])]
  await bill.post(`/invoices/${two.id}/approval`)
  const gone = crypto.randomUUID()
  const { body } = await bill.post('/invoices/approvals', { ids: [one.id, one.id, two.id, empty.id, gone] })
  expect(body).toEqual({
    approved: [{ id: one.id, number: 2 }],
    passedOver: [
      { id: two.id, why: 'is_issued' },
      { id: empty.id, why: 'nothing_to_bill' },
      { id: gone, why: 'gone' },
    ],
  })
  await expectWholeBooks()
})
