import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { latest, lockInvoices, todayOf } from '../invoices/invoice.ts'
import type { Tender } from '../ledger/chart.ts'
import { CLIENT_CREDIT, accountOfTender } from '../ledger/chart.ts'
import type { Transfer } from '../ledger/post.ts'
import { post, reversed } from '../ledger/post.ts'
import { openDrawerIfAny } from '../close/open-drawer.ts'
import { giveBackToCard } from '../gift/balance.ts'
import { invoicesOfPayment, movePayment, unapplyPayment } from './apply.ts'
import type { Payment } from './payment.ts'
import { lockPayments } from './payment.ts'
import { tiedOf } from './tied.ts'

export interface Refund {
  id: string
  payment_id: string
  amount_minor: number
  currency: string
  tender: Tender
  drawer_id: string | null
  state: 'done' | 'sending' | 'failed'
  provider_ref: string | null
  reason: string
  refunded_on: string
  created_at: Date
  created_by: string
}

/** The job that asks the card provider to give money back. */
export const SEND_REFUND = 'billing.sendRefund'

export interface RefundWish {
  amountMinor: number
  reason: string
  tender?: Tender | undefined
}

/**
 * Gives money of a payment back: first what stands on no invoice, then from its invoices, the latest first; those are
 * open again. Never more than was paid and not yet given back. 409 `more_than_paid`, `is_reversed`.
 */
export async function refundPayment(ctx: Context, id: string, wish: RefundWish): Promise<Refund> {
  const payment = await freeMoney(ctx, id, wish.amountMinor)
  const tender = wish.tender ?? payment.tender
  refuseIfPrepaid(payment, tender)
  const drawerId = tender === 'cash' ? await openDrawerIfAny(ctx, payment.location_id) : null
  // Through the provider only if the card is to be credited; cash handed over for a card payment is cash.
  const byProvider = tender === 'online'
  if (byProvider && payment.tender !== 'online')
    throw problem(
      409,
      'wrong_tender',
      'This payment did not come by card online. Choose another way to give it back.',
    )
  const refundedOn = latest(payment.moved_on, await todayOf(ctx))
  const { rows } =
    await sql<Refund>`insert into refund (practice_id, id, payment_id, amount_minor, currency, tender, state, reason, refunded_on, drawer_id, created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${id}, ${wish.amountMinor}, ${payment.currency}, ${tender}, ${byProvider ? 'sending' : 'done'}, ${wish.reason},
      ${refundedOn}, ${drawerId}, ${ctx.now}, ${ctx.actor.name}) returning *`.execute(ctx.db)
  const refund = rows[0]!
  await sql`update payment set refunded_minor = refunded_minor + ${wish.amountMinor}, unapplied_minor = unapplied_minor - ${wish.amountMinor}, moved_on = ${refundedOn},
    row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  await post(ctx, {
    kind: 'refund',
    postedOn: refundedOn,
    currency: payment.currency,
    subject: ['refund', refund.id],
    transfers: [transferOf(payment, refund)],
  })
  if (tender === 'gift_card') await giveBackToCard(ctx, payment.gift_card_id!, wish.amountMinor)
  if (byProvider) ctx.later(SEND_REFUND, { refundId: refund.id }, { key: refund.id })
  ctx.record('payment.refunded', {
    subject: ['payment', id],
    clientId: payment.client_id,
    data: { refundId: refund.id, amountMinor: refund.amount_minor, currency: refund.currency, tender },
  })
  return refund
}

/** A gift card gets its own money back, and nobody makes cash of it; what a package paid is given back by undoing the visit. */
function refuseIfPrepaid(payment: Payment, tender: Tender) {
  if (tender === 'package')
    throw problem(
      409,
      'undo_instead',
      'This came from a package. Undo the visit there, or choose how the money is given back.',
    )
  if ((tender === 'gift_card') !== (payment.tender === 'gift_card'))
    throw problem(
      409,
      'wrong_tender',
      'What was paid by a gift card goes back to that card, and nothing else does.',
    )
}

/** The provider's word on a refund: `sending` is not yet its last. A failed one is taken back: the money is the client's credit again. */
export async function concludeRefund(
  ctx: Context,
  id: string,
  outcome: { state: 'done' | 'failed' | 'sending'; providerRef: string | null },
) {
  if (outcome.state === 'sending') return
  const found = await findRefund(ctx, id)
  const [payment] = await lockPayments(ctx, [found.payment_id])
  const refund = await findRefund(ctx, id)
  // A bank may still send back what was said to be done; the other way round never happens.
  if (!payment || refund.state === 'failed' || refund.state === outcome.state) return
  await sql`update refund set state = ${outcome.state}, provider_ref = ${outcome.providerRef} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  if (outcome.state === 'failed') {
    const postedOn = latest(payment.moved_on, await todayOf(ctx))
    await post(ctx, {
      kind: 'refund_failed',
      postedOn,
      currency: refund.currency,
      subject: ['refund', id],
      transfers: reversed([transferOf(payment, refund)]),
    })
    await sql`update payment set refunded_minor = refunded_minor - ${refund.amount_minor} where practice_id = ${ctx.practiceId} and id = ${payment.id}`.execute(
      ctx.db,
    )
    await movePayment(ctx, payment, { by: refund.amount_minor, on: postedOn })
  }
  ctx.record(outcome.state === 'done' ? 'payment.refund_sent' : 'payment.refund_failed', {
    subject: ['payment', payment.id],
    clientId: payment.client_id,
    data: { refundId: id, amountMinor: refund.amount_minor, currency: refund.currency },
  })
}

export async function findRefund(ctx: Context, id: string): Promise<Refund> {
  const { rows } =
    await sql<Refund>`select * from refund where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This refund')
  return rows[0]
}

/**
 * Takes so much of a payment off its invoices that the amount is free to be given back; answers the locked payment. 409
 * `more_than_paid`, `is_reversed`, `changed_meanwhile`.
 */
export async function freeMoney(ctx: Context, id: string, amountMinor: number): Promise<Payment> {
  const invoices = await lockInvoices(
    ctx,
    (await invoicesOfPayment(ctx, id)).map((each) => each.invoiceId),
  )
  const [payment] = await lockPayments(ctx, [id])
  if (!payment) throw notFound('This payment')
  if (payment.reversed_at)
    throw problem(409, 'is_reversed', 'This payment was taken back. There is nothing to refund.')
  const most = payment.amount_minor - payment.refunded_minor - (await tiedOf(ctx, id))
  if (amountMinor > most) {
    throw problem(
      409,
      'more_than_paid',
      `At most ${formatMoney(most, payment.currency, ctx.locale)} of this payment can be refunded.`,
      { mostMinor: most },
    )
  }
  for (const { invoiceId } of await invoicesOfPayment(ctx, id)) {
    const missing = amountMinor - payment.unapplied_minor
    if (missing <= 0) break
    const invoice = invoices.find((each) => each.id === invoiceId)
    if (!invoice)
      throw problem(
        409,
        'changed_meanwhile',
        'This payment was just used for another invoice. Please look again.',
      )
    await unapplyPayment(ctx, { invoice, payment, mostMinor: missing })
  }
  return payment
}

function transferOf(payment: Payment, refund: Refund): Transfer {
  return {
    debit: CLIENT_CREDIT,
    credit: accountOfTender(refund.tender, payment.provider, refund.drawer_id),
    amountMinor: refund.amount_minor,
    clientId: payment.client_id,
    payerId: payment.payer_id,
    locationId: payment.location_id,
    paymentId: payment.id,
  }
}
