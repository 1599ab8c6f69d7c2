import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { ChargeKind } from '../ledger/chart.ts'
import type { Discount } from '../prices/discount.ts'
import type { PriceFrom } from '../prices/rule.ts'
import { findTaxes } from '../taxes/rules.ts'
import type { LineTax, TaxRate } from './price.ts'
import { releasePrepaid } from '../packages/release.ts'
import { basisPointsOf, priceLine, rateByHand } from './price.ts'

/** A row of `charge` as the code of this slice reads it. */
export interface Charge {
  id: string
  client_id: string
  payer_id: string | null
  kind: ChargeKind
  description: string
  code: string | null
  served_on: string
  appointment_id: string | null
  service_id: string | null
  practitioner_id: string | null
  location_id: string | null
  quantity: string
  unit_price_minor: number
  tax_basis_points: number
  price_includes_tax: boolean
  currency: string
  net_minor: number
  tax_minor: number
  total_minor: number
  invoice_id: string | null
  created_at: Date
  created_by: string
  voided_at: Date | null
  void_reason: string | null
  row_version: number
  taxes: LineTax[] | null
  tax_note: string | null
  discount_minor: number | null
  discount_basis_points: number | null
  discount_reason: string | null
  price_from: PriceFrom | null
  share_of: string | null
  share_whole_minor: number | null
  product_id: string | null
}

export interface ChargeWish {
  clientId: string
  kind: ChargeKind
  description: string
  servedOn: string
  quantity: number
  unitPriceMinor: number
  /** A rate by hand; without one the practice's taxes count. */
  taxBasisPoints?: number | undefined
  /** The rate where the practice has no rules about taxes. */
  taxOtherwise?: number
  priceIncludesTax: boolean
  currency: string
  discount?: Discount | null
  priceFrom?: PriceFrom | null
  payerId?: string | null
  code?: string | null
  appointmentId?: string | null
  productId?: string | null
  serviceId?: string | null
  practitionerId?: string | null
  locationId?: string | null
  /** What makes it; the same source makes one charge. */
  sourceKey?: string | null
  /** The draft invoice it is put on. */
  invoiceId?: string | null
}

/** Prices, taxes and writes a charge; null when its source has made one before. Records charge.created. */
export async function createCharge(ctx: Context, wish: ChargeWish): Promise<Charge | null> {
  const { rates, note } = await taxesOf(ctx, wish)
  const { netMinor, taxMinor, totalMinor, taxes } = priceLine({
    ...wish,
    rates,
    discountMinor: wish.discount?.minor ?? null,
  })
  const row = {
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    client_id: wish.clientId,
    payer_id: wish.payerId ?? null,
    kind: wish.kind,
    description: wish.description,
    code: wish.code ?? null,
    served_on: wish.servedOn,
    appointment_id: wish.appointmentId ?? null,
    service_id: wish.serviceId ?? null,
    product_id: wish.productId ?? null,
    practitioner_id: wish.practitionerId ?? null,
    location_id: wish.locationId ?? null,
    quantity: wish.quantity.toFixed(3),
    unit_price_minor: wish.unitPriceMinor,
    tax_basis_points: basisPointsOf(rates),
    price_includes_tax: wish.priceIncludesTax,
    currency: wish.currency,
    net_minor: netMinor,
    tax_minor: taxMinor,
    total_minor: totalMinor,
    taxes,
    tax_note: note,
    discount_minor: wish.discount?.minor ?? null,
    discount_basis_points: wish.discount?.basisPoints ?? null,
    discount_reason: wish.discount?.reason ?? null,
    discounted_by: wish.discount ? ctx.actor.name : null,
    price_from: wish.priceFrom ?? null,
    invoice_id: wish.invoiceId ?? null,
    source_key: wish.sourceKey ?? null,
    created_at: ctx.now,
    created_by: ctx.actor.name,
    row_version: 1,
  }
  const { rows } =
    await sql<Charge>`insert into charge select * from jsonb_populate_record(null::charge, ${JSON.stringify(row)}::jsonb)
    on conflict (practice_id, source_key) do nothing returning *`.execute(ctx.db)
  const charge = rows[0]
  if (!charge) return null
  ctx.record('charge.created', {
    subject: ['charge', charge.id],
    clientId: charge.client_id,
    data: factsOf(charge),
  })
  return charge
}

async function taxesOf(ctx: Context, wish: ChargeWish): Promise<{ rates: TaxRate[]; note: string | null }> {
  if (wish.taxBasisPoints !== undefined) return { rates: rateByHand(wish.taxBasisPoints), note: null }
  const { rates, note } = await findTaxes(ctx, {
    kind: wish.kind,
    clientId: wish.clientId,
    serviceId: wish.serviceId ?? null,
    locationId: wish.locationId ?? null,
    servedOn: wish.servedOn,
  })
  return { rates: rates ?? rateByHand(wish.taxOtherwise ?? 0), note }
}

/** The taxes in a charge or a line; those of older books stand there as one rate only. */
export function taxesIn(row: Pick<Charge, 'taxes' | 'tax_basis_points' | 'tax_minor'>): LineTax[] {
  return row.taxes ?? rateByHand(row.tax_basis_points).map((rate) => ({ ...rate, taxMinor: row.tax_minor }))
}

/** A charge, locked until the transaction ends, so that it is not put on two invoices. */
export async function lockCharge(ctx: Context, id: string): Promise<Charge> {
  const { rows } =
    await sql<Charge>`select * from charge where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This charge')
  return rows[0]
}

/** Takes a charge back that stands on no issued invoice. 409 `already_invoiced` otherwise. */
export async function voidCharge(
  ctx: Context,
  { id, reason, code = null }: { id: string; reason: string; code?: string | null },
) {
  const charge = await lockCharge(ctx, id)
  if (charge.voided_at) return charge
  await refuseIfInvoiced(ctx, charge)
  const { rows } =
    await sql<Charge>`update charge set voided_at = ${ctx.now}, void_reason = ${reason}, void_code = ${code}, invoice_id = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} returning *`.execute(ctx.db)
  await releasePrepaid(ctx, [id])
  ctx.record('charge.voided', { subject: ['charge', id], clientId: charge.client_id, data: factsOf(charge) })
  return rows[0]!
}

/** 409 when the charge is on an issued invoice: that one has to be voided first. */
export async function refuseIfInvoiced(ctx: Context, charge: Charge) {
  if (!charge.invoice_id) return
  const { rows } =
    await sql`select 1 from invoice where practice_id = ${ctx.practiceId} and id = ${charge.invoice_id} and number is not null`.execute(
      ctx.db,
    )
  if (rows.length > 0)
    throw problem(409, 'already_invoiced', 'This charge is on an issued invoice. Void the invoice first.', {
      invoiceId: charge.invoice_id,
    })
}

export function factsOf(charge: Charge) {
  return {
    appointmentId: charge.appointment_id,
    totalMinor: charge.total_minor,
    currency: charge.currency,
    kind: charge.kind,
  }
}
