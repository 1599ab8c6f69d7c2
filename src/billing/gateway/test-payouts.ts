import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { inShort } from './asker.ts'
import type { PayoutFacts, PayoutLineFacts, PayoutReading } from './gateway.ts'

/** 1.5 % and 0.25, as a provider in Europe may ask. */
const feeOf = (minor: number) => Math.round(minor * 0.015) + 25

/** The test gateway pays out on the next day what was paid on its page; like all it does, only on paper. */
export const testPayouts: PayoutReading = {
  list: (asker, since) => inShort(asker, 'billing.testPayouts', (ctx) => listDays(ctx, since)),
  lines: (asker, payout) => inShort(asker, 'billing.testPayouts', (ctx) => listLines(ctx, payout)),
}

async function listDays(ctx: Context, since: string): Promise<PayoutFacts[]> {
  const { rows } = await sql<{
    day: string
    arrives: string
    currency: string
  }>`select distinct at::date as day, (at::date + 1) as arrives, currency from (
      select decided_at as at, currency from test_gateway_session where practice_id = ${ctx.practiceId} and state = 'paid'
      union all select r.at, s.currency from test_gateway_refund r join test_gateway_session s on s.practice_id = r.practice_id and s.id = r.session_id
        where r.practice_id = ${ctx.practiceId}) x
    where at::date + 1 >= ${since}::date and at::date < ${ctx.now}::timestamptz::date order by 1`.execute(
    ctx.db,
  )
  const found: PayoutFacts[] = []
  for (const { day, arrives, currency } of rows) {
    const payout: PayoutFacts = {
      providerRef: `po_test_${day}_${currency}`,
      amountMinor: 0,
      currency,
      state: 'paid',
      arrivesOn: arrives,
      descriptor: `TEST ${day}`,
    }
    const lines = await listLines(ctx, payout)
    found.push({
      ...payout,
      amountMinor: lines.reduce((sum, each) => sum + each.grossMinor - each.feeMinor, 0),
    })
  }
  return found
}

async function listLines(ctx: Context, { providerRef, currency }: PayoutFacts): Promise<PayoutLineFacts[]> {
  const day = providerRef.slice('po_test_'.length, 'po_test_'.length + 10)
  const { rows: paid } = await sql<{
    id: string
    amount_minor: number
  }>`select id, amount_minor from test_gateway_session
    where practice_id = ${ctx.practiceId} and state = 'paid' and decided_at::date = ${day}::date and currency = ${currency} order by id`.execute(
    ctx.db,
  )
  const { rows: back } = await sql<{
    key: string
    session_id: string
    amount_minor: number
  }>`select r.idempotency_key as key, r.session_id, r.amount_minor
    from test_gateway_refund r join test_gateway_session s on s.practice_id = r.practice_id and s.id = r.session_id
    where r.practice_id = ${ctx.practiceId} and r.at::date = ${day}::date and s.currency = ${currency} order by 1`.execute(
    ctx.db,
  )
  const base = { description: null, happenedOn: day, currency }
  return [
    ...paid.map(({ id, amount_minor }): PayoutLineFacts => ({
      ...base,
      providerRef: `txn_${id}`,
      kind: 'payment',
      sourceRef: id,
      paymentRef: id,
      refundId: null,
      grossMinor: amount_minor,
      feeMinor: feeOf(amount_minor),
    })),
    ...back.map(({ key, session_id, amount_minor }): PayoutLineFacts => ({
      ...base,
      providerRef: `txn_${key}`,
      kind: 'refund',
      sourceRef: `refund ${key}`,
      paymentRef: session_id,
      refundId: key,
      grossMinor: -amount_minor,
      feeMinor: 0,
    })),
  ]
}
