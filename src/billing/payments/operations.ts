import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { TENDERS } from '../ledger/chart.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { InvoiceView, viewInvoice } from '../invoices/view.ts'
import { refundPayment } from './refund.ts'
import { reversePayment } from './reverse.ts'
import { applyCredit, payClient, payInvoice } from './take.ts'
import { PaymentRow, PaymentView, listPayments, viewPayment } from './view.ts'

/** Online payments come from the provider alone; nobody types them. */
const DESK_TENDERS = ['cash', 'card_terminal', 'bank_transfer', 'cheque', 'other'] as const

const paymentFields = {
  tender: z.enum(DESK_TENDERS),
  amountMinor: Minor.min(1).max(MOST_MINOR),
  /** What the screen showed; refused when it is not the invoice's. */
  currency: z.string().length(3).optional(),
  receivedOn: Day.optional(),
  locationId: Id.nullish(),
  reference: line(200).nullish(),
}

export const payOneInvoice = operation({
  path: 'POST /invoices/{id}/payments',
  summary: 'Take a payment for an invoice',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id, ...paymentFields, allowCredit: z.boolean().default(false) }),
  returns: PaymentView,
  fails: ['is_draft', 'is_void', 'more_than_open', 'mixed_currency'],
  run: async (ctx, { id, ...wish }) => viewPayment(ctx, (await payInvoice(ctx, id, wish)).id),
})

export const payForClient = operation({
  path: 'POST /clients/{id}/payments',
  summary: 'Take a payment of a client: for the oldest invoices first, the rest becomes credit',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id, ...paymentFields, openMinor: Minor.min(0).optional() }),
  returns: PaymentView,
  fails: ['balance_changed', 'mixed_currency'],
  run: async (ctx, { id, ...wish }) => {
    await findClient(ctx, id)
    return viewPayment(ctx, (await payClient(ctx, id, wish)).id)
  },
})

export const payWithCredit = operation({
  path: 'POST /invoices/{id}/credit',
  summary: 'Pay an invoice with credit of the client, the oldest money first',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id, amountMinor: Minor.min(1).optional() }),
  returns: InvoiceView,
  fails: ['is_draft', 'is_void', 'already_paid', 'no_credit', 'more_than_open', 'mixed_currency'],
  run: async (ctx, { id, amountMinor }) => {
    await applyCredit(ctx, id, { amountMinor })
    return viewInvoice(ctx, id)
  },
})

export const getPayments = operation({
  path: 'GET /payments',
  summary: 'List payments, the latest day first',
  allow: 'billing.see',
  takes: z.strictObject({
    clientId: Id.optional(),
    tender: z.enum(TENDERS).optional(),
    unapplied: z.stringbool().optional(),
    from: Day.optional(),
    to: Day.optional(),
    ...paging,
  }),
  returns: pageOf(PaymentRow),
  run: (ctx, question) => listPayments(ctx, question),
})

export const getPayment = operation({
  path: 'GET /payments/{id}',
  summary: 'A payment: where it stands, what was given back',
  allow: 'billing.see',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: PaymentView,
  run: async (ctx, { id }) => {
    const payment = await viewPayment(ctx, id)
    ctx.saw('payment', id, payment.clientId)
    return payment
  },
})

export const refundOnePayment = operation({
  path: 'POST /payments/{id}/refunds',
  summary: 'Give money of a payment back',
  allow: 'payments.refund',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    amountMinor: Minor.min(1),
    tender: z.enum(TENDERS).optional(),
    reason: line(500),
  }),
  returns: PaymentView,
  fails: ['more_than_paid', 'is_reversed', 'wrong_tender', 'undo_instead', 'changed_meanwhile'],
  run: async (ctx, { id, ...wish }) => {
    await viewPayment(ctx, id)
    await refundPayment(ctx, id, wish)
    return viewPayment(ctx, id)
  },
})

export const reverseOnePayment = operation({
  path: 'POST /payments/{id}/reversal',
  summary: 'Take back a payment that was entered by mistake',
  allow: 'payments.refund',
  reason: 'required',
  takes: z.strictObject({ id: Id, reason: line(500) }),
  returns: PaymentView,
  fails: [
    'is_reversed',
    'is_refunded',
    'refund_instead',
    'deposit_held',
    'undo_instead',
    'changed_meanwhile',
  ],
  run: async (ctx, { id, reason }) => {
    await viewPayment(ctx, id)
    await reversePayment(ctx, id, reason)
    return viewPayment(ctx, id)
  },
})
