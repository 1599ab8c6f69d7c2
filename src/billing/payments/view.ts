import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Tender } from '../ledger/chart.ts'
import { TENDERS } from '../ledger/chart.ts'
import type { Dispute } from './dispute.ts'
import { listDisputesOf } from './dispute.ts'
import type { Payment } from './payment.ts'

export const RefundView = z.object({
  id: Id,
  amountMinor: Minor,
  tender: z.enum(TENDERS),
  state: z.enum(['done', 'sending', 'failed']),
  reason: z.string(),
  refundedOn: Day,
  createdBy: z.string(),
})

export const DisputeView = z.object({
  id: Id,
  state: z.enum(['open', 'won', 'lost']),
  amountMinor: Minor,
  /** The bank's word for it: fraudulent, product_not_received … */
  reason: z.string(),
  /** Until when the provider takes an answer. */
  evidenceDueAt: Instant.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
})

export const PaymentRow = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  tender: z.enum(TENDERS),
  provider: z.string().nullable(),
  amountMinor: Minor,
  unappliedMinor: Minor,
  refundedMinor: Minor,
  currency: z.string(),
  receivedOn: Day,
  reference: z.string().nullable(),
  locationId: Id.nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  reversedAt: Instant.nullable(),
  reversedBy: z.string().nullable(),
  reverseReason: z.string().nullable(),
})

export const PaymentView = PaymentRow.extend({
  /** Where it stands at the moment. */
  appliedTo: z.array(z.object({ invoiceId: Id, number: z.int(), appliedMinor: Minor })),
  refunds: z.array(RefundView),
  disputes: z.array(DisputeView),
  rowVersion: z.int(),
  can: z.object({ refund: z.boolean(), reverse: z.boolean() }),
})

export interface PaymentQuestion {
  id?: string
  clientId?: string | undefined
  tender?: Tender | undefined
  unapplied?: boolean | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}

type Row = Payment & { given_name: string; family_name: string }

/** Payments, the latest day first. */
export async function listPayments(ctx: Context, question: PaymentQuestion) {
  const rows = await readPayments(ctx, question)
  const page = toPage(rows, question.limit, (row) => [row.received_on, row.id])
  return { items: page.items.map(present), next: page.next }
}

async function readPayments(ctx: Context, question: PaymentQuestion): Promise<Row[]> {
  const { id, clientId, tender, unapplied, from, to, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<Row>`select p.*, c.given_name, c.family_name
    from payment p join client c on c.practice_id = p.practice_id and c.id = p.client_id
    where p.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('p.client_id'))}
      ${id ? sql`and p.id = ${id}` : sql``}
      ${clientId ? sql`and p.client_id = ${clientId}` : sql``}
      ${tender ? sql`and p.tender = ${tender}` : sql``}
      ${unapplied ? sql`and p.unapplied_minor > 0` : sql``}
      ${from ? sql`and p.received_on >= ${from}` : sql``}
      ${to ? sql`and p.received_on <= ${to}` : sql``}
      ${after ? sql`and (p.received_on, p.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by p.received_on desc, p.id desc limit ${limit + 1}`.execute(ctx.db)
  return rows
}

/** One payment with where it stands and what was given back. */
export async function viewPayment(ctx: Context, id: string): Promise<z.input<typeof PaymentView>> {
  const [row] = await readPayments(ctx, { id, limit: 1 })
  if (!row) throw notFound('This payment')
  const applied = await sql<{
    invoiceId: string
    number: number
    appliedMinor: number
  }>`select i.id as "invoiceId", i.number, a.applied as "appliedMinor"
    from (select invoice_id, sum(case when credit = 'receivable' then amount_minor else -amount_minor end)::bigint as applied
      from ledger_transfer where practice_id = ${ctx.practiceId} and payment_id = ${id} and invoice_id is not null group by invoice_id) a
    join invoice i on i.practice_id = ${ctx.practiceId} and i.id = a.invoice_id
    where a.applied > 0 order by i.number`.execute(ctx.db)
  const refunds = await sql<
    z.input<typeof RefundView>
  >`select id, amount_minor as "amountMinor", tender, state, reason, refunded_on as "refundedOn", created_by as "createdBy"
    from refund where practice_id = ${ctx.practiceId} and payment_id = ${id} order by id`.execute(ctx.db)
  const stands = row.reversed_at === null
  return {
    ...present(row),
    appliedTo: applied.rows,
    refunds: refunds.rows,
    disputes: (await listDisputesOf(ctx, id)).map(presentDispute),
    rowVersion: row.row_version,
    can: {
      refund: stands && row.refunded_minor < row.amount_minor && ctx.can('payments.refund'),
      reverse: stands && row.refunded_minor === 0 && row.tender !== 'online' && ctx.can('payments.refund'),
    },
  }
}

function present(row: Row): z.input<typeof PaymentRow> {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: clientName(row),
    tender: row.tender,
    provider: row.provider,
    amountMinor: row.amount_minor,
    unappliedMinor: row.unapplied_minor,
    refundedMinor: row.refunded_minor,
    currency: row.currency,
    receivedOn: row.received_on,
    reference: row.reference,
    locationId: row.location_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    reversedAt: row.reversed_at,
    reversedBy: row.reversed_by,
    reverseReason: row.reverse_reason,
  }
}

function presentDispute(dispute: Dispute): z.input<typeof DisputeView> {
  return {
    id: dispute.id,
    state: dispute.state,
    amountMinor: dispute.amount_minor,
    reason: dispute.reason,
    evidenceDueAt: dispute.evidence_due_at,
    openedAt: dispute.opened_at,
    closedAt: dispute.closed_at,
  }
}
