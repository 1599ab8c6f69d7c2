import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { drawCode, readCode, writeCode } from '../gift/code.ts'
import { verifyBooks } from '../ledger/verify.ts'
import { valueOfUse } from './use.ts'

let app: TestApp
let willow: Cast
let bill: Caller
let round = 0
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`prepaid-${(round += 1)}`)
  bill = app.withKey(await app.makeKey(willow, 'billing'))
})
afterAll(() => app.end())

const expectWholeBooks = async () =>
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
const ok = async (answer: Promise<{ status: number; body: any }>) => {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const balance = async (account: string) => {
  const { items } = await ok(bill.get('/billing/balances', { account }))
  return items.reduce((sum: number, one: { balanceMinor: number }) => sum + one.balanceMinor, 0)
}
const define = (more: object = {}) =>
  ok(
    bill.post('/package-types', {
      name: 'Three treatments',
      serviceIds: [willow.treatment.id],
      units: 3,
      priceMinor: 20_000,
      ...more,
    }),
  )
const sell = async (typeId: string, clientId = willow.mia.id) =>
  ok(bill.post(`/clients/${clientId}/packages`, { typeId }))
const prepaidOf = (clientId = willow.mia.id) => ok(bill.get(`/clients/${clientId}/prepaid`))

let hour = 0
/** A visit as the calendar leaves it when it is done; charged when the events are worked off. */
async function visitDone({ clientId = willow.mia.id, day = '2026-03-02', settle = true } = {}) {
  const id = crypto.randomUUID()
  const startsAt = `${day}T${String(8 + ((hour += 1) % 5)).padStart(2, '0')}:00:00Z`
  await app.sql(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
       buffer_before_minutes, buffer_after_minutes, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz + interval '45 minutes', 'America/New_York', 'done', 'staff', 8000, 0, 0, 'Fay', $7)`,
    [willow.practiceId, id, clientId, willow.petra.id, willow.treatment.id, willow.mainStreet.id, startsAt],
  )
  if (!settle) return id
  await app.inPractice(
    { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
    async (ctx) => ctx.record('appointment.done', { subject: ['appointment', id], clientId }),
  )
  await app.settle()
  return id
}
const chargeOf = async (appointmentId: string) =>
  (await ok(bill.get('/charges', { appointmentId }))).items.find(
    (one: { voidedAt: unknown }) => !one.voidedAt,
  )

test('a package is owed until it is used: each visit is worth its share, the last takes the rounding', async () => {
  const invoice = await sell((await define({ validMonths: 6 })).id)
  expect(invoice).toMatchObject({ state: 'open', totalMinor: 20_000 })
  expect(await balance('prepaid_packages')).toBe(-20_000)
  const values = []
  for (let visit = 0; visit < 3; visit += 1) {
    const charge = await chargeOf(await visitDone())
    const paid = await ok(bill.get(`/invoices/${charge.invoiceId}`))
    expect(paid).toMatchObject({ state: 'paid', openMinor: 0 })
    expect(paid.payments[0].tender).toBe('package')
    values.push(charge.totalMinor)
  }
  expect(values).toEqual([6_666, 6_666, 6_668])
  expect(await balance('prepaid_packages')).toBe(0)
  expect(await balance('revenue')).toBe(-20_000)
  const { packages } = await prepaidOf()
  expect(packages[0]).toMatchObject({
    state: 'used_up',
    unitsLeft: 0,
    expiresOn: '2026-09-01',
    isUnpaid: true,
  })
  expect(packages[0].uses).toHaveLength(3)
  // The fourth is charged as ever, and no money came in today.
  expect(await chargeOf(await visitDone())).toMatchObject({ totalMinor: 8_000 })
  expect(await ok(bill.get('/billing/takings', { day: '2026-03-02' }))).toMatchObject({ receivedMinor: 0 })
  await expectWholeBooks()
})

test('of two packages the one that expires first is used; relatives use a family’s package and nobody else does', async () => {
  await sell((await define({ name: 'Long', validMonths: 12, forFamily: true })).id)
  await sell((await define({ name: 'Short', validMonths: 2 })).id)
  expect((await chargeOf(await visitDone())).priceList).toBe('Short')
  await ok(
    bill.post(`/clients/${willow.mia.id}/relationships`, {
      relatedClientId: willow.leo.id,
      kind: 'parent',
      mayBook: true,
      maySeeRecords: true,
      maySign: true,
      mayPay: true,
    }),
  ).catch(() => null)
  await app.sql(
    `insert into relationship (practice_id, id, client_id, related_client_id, kind, may_book, may_see_records, may_sign, may_pay, created_at)
     values ($1, $2, $3, $4, 'parent', true, true, true, true, now()) on conflict do nothing`,
    [willow.practiceId, crypto.randomUUID(), willow.mia.id, willow.leo.id],
  )
  expect((await chargeOf(await visitDone({ clientId: willow.leo.id }))).priceList).toBe('Long')
  expect((await chargeOf(await visitDone({ clientId: willow.ann.id }))).priceList).toBeNull()
  await expectWholeBooks()
})

test('two visits at once for the last visit of a package: one is paid by it, the other is charged as ever', async () => {
  await sell((await define({ units: 1, priceMinor: 7_000 })).id)
  const visits = [await visitDone({ settle: false }), await visitDone({ settle: false })]
  const charges = await Promise.all(visits.map((id) => ok(bill.post(`/charges/missing/${id}`, {}))))
  expect(charges.map((one) => one.totalMinor).sort()).toEqual([7_000, 8_000])
  await expectWholeBooks()
})

test('a visit is given back to its package and charged as ever; or paid from it after all', async () => {
  await sell((await define()).id)
  const visit = await visitDone()
  const again = await ok(
    bill.put(`/appointments/${visit}/prepaid`, { prepaid: false, reason: 'Wants to keep it' }),
  )
  expect(again).toMatchObject({ totalMinor: 8_000 })
  expect((await prepaidOf()).packages[0]).toMatchObject({ unitsLeft: 3, valueLeftMinor: 20_000 })
  const back = await ok(
    bill.put(`/appointments/${visit}/prepaid`, { prepaid: true, reason: 'Changed their mind' }),
  )
  expect(back).toMatchObject({ totalMinor: 6_666 })
  await expectWholeBooks()
})

test('a used package cannot be taken back by voiding its invoice; what is left of it is given back as credit', async () => {
  const invoice = await sell((await define()).id)
  await ok(bill.post(`/invoices/${invoice.id}/payments`, { tender: 'card_terminal', amountMinor: 20_000 }))
  await visitDone()
  const refused = await bill.post(`/invoices/${invoice.id}/void`, { reason: 'Mistake' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'is_used' } })
  const [held] = (await prepaidOf()).packages
  await ok(bill.post(`/packages/${held.id}/refund`, { reason: 'Moves away' }))
  expect(await ok(bill.get(`/clients/${willow.mia.id}/balance`))).toMatchObject({ creditMinor: 13_334 })
  expect(await balance('prepaid_packages')).toBe(0)
  const { items } = await ok(bill.get('/payments', { clientId: willow.mia.id, unapplied: true }))
  await ok(
    bill.post(`/payments/${items[0].id}/refunds`, {
      amountMinor: 13_334,
      tender: 'cash',
      reason: 'Moves away',
    }),
  )
  await expectWholeBooks()
})

test('what expired becomes revenue where the practice says so, and stays owed where it does not', async () => {
  await sell((await define({ name: 'Earned', validMonths: 1, onExpiry: 'earn' })).id)
  await sell((await define({ name: 'Kept', validMonths: 1 })).id)
  app.clock.set('2026-04-05T14:00:00Z')
  await app.sweepAll()
  expect(await balance('revenue:breakage')).toBe(-20_000)
  expect(await balance('prepaid_packages')).toBe(-20_000)
  const { packages } = await prepaidOf()
  const kept = packages.find((one: { name: string }) => one.name === 'Kept')
  expect(kept).toMatchObject({ state: 'expired', unitsLeft: 3 })
  // Nothing is taken off it until it is given more time.
  expect((await chargeOf(await visitDone({ day: '2026-04-05' }))).totalMinor).toBe(8_000)
  await ok(bill.post(`/packages/${kept.id}/extension`, { expiresOn: '2026-06-30', reason: 'Was ill' }))
  expect((await chargeOf(await visitDone({ day: '2026-04-05' }))).totalMinor).toBe(6_666)
  await expectWholeBooks()
})

test('a membership is billed once for each period however often the sweep runs, and gives its visits', async () => {
  const plan = await ok(
    bill.post('/membership-plans', {
      name: 'Club',
      priceMinor: 9_900,
      visits: 1,
      serviceIds: [willow.treatment.id],
      discountBasisPoints: 1_000,
      noticeDays: 14,
    }),
  )
  app.clock.set('2026-01-31T15:00:00Z')
  const member = await ok(bill.post(`/clients/${willow.mia.id}/memberships`, { planId: plan.id }))
  expect(member).toMatchObject({ state: 'running', visitsLeft: 1, nextOn: '2026-02-28' })
  expect(await bill.post(`/clients/${willow.mia.id}/memberships`, { planId: plan.id })).toMatchObject({
    body: { code: 'is_member' },
  })
  app.clock.set('2026-03-02T14:00:00Z')
  await Promise.all([app.sweepAll(), app.sweepAll(), app.sweepAll()])
  const { items } = await ok(bill.get('/invoices', { clientId: willow.mia.id }))
  expect(items).toHaveLength(2)
  expect((await chargeOf(await visitDone())).totalMinor).toBe(0)
  expect((await chargeOf(await visitDone())).totalMinor).toBe(7_200)
  expect((await prepaidOf()).memberships[0]).toMatchObject({ visitsLeft: 0, nextOn: '2026-03-31' })
  await ok(bill.post(`/memberships/${member.id}/pause`, { until: '2026-05-10' }))
  app.clock.set('2026-05-12T14:00:00Z')
  await app.sweepAll()
  const after = await ok(bill.get('/invoices', { clientId: willow.mia.id }))
  expect(after.items.filter((one: { totalMinor: number }) => one.totalMinor === 9_900)).toHaveLength(3)
  const ended = await ok(bill.post(`/memberships/${member.id}/end`, { reason: 'Moves away' }))
  expect(ended).toMatchObject({ state: 'ending', endsOn: '2026-06-09', nextOn: null })
  app.clock.set('2026-07-20T14:00:00Z')
  await app.sweepAll()
  expect((await ok(bill.get('/memberships'))).items[0]).toMatchObject({ state: 'over' })
  await expectWholeBooks()
})

test('a gift card pays in parts, never below nothing however many pay at once, and gets back what it paid', async () => {
  await ok(bill.post(`/clients/${willow.ann.id}/gift-cards`, { amountMinor: 10_000, recipient: 'Mia' }))
  const [card] = (await ok(bill.get('/gift-cards'))).items
  const pdf = await bill.get(`/gift-cards/${card.id}/pdf`)
  expect(pdf.status).toBe(200)
  const code = await codeOf(card.id)
  const invoices = []
  for (let each = 0; each < 4; each += 1)
    invoices.push(
      await ok(
        bill.post('/invoices', {
          clientId: willow.mia.id,
          lines: [{ description: 'Visit', unitPriceMinor: 4_000, taxBasisPoints: 0 }],
          approve: true,
        }),
      ),
    )
  expect(
    await bill.post(`/invoices/${invoices[0].id}/gift-card-payments`, { code: '0000-0000-0000-0001' }),
  ).toMatchObject({
    body: { code: 'unknown_code' },
  })
  const paid = await Promise.all(
    invoices.map((one) =>
      bill.post(`/invoices/${one.id}/gift-card-payments`, { code: ` ${code.toLowerCase()} ` }),
    ),
  )
  expect(paid.map((one) => one.status).sort()).toEqual([200, 200, 200, 409])
  expect(await ok(bill.post('/gift-cards/look-up', { code }))).toMatchObject({
    state: 'used_up',
    balanceMinor: 0,
  })
  expect(await balance('gift_cards')).toBe(0)
  const whole = paid.find((one) => one.status === 200 && one.body.amountMinor === 4_000)!.body
  expect(
    await bill.post(`/payments/${whole.id}/refunds`, { amountMinor: 1_000, tender: 'cash', reason: 'No' }),
  ).toMatchObject({ body: { code: 'wrong_tender' } })
  await ok(bill.post(`/payments/${whole.id}/refunds`, { amountMinor: 1_500, reason: 'Too much' }))
  expect(await ok(bill.post('/gift-cards/look-up', { code }))).toMatchObject({ balanceMinor: 1_500 })
  await expectWholeBooks()
})

async function codeOf(id: string): Promise<string> {
  const { unsealText } = await import('../../platform/sealed.ts')
  const [row] = await app.sql('select sealed_code from gift_card where id = $1', [id])
  return app.inPractice(
    { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
    async (ctx) => writeCode(unsealText(ctx, row.sealed_code)!),
  )
}

test('uses of a package come to exactly what was paid, in whatever order they are made and undone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.array(fc.record({ undo: fc.boolean(), pick: fc.nat(50) }), { maxLength: 120 }),
      (units, value, steps) => {
        const held = { units, units_left: units, value_minor: value, value_left_minor: value }
        const uses: number[] = []
        for (const step of [...steps, ...Array.from({ length: units }, () => ({ undo: false, pick: 0 }))]) {
          if (step.undo && uses.length > 0) {
            held.value_left_minor += uses.splice(step.pick % uses.length, 1)[0]!
            held.units_left += 1
          } else if (!step.undo && held.units_left > 0) {
            const worth = valueOfUse(held, 1)
            expect(worth).toBeGreaterThanOrEqual(0)
            uses.push(worth)
            held.units_left -= 1
            held.value_left_minor -= worth
          }
          expect(held.value_left_minor).toBeGreaterThanOrEqual(0)
          expect(uses.reduce((sum, each) => sum + each, 0) + held.value_left_minor).toBe(value)
        }
        expect(held.value_left_minor).toBe(0)
      },
    ),
    { numRuns: 300, seed: 20_260_302 },
  )
})

test('a code survives being read aloud, and one wrong letter is noticed', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 15, maxLength: 15 }),
      fc.nat(15),
      fc.integer({ min: 1, max: 30 }),
      (bytes, at, by) => {
        const code = drawCode({ bytes: () => bytes })
        expect(readCode(writeCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
        const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
        const wrong = letters[(letters.indexOf(code[at]!) + by) % 32]!
        const other = code.slice(0, at) + wrong + code.slice(at + 1)
        // Z and 0 have one remainder.
        if (!(code[at] === '0' && wrong === 'Z') && !(code[at] === 'Z' && wrong === '0'))
          expect(readCode(other)).toBeNull()
      },
    ),
    { seed: 20_260_302 },
  )
})
