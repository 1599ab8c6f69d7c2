import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: () => Caller
beforeAll(async () => {
  app = await testApp({ appPool: 20 })
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${(round += 1)}`)
  const key = await app.makeKey(willow, 'billing')
  bill = () => app.withKey(key)
})
afterAll(() => app.end())

const expectWholeBooks = async () =>
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )

interface VisitWish {
  state?: string
  source?: string
  price?: number
  startsAt?: string
}

/** A visit as the calendar leaves it, written straight into the table, and its event. */
async function visitOf({
  state = 'done',
  source = 'staff',
  price = 8_000,
  startsAt = '2026-03-02T13:00:00Z',
}: VisitWish = {}) {
  const id = crypto.randomUUID()
  await app.sql(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
       buffer_before_minutes, buffer_after_minutes, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz + interval '45 minutes', 'America/New_York', $8, $9, $10, 0, 0, 'Fay', $7)`,
    [
      willow.practiceId,
      id,
      willow.mia.id,
      willow.petra.id,
      willow.treatment.id,
      willow.mainStreet.id,
      startsAt,
      state,
      source,
      price,
    ],
  )
  return id
}

async function tell(name: string, appointmentId: string) {
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  await app.inPractice(who, async (ctx) =>
    ctx.record(name, { subject: ['appointment', appointmentId], clientId: willow.mia.id }),
  )
  await app.settle()
}

test('a done visit is charged at the price that was agreed, and invoiced the same day', async () => {
  await tell('appointment.done', await visitOf({ price: 9_500 }))
  const { body } = await bill().get('/invoices')
  expect(body.items).toMatchObject([
    { number: 1, state: 'open', totalMinor: 9_500, clientName: 'Mia Rossi', issuedOn: '2026-03-02' },
  ])
  const { body: invoice } = await bill().get(`/invoices/${body.items[0].id}`)
  expect(invoice.lines).toMatchObject([
    {
      description: 'Physiotherapy treatment',
      practitionerName: 'Petra Schmidt',
      servedOn: '2026-03-02',
      quantity: 1,
      totalMinor: 9_500,
    },
  ])
  await expectWholeBooks()
})

test('an event that comes twice, or late, charges once', async () => {
  const visit = await visitOf()
  await tell('appointment.done', visit)
  await tell('appointment.done', visit)
  expect(await app.sql('select 1 from charge where practice_id = $1', [willow.practiceId])).toHaveLength(1)
  expect(await app.sql('select 1 from invoice where practice_id = $1', [willow.practiceId])).toHaveLength(1)
})

test('a visit that is open again, imported or free is not invoiced', async () => {
  await tell('appointment.done', await visitOf({ state: 'booked' }))
  await tell('appointment.done', await visitOf({ source: 'import', startsAt: '2026-02-02T13:00:00Z' }))
  await tell('appointment.done', await visitOf({ price: 0, startsAt: '2026-02-03T13:00:00Z' }))
  expect((await bill().get('/invoices')).body.items).toEqual([])
  expect((await bill().get('/charges')).body.items).toMatchObject([{ totalMinor: 0 }])
})

test('who bills by hand finds the charge unbilled, and a visit undone takes it back', async () => {
  const { body: settings } = await bill().get('/billing/settings')
  expect((await bill().put('/billing/settings', { ...settings, invoiceMode: 'by_hand' })).status).toBe(200)
  const visit = await visitOf()
  await tell('appointment.done', visit)
  expect((await bill().get('/charges', { state: 'unbilled' })).body.items).toMatchObject([
    { appointmentId: visit, totalMinor: 8_000 },
  ])
  expect((await bill().get(`/clients/${willow.mia.id}/balance`)).body).toMatchObject({
    unbilledMinor: 8_000,
    openMinor: 0,
  })
  await app.sql(`update appointment set state = 'booked' where id = $1`, [visit])
  await tell('appointment.restored', visit)
  expect((await bill().get('/charges', { state: 'unbilled' })).body.items).toEqual([])
  await app.sql(`update appointment set state = 'done' where id = $1`, [visit])
  await tell('appointment.done', visit)
  expect((await bill().get('/charges', { state: 'unbilled' })).body.items).toHaveLength(1)
})

test('done visits without a charge, and past ones that nobody closed, are money at risk', async () => {
  const done = await visitOf({ startsAt: '2026-02-26T15:00:00Z' })
  const open = await visitOf({ state: 'arrived', startsAt: '2026-02-27T15:00:00Z' })
  await visitOf({ state: 'booked', startsAt: '2026-03-02T15:00:00Z' })
  await visitOf({ state: 'no_show', startsAt: '2026-02-25T15:00:00Z' })
  const { body } = await bill().get('/charges/missing')
  expect(body.items).toMatchObject([
    { appointmentId: done, why: 'done_not_charged', priceMinor: 8_000, servedOn: '2026-02-26' },
    { appointmentId: open, why: 'not_closed' },
  ])
  expect((await bill().post(`/charges/missing/${open}`)).body.code).toBe('not_done')
  const waived = await bill().post(`/charges/missing/${done}`, { waiveReason: 'Goodwill: we were late' })
  expect(waived.body).toMatchObject({
    appointmentId: done,
    totalMinor: 8_000,
    voidReason: 'Goodwill: we were late',
  })
  expect((await bill().post(`/charges/missing/${done}`)).body.code).toBe('already_charged')
  expect((await bill().get('/charges/missing')).body.items).toMatchObject([{ appointmentId: open }])
})

test('32 people who issue at the same moment get the numbers 1 to 32 without a gap', async () => {
  const issue = () =>
    bill().post('/invoices', {
      clientId: willow.mia.id,
      lines: [{ description: 'Session', unitPriceMinor: 100 }],
      approve: true,
    })
  const answers = await Promise.all(Array.from({ length: 32 }, issue))
  expect(answers.map((each) => each.body.number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 32 }, (_, n) => n + 1),
  )
  await expectWholeBooks()
})

test('an invoice that fails leaves no gap', async () => {
  const post = (lines: object[]) =>
    bill().post('/invoices', { clientId: willow.mia.id, lines, approve: true })
  expect((await post([{ description: 'Session', unitPriceMinor: 100 }])).body.number).toBe(1)
  expect((await post([])).body.code).toBe('nothing_to_bill')
  expect((await post([{ description: 'Free', unitPriceMinor: 0 }])).body.code).toBe('nothing_to_bill')
  expect((await post([{ description: 'Session', unitPriceMinor: 100 }])).body.number).toBe(2)
})

test('a draft can be changed and discarded; once approved it can not', async () => {
  const { body: draft } = await bill().post('/invoices', {
    clientId: willow.mia.id,
    lines: [{ description: 'Report', unitPriceMinor: 5_000, kind: 'fee' }],
  })
  expect(draft).toMatchObject({
    number: null,
    state: 'draft',
    totalMinor: 5_000,
    can: { edit: true, approve: true, void: false },
  })
  const { body: more } = await bill().post(`/invoices/${draft.id}/lines`, {
    lines: [{ description: 'Tape', unitPriceMinor: 333, quantity: 1.5, kind: 'product' }],
  })
  expect(more.totalMinor).toBe(5_500)
  const report = more.lines.find((each: { description: string }) => each.description === 'Report')
  const { body: less } = await bill().delete(`/invoices/${draft.id}/lines/${report.chargeId}`)
  expect(less).toMatchObject({ totalMinor: 500, lines: [{ description: 'Tape', quantity: 1.5 }] })
  expect(
    (await bill().post(`/invoices/${draft.id}/payments`, { tender: 'cash', amountMinor: 1 })).body.code,
  ).toBe('is_draft')
  const { body: approved } = await bill().post(`/invoices/${draft.id}/approval`)
  expect(approved).toMatchObject({ number: 1, state: 'open', openMinor: 500 })
  expect((await bill().post(`/invoices/${draft.id}/approval`)).body.code).toBe('is_issued')
  expect((await bill().post(`/invoices/${draft.id}/lines`, { lines: [] })).body.code).toBe('is_issued')
  const other = (await bill().post('/invoices', { clientId: willow.mia.id, chargeIds: [report.chargeId] }))
    .body
  expect((await bill().delete(`/invoices/${other.id}`)).body).toEqual({ discarded: true })
  expect((await bill().get('/charges', { state: 'unbilled' })).body.items).toMatchObject([
    { id: report.chargeId },
  ])
  await expectWholeBooks()
})

test('lines stand in the order in which they were entered', async () => {
  const what = ['Assessment', 'Treatment', 'Tape', 'Report', 'Ball', 'Band', 'Roller', 'Book']
  const { body } = await bill().post('/invoices', {
    clientId: willow.mia.id,
    approve: true,
    lines: what.map((description) => ({ description, unitPriceMinor: 100 })),
  })
  expect(body.lines.map((each: { description: string }) => each.description)).toEqual(what)
})

test('two people who put one charge on two invoices at once: one of them is told', async () => {
  const { body: charge } = await bill().post('/charges', {
    clientId: willow.mia.id,
    description: 'Session',
    unitPriceMinor: 100,
  })
  const take = () =>
    bill().post('/invoices', { clientId: willow.mia.id, chargeIds: [charge.id], approve: true })
  const answers = await Promise.all([take(), take(), take(), take()])
  expect(answers.map((each) => each.body.code ?? 'made').sort()).toEqual([
    'already_invoiced',
    'already_invoiced',
    'already_invoiced',
    'made',
  ])
  expect(
    (await bill().post('/invoices', { clientId: willow.leo.id, chargeIds: [charge.id] })).body.code,
  ).toBe('other_client')
})

test.each([
  ['on top of the price', false, 10_000, { netMinor: 10_000, taxMinor: 1_900, totalMinor: 11_900 }],
  ['within the price', true, 11_900, { netMinor: 10_000, taxMinor: 1_900, totalMinor: 11_900 }],
  ['within the price, rounded once', true, 9_999, { netMinor: 8_403, taxMinor: 1_596, totalMinor: 9_999 }],
])('tax %s is a line of its own in the books', async (_where, pricesIncludeTax, unitPriceMinor, sums) => {
  const { body: settings } = await bill().get('/billing/settings')
  await bill().put('/billing/settings', { ...settings, pricesIncludeTax })
  const { body } = await bill().post('/invoices', {
    clientId: willow.mia.id,
    lines: [{ description: 'Tape', kind: 'product', unitPriceMinor, taxBasisPoints: 1_900 }],
    approve: true,
  })
  expect(body).toMatchObject(sums)
  const { body: balances } = await bill().get('/billing/balances', { account: 'tax' })
  expect(balances.items).toMatchObject([{ creditMinor: sums.taxMinor }])
  await expectWholeBooks()
})

test('settings that somebody else changed meanwhile are not overwritten', async () => {
  const { body: settings } = await bill().get('/billing/settings')
  expect(settings).toMatchObject({
    invoiceMode: 'each_visit',
    pricesIncludeTax: false,
    onlineProvider: 'test',
    rowVersion: 0,
  })
  expect((await bill().put('/billing/settings', { ...settings, dueDays: 30 })).body).toMatchObject({
    dueDays: 30,
    rowVersion: 1,
  })
  expect((await bill().put('/billing/settings', { ...settings, dueDays: 7 })).body.code).toBe(
    'changed_meanwhile',
  )
})

test('invoices are listed by state, page by page', async () => {
  for (const n of [1, 2, 3, 4, 5]) {
    app.clock.advance({ seconds: 1 })
    await bill().post('/invoices', {
      clientId: n % 2 ? willow.mia.id : willow.ann.id,
      lines: [{ description: 'Session', unitPriceMinor: n * 100 }],
      approve: n !== 5,
    })
  }
  const first = (await bill().get('/invoices', { limit: 2 })).body
  expect(first.items).toMatchObject([{ state: 'draft' }, { number: 4 }])
  const second = (await bill().get('/invoices', { limit: 2, cursor: first.next })).body
  expect(second.items).toMatchObject([{ number: 3 }, { number: 2 }])
  expect((await bill().get('/invoices', { clientId: willow.ann.id })).body.items).toMatchObject([
    { number: 4 },
    { number: 2 },
  ])
  app.clock.advance({ days: 15 })
  expect((await bill().get('/invoices', { state: 'overdue' })).body.items).toHaveLength(4)
  expect((await bill().get('/invoices', { state: 'open' })).body.items).toHaveLength(0)
})

test('nothing of the book can be changed or deleted by the program', async () => {
  await bill().post('/invoices', {
    clientId: willow.mia.id,
    lines: [{ description: 'Session', unitPriceMinor: 100 }],
    approve: true,
  })
  for (const statement of [
    'update ledger_transfer set amount_minor = 1',
    'delete from ledger_transfer',
    'update ledger_entry set kind = $$payment$$',
    'delete from ledger_entry',
    'update invoice_line set total_minor = 0',
    'delete from credit_note',
  ]) {
    await expect(app.database.app.query(statement)).rejects.toThrow(/permission denied/)
  }
})

test('the proof of the books finds what was changed behind the program’s back', async () => {
  const { body: invoice } = await bill().post('/invoices', {
    clientId: willow.mia.id,
    lines: [{ description: 'Session', unitPriceMinor: 10_000, practitionerId: willow.petra.id }],
    approve: true,
  })
  await bill().post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 4_000 })
  const found = async (statement: string, undo: string) => {
    await app.sql(statement, [willow.practiceId])
    const findings = await verifyBooks.run(
      queriesOn(app.database.steward),
      willow.practiceId,
      app.clock.now(),
    )
    await app.sql(undo, [willow.practiceId])
    return findings.map((each) => each.what)
  }
  expect(
    await found(
      `update invoice set open_minor = 1 where practice_id = $1`,
      `update invoice set open_minor = 6000 where practice_id = $1`,
    ),
  ).toEqual(
    expect.arrayContaining([
      'What an invoice shows as open is not what the ledger says',
      'An invoice is not paid + open + written off',
    ]),
  )
  expect(
    await found(
      `update ledger_transfer set amount_minor = amount_minor + 1 where practice_id = $1 and debit = 'cash'`,
      `update ledger_transfer set amount_minor = amount_minor - 1 where practice_id = $1 and debit = 'cash'`,
    ),
  ).toEqual(
    expect.arrayContaining([
      'An entry does not have the transfers it was written with',
      'What came in and went out by the book is not what payments less refunds say',
    ]),
  )
  expect(
    await found(
      `update ledger_transfer set posted_on = '2026-03-01' where practice_id = $1 and credit = 'receivable'`,
      `update ledger_transfer set posted_on = '2026-03-02' where practice_id = $1`,
    ),
  ).toEqual(expect.arrayContaining(['On some day less than nothing was open on a line of an invoice']))
  expect(
    await found(
      `update invoice set number = 5 where practice_id = $1`,
      `update invoice set number = 1 where practice_id = $1`,
    ),
  ).toEqual(['Numbers of the series invoice have a gap'])
  const cut = `update ledger_transfer t set practitioner_id = l.practitioner_id from invoice_line l where t.practice_id = $1 and t.line_id = l.id`
  expect(
    await found(`update ledger_transfer set practitioner_id = null where practice_id = $1`, cut),
  ).toEqual(expect.arrayContaining(['A line does not stand in the ledger as it is printed']))
  await expectWholeBooks()
})
