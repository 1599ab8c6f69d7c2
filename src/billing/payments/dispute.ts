import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { GatewayMessage } from '../gateway/gateway.ts'
import { latest, lockInvoices, todayOf } from '../invoices/invoice.ts'
import { CLIENT_CREDIT, disputedOf, gatewayOf } from '../ledger/chart.ts'
import { post, reversed, transfersOf } from '../ledger/post.ts'
import { invoicesOfPayment, movePayment } from './apply.ts'
import type { Payment } from './payment.ts'
import { lockPayments } from './payment.ts'
import { freeMoney } from './refund.ts'
import { tiedOf } from './tied.ts'

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
  /** Of disputes from before there were entries for them. */
  refund_id: string | null
  held_entry: string | null
  held_minor: number | null
}

export async function listDisputesOf(ctx: Context, paymentId: string): Promise<Dispute[]> {
  const { rows } =
    await sql<Dispute>`select * from payment_dispute where practice_id = ${ctx.practiceId} and payment_id = ${paymentId} order by opened_at desc, id`.execute(
      ctx.db,
    )
  return rows
}

/**
 * Takes in what the provider says about a dispute, in any order: a closed one stays closed. While it is open its amount lies
 * with the disputed money; won, it comes back; lost, the payment is gone and its invoices are open again. A warning takes no
 * money. 404 while the payment is not known.
 */
export async function noteDispute(ctx: Context, provider: string, message: DisputeMessage) {
  const payment = await findDisputed(ctx, provider, message)
  // Invoices and payment are locked before the dispute, as wherever money moves.
  const found = await lockPayment(ctx, payment.id)
  const before = await lockDispute(ctx, { provider, message, paymentId: payment.id })
  const isNews = before.isNew || (before.state === 'open' && message.state !== 'open')
  const dispute = message.isWarning
    ? before
    : await withhold(ctx, { dispute: before, payment: found, message })
  if (!isNews) return
  if (dispute.held_entry && message.state === 'won') await giveBack(ctx, dispute, found)
  if (dispute.held_minor && message.state === 'lost') await writeLost(ctx, dispute, found)
  await sql`update payment_dispute set state = ${message.state}, closed_at = ${message.state === 'open' ? null : ctx.now},
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

type DisputeMessage = Extract<GatewayMessage, { disputeRef: string }>

async function findDisputed(
  ctx: Context,
  provider: string,
  { paymentRef }: DisputeMessage,
): Promise<Payment> {
  const { rows } =
    await sql<Payment>`select * from payment where practice_id = ${ctx.practiceId} and provider = ${provider} and reference = ${paymentRef}
    and reversed_at is null`.execute(ctx.db)
  if (!rows[0]) throw notFound('This payment')
  return rows[0]
}

async function lockPayment(ctx: Context, id: string): Promise<Payment> {
  await lockInvoices(
    ctx,
    (await invoicesOfPayment(ctx, id)).map((each) => each.invoiceId),
  )
  return (await lockPayments(ctx, [id]))[0]!
}

/** The provider takes the disputed amount out of what it owes us, at most what of the payment is still here. */
async function withhold(
  ctx: Context,
  wish: { dispute: LockedDispute; payment: Payment; message: DisputeMessage },
): Promise<LockedDispute> {
  const { dispute, payment, message } = wish
  const left = payment.amount_minor - payment.refunded_minor - (await tiedOf(ctx, payment.id))
  const amountMinor = Math.min(message.amountMinor, left)
  if (dispute.held_entry || dispute.state !== 'open' || amountMinor <= 0) return dispute
  const entryId = await post(ctx, {
    kind: 'dispute',
    postedOn: latest(payment.moved_on, await todayOf(ctx)),
    currency: payment.currency,
    subject: ['dispute', dispute.id],
    transfers: [
      {
        debit: disputedOf(payment.provider!),
        credit: gatewayOf(payment.provider!),
        amountMinor,
        clientId: payment.client_id,
        payerId: payment.payer_id,
        paymentId: payment.id,
      },
    ],
  })
  await sql`update payment_dispute set held_entry = ${entryId}, held_minor = ${amountMinor}
    where practice_id = ${ctx.practiceId} and id = ${dispute.id}`.execute(ctx.db)
  return { ...dispute, held_entry: entryId, held_minor: amountMinor }
}

async function giveBack(ctx: Context, dispute: LockedDispute, payment: Payment) {
  await post(ctx, {
    kind: 'dispute_won',
    postedOn: latest(payment.moved_on, await todayOf(ctx)),
    currency: payment.currency,
    subject: ['dispute', dispute.id],
    reverses: dispute.held_entry,
    transfers: reversed(await transfersOf(ctx, dispute.held_entry!)),
  })
}

async function writeLost(ctx: Context, dispute: LockedDispute, { id }: Payment) {
  const payment = await freeMoney(ctx, id, dispute.held_minor!)
  const postedOn = latest(payment.moved_on, await todayOf(ctx))
  await post(ctx, {
    kind: 'dispute_lost',
    postedOn,
    currency: payment.currency,
    subject: ['dispute', dispute.id],
    transfers: [
      {
        debit: CLIENT_CREDIT,
        credit: disputedOf(payment.provider!),
        amountMinor: dispute.held_minor!,
        clientId: payment.client_id,
        payerId: payment.payer_id,
        paymentId: id,
      },
    ],
  })
  await movePayment(ctx, payment, { by: -dispute.held_minor!, on: postedOn })
}

type LockedDispute = Pick<Dispute, 'id' | 'state' | 'held_entry' | 'held_minor'> & { isNew: boolean }

async function lockDispute(
  ctx: Context,
  wish: { provider: string; message: DisputeMessage; paymentId: string },
): Promise<LockedDispute> {
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
  return { ...rows[0]!, isNew: made.length > 0 }
}
