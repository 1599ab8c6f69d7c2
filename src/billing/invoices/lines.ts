import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import type { LineTax } from '../charges/price.ts'
import { rateByHand } from '../charges/price.ts'
import { rulePrice } from '../prices/rule.ts'
import type { Invoice } from './invoice.ts'

export const LineTaxView = z.object({
  code: z.string().nullable(),
  name: z.string().nullable(),
  /** Parts per million: 190000 is 19 %. */
  ratePpm: z.int(),
  taxMinor: Minor,
})

export const LineView = z.object({
  id: Id.nullable(),
  chargeId: Id,
  appointmentId: Id.nullable(),
  kind: z.string(),
  description: z.string(),
  code: z.string().nullable(),
  servedOn: Day,
  serviceId: Id.nullable(),
  practitionerId: Id.nullable(),
  practitionerName: z.string().nullable(),
  quantity: z.number(),
  unitPriceMinor: Minor,
  taxBasisPoints: z.int(),
  priceIncludesTax: z.boolean(),
  netMinor: Minor,
  taxMinor: Minor,
  totalMinor: Minor,
  taxes: z.array(LineTaxView),
  /** Why no tax is on it. */
  taxNote: z.string().nullable(),
  discountMinor: Minor,
  discountReason: z.string().nullable(),
  /** What credit notes took back of it in parts, tax included. */
  creditedMinor: Minor,
  /** Of a share of a split charge: what the whole cost. */
  wholeMinor: Minor.nullable(),
  /** The price list that the price came from. */
  priceList: z.string().nullable(),
  /** On a draft: what the price lists say now, when that has changed since the price was chosen. */
  priceNowMinor: Minor.nullable(),
})

export type LineView = z.input<typeof LineView>

type LineRow = Omit<LineView, 'quantity' | 'taxes'> & { quantity: string; taxes: LineTax[] | null }

/** The printed lines; of a draft, the charges that will become its lines. */
export async function listLines(ctx: Context, invoice: Pick<Invoice, 'id' | 'number'>): Promise<LineView[]> {
  const source = invoice.number === null ? draftLines(ctx, invoice.id) : printedLines(ctx, invoice.id)
  const { rows } =
    await sql<LineRow>`select l.id, l.charge_id as "chargeId", l.appointment_id as "appointmentId", l.kind, l.description, l.code, l.served_on as "servedOn",
      l.service_id as "serviceId", l.practitioner_id as "practitionerId", s.name as "practitionerName", l.quantity, l.unit_price_minor as "unitPriceMinor",
      l.tax_basis_points as "taxBasisPoints", l.price_includes_tax as "priceIncludesTax", l.net_minor as "netMinor", l.tax_minor as "taxMinor",
      l.total_minor as "totalMinor", l.taxes, l.tax_note as "taxNote", coalesce(l.discount_minor, 0) as "discountMinor", l.discount_reason as "discountReason",
      l.credited as "creditedMinor", l.share_whole_minor as "wholeMinor", l.price_from ->> 'name' as "priceList", l.price_now as "priceNowMinor"
    from (${source}) l left join staff s on s.practice_id = ${ctx.practiceId} and s.id = l.practitioner_id
    order by l.position`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    quantity: Number(row.quantity),
    taxes: row.taxes ?? rateByHand(row.taxBasisPoints).map((rate) => ({ ...rate, taxMinor: row.taxMinor })),
  }))
}

const printedLines = (ctx: Context, invoiceId: string) =>
  sql`select n.*, c.appointment_id, c.price_from, null::bigint as price_now,
      (select coalesce(sum(b.total_minor), 0)::bigint from credit_note_line b join credit_note v on v.practice_id = b.practice_id and v.id = b.credit_note_id
        where b.practice_id = n.practice_id and b.line_id = n.id and v.kind = 'part') as credited
    from invoice_line n join charge c on c.practice_id = n.practice_id and c.id = n.charge_id
    where n.practice_id = ${ctx.practiceId} and n.invoice_id = ${invoiceId}`

/** With what the price lists say now, where that is not what they said when the price was chosen. */
function draftLines(ctx: Context, invoiceId: string) {
  const now = rulePrice(ctx, {
    client: sql.ref('c.client_id'),
    service: sql.ref('c.service_id'),
    practitioner: sql.ref('c.practitioner_id'),
    location: sql.ref('c.location_id'),
    day: sql.ref('c.served_on'),
  })
  return sql`select null::uuid as id, c.id as charge_id, c.appointment_id, c.kind, c.description, c.code, c.served_on, c.service_id, c.practitioner_id, c.quantity,
      c.unit_price_minor, c.tax_basis_points, c.price_includes_tax, c.net_minor, c.tax_minor, c.total_minor, c.taxes, c.tax_note, c.discount_minor,
      c.discount_reason, c.share_whole_minor, c.price_from, 0::bigint as credited,
      case when c.share_of is null and r.price_minor <> (c.price_from ->> 'ruleMinor')::bigint and r.price_minor <> c.unit_price_minor then r.price_minor end as price_now,
      (row_number() over (order by c.served_on, c.id))::int as position
    from charge c left join lateral ${now} r on c.service_id is not null
    where c.practice_id = ${ctx.practiceId} and c.invoice_id = ${invoiceId}`
}

/** The tax of each rate over lines, the highest rate first. */
export function sumTaxes(lines: readonly Pick<LineView, 'taxes'>[]): LineTax[] {
  const byTax = new Map<string, LineTax>()
  for (const tax of lines.flatMap((line) => line.taxes)) {
    const key = `${tax.code} ${tax.ratePpm}`
    byTax.set(key, { ...tax, taxMinor: tax.taxMinor + (byTax.get(key)?.taxMinor ?? 0) })
  }
  return [...byTax.values()].sort((a, b) => b.ratePpm - a.ratePpm)
}
