import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { listCardCharges, startCardCharge } from './card-charge.ts'
import type { CardCharge } from './card-charge.ts'
import { linkToCards } from './card-setup.ts'
import { chooseCard, findCard, listCards, removeCard } from './saved-card.ts'
import type { SavedCard } from './saved-card.ts'

export const CardView = z.object({
  id: Id,
  brand: z.string(),
  last4: z.string(),
  expMonth: z.int(),
  expYear: z.int(),
  /** Whether its month is over on the practice's calendar; banks often renew it behind the scenes. */
  isExpired: z.boolean(),
  isDefault: z.boolean(),
  agreedAt: Instant,
})

const ChargeView = z.object({
  id: Id,
  state: z.enum(['sending', 'unknown', 'needs_payer', 'failed', 'paid']),
  amountMinor: Minor,
  currency: z.string(),
  because: z.enum(['desk', 'autopay']),
  failure: z.string().nullable(),
  createdAt: Instant,
  createdBy: z.string(),
})

export const getCards = operation({
  path: 'GET /clients/{id}/payment-cards',
  summary: 'The cards that a client keeps with us; never their numbers',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ items: z.array(CardView) }),
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    return { items: (await listCards(ctx, id)).map((card) => viewCard(card, ctx.now)) }
  },
})

export const makeCardLink = operation({
  path: 'POST /clients/{id}/card-link',
  summary: 'Make the secret link on which a client keeps a card with us',
  allow: 'payments.take',
  secret: 'answer',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ url: z.string() }),
  fails: ['not_offered'],
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    const { url } = await linkToCards(ctx, id)
    ctx.record('card.link_made', { subject: ['client', id], clientId: id })
    return { url }
  },
})

export const chooseOneCard = operation({
  path: 'POST /payment-cards/{id}/default',
  summary: 'Make a card the one that is charged when nothing else is said',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id }),
  returns: CardView,
  fails: ['card_removed'],
  run: async (ctx, { id }) => {
    await chooseCard(ctx, id)
    return viewCard(await findCard(ctx, id), ctx.now)
  },
})

export const removeOneCard = operation({
  path: 'DELETE /payment-cards/{id}',
  summary: 'Remove a kept card, here and at the provider',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ done: z.literal(true) }),
  fails: ['card_removed'],
  run: async (ctx, { id }) => {
    await removeCard(ctx, id)
    return { done: true as const }
  },
})

export const chargeCard = operation({
  path: 'POST /invoices/{id}/card-charges',
  summary: 'Charge a kept card for an invoice, the client being away',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id, cardId: Id, amountMinor: Minor.min(1).optional() }),
  returns: ChargeView,
  fails: [
    'is_draft',
    'is_void',
    'already_paid',
    'more_than_open',
    'card_removed',
    'wrong_card',
    'charge_running',
  ],
  run: async (ctx, { id, ...wish }) =>
    viewCharge(await startCardCharge(ctx, { invoiceId: id, ...wish, because: 'desk' })),
})

export const getCardCharges = operation({
  path: 'GET /invoices/{id}/card-charges',
  summary: 'What became of charging kept cards for an invoice, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ items: z.array(ChargeView) }),
  run: async (ctx, { id }) => {
    await findInvoice(ctx, id)
    return { items: (await listCardCharges(ctx, id)).map(viewCharge) }
  },
})

export function viewCard(card: SavedCard, now: Date): z.input<typeof CardView> {
  const monthAfter = Date.UTC(card.exp_year, card.exp_month, 1)
  return {
    id: card.id,
    brand: card.brand,
    last4: card.last4,
    expMonth: card.exp_month,
    expYear: card.exp_year,
    isExpired: now.getTime() >= monthAfter,
    isDefault: card.is_default,
    agreedAt: card.agreed_at,
  }
}

function viewCharge(charge: CardCharge): z.input<typeof ChargeView> {
  return {
    id: charge.id,
    state: charge.state,
    amountMinor: charge.amount_minor,
    currency: charge.currency,
    because: charge.because,
    failure: charge.failure,
    createdAt: charge.created_at,
    createdBy: charge.created_by,
  }
}
