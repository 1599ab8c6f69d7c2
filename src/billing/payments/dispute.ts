import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { GatewayMessage } from '../gateway/gateway.ts'
import { refundPayment } from './refund.ts'

/** A payer told their bank that a payment was not right. */
export interface Dispute {
  id: string
  payment_id: string
  amount_minor: number
  currency: string
  reason: string
  state: 'open' | 'won' | 'lost'
  evidence_due_at: Date | null
  opened_at: Date
  closed_at: Date | null
  refund_id: string | null
}

export async function listDisputesOf(ctx: Context, paymentId: string): Promise<Dispute[]> {
  const { rows } =
    await sql<Dispute>`select * from payment_dispute where practice_id = ${ctx.practiceId} and payment_id = ${paymentId} order by opened_at desc, id`.execute(
      ctx.db,
    )
  return rows
}

/**
 * Takes in what the provider says about a dispute, in any order: a closed one stays closed. A lost one takes the money
 * out of the books as a refund that the bank made, so that its invoices are open again. 404 while the payment is not known.
 */
export async function noteDispute(
  ctx: Context,
  provider: string,
  message: Extract<GatewayMessage, { disputeRef: string }>,
) {
  const { rows: payments } = await sql<{
    id: string
    client_id: string
    left: number
  }>`select id, client_id, amount_minor - refunded_minor as left
    from payment where practice_id = ${ctx.practiceId} and provider = ${provider} and reference = ${message.paymentRef} and reversed_at is null`.execute(
    ctx.db,
  )
  const payment = payments[0]
  if (!payment) throw notFound('This payment')
  const before = await lockDispute(ctx, { provider, message, paymentId: payment.id })
  const isNews = before.isNew || (before.state === 'open' && message.state !== 'open')
  if (!isNews) return
  const lostMinor = message.state === 'lost' ? Math.min(message.amountMinor, payment.left) : 0
  const refund =
    lostMinor > 0
      ? await refundPayment(ctx, payment.id, {
          amountMinor: lostMinor,
          reason: `Dispute lost: ${message.reason}`,
          isTakenByBank: true,
        })
      : null
  await sql`update payment_dispute set state = ${message.state}, closed_at = ${message.state === 'open' ? null : ctx.now}, refund_id = ${refund?.id ?? null},
      evidence_due_at = coalesce(${message.evidenceDueAt}::timestamptz, evidence_due_at)
    where practice_id = ${ctx.practiceId} and id = ${before.id}`.execute(ctx.db)
  ctx.record(message.state === 'open' ? 'payment.disputed' : `payment.dispute_${message.state}`, {
    subject: ['payment', payment.id],
    clientId: payment.client_id,
    data: {
      amountMinor: message.amountMinor,
      currency: message.currency,
      reason: message.reason,
      evidenceDueAt: message.evidenceDueAt,
    },
  })
}

async function lockDispute(
  ctx: Context,
  wish: { provider: string; message: Extract<GatewayMessage, { disputeRef: string }>; paymentId: string },
): Promise<{ id: string; state: Dispute['state']; isNew: boolean }> {
  const { provider, message, paymentId } = wish
  const { rows: made } = await sql<{
    id: string
  }>`insert into payment_dispute (practice_id, id, provider, provider_ref, payment_id, amount_minor, currency, reason, state,
      evidence_due_at, opened_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${provider}, ${message.disputeRef}, ${paymentId}, ${message.amountMinor}, ${message.currency},
      ${message.reason}, 'open', ${message.evidenceDueAt}, ${ctx.now})
    on conflict on constraint payment_dispute_once do nothing returning id`.execute(ctx.db)
  const { rows } =
    await sql<Dispute>`select * from payment_dispute where practice_id = ${ctx.practiceId} and provider = ${provider}
    and provider_ref = ${message.disputeRef} for update`.execute(ctx.db)
  return { id: rows[0]!.id, state: rows[0]!.state, isNew: made.length > 0 }
}
