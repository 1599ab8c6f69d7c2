import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { GIFT_CARDS, PREPAID_PACKAGES, TENDERS, accountOfTender } from '../ledger/chart.ts'
import type { Tender } from '../ledger/chart.ts'

const Sums = {
  receivedMinor: Minor,
  refundedMinor: Minor,
  reversedMinor: Minor,
  netMinor: Minor,
  payments: z.int(),
}

export const Takings = z.object({
  day: Day,
  locationId: Id.nullable(),
  currency: z.string(),
  ...Sums,
  tenders: z.array(z.object({ tender: z.enum(TENDERS), ...Sums })),
})

interface Row {
  account: string
  kind: string
  amount: number
  count: number
}

/**
 * The takings of a day by tender, from the ledger: what came in, what went out again, what was taken back as a
 * mistake. What was paid from packages and gift cards came in when they were sold. The cash line is what the drawer must hold more (or less) than in the morning.
 */
export async function takingsOf(
  ctx: Context,
  { day, locationId }: { day: string; locationId: string | null },
): Promise<z.input<typeof Takings>> {
  const { currency } = await ctx.practice()
  const { rows } =
    await sql<Row>`select case when e.kind in ('payment', 'refund_failed') then t.debit else t.credit end as account, e.kind,
      sum(t.amount_minor)::bigint as amount, count(*)::int as count
    from ledger_transfer t join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
    where t.practice_id = ${ctx.practiceId} and t.posted_on = ${day} and t.currency = ${currency}
      and e.kind in ('payment', 'payment_reversal', 'refund', 'refund_failed')
      and t.debit not in (${GIFT_CARDS}, ${PREPAID_PACKAGES}) and t.credit not in (${GIFT_CARDS}, ${PREPAID_PACKAGES})
      ${locationId ? sql`and t.location_id = ${locationId}` : sql``}
    group by 1, 2`.execute(ctx.db)
  const tenders = TENDERS.map((tender) => ({
    tender,
    ...sumsOf(rows.filter((row) => isOf(tender, row.account))),
  }))
  return {
    day,
    locationId,
    currency,
    ...sumsOf(rows),
    tenders: tenders.filter((each) => each.payments + each.refundedMinor + each.reversedMinor > 0),
  }
}

function isOf(tender: Tender, account: string): boolean {
  if (tender === 'online') return account.startsWith('gateway:')
  if (tender === 'cash') return account === 'cash' || account.startsWith('cash:')
  return account === accountOfTender(tender, null)
}

function sumsOf(rows: readonly Row[]) {
  const sum = (kind: string) =>
    rows.filter((row) => row.kind === kind).reduce((all, row) => all + row.amount, 0)
  const receivedMinor = sum('payment')
  const refundedMinor = sum('refund') - sum('refund_failed')
  const reversedMinor = sum('payment_reversal')
  const payments = rows.filter((row) => row.kind === 'payment').reduce((all, row) => all + row.count, 0)
  return {
    receivedMinor,
    refundedMinor,
    reversedMinor,
    netMinor: receivedMinor - refundedMinor - reversedMinor,
    payments,
  }
}
