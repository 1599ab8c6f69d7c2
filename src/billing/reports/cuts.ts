import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Minor } from '../../platform/operation/shapes.ts'

/** By what the books can be cut: each line of an invoice has exactly one value (or none) of each. */
export const CUT_BY = ['practitioner', 'location', 'service', 'kind', 'payer', 'client'] as const
export type CutBy = (typeof CUT_BY)[number]

const Sums = { invoicedMinor: Minor, paidMinor: Minor, writtenOffMinor: Minor, openMinor: Minor }

export const BooksCut = z.object({
  asOf: Day,
  by: z.enum(CUT_BY),
  currency: z.string(),
  ...Sums,
  items: z.array(z.object({ of: z.string().nullable(), name: z.string().nullable(), ...Sums })),
})

interface Row {
  of: string | null
  name: string | null
  invoicedMinor: number
  paidMinor: number
  writtenOffMinor: number
  openMinor: number
}

/**
 * How the books stood at the end of any day, by whom, where and what: invoiced = paid + open + written off in each
 * row, and the rows add up to the whole. Void invoices count for nothing from the day of their credit note.
 */
export async function cutBooks(
  ctx: Context,
  { asOf, by }: { asOf: string; by: CutBy },
): Promise<z.input<typeof BooksCut>> {
  const { currency } = await ctx.practice()
  const { value, from, name } = CUTS[by]
  const sign = sql`case when t.debit = 'receivable' then t.amount_minor else -t.amount_minor end`
  const other = sql`split_part(case when t.debit = 'receivable' then t.credit else t.debit end, ':', 1)`
  const sum = (which: RawBuilder<unknown>) => sql`coalesce(sum(s.amount) filter (where ${which}), 0)::bigint`
  const { rows: items } =
    await sql<Row>`select s.of::text as "of", ${name} as name, ${sum(sql`s.other not in ('client_credit', 'write_off')`)} as "invoicedMinor",
      -${sum(sql`s.other = 'client_credit'`)} as "paidMinor", -${sum(sql`s.other = 'write_off'`)} as "writtenOffMinor", coalesce(sum(s.amount), 0)::bigint as "openMinor"
    from (select ${value} as "of", ${other} as other, sum(${sign}) as amount
      from ledger_transfer t ${by === 'kind' ? sql`join invoice_line l on l.practice_id = t.practice_id and l.id = t.line_id` : sql``}
      where t.practice_id = ${ctx.practiceId} and t.posted_on <= ${asOf} and t.currency = ${currency} and (t.debit = 'receivable' or t.credit = 'receivable')
      group by 1, 2) s ${from}
    group by 1, 2 having bool_or(s.amount <> 0) order by 3 desc, 2 nulls last`.execute(ctx.db)
  return { asOf, by, currency, ...totalOf(items), items }
}

interface CutRule {
  value: RawBuilder<unknown>
  from: RawBuilder<unknown>
  name: RawBuilder<unknown>
}

const named = (table: string, column: string, name: RawBuilder<unknown>): CutRule => ({
  value: sql.ref(`t.${column}`),
  from: sql`left join ${sql.table(table)} n on n.practice_id = current_practice() and n.id = s.of`,
  name,
})
const CUTS: Record<CutBy, CutRule> = {
  practitioner: named('staff', 'practitioner_id', sql`n.name`),
  location: named('location', 'location_id', sql`n.name`),
  service: named('service', 'service_id', sql`n.name`),
  client: named('client', 'client_id', sql`n.given_name || ' ' || n.family_name`),
  payer: named('bill_payer', 'payer_id', sql`n.name`),
  kind: { value: sql`l.kind`, from: sql``, name: sql`null` },
}

function totalOf(items: readonly Row[]) {
  const sum = (of: (row: Row) => number) => items.reduce((all, row) => all + of(row), 0)
  return {
    invoicedMinor: sum((row) => row.invoicedMinor),
    paidMinor: sum((row) => row.paidMinor),
    writtenOffMinor: sum((row) => row.writtenOffMinor),
    openMinor: sum((row) => row.openMinor),
  }
}
