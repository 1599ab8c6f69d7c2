import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import type { LineLeft } from './credit-lines.ts'
import { takeOf } from './credit-lines.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: () => Caller
let desk: () => Caller
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`credit-${(round += 1)}`)
  const [billing, front] = [await app.makeKey(willow, 'billing'), await app.makeKey(willow, 'front_desk')]
  bill = () => app.withKey(billing)
  desk = () => app.withKey(front)
})
afterAll(() => app.end())

const expectWholeBooks = async () =>
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )

/** An issued invoice over a treatment (100.00 with 19 % tax on top), a band (20.00) and a fee (5.00): 144.00 in all. */
async function issued() {
  const { body } = await bill().post('/invoices', {
    clientId: willow.mia.id,
    approve: true,
    lines: [
      { description: 'Treatment', unitPriceMinor: 10_000, taxBasisPoints: 1_900, kind: 'service' },
      { description: 'Band', unitPriceMinor: 2_000, taxBasisPoints: 0, kind: 'product' },
      { description: 'Letter', unitPriceMinor: 500, taxBasisPoints: 0, kind: 'fee' },
    ],
  })
  const line = (what: string) =>
    body.lines.find((each: { description: string }) => each.description === what).id as string
  return { id: body.id as string, line, totalMinor: body.totalMinor as number }
}

test('a line is taken back by a credit note with its own number, and the rest is still owed', async () => {
  const { id, line } = await issued()
  const { status, body } = await bill().post(`/invoices/${id}/credit-notes`, {
    reason: 'The band came back.',
    lines: [{ lineId: line('Band') }],
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'open', totalMinor: 14_400, creditedMinor: 2_000, openMinor: 12_400 })
  expect(body.creditNotes).toMatchObject([
    { number: 1, kind: 'part', totalMinor: 2_000, reason: 'The band came back.' },
  ])
  expect(body.lines.map((each: { creditedMinor: number }) => each.creditedMinor).sort()).toEqual([
    0, 0, 2_000,
  ])
  const pdf = await bill().get(`/credit-notes/${body.creditNotes[0].id}/pdf`)
  expect(pdf.status).toBe(200)
  await expectWholeBooks()
})

test('a part of a line takes its share of the tax back, and several parts take exactly the whole', async () => {
  const { id, line } = await issued()
  for (const amountMinor of [3_333, 3_333, 5_234])
    expect(
      (
        await bill().post(`/invoices/${id}/credit-notes`, {
          reason: 'Partly unhappy.',
          lines: [{ lineId: line('Treatment'), amountMinor }],
        })
      ).status,
    ).toBe(200)
  const { rows } = {
    rows: await app.sql(
      `select sum(net_minor)::int as net, sum(tax_minor)::int as tax from credit_note_line where line_id = $1`,
      [line('Treatment')],
    ),
  }
  expect(rows).toEqual([{ net: 10_000, tax: 1_900 }])
  const more = await bill().post(`/invoices/${id}/credit-notes`, {
    reason: 'Once more.',
    lines: [{ lineId: line('Treatment'), amountMinor: 1 }],
  })
  expect(more).toMatchObject({ status: 409, body: { code: 'more_than_line' } })
  await expectWholeBooks()
})

test('what was paid on a line goes to what else is open, and only the rest becomes credit', async () => {
  const { id, line } = await issued()
  await bill().post(`/invoices/${id}/payments`, { tender: 'cash', amountMinor: 12_400 })
  const part = await bill().post(`/invoices/${id}/credit-notes`, {
    reason: 'No band.',
    lines: [{ lineId: line('Band') }],
  })
  expect(part.body).toMatchObject({ state: 'paid', openMinor: 0, creditMinor: 0 })
  const rest = await bill().post(`/invoices/${id}/credit-notes`, {
    reason: 'No letter.',
    lines: [{ lineId: line('Letter') }],
  })
  expect(rest.body).toMatchObject({ state: 'paid', openMinor: 0, creditMinor: 500 })
  await expectWholeBooks()
})

test('crediting everything in parts leaves nothing to void, and the invoice says so', async () => {
  const { id, totalMinor } = await issued()
  await bill().post(`/invoices/${id}/payments`, { tender: 'cash', amountMinor: 400 })
  const all = await bill().post(`/invoices/${id}/credit-notes`, {
    reason: 'All of it.',
    amountMinor: totalMinor,
  })
  expect(all.body).toMatchObject({ state: 'credited', openMinor: 0, creditMinor: 400, can: { void: false } })
  expect(await bill().post(`/invoices/${id}/void`, { reason: 'Void.' })).toMatchObject({
    status: 409,
    body: { code: 'all_credited' },
  })
  expect(
    await bill().post(`/invoices/${id}/credit-notes`, { reason: 'More.', amountMinor: 1 }),
  ).toMatchObject({ status: 409, body: { code: 'all_credited' } })
  await expectWholeBooks()
})

test('voiding after a partial credit takes back what was left, and no more', async () => {
  const { id, line } = await issued()
  await bill().post(`/invoices/${id}/payments`, { tender: 'cash', amountMinor: 10_000 })
  await bill().post(`/invoices/${id}/credit-notes`, { reason: 'No band.', lines: [{ lineId: line('Band') }] })
  const { body } = await bill().post(`/invoices/${id}/void`, { reason: 'Wrong person.' })
  expect(body).toMatchObject({ state: 'void', openMinor: 0, creditMinor: 10_000, creditNoteNumber: 2 })
  expect(body.creditNotes.map((each: { totalMinor: number }) => each.totalMinor)).toEqual([2_000, 12_400])
  await expectWholeBooks()
})

test('what was written off cannot be credited on top', async () => {
  const { id } = await issued()
  await app.as(willow.nora).post(`/invoices/${id}/write-offs`, {
    amountMinor: 14_000,
    reasonCode: 'goodwill',
    reason: 'Long ill.',
  })
  expect(
    await bill().post(`/invoices/${id}/credit-notes`, { reason: 'All.', amountMinor: 14_400 }),
  ).toMatchObject({ status: 409, body: { code: 'written_off' } })
  await expectWholeBooks()
})

test('drafts, lines of other invoices and the desk are refused', async () => {
  const [one, other] = [await issued(), await issued()]
  const wish = { reason: 'No.', lines: [{ lineId: other.line('Band') }] }
  expect((await bill().post(`/invoices/${one.id}/credit-notes`, wish)).status).toBe(422)
  expect((await desk().post(`/invoices/${other.id}/credit-notes`, wish)).status).toBe(403)
  const { body: draft } = await bill().post('/invoices', { clientId: willow.mia.id })
  expect(
    await bill().post(`/invoices/${draft.id}/credit-notes`, { reason: 'No.', amountMinor: 1 }),
  ).toMatchObject({ status: 409, body: { code: 'is_draft' } })
})

test('two people who credit the same line at once take it back once', async () => {
  const { id, line } = await issued()
  const both = await Promise.all(
    [1, 2].map(() =>
      bill().post(`/invoices/${id}/credit-notes`, { reason: 'Twice.', lines: [{ lineId: line('Band') }] }),
    ),
  )
  expect(both.map((each) => each.status).sort()).toEqual([200, 409])
  await expectWholeBooks()
})

test('whatever is taken of a line, in whatever parts: nothing negative, never more than is left', () => {
  const Part = fc.record({
    netMinor: fc.integer({ min: 0, max: 5_000 }),
    taxes: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 3 }),
    cuts: fc.array(fc.integer({ min: 1, max: 2_500 }), { minLength: 1, maxLength: 12 }),
  })
  fc.assert(
    fc.property(Part, ({ netMinor, taxes, cuts }) => {
      const left: LineLeft = {
        id: 'line',
        kind: 'service',
        practitionerId: null,
        locationId: null,
        serviceId: null,
        netMinor,
        taxes: taxes.map((taxMinor, index) => ({ code: `t${index}`, name: null, ratePpm: 1, taxMinor })),
        leftMinor: netMinor + taxes.reduce((sum, each) => sum + each, 0),
      }
      for (const cut of [...cuts, Infinity]) {
        const amount = Math.min(cut, left.leftMinor)
        if (amount === 0) return
        const taken = takeOf(left, amount)
        left.netMinor -= taken.netMinor
        for (const [index, tax] of left.taxes.entries()) tax.taxMinor -= taken.taxes[index]!.taxMinor
        left.leftMinor -= amount
        expect(Math.min(left.netMinor, ...left.taxes.map((each) => each.taxMinor))).toBeGreaterThanOrEqual(0)
      }
      expect([left.netMinor, ...left.taxes.map((each) => each.taxMinor)].every((each) => each === 0)).toBe(
        true,
      )
    }),
    { numRuns: 200, seed: 20_261_124 },
  )
})
