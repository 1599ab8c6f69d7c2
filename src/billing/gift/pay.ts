import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { lockInvoice, refuseIfNotOwed, todayOf } from '../invoices/invoice.ts'
import type { Payment } from '../payments/payment.ts'
import { receive, settle } from '../payments/take.ts'
import { findByCode, refuseIfShort, takeOffCard } from './card.ts'

/**
 * Pays an invoice with a gift card: so much, or as much as is open and on it. 409 `unknown_code`, `gift_card_over`,
 * `gift_card_short`, `is_draft`, `is_void`, `already_paid`, `more_than_open`, `mixed_currency`.
 */
export async function payByGiftCard(
  ctx: Context,
  invoiceId: string,
  wish: { code: string; amountMinor?: number | undefined; locationId?: string | null | undefined },
): Promise<Payment> {
  const invoice = await lockInvoice(ctx, invoiceId)
  refuseIfNotOwed(invoice)
  if (invoice.open_minor === 0) throw problem(409, 'already_paid', 'Nothing is open on this invoice.')
  const card = await findByCode(ctx, wish.code, { lock: true })
  const amountMinor = wish.amountMinor ?? Math.min(card.balance_minor, invoice.open_minor)
  if (amountMinor > invoice.open_minor)
    throw problem(409, 'more_than_open', 'That is more than is open on this invoice.', {
      openMinor: invoice.open_minor,
    })
  if (card.currency !== invoice.currency)
    throw problem(409, 'mixed_currency', `This gift card is in ${card.currency}.`)
  refuseIfShort(ctx, card, { amountMinor, today: await todayOf(ctx) })
  await takeOffCard(ctx, card, amountMinor)
  const payment = await receive(ctx, {
    clientId: invoice.client_id,
    payerId: invoice.payer_id,
    currency: invoice.currency,
    tender: 'gift_card',
    giftCardId: card.id,
    amountMinor,
    locationId: wish.locationId ?? null,
    reference: `…${card.last4}`,
  })
  await settle(ctx, [invoice], payment)
  return payment
}
