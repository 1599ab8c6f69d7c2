import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { lockInvoices, refuseIfNotOwed } from '../invoices/invoice.ts'
import { holdDeposit } from '../deposits/deposit.ts'
import { receive, settle } from '../payments/take.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { GatewayMessage } from './gateway.ts'

/** A payer's way through a provider's page, as kept on our side. */
export interface Checkout {
  id: string
  /** What it pays: an invoice or a deposit. */
  invoice_id: string | null
  deposit_id: string | null
  client_id: string
  provider: string
  provider_ref: string | null
  amount_minor: number
  currency: string
  /** The provider's page; null while it is being opened. */
  url: string | null
  /** Why it could not be opened. */
  problem: string | null
  keeps_card: boolean
  state: 'open' | 'left' | 'failed' | 'paid'
  created_at: Date
  finished_at: Date | null
}

const REUSE_MS = 30 * 60_000

/**
 * Begins the way through the provider's page, which a job opens: the page is there when `url` is. The same amount asked for again within half an hour is the same checkout, so
 * that a double click or a second tab cannot pay twice. 409 `not_offered`, `is_draft`, `is_void`, `already_paid`, `more_than_open`.
 */
export async function startCheckout(ctx: Context, invoiceId: string, wish: CheckoutStart) {
  const { onlineProvider } = await findBillingSettings(ctx)
  if (!onlineProvider)
    throw problem(409, 'not_offered', 'This practice does not take cards online. Please pay another way.')
  // Locked, so that two tabs that ask at the same moment get the same checkout.
  const [invoice] = await lockInvoices(ctx, [invoiceId])
  if (!invoice) throw notFound('This invoice')
  refuseIfNotOwed(invoice)
  if (invoice.open_minor === 0) throw problem(409, 'already_paid', 'This invoice is paid. Thank you!')
  const amountMinor = wish.amountMinor ?? invoice.open_minor
  if (amountMinor > invoice.open_minor)
    throw problem(409, 'more_than_open', 'That is more than is open on this invoice.', {
      openMinor: invoice.open_minor,
    })
  // A card is kept for a client: who pays for others is none.
  const keepCard = (wish.keepCard ?? false) && invoice.payer_id === null
  const checkout =
    (await findOpenCheckoutIfAny(ctx, { invoiceId, amountMinor, keepCard })) ??
    (await insertCheckout(ctx, {
      invoiceId,
      depositId: null,
      clientId: invoice.client_id,
      currency: invoice.currency,
      provider: onlineProvider,
      amountMinor,
      keepCard,
    }))
  return openLater(ctx, checkout, wish.returnPath)
}

/** A job opens the page where that has not happened yet. */
export function openLater(ctx: Context, checkout: Checkout, returnPath: string) {
  if (!checkout.url)
    ctx.later(OPEN_CHECKOUT, { checkoutId: checkout.id, returnPath }, { key: `open ${checkout.id}` })
  return { checkoutId: checkout.id, url: checkout.url }
}

export interface CheckoutStart {
  amountMinor?: number | undefined
  /** The page to come back to, without the host. */
  returnPath: string
  keepCard?: boolean | undefined
}

/** The job that opens the provider's page. */
export const OPEN_CHECKOUT = 'billing.openCheckout'

/** The latest checkout of an invoice: tells the page what became of the payer's try. */
export async function findLastCheckoutIfAny(ctx: Context, invoiceId: string): Promise<Checkout | undefined> {
  const { rows } =
    await sql<Checkout>`select * from checkout where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}
    order by created_at desc, id desc limit 1`.execute(ctx.db)
  return rows[0]
}

export async function findCheckoutIfAny(ctx: Context, id: string): Promise<Checkout | undefined> {
  const { rows } =
    await sql<Checkout>`select * from checkout where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  return rows[0]
}

export type CheckoutMessage = Extract<GatewayMessage, { checkoutId: string }>

/** What the provider said about a checkout: its state is the strongest thing that was ever said. 404 when it is not (yet) known. */
export async function moveCheckout(ctx: Context, provider: string, message: CheckoutMessage) {
  const { rows } =
    await sql<Checkout>`select * from checkout where practice_id = ${ctx.practiceId} and id = ${message.checkoutId} and provider = ${provider} for update`.execute(
      ctx.db,
    )
  const checkout = rows[0]
  if (!checkout) throw notFound('This checkout')
  const state =
    message.type === 'checkout.paid' ? 'paid' : message.type === 'checkout.failed' ? 'failed' : 'left'
  if (STRENGTH[state] <= STRENGTH[checkout.state]) return
  await sql`update checkout set state = ${state}, finished_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${checkout.id}`.execute(ctx.db)
  if (state === 'paid') {
    await receiveOnline(ctx, checkout, message)
    if (checkout.keeps_card)
      ctx.later(
        KEEP_CARD,
        { clientId: checkout.client_id, provider, ref: message.providerRef },
        { key: `keep ${message.providerRef}` },
      )
  }
  ctx.record(`checkout.${state}`, {
    subject: checkout.invoice_id ? ['invoice', checkout.invoice_id] : ['deposit', checkout.deposit_id!],
    clientId: checkout.client_id,
    data: { checkoutId: checkout.id, provider },
  })
}

/** The job that reads a card that was kept, and notes it. */
export const KEEP_CARD = 'billing.keepCard'

const STRENGTH = { open: 0, left: 1, failed: 2, paid: 3 } as const

/** Money that really came in is kept, whatever became of the invoice meanwhile: what does not fit is credit. */
async function receiveOnline(ctx: Context, checkout: Checkout, message: CheckoutMessage) {
  const [invoice] = await lockInvoices(ctx, checkout.invoice_id ? [checkout.invoice_id] : [])
  const payment = await receive(ctx, {
    tender: 'online',
    provider: checkout.provider,
    checkoutId: checkout.id,
    clientId: checkout.client_id,
    payerId: invoice?.payer_id ?? null,
    amountMinor: message.amountMinor,
    currency: message.currency,
    reference: message.providerRef,
  })
  if (invoice && invoice.currency === payment.currency && invoice.open_minor > 0)
    await settle(ctx, [invoice], payment)
  if (checkout.deposit_id) await holdDeposit(ctx, checkout.deposit_id, payment)
}

async function findOpenCheckoutIfAny(
  ctx: Context,
  wish: { invoiceId: string; amountMinor: number; keepCard: boolean },
): Promise<Checkout | undefined> {
  const { rows } =
    await sql<Checkout>`select * from checkout where practice_id = ${ctx.practiceId} and invoice_id = ${wish.invoiceId}
    and amount_minor = ${wish.amountMinor} and keeps_card = ${wish.keepCard} and state <> 'paid' and problem is null and closed_at is null and created_at > ${new Date(ctx.now.getTime() - REUSE_MS)}
    order by created_at desc limit 1`.execute(ctx.db)
  return rows[0]
}

export interface NewCheckout {
  invoiceId: string | null
  depositId: string | null
  clientId: string
  currency: string
  provider: string
  amountMinor: number
  keepCard: boolean
}

export async function insertCheckout(ctx: Context, wish: NewCheckout): Promise<Checkout> {
  const { rows } =
    await sql<Checkout>`insert into checkout (practice_id, id, invoice_id, deposit_id, client_id, provider, amount_minor, currency, keeps_card, state, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.invoiceId}, ${wish.depositId}, ${wish.clientId}, ${wish.provider}, ${wish.amountMinor},
      ${wish.currency}, ${wish.keepCard}, 'open', ${ctx.now}) returning *`.execute(ctx.db)
  return rows[0]!
}
