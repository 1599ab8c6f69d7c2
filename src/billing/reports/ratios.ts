import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Minor } from '../../platform/operation/shapes.ts'

export const BillingRatios = z.object({
  from: Day,
  to: Day,
  days: z.int(),
  currency: z.string(),
  /** At the end of the last day. */
  receivablesMinor: Minor,
  creditMinor: Minor,
  /** Invoiced in the period, tax included, less what was voided. */
  chargesMinor: Minor,
  /** Received in the period, less refunds and mistakes. */
  paymentsMinor: Minor,
  /** (receivables − credit) / (charges / days); null where nothing was charged. */
  daysInReceivables: z.number().nullable(),
  /** payments / charges. */
  grossCollectionRate: z.number().nullable(),
  /** receivables / charges × days. */
  averageCollectionDays: z.number().nullable(),
})

interface Sums {
  receivables: number
  credit: number
  charges: number
  payments: number
}

/** How fast and how much of what is billed comes in; formulas as in docs/guide/billing-figures.md, all from the book. */
export async function findRatios(
  ctx: Context,
  { from, to }: { from: string; to: string },
): Promise<z.input<typeof BillingRatios>> {
  const { currency } = await ctx.practice()
  const { receivables, credit, charges, payments } = await readSums(ctx, { from, to, currency })
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  const of = (value: number) => (charges > 0 ? value : null)
  return {
    from,
    to,
    days,
    currency,
    receivablesMinor: receivables,
    creditMinor: credit,
    chargesMinor: charges,
    paymentsMinor: payments,
    daysInReceivables: of(((receivables - credit) * days) / charges),
    grossCollectionRate: of(payments / charges),
    averageCollectionDays: of((receivables * days) / charges),
  }
}

async function readSums(
  ctx: Context,
  { from, to, currency }: { from: string; to: string; currency: string },
): Promise<Sums> {
  const { rows } = await sql<Sums>`select
      coalesce(sum(case when t.debit = 'receivable' then t.amount_minor when t.credit = 'receivable' then -t.amount_minor end), 0)::bigint as receivables,
      coalesce(sum(case when t.credit = 'client_credit' then t.amount_minor when t.debit = 'client_credit' then -t.amount_minor end), 0)::bigint as credit,
      coalesce(sum(case e.kind when 'invoice' then t.amount_minor when 'credit_note' then -t.amount_minor end) filter (where t.posted_on >= ${from}), 0)::bigint as charges,
      coalesce(sum(case when e.kind in ('payment', 'refund_failed') then t.amount_minor when e.kind in ('refund', 'payment_reversal') then -t.amount_minor end)
        filter (where t.posted_on >= ${from}), 0)::bigint as payments
    from ledger_transfer t join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
    where t.practice_id = ${ctx.practiceId} and t.currency = ${currency} and t.posted_on <= ${to}`.execute(
    ctx.db,
  )
  return rows[0]!
}
