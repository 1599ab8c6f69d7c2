import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { clientName, seesClient } from '../../clients/index.ts'
import { CHARGE_KINDS } from '../ledger/chart.ts'
import type { Charge } from './charge.ts'

export const ChargeView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  kind: z.enum(CHARGE_KINDS),
  description: z.string(),
  code: z.string().nullable(),
  servedOn: Day,
  appointmentId: Id.nullable(),
  serviceId: Id.nullable(),
  practitionerId: Id.nullable(),
  practitionerName: z.string().nullable(),
  locationId: Id.nullable(),
  quantity: z.number(),
  unitPriceMinor: Minor,
  taxBasisPoints: z.int(),
  priceIncludesTax: z.boolean(),
  currency: z.string(),
  netMinor: Minor,
  taxMinor: Minor,
  totalMinor: Minor,
  discountMinor: Minor,
  discountReason: z.string().nullable(),
  /** The price list that the price came from. */
  priceList: z.string().nullable(),
  /** The invoice or draft that it stands on. */
  invoiceId: Id.nullable(),
  createdBy: z.string(),
  voidedAt: Instant.nullable(),
  voidReason: z.string().nullable(),
})

interface ChargeQuestion {
  id?: string
  clientId?: string | undefined
  appointmentId?: string | undefined
  state?: 'unbilled' | 'billed' | 'void' | undefined
  limit: number
  cursor?: string | undefined
}

type Row = Charge & { given_name: string; family_name: string; practitioner_name: string | null }

/** Charges, the latest service first. */
export async function listCharges(ctx: Context, question: ChargeQuestion) {
  const { id, clientId, appointmentId, state, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<Row>`select h.*, c.given_name, c.family_name, s.name as practitioner_name
    from charge h join client c on c.practice_id = h.practice_id and c.id = h.client_id
    left join staff s on s.practice_id = h.practice_id and s.id = h.practitioner_id
    where h.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('h.client_id'))}
      ${id ? sql`and h.id = ${id}` : sql``}
      ${clientId ? sql`and h.client_id = ${clientId}` : sql``}
      ${appointmentId ? sql`and h.appointment_id = ${appointmentId}` : sql``}
      ${state === 'unbilled' ? sql`and h.invoice_id is null and h.voided_at is null` : sql``}
      ${state === 'billed' ? sql`and h.invoice_id is not null` : sql``}
      ${state === 'void' ? sql`and h.voided_at is not null` : sql``}
      ${after ? sql`and (h.served_on, h.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by h.served_on desc, h.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.served_on, row.id])
  return { items: page.items.map(present), next: page.next }
}

/** One charge, as listCharges shows it. */
export async function viewCharge(ctx: Context, id: string) {
  const { items } = await listCharges(ctx, { id, limit: 1 })
  return items[0]!
}

function present(row: Row): z.input<typeof ChargeView> {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: clientName(row),
    kind: row.kind,
    description: row.description,
    code: row.code,
    servedOn: row.served_on,
    appointmentId: row.appointment_id,
    serviceId: row.service_id,
    practitionerId: row.practitioner_id,
    practitionerName: row.practitioner_name,
    locationId: row.location_id,
    quantity: Number(row.quantity),
    unitPriceMinor: row.unit_price_minor,
    taxBasisPoints: row.tax_basis_points,
    priceIncludesTax: row.price_includes_tax,
    currency: row.currency,
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
    totalMinor: row.total_minor,
    discountMinor: row.discount_minor ?? 0,
    discountReason: row.discount_reason,
    priceList: row.price_from?.name ?? null,
    invoiceId: row.invoice_id,
    createdBy: row.created_by,
    voidedAt: row.voided_at,
    voidReason: row.void_reason,
  }
}
