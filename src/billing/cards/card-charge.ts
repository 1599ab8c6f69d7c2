import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { lockInvoice, lockInvoices, refuseIfNotOwed } from '../invoices/invoice.ts'
import { receive, settle } from '../payments/take.ts'
import type { ChargeOutcome } from '../gateway/gateway.ts'
import { findCard } from './saved-card.ts'

/** Charging a saved card for an invoice while the client is away. */
export interface CardCharge {
  id: string
  client_id: string
  invoice_id: string
  saved_card_id: string
  amount_minor: number
  currency: string
  state: 'sending' | 'unknown' | 'needs_payer' | 'failed' | 'paid'
  because: 'desk' | 'autopay'
  provider_ref: string | null
  failure: string | null
  /** The bank said never to try this card again. */
  is_final: boolean
  created_at: Date
  created_by: string
  finished_at: Date | null
}

/** The job that asks the provider. */
export const SEND_CHARGE = 'billing.sendCardCharge'

export interface CardChargeWish {
  invoiceId: string
  cardId: string
  amountMinor?: number | undefined
  because: 'desk' | 'autopay'
}

/**
 * Begins to charge a saved card for the open amount of an invoice or a part of it; a job asks the provider. While
 * nobody knows how that ends the invoice is not charged again. 409 `is_draft`, `is_void`, `already_paid`,
 * `more_than_open`, `card_removed`, `wrong_card`, `charge_running`.
 */
export async function startCardCharge(ctx: Context, wish: CardChargeWish): Promise<CardCharge> {
  const invoice = await lockInvoice(ctx, wish.invoiceId)
  refuseIfNotOwed(invoice)
  if (invoice.open_minor === 0) throw problem(409, 'already_paid', 'Nothing is open on this invoice.')
  const amountMinor = wish.amountMinor ?? invoice.open_minor
  if (amountMinor > invoice.open_minor)
    throw problem(409, 'more_than_open', 'That is more than is open on this invoice.', {
      openMinor: invoice.open_minor,
    })
  const card = await findCard(ctx, wish.cardId)
  if (card.client_id !== invoice.client_id)
    throw problem(409, 'wrong_card', 'This card belongs to somebody else. Choose a card of this client.')
  const { rows } =
    await sql<CardCharge>`insert into card_charge (practice_id, id, client_id, invoice_id, saved_card_id, amount_minor, currency, state, because,
      created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${invoice.client_id}, ${invoice.id}, ${card.id}, ${amountMinor}, ${invoice.currency}, 'sending',
      ${wish.because}, ${ctx.now}, ${ctx.actor.name}) returning *`.execute(ctx.db)
  const charge = rows[0]!
  ctx.later(SEND_CHARGE, { chargeId: charge.id }, { key: charge.id })
  ctx.record('card_charge.started', {
    subject: ['invoice', invoice.id],
    clientId: invoice.client_id,
    data: {
      chargeId: charge.id,
      amountMinor,
      currency: invoice.currency,
      last4: card.last4,
      because: wish.because,
    },
  })
  return charge
}

/** An invoice has a charge whose end nobody knows yet. */
export function chargeRunning() {
  return problem(
    409,
    'charge_running',
    'A card is being charged for this invoice. Wait for its answer before you charge again.',
  )
}

export async function findCardCharge(ctx: Context, id: string): Promise<CardCharge> {
  const { rows } =
    await sql<CardCharge>`select * from card_charge where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This charge')
  return rows[0]
}

/** The charges of an invoice, the latest first. */
export async function listCardCharges(ctx: Context, invoiceId: string): Promise<CardCharge[]> {
  const { rows } =
    await sql<CardCharge>`select * from card_charge where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}
    order by created_at desc, id desc limit 20`.execute(ctx.db)
  return rows
}

/**
 * The provider's answer or its message, whichever comes first and as often as it comes: money that came in is one
 * payment, and beats whatever was said before. 404 when the charge is not (yet) known.
 */
export async function concludeCardCharge(
  ctx: Context,
  id: string,
  outcome: ChargeOutcome | { state: 'unknown' },
) {
  const { invoice_id: invoiceId } = await findCardCharge(ctx, id)
  const [invoice] = await lockInvoices(ctx, [invoiceId])
  const charge = await findCardCharge(ctx, id)
  if (!invoice || !isNews(charge, outcome.state)) return
  const providerRef = 'providerRef' in outcome ? outcome.providerRef : null
  const failure = 'failure' in outcome ? outcome.failure.slice(0, 100) : null
  const isFinal = 'isFinal' in outcome && outcome.isFinal === true
  const finishedAt = outcome.state === 'sending' || outcome.state === 'unknown' ? null : ctx.now
  await sql`update card_charge set state = ${outcome.state}, provider_ref = coalesce(${providerRef}, provider_ref), failure = ${failure},
      is_final = ${isFinal}, finished_at = ${finishedAt} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  if (outcome.state === 'paid') {
    const card = await cardOf(ctx, charge.saved_card_id)
    const payment = await receive(ctx, {
      tender: 'online',
      provider: card.provider,
      cardChargeId: id,
      clientId: charge.client_id,
      payerId: invoice.payer_id,
      amountMinor: charge.amount_minor,
      currency: charge.currency,
      reference: outcome.providerRef,
    })
    if (invoice.open_minor > 0) await settle(ctx, [invoice], payment)
  }
  if (outcome.state !== 'sending')
    ctx.record(`card_charge.${outcome.state}`, {
      subject: ['invoice', invoiceId],
      clientId: charge.client_id,
      data: {
        chargeId: id,
        amountMinor: charge.amount_minor,
        currency: charge.currency,
        because: charge.because,
        failure,
      },
    })
}

const STRENGTH = { sending: 0, unknown: 1, failed: 2, needs_payer: 3, paid: 4 } as const

function isNews(charge: CardCharge, state: CardCharge['state']): boolean {
  return STRENGTH[state] > STRENGTH[charge.state]
}

/** Removed or not: its charge may be told about later. */
async function cardOf(ctx: Context, id: string): Promise<{ provider: string }> {
  const { rows } = await sql<{
    provider: string
  }>`select provider from saved_card where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  return rows[0]!
}
