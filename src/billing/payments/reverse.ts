import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { latest, lockInvoices, todayOf } from '../invoices/invoice.ts'
import { CLIENT_CREDIT, accountOfTender } from '../ledger/chart.ts'
import { post } from '../ledger/post.ts'
import { invoicesOfPayment, movePayment, unapplyPayment } from './apply.ts'
import type { Payment } from './payment.ts'
import { giveBackToCard } from '../gift/balance.ts'
import { findPayment, lockPayments } from './payment.ts'
import { tiedOf } from './tied.ts'

/**
 * Takes back a payment that was entered by mistake, as if it had never come in; its invoices are open again.
 * Money that a card provider really took can only be refunded. 409 `is_reversed`, `is_refunded`, `refund_instead`,
 * `deposit_held`, `undo_instead`.
 */
export async function reversePayment(ctx: Context, id: string, reason: string): Promise<Payment> {
  const { tender } = await findPayment(ctx, id)
  if (tender === 'package')
    throw problem(
      409,
      'undo_instead',
      'This was paid from a package. Undo the visit there, and the package has it back.',
    )
  return takePaymentBack(ctx, id, reason)
}

/** The same for a payment from a package, too, by whoever gives the visit back to it. */
export async function takePaymentBack(ctx: Context, id: string, reason: string): Promise<Payment> {
  const invoices = await lockInvoices(
    ctx,
    (await invoicesOfPayment(ctx, id)).map((each) => each.invoiceId),
  )
  const [payment] = await lockPayments(ctx, [id])
  if (!payment) throw notFound('This payment')
  refuseIfFixed(payment)
  if ((await tiedOf(ctx, id)) > 0)
    throw problem(409, 'deposit_held', 'This money is held as a deposit. Give the deposit back first.')
  for (const { invoiceId } of await invoicesOfPayment(ctx, id)) {
    const invoice = invoices.find((each) => each.id === invoiceId)
    if (!invoice)
      throw problem(
        409,
        'changed_meanwhile',
        'This payment was just used for another invoice. Please look again.',
      )
    await unapplyPayment(ctx, { invoice, payment, mostMinor: payment.amount_minor })
  }
  const postedOn = latest(payment.moved_on, await todayOf(ctx))
  await post(ctx, {
    kind: 'payment_reversal',
    postedOn,
    currency: payment.currency,
    subject: ['payment', id],
    reverses: await entryOf(ctx, id),
    transfers: [
      {
        debit: CLIENT_CREDIT,
        credit: accountOfTender(payment.tender, payment.provider, payment.drawer_id),
        amountMinor: payment.amount_minor,
        clientId: payment.client_id,
        payerId: payment.payer_id,
        locationId: payment.location_id,
        paymentId: id,
      },
    ],
  })
  await movePayment(ctx, payment, { by: -payment.amount_minor, on: postedOn })
  if (payment.gift_card_id) await giveBackToCard(ctx, payment.gift_card_id, payment.amount_minor)
  await sql`update payment set reversed_at = ${ctx.now}, reversed_by = ${ctx.actor.name}, reverse_reason = ${reason}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('payment.reversed', {
    subject: ['payment', id],
    clientId: payment.client_id,
    data: { amountMinor: payment.amount_minor, currency: payment.currency, tender: payment.tender },
  })
  return { ...payment, reversed_at: ctx.now, reversed_by: ctx.actor.name, reverse_reason: reason }
}

function refuseIfFixed(payment: Payment) {
  if (payment.reversed_at) throw problem(409, 'is_reversed', 'This payment was taken back already.')
  if (payment.refunded_minor > 0)
    throw problem(409, 'is_refunded', 'Some of this payment was refunded. It cannot be taken back any more.')
  if (payment.tender === 'online')
    throw problem(409, 'refund_instead', 'This money really came in by card. Refund it instead.')
}

async function entryOf(ctx: Context, paymentId: string): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select id from ledger_entry where practice_id = ${ctx.practiceId} and subject_id = ${paymentId} and kind = 'payment'`.execute(
    ctx.db,
  )
  return rows[0]!.id
}
