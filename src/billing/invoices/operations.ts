import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import { chargeFields, enterCharge } from '../charges/operations.ts'
import { WRITE_OFF_REASONS } from '../ledger/chart.ts'
import { refuseIfNotApprover } from './approval.ts'
import { approveDraft, createDraft, discardDraft, lockDraft, putOnDraft, takeOffDraft } from './draft.ts'
import { InvoiceRow, LISTED_STATES, listInvoices } from './list.ts'
import { sumDraft } from './settle-draft.ts'
import { InvoiceView, viewInvoice } from './view.ts'
import { refuseAboveLimit } from '../writeoffs/limit.ts'
import { voidInvoice } from './void.ts'
import { reverseWriteOff, writeOff } from './write-off.ts'

const NewLine = z.strictObject(chargeFields)
const MOST_LINES = 200

export const getInvoices = operation({
  path: 'GET /invoices',
  summary: 'List invoices, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({
    state: z.enum(LISTED_STATES).optional(),
    clientId: Id.optional(),
    payerId: Id.optional(),
    number: z.coerce.number().int().positive().optional(),
    from: Day.optional(),
    to: Day.optional(),
    ...paging,
  }),
  returns: pageOf(InvoiceRow),
  run: (ctx, question) => listInvoices(ctx, question),
})

export const getInvoice = operation({
  path: 'GET /invoices/{id}',
  summary: 'An invoice with its lines, payments and what may be done with it',
  allow: 'billing.see',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: InvoiceView,
  run: async (ctx, { id }) => {
    const invoice = await viewInvoice(ctx, id)
    ctx.saw('invoice', id, invoice.clientId)
    return invoice
  },
})

export const addInvoice = operation({
  path: 'POST /invoices',
  summary: 'Draft an invoice from unbilled charges and new lines; with `approve` it is issued at once',
  allow: 'invoices.manage',
  takes: z.strictObject({
    clientId: Id,
    chargeIds: z.array(Id).max(MOST_LINES).default([]),
    lines: z.array(NewLine).max(MOST_LINES).default([]),
    note: text(2_000).nullable().default(null),
    approve: z.boolean().default(false),
  }),
  returns: InvoiceView,
  fails: [
    'already_invoiced',
    'is_void',
    'other_client',
    'nothing_to_bill',
    'mixed_currency',
    'is_issued',
    'discount_too_large',
    'needs_approval',
  ],
  run: async (ctx, wish) => {
    const draft = await createDraft(ctx, wish)
    await putOnDraft(ctx, draft, wish.chargeIds)
    for (const each of wish.lines)
      await enterCharge(ctx, { ...each, clientId: wish.clientId, invoiceId: draft.id })
    await sumDraft(ctx, draft.id)
    if (wish.approve) await refuseIfNotApprover(ctx)
    if (wish.approve) await approveDraft(ctx, draft.id)
    return viewInvoice(ctx, draft.id)
  },
})

export const addLines = operation({
  path: 'POST /invoices/{id}/lines',
  summary: 'Put unbilled charges or new lines on a draft',
  allow: 'invoices.manage',
  takes: z.strictObject({
    id: Id,
    chargeIds: z.array(Id).max(MOST_LINES).default([]),
    lines: z.array(NewLine).max(MOST_LINES).default([]),
  }),
  returns: InvoiceView,
  fails: ['is_issued', 'already_invoiced', 'is_void', 'other_client', 'discount_too_large'],
  run: async (ctx, { id, chargeIds, lines }) => {
    const draft = await lockDraft(ctx, id)
    await putOnDraft(ctx, draft, chargeIds)
    for (const each of lines) await enterCharge(ctx, { ...each, clientId: draft.client_id, invoiceId: id })
    await sumDraft(ctx, id)
    return viewInvoice(ctx, id)
  },
})

export const removeLine = operation({
  path: 'DELETE /invoices/{id}/lines/{chargeId}',
  summary: 'Take a line off a draft; its charge waits to be billed again',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, chargeId: Id }),
  returns: InvoiceView,
  fails: ['is_issued'],
  run: async (ctx, { id, chargeId }) => {
    const draft = await lockDraft(ctx, id)
    await takeOffDraft(ctx, draft, chargeId)
    await sumDraft(ctx, id)
    return viewInvoice(ctx, id)
  },
})

export const approveInvoice = operation({
  path: 'POST /invoices/{id}/approval',
  summary: 'Approve a draft: it gets its number and goes to the client',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: InvoiceView,
  fails: ['is_issued', 'nothing_to_bill', 'mixed_currency', 'needs_approval'],
  run: async (ctx, { id }) => {
    await refuseIfNotApprover(ctx)
    await approveDraft(ctx, id)
    return viewInvoice(ctx, id)
  },
})

export const discardInvoice = operation({
  path: 'DELETE /invoices/{id}',
  summary: 'Discard a draft; an issued invoice can only be voided',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ discarded: z.literal(true) }),
  fails: ['is_issued'],
  run: async (ctx, { id }) => {
    await discardDraft(ctx, id)
    return { discarded: true as const }
  },
})

export const voidOneInvoice = operation({
  path: 'POST /invoices/{id}/void',
  summary: 'Void an issued invoice by a credit note; money on it becomes credit of the client',
  allow: 'invoices.void',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    reason: line(500),
    charges: z.enum(['void', 'bill_again']).default('void'),
  }),
  returns: InvoiceView,
  fails: ['is_draft', 'is_void', 'all_credited', 'is_used'],
  run: async (ctx, { id, ...wish }) => {
    await voidInvoice(ctx, id, wish)
    return viewInvoice(ctx, id)
  },
})

export const writeOffInvoice = operation({
  path: 'POST /invoices/{id}/write-offs',
  summary: 'Give up what is open on an invoice, all or some',
  allow: 'writeoffs.make',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    amountMinor: Minor.min(1),
    reasonCode: z.enum(WRITE_OFF_REASONS),
    reason: line(500),
  }),
  returns: InvoiceView,
  fails: ['is_draft', 'is_void', 'more_than_open', 'above_limit'],
  run: async (ctx, { id, ...wish }) => {
    await refuseAboveLimit(ctx, { invoiceId: id, amountMinor: wish.amountMinor })
    await writeOff(ctx, id, wish)
    return viewInvoice(ctx, id)
  },
})

export const reverseOneWriteOff = operation({
  path: 'POST /write-offs/{id}/reversal',
  summary: 'Take a write-off back: the amount is owed again',
  allow: 'writeoffs.make',
  reason: 'required',
  takes: z.strictObject({ id: Id, reason: line(500) }),
  returns: z.object({ reversed: z.literal(true) }),
  fails: ['is_draft', 'is_void', 'is_reversed'],
  run: async (ctx, { id }) => {
    await reverseWriteOff(ctx, id)
    return { reversed: true as const }
  },
})
