import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Context } from '../../platform/operation/context.ts'
import { sql } from 'kysely'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { createDraft, approveDraft, putOnDraft } from '../invoices/draft.ts'
import { discountDraft } from '../invoices/edit-lines.ts'
import { sumDraft } from '../invoices/settle-draft.ts'
import { savePayer } from '../payers/payer.ts'
import { splitDraft } from '../payers/split-draft.ts'
import { findBillingSettings, saveBillingSettings } from '../settings/settings.ts'
import { saveTax } from '../taxes/tax.ts'
import { enterCharge } from '../charges/operations.ts'
import { voidInvoice } from '../invoices/void.ts'
import { reverseWriteOff, writeOff } from '../invoices/write-off.ts'
import { refundPayment } from '../payments/refund.ts'
import { reversePayment } from '../payments/reverse.ts'
import { applyCredit, payClient, payInvoice } from '../payments/take.ts'
import { ageReceivables } from '../reports/aging.ts'
import { CUT_BY, cutBooks } from '../reports/cuts.ts'
import { balancesOf } from './balances.ts'
import { verifyBooks } from './verify.ts'

let app: TestApp
let willow: Cast
const payers: string[] = []
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await inBooks(async (ctx) => {
    const settings = await findBillingSettings(ctx)
    await saveBillingSettings(ctx, { ...settings, taxRounding: 'invoice' })
    const place = { locationId: willow.mainStreet.id, kinds: [], validFrom: '2020-01-01', validUntil: null }
    await saveTax(ctx, { ...place, code: 'state', name: 'State tax', ratePpm: 40_000, locationId: null })
    await saveTax(ctx, { ...place, code: 'city', name: 'City tax', ratePpm: 48_750 })
    const payer = { clientId: null, addressLines: [], email: null, taxNumber: null, locale: 'en' as const }
    for (const name of ['Firm', 'Fund'])
      payers.push(await savePayer(ctx, { ...payer, name, kind: 'company' as const }))
  })
})
afterAll(() => app.end())

const inBooks = <T>(work: (ctx: Context) => Promise<T>) =>
  app.inPractice(
    { practiceId: willow.practiceId, actor: { kind: 'system', name: 'history' }, name: 'history' },
    work,
  )

/** A step of a history: what is done, to which of the things that there are, with how much. */
const Step = fc.record({
  act: fc.constantFrom(
    'invoice',
    'invoice',
    'invoice',
    'pay',
    'pay',
    'pay',
    'payClient',
    'credit',
    'refund',
    'reverse',
    'void',
    'writeOff',
    'unwriteOff',
    'tomorrow',
  ),
  pick: fc.nat(10_000),
  amount: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(1, 8_000, 10_000)),
  back: fc.nat(6),
})
type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never

// A longer history: ATRIUM_HISTORY_ACTS=10000, another one: ATRIUM_HISTORY_SEED=7.
const OPERATIONS = Number(process.env.ATRIUM_HISTORY_ACTS ?? 600)
const SEED = Number(process.env.ATRIUM_HISTORY_SEED ?? 20_260_302)

test(`after ${OPERATIONS} random acts the books are whole, on every day`, async () => {
  const history = fc.sample(Step, { numRuns: OPERATIONS, seed: SEED })
  const refused = new Map<string, number>()
  let done = 0
  for (const step of history) {
    try {
      await act(step)
      done += 1
    } catch (error) {
      if (!(error instanceof Problem))
        throw new Error(`${JSON.stringify(step)}: ${String(error)}`, { cause: error })
      refused.set(error.code, (refused.get(error.code) ?? 0) + 1)
    }
  }
  // Most acts must get through, or the history proves little.
  expect(done, JSON.stringify([...refused])).toBeGreaterThan(OPERATIONS * 0.5)
  expect(await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).toEqual(
    [],
  )
  await expectEveryDayAgrees()
}, 1_800_000)

async function act({ act: what, pick, amount, back }: Step): Promise<void> {
  switch (what) {
    case 'tomorrow':
      return app.clock.advance({ hours: 5 + (pick % 40) })
    case 'invoice':
      return inBooks((ctx) => issue(ctx, pick, amount))
    case 'payClient':
      return void (await inBooks((ctx) =>
        payClient(ctx, clientOf(pick), {
          tender: 'bank_transfer',
          amountMinor: amount,
          receivedOn: dayBefore(back),
        }),
      ))
  }
  const id = await pickRow(what, pick)
  if (!id) return
  await inBooks<unknown>(async (ctx) => {
    switch (what) {
      case 'pay':
        return payInvoice(ctx, id, {
          tender: (['cash', 'cheque', 'card_terminal'] as const)[pick % 3]!,
          amountMinor: amount,
          allowCredit: pick % 2 === 0,
          receivedOn: dayBefore(back),
        })
      case 'credit':
        return applyCredit(ctx, id, pick % 2 ? { amountMinor: amount } : {})
      case 'refund':
        return refundPayment(ctx, id, { amountMinor: amount, reason: 'history' })
      case 'reverse':
        return reversePayment(ctx, id, 'history')
      case 'void':
        return voidInvoice(ctx, id, { reason: 'history', charges: pick % 2 ? 'void' : 'bill_again' })
      case 'writeOff':
        return writeOff(ctx, id, {
          amountMinor: Math.ceil(amount / 4),
          reasonCode: 'small_balance',
          reason: 'history',
        })
      case 'unwriteOff':
        return reverseWriteOff(ctx, id)
    }
  })
}

async function issue(ctx: Context, pick: number, amount: number) {
  const draft = await createDraft(ctx, { clientId: clientOf(pick), note: null })
  const people = [willow.petra.id, willow.paul.id, null]
  const places = [willow.mainStreet.id, willow.riverside.id]
  for (let line = 0; line <= pick % 4; line += 1) {
    await enterCharge(ctx, {
      clientId: draft.client_id,
      invoiceId: draft.id,
      kind: line % 2 ? 'product' : 'service',
      description: 'Something',
      quantity: 1 + (pick % 7) / 4,
      unitPriceMinor: Math.max(1, Math.floor(amount / (line + 1))),
      // By hand, or by the practice's taxes: several rates on one line.
      ...(line % 3 === 2 ? {} : { taxBasisPoints: (pick % 3) * 950 }),
      discount: line % 2 && pick % 4 === 0 ? { basisPoints: 1_500, reason: 'history' } : null,
      practitionerId: people[(pick + line) % 3] ?? null,
      locationId: places[(pick + line) % 2] ?? null,
    })
  }
  const { rows } = await sql<{
    id: string
  }>`select id from charge where practice_id = ${ctx.practiceId} and client_id = ${draft.client_id}
    and invoice_id is null and voided_at is null and payer_id is null limit 2`.execute(ctx.db)
  if (pick % 5 === 0)
    await putOnDraft(
      ctx,
      draft,
      rows.map((each) => each.id),
    )
  await sumDraft(ctx, draft.id)
  if (pick % 7 === 0) await discountDraft(ctx, draft.id, { amountMinor: 1 + (pick % 90), reason: 'history' })
  for (const id of await splitSometimes(ctx, draft.id, pick)) await approveDraft(ctx, id)
}

/** One bill in three is split: into thirds, or an amount and the rest. */
async function splitSometimes(ctx: Context, id: string, pick: number): Promise<string[]> {
  const [firm, fund] = [payers[0]!, payers[1]!]
  if (pick % 6 === 1)
    return splitDraft(
      ctx,
      id,
      [firm, fund, null].map((payerId) => ({ payerId, basisPoints: 3_333 })),
    )
  if (pick % 6 === 2)
    return splitDraft(ctx, id, [{ payerId: fund, amountMinor: 1 + (pick % 500) }, { payerId: null }])
  return [id]
}

const TABLES: Record<string, string> = {
  pay: 'invoice',
  credit: 'invoice',
  void: 'invoice',
  writeOff: 'invoice',
  refund: 'payment',
  reverse: 'payment',
  unwriteOff: 'write_off',
}

async function pickRow(what: string, pick: number): Promise<string | undefined> {
  // Mostly things on which something is left to do; sometimes any, to meet the refusals.
  const lively = {
    invoice: 'open_minor > 0',
    payment: 'reversed_at is null',
    write_off: 'reversed_at is null',
  }[TABLES[what]!]
  const rows = await app.sql(
    `select id from ${TABLES[what]} where practice_id = $1 and (${lively} or $2) order by created_at desc limit 40`,
    [willow.practiceId, pick % 6 === 0],
  )
  return rows[pick % Math.max(1, rows.length)]?.id
}

const clientOf = (pick: number) => [willow.mia, willow.leo, willow.ann][pick % 3]!.id
const dayBefore = (days: number) =>
  new Date(app.clock.now().getTime() - 86_400_000 * (days + 1)).toISOString().slice(0, 10)

/** The reports of any past day agree with each other: ages sum to what is open, every cut sums to the same. */
async function expectEveryDayAgrees() {
  const days = await app.sql(
    `select distinct posted_on::text as day from ledger_entry where practice_id = $1 order by 1`,
    [willow.practiceId],
  )
  expect(days.length).toBeGreaterThan(20)
  for (const { day } of days.filter((_, index) => index % 5 === 0)) {
    await inBooks(async (ctx) => {
      const question = { practiceId: ctx.practiceId, asOf: day, accounts: ['receivable'] }
      const [whole] = await balancesOf(ctx.db, question)
      for (const by of ['client_id', 'payer_id', 'practitioner_id', 'location_id', 'invoice_id'] as const) {
        const parts = await balancesOf(ctx.db, { ...question, by })
        expect(parts.reduce((sum, each) => sum + each.balanceMinor, 0)).toBe(whole?.balanceMinor ?? 0)
        expect(parts.filter((each) => each.balanceMinor < 0)).toEqual([])
      }
      for (const by of CUT_BY) {
        const cut = await cutBooks(ctx, { asOf: day, by })
        expect(cut.openMinor).toBe(whole?.balanceMinor ?? 0)
        for (const row of [cut, ...cut.items])
          expect(row.invoicedMinor).toBe(row.paidMinor + row.openMinor + row.writtenOffMinor)
      }
      for (const basis of ['service', 'invoice', 'due'] as const) {
        const aging = await ageReceivables(ctx, { asOf: day, basis })
        expect(aging.openMinor).toBe(whole?.balanceMinor ?? 0)
        expect(Object.values(aging.buckets).reduce((sum, each) => sum + each, 0)).toBe(aging.openMinor)
      }
    })
  }
}
