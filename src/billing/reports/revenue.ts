import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Minor } from '../../platform/operation/shapes.ts'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year', 'all'] as const
export type Period = (typeof PERIODS)[number]
export const REVENUE_BY = ['practitioner', 'location', 'service', 'kind', 'payer', 'client'] as const
export type RevenueBy = (typeof REVENUE_BY)[number]

export const Revenue = z.object({
  from: Day,
  to: Day,
  currency: z.string(),
  netMinor: Minor,
  items: z.array(
    z.object({
      /** The first day of the period; null for all together. */
      period: Day.nullable(),
      /** Its last day that counts here. */
      until: Day,
      of: z.string().nullable(),
      name: z.string().nullable(),
      netMinor: Minor,
    }),
  ),
})

interface Row {
  period: string | null
  until: string
  of: string | null
  name: string | null
  netMinor: number
}

const NAMED: Record<
  Exclude<RevenueBy, 'kind'>,
  { table: string; column: string; name: RawBuilder<unknown> }
> = {
  practitioner: { table: 'staff', column: 'practitioner_id', name: sql`n.name` },
  location: { table: 'location', column: 'location_id', name: sql`n.name` },
  service: { table: 'service', column: 'service_id', name: sql`n.name` },
  payer: { table: 'bill_payer', column: 'payer_id', name: sql`n.name` },
  client: { table: 'client', column: 'client_id', name: sql`n.given_name || ' ' || n.family_name` },
}

/**
 * What was earned between two days by the book: invoiced without tax, less what was taken back, on the day it was
 * posted. By kind the accounts of revenue tell; packages and gift cards count when they are used or expire.
 */
export async function sumRevenue(
  ctx: Context,
  { from, to, period, by }: { from: string; to: string; period: Period; by: RevenueBy },
): Promise<z.input<typeof Revenue>> {
  const { currency } = await ctx.practice()
  const lasts =
    period === 'all'
      ? null
      : { day: '1 day', week: '7 days', month: '1 month', quarter: '3 months', year: '1 year' }[period]
  const named = by === 'kind' ? null : NAMED[by]
  const begins = period === 'all' ? sql`null::date` : sql`date_trunc(${period}, s.posted_on::timestamp)::date`
  const value = named
    ? sql.ref(`t.${named.column}`)
    : sql`substr(case when starts_with(t.credit, 'revenue:') then t.credit else t.debit end, 9)`
  // First by day and value, which the index by day serves; names and periods come to the few rows that are left.
  const { rows: items } =
    await sql<Row>`select period, ${lasts ? sql`least((period + ${lasts}::interval)::date - 1, ${to}::date)` : sql`${to}::date`} as until, s.of::text as "of", ${named ? named.name : sql`null::text`} as name, net as "netMinor"
    from (select ${begins} as period, "of", sum(amount)::bigint as net
      from (select t.posted_on, ${value} as "of", sum(case when starts_with(t.credit, 'revenue:') then t.amount_minor else -t.amount_minor end) as amount
        from ledger_transfer t where t.practice_id = ${ctx.practiceId} and t.posted_on between ${from} and ${to} and t.currency = ${currency}
          and (starts_with(t.credit, 'revenue:') or starts_with(t.debit, 'revenue:')) group by 1, 2) s group by 1, 2) s
    ${named ? sql`left join ${sql.table(named.table)} n on n.practice_id = ${ctx.practiceId} and n.id = s.of` : sql``}
    where net <> 0 order by period, net desc, name`.execute(ctx.db)
  return { from, to, currency, netMinor: items.reduce((sum, row) => sum + row.netMinor, 0), items }
}

export const TaxReport = z.object({
  from: Day,
  to: Day,
  currency: z.string(),
  taxMinor: Minor,
  items: z.array(z.object({ account: z.string(), netMinor: Minor, taxMinor: Minor })),
})

/** The taxes of a period by tax and rate, each with the net amount that it was charged on; what was taken back counts off. */
export async function sumTaxes(
  ctx: Context,
  { from, to }: { from: string; to: string },
): Promise<z.input<typeof TaxReport>> {
  const { currency } = await ctx.practice()
  const { rows: items } = await sql<{ account: string; netMinor: number; taxMinor: number }>`
    with moved as (select t.entry_id, t.line_id, case when t.debit = 'receivable' then t.credit else t.debit end as account,
        sum(case when t.debit = 'receivable' then t.amount_minor else -t.amount_minor end) as amount
      from ledger_transfer t where t.practice_id = ${ctx.practiceId} and t.posted_on between ${from} and ${to} and t.currency = ${currency}
        and t.line_id is not null and (t.debit = 'receivable' or t.credit = 'receivable') group by 1, 2, 3),
      taxed as (select * from moved where split_part(account, ':', 1) = 'tax'),
      net as (select entry_id, line_id, sum(amount) as amount from moved where split_part(account, ':', 1) in ('revenue', 'prepaid_packages', 'gift_cards') group by 1, 2)
    select x.account, coalesce(sum(n.amount), 0)::bigint as "netMinor", sum(x.amount)::bigint as "taxMinor"
    from taxed x left join net n on n.entry_id = x.entry_id and n.line_id = x.line_id group by 1 order by 1`.execute(
    ctx.db,
  )
  return { from, to, currency, taxMinor: items.reduce((sum, row) => sum + row.taxMinor, 0), items }
}
