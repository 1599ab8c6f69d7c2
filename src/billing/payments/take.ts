import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { lockInvoice, lockInvoices, refuseIfNotOwed, todayOf } from '../invoices/invoice.ts'
import type { Tender } from '../ledger/chart.ts'
import { CLIENT_CREDIT, accountOfTender } from '../ledger/chart.ts'
import { post } from '../ledger/post.ts'
import { openDrawerIfAny } from '../close/open-drawer.ts'
import { applyPayment } from './apply.ts'
import type { Payment } from './payment.ts'
import { lockCreditOf } from './payment.ts'

export interface PaymentWish {
  tender: Tender
  amountMinor: number
  /** The currency that the person saw; refused when it is not the invoice's. */
  currency?: string | undefined
  receivedOn?: string | undefined
  locationId?: string | null | undefined
  reference?: string | null | undefined
  provider?: string | null
  checkoutId?: string | null
  cardChargeId?: string | null
  packageId?: string | null
  giftCardId?: string | null
  /** The drawer that cash goes into; otherwise the one that is open where it is taken. */
  drawerId?: string | null
}

const OLDEST_DAYS = 400

/**
 * Takes a payment for one invoice. What is more than open becomes the client's credit, but only when that is wanted:
 * a second tab that pays the same bill again is told so. 409 `is_draft`, `is_void`, `more_than_open`, `mixed_currency`.
 */
export async function payInvoice(
  ctx: Context,
  id: string,
  wish: PaymentWish & { allowCredit?: boolean | undefined },
): Promise<Payment> {
  const invoice = await lockInvoice(ctx, id)
  refuseIfNotOwed(invoice)
  if (wish.amountMinor > invoice.open_minor && !wish.allowCredit) {
    const open = formatMoney(invoice.open_minor, invoice.currency, ctx.locale)
    throw problem(
      409,
      'more_than_open',
      `Only ${open} of this invoice is open. The rest would become credit of the client.`,
      { openMinor: invoice.open_minor },
    )
  }
  const payment = await receive(ctx, {
    ...wish,
    clientId: invoice.client_id,
    payerId: invoice.payer_id,
    currency: wish.currency ?? invoice.currency,
  })
  if (payment.currency !== invoice.currency)
    throw problem(409, 'mixed_currency', `This invoice is in ${invoice.currency}.`)
  await settle(ctx, [invoice], payment)
  return payment
}

/**
 * Takes a payment of a client and puts it on their own open invoices, the oldest first (not on those of their payers);
 * the rest stays as credit.
 * With `openMinor` (what the person saw) it is refused when that has changed meanwhile: 409 `balance_changed`.
 */
export async function payClient(
  ctx: Context,
  clientId: string,
  wish: PaymentWish & { openMinor?: number | undefined },
): Promise<Payment> {
  const { currency } = await ctx.practice()
  if (wish.currency && wish.currency !== currency)
    throw problem(409, 'mixed_currency', `This practice takes ${currency}.`)
  const invoices = await lockOpenOf(ctx, { clientId, currency })
  const open = invoices.reduce((sum, each) => sum + each.open_minor, 0)
  if (wish.openMinor !== undefined && wish.openMinor !== open) {
    throw problem(
      409,
      'balance_changed',
      'Something was paid or billed meanwhile. Look at the balance again.',
      { openMinor: open },
    )
  }
  const payment = await receive(ctx, { ...wish, clientId, payerId: null, currency })
  await settle(ctx, invoices, payment)
  return payment
}

/** Puts credit of the client on an invoice, the oldest money first. 409 `no_credit`, `is_draft`, `is_void`, `already_paid`. */
export async function applyCredit(
  ctx: Context,
  id: string,
  wish: { amountMinor?: number | undefined },
): Promise<number> {
  const invoice = await lockInvoice(ctx, id)
  refuseIfNotOwed(invoice)
  if (invoice.open_minor === 0) throw problem(409, 'already_paid', 'Nothing is open on this invoice.')
  const credit = await lockCreditOf(ctx, {
    clientId: invoice.client_id,
    payerId: invoice.payer_id,
    currency: invoice.currency,
  })
  const there = credit.reduce((sum, each) => sum + each.unapplied_minor, 0)
  const wanted = wish.amountMinor ?? Math.min(there, invoice.open_minor)
  if (there === 0 || wanted > there)
    throw problem(409, 'no_credit', 'The client does not have that much credit.', { creditMinor: there })
  if (wanted > invoice.open_minor)
    throw problem(409, 'more_than_open', 'That is more than is open on this invoice.', {
      openMinor: invoice.open_minor,
    })
  let left = wanted
  for (const payment of credit) {
    const part = Math.min(left, payment.unapplied_minor)
    if (part > 0) await applyPayment(ctx, { invoice, payment, amountMinor: part })
    left -= part
  }
  return wanted
}

/** Puts a payment on locked invoices in the order given, as far as it goes. */
export async function settle(ctx: Context, invoices: readonly Invoice[], payment: Payment) {
  for (const invoice of invoices) {
    const part = Math.min(invoice.open_minor, payment.unapplied_minor)
    if (part > 0) await applyPayment(ctx, { invoice, payment, amountMinor: part })
  }
}

async function lockOpenOf(
  ctx: Context,
  { clientId, currency }: { clientId: string; currency: string },
): Promise<Invoice[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from invoice where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id is null and open_minor > 0`.execute(
    ctx.db,
  )
  const invoices = await lockInvoices(
    ctx,
    rows.map((each) => each.id),
  )
  return invoices
    .filter((each) => each.open_minor > 0 && each.currency === currency)
    .sort((a, b) =>
      a.issued_on === b.issued_on ? a.number! - b.number! : a.issued_on! < b.issued_on! ? -1 : 1,
    )
}

export type Receipt = PaymentWish & { clientId: string; payerId: string | null; currency: string }

/** Writes the payment and posts it: the money lies with its tender, and belongs to the client until it is applied. */
export async function receive(ctx: Context, wish: Receipt): Promise<Payment> {
  const receivedOn = await dayOf(ctx, wish.receivedOn)
  const drawerId =
    wish.tender === 'cash' ? (wish.drawerId ?? (await openDrawerIfAny(ctx, wish.locationId))) : null
  const { rows } =
    await sql<Payment>`insert into payment (practice_id, id, client_id, payer_id, tender, provider, amount_minor, currency, unapplied_minor,
      received_on, moved_on, location_id, reference, checkout_id, card_charge_id, package_id, gift_card_id, drawer_id, created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.clientId}, ${wish.payerId}, ${wish.tender}, ${wish.provider ?? null}, ${wish.amountMinor},
      ${wish.currency}, ${wish.amountMinor}, ${receivedOn}, ${receivedOn}, ${wish.locationId ?? null}, ${wish.reference ?? null},
      ${wish.checkoutId ?? null}, ${wish.cardChargeId ?? null}, ${wish.packageId ?? null}, ${wish.giftCardId ?? null}, ${drawerId}, ${ctx.now}, ${ctx.actor.name}) returning *`.execute(
      ctx.db,
    )
  const payment = rows[0]!
  const transfer = {
    debit: accountOfTender(payment.tender, payment.provider, payment.drawer_id),
    credit: CLIENT_CREDIT,
    amountMinor: payment.amount_minor,
    clientId: payment.client_id,
    payerId: payment.payer_id,
    locationId: payment.location_id,
    paymentId: payment.id,
  }
  await post(ctx, {
    kind: 'payment',
    postedOn: receivedOn,
    currency: payment.currency,
    subject: ['payment', payment.id],
    transfers: [transfer],
  })
  ctx.record('payment.received', {
    subject: ['payment', payment.id],
    clientId: payment.client_id,
    data: {
      amountMinor: payment.amount_minor,
      currency: payment.currency,
      tender: payment.tender,
      receivedOn,
    },
  })
  return payment
}

async function dayOf(ctx: Context, wanted: string | undefined): Promise<string> {
  const today = await todayOf(ctx)
  if (!wanted) return today
  if (wanted > today) throw invalid('receivedOn', 'A payment cannot be received on a day to come.')
  if (wanted < addLocalDays(today, -OLDEST_DAYS)) throw invalid('receivedOn', 'This day is too long ago.')
  return wanted
}
