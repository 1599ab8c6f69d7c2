import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Minor, fileAnswer, line } from '../../platform/operation/shapes.ts'
import { renderCreditNote } from '../documents/credit-note-document.ts'
import { creditInvoice } from './credit-note.ts'
import { InvoiceView, viewInvoice } from './view.ts'

const MOST_LINES = 200

export const addCreditNote = operation({
  path: 'POST /invoices/{id}/credit-notes',
  summary: 'Take chosen lines or an amount of an issued invoice back; what was paid on it becomes credit',
  allow: 'invoices.void',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    reason: line(500),
    /** Either lines, each with its amount (without one: all that is left of it), tax included … */
    lines: z
      .array(z.strictObject({ lineId: Id, amountMinor: Minor.min(1).optional() }))
      .min(1)
      .max(MOST_LINES)
      .optional(),
    /** … or so much of the whole invoice, shared by its lines. */
    amountMinor: Minor.min(1).optional(),
  }),
  returns: InvoiceView,
  fails: ['is_draft', 'is_void', 'more_than_line', 'all_credited', 'written_off', 'prepaid_line'],
  run: async (ctx, { id, ...wish }) => {
    await viewInvoice(ctx, id)
    await creditInvoice(ctx, id, wish)
    return viewInvoice(ctx, id)
  },
})

export const getCreditNotePdf = operation({
  path: 'GET /credit-notes/{id}/pdf',
  summary: 'A credit note as PDF',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer('application/pdf'),
  fails: ['busy'],
  run: async (ctx, { id }) => ({ ...(await renderCreditNote(ctx, id)), type: 'application/pdf' }),
})
