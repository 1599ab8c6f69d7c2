import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import {
  Day,
  Id,
  Minor,
  fileAnswer,
  pageOf,
  paging,
  toPage,
  valuesOfCursor,
} from '../../platform/operation/shapes.ts'
import { approveDraft, createDraft } from '../invoices/draft.ts'
import { sumDraft } from '../invoices/settle-draft.ts'
import { InvoiceView, viewInvoice } from '../invoices/view.ts'
import { todayOf } from '../invoices/invoice.ts'
import { PaymentView, viewPayment } from '../payments/view.ts'
import type { GiftCard } from './card.ts'
import { findByCode, sellGiftCard } from './card.ts'
import { giftFields } from './fields.ts'
import { payByGiftCard } from './pay.ts'
import { renderGiftCard } from './print.ts'

export const GIFT_STATES = ['not_billed', 'running', 'used_up', 'expired', 'void'] as const

export const GiftCardView = z.object({
  id: Id,
  last4: z.string(),
  state: z.enum(GIFT_STATES),
  clientId: Id,
  clientName: z.string(),
  recipient: z.string().nullable(),
  valueMinor: Minor,
  balanceMinor: Minor,
  currency: z.string(),
  soldOn: Day.nullable(),
  expiresOn: Day.nullable(),
})

type Row = GiftCard & { given_name: string; family_name: string; created_at: Date }

async function listGiftCards(
  ctx: Context,
  question: { id?: string; clientId?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const { id, clientId, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const today = await todayOf(ctx)
  const { rows } = await sql<Row>`select g.*, c.given_name, c.family_name from gift_card g
    join client c on c.practice_id = g.practice_id and c.id = g.client_id
    join charge h on h.practice_id = g.practice_id and h.id = g.charge_id
    where g.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('g.client_id'))} and h.voided_at is null
      ${id ? sql`and g.id = ${id}` : sql``} ${clientId ? sql`and g.client_id = ${clientId}` : sql``}
      ${after ? sql`and (g.created_at, g.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by g.created_at desc, g.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.created_at.toISOString(), row.id])
  return { items: page.items.map((row) => present(row, today)), next: page.next }
}

function present(row: Row, today: string): z.input<typeof GiftCardView> {
  return {
    id: row.id,
    last4: row.last4,
    state: stateOf(row, today),
    clientId: row.client_id,
    clientName: clientName(row),
    recipient: row.recipient,
    valueMinor: row.value_minor,
    balanceMinor: row.balance_minor,
    currency: row.currency,
    soldOn: row.sold_on,
    expiresOn: row.expires_on,
  }
}

function stateOf(card: GiftCard, today: string): (typeof GIFT_STATES)[number] {
  if (card.ended_because) return card.ended_because
  if (card.sold_on === null) return 'not_billed'
  if (card.balance_minor === 0) return 'used_up'
  return card.expires_on !== null && card.expires_on < today ? 'expired' : 'running'
}

export const getGiftCards = operation({
  path: 'GET /gift-cards',
  summary: 'Sold gift cards, the latest first; their codes are on what was printed',
  allow: 'billing.see',
  takes: z.strictObject({ clientId: Id.optional(), ...paging }),
  returns: pageOf(GiftCardView),
  run: (ctx, question) => listGiftCards(ctx, question),
})

export const sellOneGiftCard = operation({
  path: 'POST /clients/{id}/gift-cards',
  summary: 'Sell a gift card: an invoice like any other',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, ...giftFields, locationId: Id.nullish() }),
  returns: InvoiceView,
  fails: ['nothing_to_bill', 'mixed_currency', 'is_issued'],
  run: async (ctx, { id, ...wish }) => {
    const draft = await createDraft(ctx, { clientId: id, note: null })
    const description = draft.locale === 'de' ? 'Gutschein' : 'Gift card'
    await sellGiftCard(ctx, { ...wish, clientId: id, invoiceId: draft.id, description })
    await sumDraft(ctx, draft.id)
    await approveDraft(ctx, draft.id)
    return viewInvoice(ctx, draft.id)
  },
})

export const lookUpGiftCard = operation({
  path: 'POST /gift-cards/look-up',
  summary: 'What is left on a gift card, by its code',
  allow: 'payments.take',
  takes: z.strictObject({ code: z.string().trim().min(1).max(60) }),
  returns: GiftCardView.omit({ clientId: true, clientName: true, recipient: true }),
  fails: ['unknown_code'],
  secret: 'input',
  run: async (ctx, { code }) => {
    const card = await findByCode(ctx, code)
    return present({ ...card, given_name: '', family_name: '', created_at: ctx.now }, await todayOf(ctx))
  },
})

export const payWithGiftCard = operation({
  path: 'POST /invoices/{id}/gift-card-payments',
  summary: 'Pay an invoice with a gift card: so much, or as much as is open and on it',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    code: z.string().trim().min(1).max(60),
    amountMinor: Minor.min(1).optional(),
    locationId: Id.nullish(),
  }),
  returns: PaymentView,
  fails: [
    'unknown_code',
    'gift_card_over',
    'gift_card_short',
    'is_draft',
    'is_void',
    'already_paid',
    'more_than_open',
    'mixed_currency',
  ],
  run: async (ctx, { id, ...wish }) => viewPayment(ctx, (await payByGiftCard(ctx, id, wish)).id),
})

export const getGiftCardPdf = operation({
  path: 'GET /gift-cards/{id}/pdf',
  summary: 'The gift card as PDF, with its code',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer('application/pdf'),
  fails: ['not_billed', 'busy'],
  run: async (ctx, { id }) => ({ ...(await renderGiftCard(ctx, id)), type: 'application/pdf' }),
})
