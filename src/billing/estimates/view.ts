import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import type { LineTax } from '../charges/price.ts'
import { todayOf } from '../invoices/invoice.ts'
import type { Estimate } from './estimate.ts'

export const ESTIMATE_STATES = ['open', 'accepted', 'expired', 'cancelled'] as const

const row = {
  id: Id,
  number: z.int(),
  state: z.enum(ESTIMATE_STATES),
  clientId: Id,
  clientName: z.string(),
  currency: z.string(),
  totalMinor: Minor,
  issuedOn: Day,
  validUntil: Day,
  sentAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  acceptedName: z.string().nullable(),
  /** Charged for its visits so far, tax included; null without visits. */
  chargedMinor: Minor.nullable(),
}
export const EstimateRow = z.object(row)

export const EstimateLine = z.object({
  description: z.string(),
  code: z.string().nullable(),
  quantity: z.number(),
  unitPriceMinor: Minor,
  priceIncludesTax: z.boolean(),
  netMinor: Minor,
  taxMinor: Minor,
  totalMinor: Minor,
})

const Visit = z.object({
  appointmentId: Id,
  startsAt: Instant,
  serviceName: z.string(),
  state: z.string(),
  /** What was charged for it, tax included; null: nothing yet. */
  chargedMinor: Minor.nullable(),
})

export const EstimateView = z.object({
  ...row,
  wording: z.enum(['plain', 'good_faith']),
  netMinor: Minor,
  taxMinor: Minor,
  note: z.string().nullable(),
  diagnoses: z.array(z.string()),
  createdBy: z.string(),
  lines: z.array(EstimateLine),
  visits: z.array(Visit),
})

export interface EstimateQuestion {
  id?: string
  clientId?: string | undefined
  limit: number
  cursor?: string | undefined
}

type Found = Estimate & { given_name: string; family_name: string; charged: number | null }

export async function findEstimates(ctx: Context, question: EstimateQuestion) {
  const { id, clientId, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<Found>`select e.*, c.given_name, c.family_name,
      (select sum(h.total_minor)::bigint from estimate_visit v join charge h on h.practice_id = v.practice_id and h.appointment_id = v.appointment_id
        where v.practice_id = e.practice_id and v.estimate_id = e.id and h.voided_at is null) as charged
    from estimate e join client c on c.practice_id = e.practice_id and c.id = e.client_id
    where e.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('e.client_id'))}
      ${id ? sql`and e.id = ${id}` : sql``} ${clientId ? sql`and e.client_id = ${clientId}` : sql``}
      ${after ? sql`and (e.created_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by e.created_at desc, e.id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (one) => [one.created_at.toISOString(), one.id])
}

export async function listEstimates(ctx: Context, question: EstimateQuestion) {
  const [page, today] = [await findEstimates(ctx, question), await todayOf(ctx)]
  return { items: page.items.map((one) => presentRow(one, today)), next: page.next }
}

/** An estimate with its lines, its visits and what they cost in the end. */
export async function viewEstimate(ctx: Context, id: string): Promise<z.input<typeof EstimateView>> {
  const {
    items: [found],
  } = await findEstimates(ctx, { id, limit: 1 })
  if (!found) throw notFound('This estimate')
  return {
    ...presentRow(found, await todayOf(ctx)),
    wording: found.wording,
    netMinor: found.net_minor,
    taxMinor: found.tax_minor,
    note: found.note,
    diagnoses: found.diagnoses,
    createdBy: found.created_by,
    lines: await linesOf(ctx, id),
    visits: await visitsOf(ctx, id),
  }
}

export function stateOfEstimate(
  estimate: Pick<Estimate, 'accepted_at' | 'cancelled_at' | 'valid_until'>,
  today: string,
): (typeof ESTIMATE_STATES)[number] {
  if (estimate.accepted_at) return 'accepted'
  if (estimate.cancelled_at) return 'cancelled'
  return estimate.valid_until < today ? 'expired' : 'open'
}

function presentRow(found: Found, today: string): z.input<typeof EstimateRow> {
  return {
    id: found.id,
    number: found.number,
    state: stateOfEstimate(found, today),
    clientId: found.client_id,
    clientName: clientName(found),
    currency: found.currency,
    totalMinor: found.total_minor,
    issuedOn: found.issued_on,
    validUntil: found.valid_until,
    sentAt: found.sent_at,
    acceptedAt: found.accepted_at,
    acceptedName: found.accepted_name,
    chargedMinor: found.charged,
  }
}

export type EstimateLineRow = z.input<typeof EstimateLine> & { taxes: LineTax[] }

export async function linesOf(ctx: Context, id: string): Promise<EstimateLineRow[]> {
  const { rows } =
    await sql<EstimateLineRow>`select description, code, quantity::float8 as quantity, unit_price_minor as "unitPriceMinor", price_includes_tax as "priceIncludesTax",
      net_minor as "netMinor", tax_minor as "taxMinor", total_minor as "totalMinor", taxes
    from estimate_line where practice_id = ${ctx.practiceId} and estimate_id = ${id} order by position`.execute(
      ctx.db,
    )
  return rows
}

async function visitsOf(ctx: Context, id: string): Promise<z.input<typeof Visit>[]> {
  const { rows } = await sql<
    z.input<typeof Visit>
  >`select a.id as "appointmentId", a.starts_at as "startsAt", s.name as "serviceName", a.state,
      (select sum(h.total_minor)::bigint from charge h where h.practice_id = a.practice_id and h.appointment_id = a.id and h.voided_at is null) as "chargedMinor"
    from estimate_visit v join appointment a on a.practice_id = v.practice_id and a.id = v.appointment_id
    join service s on s.practice_id = a.practice_id and s.id = a.service_id
    where v.practice_id = ${ctx.practiceId} and v.estimate_id = ${id} order by a.starts_at`.execute(ctx.db)
  return rows
}
