import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { ChargeKind } from '../ledger/chart.ts'
import { priceLine } from './price.ts'

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
}

export interface ChargeWish {
  clientId: string
  kind: ChargeKind
  description: string
  servedOn: string
  quantity: number
  unitPriceMinor: number
  taxBasisPoints: number
  priceIncludesTax: boolean
  currency: string
  code?: string | null
  appointmentId?: string | null
  serviceId?: string | null
  practitionerId?: string | null
  locationId?: string | null
  /** What makes it; the same source makes one charge. */
  sourceKey?: string | null
  /** The draft invoice it is put on. */
  invoiceId?: string | null
}

/** Prices and writes a charge; null when its source has made one before. Records charge.created. */
export async function createCharge(ctx: Context, wish: ChargeWish): Promise<Charge | null> {
  const { netMinor, taxMinor, totalMinor } = priceLine(wish)
  const { rows } =
    await sql<Charge>`insert into charge (practice_id, id, client_id, kind, description, code, served_on, appointment_id, service_id,
      practitioner_id, location_id, quantity, unit_price_minor, tax_basis_points, price_includes_tax, currency, net_minor, tax_minor, total_minor,
      invoice_id, source_key, created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.clientId}, ${wish.kind}, ${wish.description}, ${wish.code ?? null}, ${wish.servedOn},
      ${wish.appointmentId ?? null}, ${wish.serviceId ?? null}, ${wish.practitionerId ?? null}, ${wish.locationId ?? null}, ${wish.quantity.toFixed(3)},
      ${wish.unitPriceMinor}, ${wish.taxBasisPoints}, ${wish.priceIncludesTax}, ${wish.currency}, ${netMinor}, ${taxMinor}, ${totalMinor},
      ${wish.invoiceId ?? null}, ${wish.sourceKey ?? null}, ${ctx.now}, ${ctx.actor.name})
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
export async function voidCharge(ctx: Context, { id, reason }: { id: string; reason: string }) {
  const charge = await lockCharge(ctx, id)
  if (charge.voided_at) return charge
  await refuseIfInvoiced(ctx, charge)
  const { rows } =
    await sql<Charge>`update charge set voided_at = ${ctx.now}, void_reason = ${reason}, invoice_id = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} returning *`.execute(ctx.db)
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
