import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import {
  Id,
  Instant,
  Minor,
  line,
  paging,
  pageOf,
  toPage,
  valuesOfCursor,
} from '../../platform/operation/shapes.ts'
import { findPolicy, savePolicy } from '../settings/policy.ts'
import type { Fee } from './fee.ts'
import { chargeFee, waiveFee } from './fee.ts'
import { FEES, FeeRules } from './rules.ts'

const Versioned = { rowVersion: z.int().min(0) }

export const getFeeRules = operation({
  path: 'GET /billing/fee-rules',
  summary: 'What late cancellations and missed visits cost',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: FeeRules.extend(Versioned),
  run: (ctx) => findPolicy(ctx, FEES),
})

export const putFeeRules = operation({
  path: 'PUT /billing/fee-rules',
  summary: 'Change what late cancellations and missed visits cost',
  allow: 'billing.set_up',
  takes: z.strictObject({ ...FeeRules.shape, ...Versioned }),
  returns: FeeRules.extend(Versioned),
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => savePolicy(ctx, FEES, wish),
})

const FeeView = z.object({
  id: Id,
  appointmentId: Id,
  clientId: Id,
  clientName: z.string(),
  serviceName: z.string(),
  startsAt: Instant,
  zone: z.string(),
  kind: z.enum(['late_cancel', 'no_show']),
  amountMinor: Minor,
  currency: z.string(),
  minutesBefore: z.int().nullable(),
  state: z.enum(['proposed', 'charged', 'waived', 'withdrawn']),
  invoiceId: Id.nullable(),
  invoiceNumber: z.int().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  /** 'first_free': by rule, the client's first. */
  reason: z.string().nullable(),
  createdAt: Instant,
  can: z.object({ charge: z.boolean(), waive: z.boolean() }),
})

export const getFees = operation({
  path: 'GET /fees',
  summary: 'Fees for late cancellations and missed visits, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({
    ...paging,
    state: z.enum(['proposed', 'charged', 'waived']).optional(),
    clientId: Id.optional(),
    appointmentId: Id.optional(),
  }),
  returns: pageOf(FeeView),
  run: async (ctx, { limit, cursor, ...wish }) => {
    const after = cursor ? valuesOfCursor(cursor, 2) : null
    const { rows } = await sql<FeeRow>`${select(ctx)}
      ${wish.state ? sql`and f.state = ${wish.state}` : sql``} ${wish.clientId ? sql`and f.client_id = ${wish.clientId}` : sql``}
      ${wish.appointmentId ? sql`and f.appointment_id = ${wish.appointmentId}` : sql``}
      ${after ? sql`and (f.created_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by f.created_at desc, f.id desc limit ${limit + 1}`.execute(ctx.db)
    const page = toPage(rows, limit, (row) => [row.created_at.toISOString(), row.id])
    return { items: page.items.map((row) => viewFee(ctx, row)), next: page.next }
  },
})

export const chargeOneFee = operation({
  path: 'POST /fees/{id}/charge',
  summary: 'Charge a proposed fee, all of it or less, and tell the client',
  allow: 'charges.manage',
  takes: z.strictObject({ id: Id, amountMinor: Minor.min(1).optional() }),
  returns: FeeView,
  fails: ['not_proposed'],
  run: async (ctx, { id, amountMinor }) => {
    await chargeFee(ctx, id, amountMinor)
    return findFeeView(ctx, id)
  },
})

export const waiveOneFee = operation({
  path: 'POST /fees/{id}/waiver',
  summary: 'Let a fee go, with the reason; one that was charged leaves by a credit note',
  allow: 'fees.waive',
  takes: z.strictObject({ id: Id, reason: line(300) }),
  returns: FeeView,
  fails: ['not_open', 'already_paid', 'is_void', 'is_draft'],
  run: async (ctx, { id, reason }) => {
    await waiveFee(ctx, id, reason)
    return findFeeView(ctx, id)
  },
})

type FeeRow = Fee & {
  client_name: string
  service_name: string
  starts_at: Date
  zone: string
  invoice_number: number | null
}

const select = (
  ctx: Context,
) => sql`select f.*, concat_ws(' ', c.given_name, c.family_name) as client_name, s.name as service_name,
    a.starts_at, a.zone, i.number as invoice_number
  from visit_fee f
  join client c on c.practice_id = f.practice_id and c.id = f.client_id
  join appointment a on a.practice_id = f.practice_id and a.id = f.appointment_id
  join service s on s.practice_id = a.practice_id and s.id = a.service_id
  left join invoice i on i.practice_id = f.practice_id and i.id = f.invoice_id
  where f.practice_id = ${ctx.practiceId} and f.state <> 'withdrawn'`

async function findFeeView(ctx: Context, id: string) {
  const { rows } = await sql<FeeRow>`${select(ctx)} and f.id = ${id}`.execute(ctx.db)
  return viewFee(ctx, rows[0]!)
}

function viewFee(ctx: Context, fee: FeeRow): z.input<typeof FeeView> {
  return {
    id: fee.id,
    appointmentId: fee.appointment_id,
    clientId: fee.client_id,
    clientName: fee.client_name,
    serviceName: fee.service_name,
    startsAt: fee.starts_at,
    zone: fee.zone,
    kind: fee.kind,
    amountMinor: fee.amount_minor,
    currency: fee.currency,
    minutesBefore: fee.minutes_before,
    state: fee.state,
    invoiceId: fee.invoice_id,
    invoiceNumber: fee.invoice_number,
    decidedAt: fee.decided_at,
    decidedBy: fee.decided_by,
    reason: fee.reason,
    createdAt: fee.created_at,
    can: {
      charge: fee.state === 'proposed' && ctx.can('charges.manage'),
      waive: (fee.state === 'proposed' || fee.state === 'charged') && ctx.can('fees.waive'),
    },
  }
}
