import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { taxesIn } from '../charges/charge.ts'
import type { LineToPrice } from '../charges/price.ts'
import { MOST_MINOR, priceLine, priceTogether } from '../charges/price.ts'
import { findBillingSettings } from '../settings/settings.ts'

/** The charges of a draft in the order of their printing, locked. */
export async function lockChargesOf(ctx: Context, invoiceId: string): Promise<Charge[]> {
  const { rows } =
    await sql<Charge>`select * from charge where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} order by id for update`.execute(
      ctx.db,
    )
  return rows.sort((a, b) =>
    a.served_on === b.served_on ? (a.id < b.id ? -1 : 1) : a.served_on < b.served_on ? -1 : 1,
  )
}

/**
 * Brings the taxes of a draft's charges up to date with how the practice rounds, and its sums with its charges. The
 * rates stay those of the charges. Shares of a split charge are parts of a whole that is rounded already.
 */
export async function sumDraft(ctx: Context, draftId: string) {
  const charges = await lockChargesOf(ctx, draftId)
  if (charges.reduce((sum, each) => sum + each.total_minor, 0) > MOST_MINOR)
    throw invalid('lines', 'These lines are too much for one invoice.')
  await roundTaxes(ctx, charges)
  await sql`update invoice i set net_minor = s.net, tax_minor = s.tax, total_minor = s.net + s.tax, row_version = row_version + 1
    from (select coalesce(sum(net_minor), 0)::bigint as net, coalesce(sum(tax_minor), 0)::bigint as tax
      from charge where practice_id = ${ctx.practiceId} and invoice_id = ${draftId}) s
    where i.practice_id = ${ctx.practiceId} and i.id = ${draftId}`.execute(ctx.db)
  ctx.record('invoice.draft_changed', { subject: ['invoice', draftId] })
}

/** A charge as it is priced: what it costs, less its discount, with the rates that it has. */
export function lineOf(charge: Charge): LineToPrice {
  return {
    quantity: Number(charge.quantity),
    unitPriceMinor: charge.unit_price_minor,
    discountMinor: charge.discount_minor,
    rates: taxesIn(charge).map(({ code, name, ratePpm }) => ({ code, name, ratePpm })),
    priceIncludesTax: charge.price_includes_tax,
  }
}

async function roundTaxes(ctx: Context, charges: readonly Charge[]) {
  const whole = charges.filter((each) => each.share_of === null)
  const { taxRounding } = await findBillingSettings(ctx)
  const lines = whole.map(lineOf)
  const priced = taxRounding === 'invoice' ? priceTogether(lines) : lines.map(priceLine)
  const changed = whole.flatMap((charge, index) => {
    const { netMinor, taxMinor, totalMinor, taxes } = priced[index]!
    return charge.net_minor === netMinor && charge.tax_minor === taxMinor
      ? []
      : [{ id: charge.id, net_minor: netMinor, tax_minor: taxMinor, total_minor: totalMinor, taxes }]
  })
  if (changed.length === 0) return
  await sql`update charge c set net_minor = n.net_minor, tax_minor = n.tax_minor, total_minor = n.total_minor, taxes = n.taxes, row_version = c.row_version + 1
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) n (id uuid, net_minor bigint, tax_minor bigint, total_minor bigint, taxes jsonb)
    where c.practice_id = ${ctx.practiceId} and c.id = n.id`.execute(ctx.db)
}
