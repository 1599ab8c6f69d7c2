import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../../platform/operation/shapes.ts'
import { addLocalDays } from '../../../platform/time/index.ts'
import { todayOf } from '../../invoices/invoice.ts'
import { notFound } from '../../../platform/problem.ts'

export const PayoutRow = z.object({
  id: Id,
  provider: z.string(),
  providerRef: z.string(),
  amountMinor: Minor,
  feeMinor: Minor,
  currency: z.string(),
  state: z.enum(['pending', 'paid', 'failed']),
  arrivesOn: Day,
  postedOn: Day.nullable(),
  lines: z.int(),
  /** Lines that do not fit and wait for somebody. */
  differences: z.int(),
  /** The line of the bank that it is. */
  bankLineId: Id.nullable(),
})

export const PayoutView = PayoutRow.extend({
  fetchedAt: Instant,
  items: z.array(
    z.object({
      id: Id,
      kind: z.enum(['payment', 'refund', 'dispute', 'cost', 'other']),
      description: z.string().nullable(),
      happenedOn: Day,
      grossMinor: Minor,
      feeMinor: Minor,
      netMinor: Minor,
      paymentId: Id.nullable(),
      clientName: z.string().nullable(),
      sourceRef: z.string().nullable(),
      /** What the books say, where that is another amount. */
      bookedMinor: Minor.nullable(),
      difference: z.enum(['unknown', 'amount', 'currency']).nullable(),
      resolvedAs: z.enum(['payment', 'cost', 'accepted']).nullable(),
      resolvedNote: z.string().nullable(),
      resolvedBy: z.string().nullable(),
    }),
  ),
})

interface Question {
  id?: string
  open?: boolean | undefined
  limit: number
  cursor?: string | undefined
}

/** Payouts, the latest first; `open`: not on a line of the bank yet, or with something that does not fit. */
export async function listPayouts(ctx: Context, { id, open, limit, cursor }: Question) {
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<
    z.input<typeof PayoutRow>
  >`select * from (select o.id, o.provider, o.provider_ref as "providerRef", o.amount_minor as "amountMinor",
      o.fee_minor as "feeMinor", o.currency, o.state, o.arrives_on as "arrivesOn", o.posted_on as "postedOn",
      (select count(*)::int from payout_line l where l.practice_id = o.practice_id and l.payout_id = o.id) as lines,
      (select count(*)::int from payout_line l where l.practice_id = o.practice_id and l.payout_id = o.id and l.difference is not null and l.resolved_as is null) as differences,
      (select m.line_id from bank_match m where m.practice_id = o.practice_id and m.payout_id = o.id and m.undone_at is null) as "bankLineId"
    from payout o where o.practice_id = ${ctx.practiceId}
      ${id ? sql`and o.id = ${id}` : sql``}
      ${after ? sql`and (o.arrives_on, o.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}) x
    ${open ? sql`where differences > 0 or ("bankLineId" is null and state = 'paid')` : sql``}
    order by "arrivesOn" desc, id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.arrivesOn, row.id])
}

export async function viewPayout(ctx: Context, id: string): Promise<z.input<typeof PayoutView>> {
  const { items: found } = await listPayouts(ctx, { id, limit: 1 })
  if (!found[0]) throw notFound('This payout')
  const { rows: items } = await sql<
    z.input<typeof PayoutView>['items'][number]
  >`select l.id, l.kind, l.description, l.happened_on as "happenedOn",
      l.gross_minor as "grossMinor", l.fee_minor as "feeMinor", l.net_minor as "netMinor", l.payment_id as "paymentId", l.source_ref as "sourceRef",
      trim(c.given_name || ' ' || c.family_name) as "clientName", case when l.difference = 'amount' then p.amount_minor end as "bookedMinor",
      l.difference, l.resolved_as as "resolvedAs", l.resolved_note as "resolvedNote", l.resolved_by as "resolvedBy"
    from payout_line l
    left join payment p on p.practice_id = l.practice_id and p.id = l.payment_id
    left join client c on c.practice_id = p.practice_id and c.id = p.client_id
    where l.practice_id = ${ctx.practiceId} and l.payout_id = ${id}
    order by (l.difference is not null and l.resolved_as is null) desc, l.happened_on, l.id limit 2000`.execute(
    ctx.db,
  )
  const { rows } = await sql<{
    fetchedAt: Date
  }>`select fetched_at as "fetchedAt" from payout where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  return { ...found[0], fetchedAt: rows[0]!.fetchedAt, items }
}

export const Clearing = z.object({
  currency: z.string(),
  providers: z.array(
    z.object({
      provider: z.string(),
      /** What lies with the provider by the books. */
      balanceMinor: Minor,
      /** Payments that are in no payout after so many days. */
      latePayments: z.int(),
      lateMinor: Minor,
      lastPayoutOn: Day.nullable(),
    }),
  ),
  lateAfterDays: z.int(),
})

const LATE_AFTER_DAYS = 10

/** What lies with each provider by the books, and what should have been paid out by now. */
export async function viewClearing(ctx: Context): Promise<z.input<typeof Clearing>> {
  const [{ currency }, today] = [await ctx.practice(), await todayOf(ctx)]
  const { rows: providers } = await sql<
    z.input<typeof Clearing>['providers'][number]
  >`select g.provider, g.balance as "balanceMinor",
      (select count(*)::int from payment p where ${isLate(ctx, today)} and p.provider = g.provider) as "latePayments",
      (select coalesce(sum(p.amount_minor), 0)::bigint from payment p where ${isLate(ctx, today)} and p.provider = g.provider) as "lateMinor",
      (select max(o.arrives_on) from payout o where o.practice_id = ${ctx.practiceId} and o.provider = g.provider) as "lastPayoutOn"
    from (select substr(account, 9) as provider, sum(amount)::bigint as balance from (
        select debit as account, amount_minor as amount from ledger_transfer where practice_id = ${ctx.practiceId} and currency = ${currency} and starts_with(debit, 'gateway:')
        union all select credit, -amount_minor from ledger_transfer where practice_id = ${ctx.practiceId} and currency = ${currency} and starts_with(credit, 'gateway:')) t group by 1) g
    order by 1`.execute(ctx.db)
  return { currency, providers, lateAfterDays: LATE_AFTER_DAYS }
}

function isLate(ctx: Context, today: string) {
  return sql`p.practice_id = ${ctx.practiceId} and p.tender = 'online' and p.reversed_at is null and p.received_on < ${addLocalDays(today, -LATE_AFTER_DAYS)}
    and not exists (select from payout_line l where l.practice_id = p.practice_id and l.payment_id = p.id and l.kind = 'payment')
    -- What was taken before the first payout that we know of was paid out by one that we do not.
    and p.received_on >= (select min(o.arrives_on) from payout o where o.practice_id = p.practice_id and o.provider = p.provider)`
}
