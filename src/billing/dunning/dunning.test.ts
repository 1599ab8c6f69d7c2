import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'
import { verifyBooks } from '../ledger/verify.ts'
import type { Overdue, Step } from './steps.ts'
import { USUAL_STEPS, planSteps } from './steps.ts'
import { dunningSweep } from './sweep.ts'

let app: TestApp
let willow: Cast
let round = 0
let bill: Caller
const start = new Date('2026-03-02T15:00:00Z')
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  app.clock.set(start)
  willow = await app.practice(`dunning-${(round += 1)}`)
  bill = app.withKey(await app.makeKey(willow, 'billing'))
})
afterAll(() => app.end())

const daysLater = (days: number) => app.clock.set(new Date(start.getTime() + days * 86_400_000))
const sweepNow = () => dunningSweep.run(app.house, willow.practiceId)
const ok = (answer: { status: number; body: unknown }) => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as never
}
const invoiceOf = async (
  unitPriceMinor = 8_000,
  clientId = willow.ann.id,
): Promise<{ id: string; number: number }> =>
  ok(
    await bill.post('/invoices', {
      clientId,
      lines: [{ description: 'Session', unitPriceMinor }],
      approve: true,
    }),
  )
const switchOn = async (change: object = {}) => {
  const {
    payers: _none,
    switchedAt: _at,
    switchedBy: _by,
    ...settings
  } = (await bill.get('/dunning/settings')).body
  return ok(await bill.put('/dunning/settings', { ...settings, isOn: true, ...change }))
}
const letters = async () =>
  (await bill.get('/dunning/letters')).body.items as {
    id: string
    step: number
    act: string
    state: string
    totalMinor: number
    feeMinor: number | null
    invoices: unknown[]
    day: string
  }[]
const mailsTo = async () =>
  app.sql(
    `select subject, body, state, attachments, template from message where practice_id = $1 and rule = 'dunning' order by created_at, id`,
    [willow.practiceId],
  )

test('off, it only shows who would get what; on, each step comes once on its day, and a call at last', async () => {
  await invoiceOf()
  daysLater(14 + 7)
  await sweepNow()
  expect(await letters()).toEqual([])
  const { body: preview } = await bill.get('/dunning/preview')
  expect(preview).toMatchObject({ isOn: false, letters: 1, calls: 0, totalMinor: 8_000 })
  expect(preview.items[0]).toMatchObject({
    name: willow.ann.name,
    acts: [{ act: 'letter', step: 1, wording: 'dunning_1' }],
  })
  await switchOn()
  for (let day = 14 + 7; day <= 14 + 70; day += 1) {
    daysLater(day)
    await sweepNow()
    await sweepNow()
  }
  expect((await letters()).map(({ step, act }) => [step, act]).reverse()).toEqual([
    [1, 'letter'],
    [2, 'letter'],
    [3, 'letter'],
    [4, 'call'],
  ])
  const mails = await mailsTo()
  expect(mails.map((each) => each.template)).toEqual(['dunning_1', 'dunning_2', 'dunning_3'])
  expect(mails[0]!.body).toContain('Invoice 1, due March 16, 2026: $80.00')
  expect(mails.map((each) => each.attachments.length)).toEqual([0, 1, 1])
  const calls = await app.sql(
    `select count(*)::int as n from event where practice_id = $1 and name = 'dunning.call_due'`,
    [willow.practiceId],
  )
  expect(calls).toEqual([{ n: 1 }])
}, 60_000)

test('one letter for all that somebody owes, in the tone of the furthest; a fee is billed once and without tax', async () => {
  const steps = USUAL_STEPS.map((step, at) => ({ ...step, feeMinor: at === 1 ? 500 : null }))
  await switchOn({ steps })
  await invoiceOf(8_000)
  daysLater(21)
  await sweepNow()
  await invoiceOf(2_000)
  daysLater(40)
  await sweepNow()
  const [second] = await letters()
  expect(second).toMatchObject({ step: 2, totalMinor: 10_000, feeMinor: 500 })
  expect(second!.invoices).toHaveLength(2)
  const { body } = await bill.get(`/clients/${willow.ann.id}/balance`)
  expect(body.openMinor).toBe(10_500)
  await app.settle()
  // The fee is told by the letter, not by a mail of its own.
  const told = await app.sql(
    `select count(*)::int as n from message where practice_id = $1 and rule = 'invoice'`,
    [willow.practiceId],
  )
  expect(told[0]!.n).toBe(2)
  expect((await mailsTo()).at(-1)!.body).toContain('$105.00')
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
})

test('what is paid stops at once: the letter that has not left is called off, its fee taken back, the step is still to come', async () => {
  await switchOn({ sendHour: 0, steps: [{ ...USUAL_STEPS[0], feeMinor: 300 }] })
  const invoice = await invoiceOf()
  // A letter waits a few minutes before it leaves.
  app.clock.set(new Date('2026-03-24T06:00:00Z'))
  await sweepNow()
  expect((await letters())[0]).toMatchObject({ state: 'planned', feeMinor: 300 })
  await bill.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 5_000 })
  await app.settle()
  expect((await letters())[0]!.state).toBe('stopped')
  expect((await bill.get(`/clients/${willow.ann.id}/balance`)).body.openMinor).toBe(3_000)
  await sweepNow()
  expect((await letters()).map((each) => `${each.state} ${each.totalMinor}`).sort()).toEqual([
    'planned 3000',
    'stopped 8000',
  ])
  await bill.post(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: 3_000 })
  await app.settle()
  await sweepNow()
  expect((await letters()).map((each) => `${each.state} ${each.totalMinor}`).sort()).toEqual([
    'stopped 3000',
    'stopped 8000',
  ])
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
})

test('paused, disputed, tiny and payers that are never written to are left in peace, and the preview says why', async () => {
  await switchOn()
  const invoice = await invoiceOf()
  await invoiceOf(400, willow.leo.id)
  const firm = ok(await bill.post('/bill-payers', { name: 'Rossi & Co', kind: 'insurer', locale: 'de' })) as {
    id: string
  }
  const draft = ok(
    await bill.post('/invoices', {
      clientId: willow.mia.id,
      lines: [{ description: 'Work', unitPriceMinor: 3_000 }],
    }),
  ) as { id: string }
  ok(await bill.put(`/invoices/${draft.id}/payer`, { payerId: firm.id }))
  ok(await bill.post(`/invoices/${draft.id}/approval`))
  ok(await bill.put(`/dunning/payers/${firm.id}`, { steps: [] }))
  const pauses = ok(
    await bill.post('/dunning/pauses', {
      invoiceId: invoice.id,
      reason: 'Says the visit was cancelled',
      until: '2026-03-25',
    }),
  ) as { items: { id: string }[] }
  daysLater(23)
  const whys = async () =>
    Object.fromEntries(
      (await bill.get('/dunning/preview')).body.items.map(
        (each: { name: string; why: string; isPrinted: boolean }) => [each.name, each.why],
      ),
    )
  expect(await whys()).toEqual({
    [willow.ann.name]: 'paused',
    [willow.leo.name]: 'tiny',
    'Rossi & Co': 'never',
  })
  await sweepNow()
  expect(await letters()).toEqual([])
  ok(await bill.post(`/dunning/pauses/${pauses.items[0]!.id}/end`))
  ok(await bill.put(`/dunning/payers/${firm.id}`, { steps: null }))
  await sweepNow()
  // A company gets no messages: its letter is for printing.
  expect((await letters()).map(({ state }) => state).sort()).toEqual(['planned', 'print'])
  expect((await bill.post('/dunning/pauses', { reason: 'Nobody' })).status).toBe(422)
})

test('by hand it is written whenever somebody wants it, once a day unless it is meant; the desk may not', async () => {
  await invoiceOf()
  expect((await bill.post('/dunning/letters', { clientId: willow.ann.id })).body.code).toBe('nothing_overdue')
  daysLater(16)
  const desk = app.withKey(await app.makeKey(willow, 'front_desk'))
  expect((await desk.post('/dunning/letters', { clientId: willow.ann.id })).status).toBe(403)
  expect(ok(await bill.post('/dunning/letters', { clientId: willow.ann.id }))).toMatchObject({
    step: 1,
    isByHand: true,
  })
  expect((await bill.post('/dunning/letters', { clientId: willow.ann.id })).body.code).toBe('already_today')
  expect(ok(await bill.post('/dunning/letters', { clientId: willow.ann.id, again: true }))).toMatchObject({
    step: 2,
  })
})

test('five sweeps at once write one letter for each, and one that dies in the middle is taken up', async () => {
  await switchOn()
  await invoiceOf(8_000, willow.ann.id)
  await invoiceOf(9_000, willow.mia.id)
  await invoiceOf(7_000, willow.leo.id)
  daysLater(22)
  // The second of three letters cannot be written: the others are, and the day is not done.
  await app.sql(`alter table dunning_letter add constraint broken check (total_minor <> 9000)`)
  await sweepNow()
  expect(await letters()).toHaveLength(2)
  await app.sql(`alter table dunning_letter drop constraint broken`)
  await Promise.all(Array.from({ length: 5 }, sweepNow))
  expect((await letters()).map(({ totalMinor }) => totalMinor).sort()).toEqual([7_000, 8_000, 9_000])
})

describe('the plan', () => {
  const step = fc.record({
    gap: fc.integer({ min: 1, max: 20 }),
    act: fc.constantFrom('letter' as const, 'call' as const),
    min: fc.constantFrom(0, 0, 6_000),
  })
  const sequence = fc.array(step, { minLength: 1, maxLength: 5 }).map((gaps): Step[] => {
    let days = 0
    return gaps.map(({ gap, act, min }) => ({
      ...USUAL_STEPS[0]!,
      act,
      minOpenMinor: min,
      daysAfterDue: (days += gap),
    }))
  })
  const debts = fc.array(
    fc.record({ due: fc.integer({ min: 0, max: 40 }), open: fc.integer({ min: 1, max: 9_000 }) }),
    { minLength: 1, maxLength: 4 },
  )

  test('whatever the steps and debts, and from whatever day on: no step twice, none left out, none too early, none too close', () => {
    fc.assert(
      fc.property(sequence, debts, fc.integer({ min: 0, max: 60 }), (steps, owed, late) => {
        const invoices: (Overdue & { taken: [number, number][] })[] = owed.map(({ due, open }, at) => ({
          id: String(at), openMinor: open, dueOn: addLocalDays('2026-01-01', due), lastStep: 0, lastOn: null, spared: null, isFee: false, taken: [],
        })) // prettier-ignore
        for (let day = late; day < 260; day += 1) {
          const today = addLocalDays('2026-01-01', day)
          const overdue = invoices.filter((each) => each.dueOn < today)
          const { acts } = planSteps({ today, steps, minOpenMinor: 0 }, overdue)
          expect(acts.filter(({ act }) => act === 'letter').length).toBeLessThanOrEqual(1)
          for (const { taken } of acts)
            for (const { id, step: took } of taken) {
              const invoice = invoices[Number(id)]!
              invoice.taken.push([took, day])
              Object.assign(invoice, { lastStep: took, lastOn: today })
            }
        }
        invoices.forEach((invoice, at) => {
          const due = owed[at]!.due
          const total = owed.reduce((sum, each) => sum + each.open, 0)
          const taken = invoice.taken.map(([took]) => took)
          expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b))
          // Every step that its debtor's whole debt reaches, once all of it is overdue, has been taken.
          const meant = steps.flatMap((each, nth) => (each.minOpenMinor <= total ? [nth + 1] : []))
          if (owed.length === 1) expect(taken).toEqual(meant)
          invoice.taken.forEach(([took, day], nth) => {
            expect(day - due).toBeGreaterThanOrEqual(steps[took - 1]!.daysAfterDue)
            if (nth > 0) expect(day).toBeGreaterThan(invoice.taken[nth - 1]![1])
          })
        })
      }),
      { numRuns: 150 },
    )
  })
})
