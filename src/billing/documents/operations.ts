import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, fileAnswer } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { invoiceOfLink } from '../gateway/pay-link.ts'
import { renderInvoice } from './invoice-document.ts'
import { findClient } from '../../clients/index.ts'
import { findPayer } from '../payers/payer.ts'
import { lastPaymentOf, renderReceipt } from './receipt-document.ts'
import { renderStatement } from './statement-document.ts'

const PDF = 'application/pdf'
const asFile = ({ bytes, name }: { bytes: Uint8Array; name: string }) => ({ bytes, name, type: PDF })

export const getInvoicePdf = operation({
  path: 'GET /invoices/{id}/pdf',
  summary: 'The invoice as PDF',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer(PDF),
  fails: ['is_draft', 'busy'],
  run: async (ctx, { id }) => asFile(await renderInvoice(ctx, id)),
})

export const getReceiptPdf = operation({
  path: 'GET /payments/{id}/receipt',
  summary: 'The receipt for a payment as PDF',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer(PDF),
  fails: ['is_reversed', 'busy'],
  run: async (ctx, { id }) => asFile(await renderReceipt(ctx, id)),
})

export const getPayInvoicePdf = operation({
  path: 'GET /pay/invoice',
  summary: 'The invoice of a payment link as PDF',
  allow: 'link:pay',
  takes: z.strictObject({}),
  returns: fileAnswer(PDF),
  fails: ['is_draft', 'busy'],
  run: async (ctx) => asFile(await renderInvoice(ctx, invoiceOfLink(ctx))),
})

export const getPayReceiptPdf = operation({
  path: 'GET /pay/receipt',
  summary: 'The receipt for the latest payment of a payment link as PDF',
  allow: 'link:pay',
  takes: z.strictObject({}),
  returns: fileAnswer(PDF),
  fails: ['is_reversed', 'busy'],
  run: async (ctx) => {
    const id = await lastPaymentOf(ctx, invoiceOfLink(ctx))
    if (!id) throw notFound('This receipt')
    return asFile(await renderReceipt(ctx, id))
  },
})

const Period = { id: Id, from: Day, to: Day }

function refuseIfBackwards({ from, to }: { from: string; to: string }) {
  if (to < from) throw invalid('to', 'The last day cannot be before the first.')
}

export const getClientStatementPdf = operation({
  path: 'GET /clients/{id}/statement/pdf',
  summary: 'The statement of a client’s account as PDF',
  allow: 'billing.see',
  takes: z.strictObject(Period),
  returns: fileAnswer(PDF),
  fails: ['busy'],
  run: async (ctx, { id, ...period }) => {
    refuseIfBackwards(period)
    await findClient(ctx, id)
    return asFile(await renderStatement(ctx, { clientId: id, ...period }))
  },
})

export const getPayerStatementPdf = operation({
  path: 'GET /bill-payers/{id}/statement/pdf',
  summary: 'The statement of a payer’s account as PDF, over all clients they pay for',
  allow: 'billing.see',
  takes: z.strictObject(Period),
  returns: fileAnswer(PDF),
  fails: ['busy'],
  run: async (ctx, { id, ...period }) => {
    refuseIfBackwards(period)
    await findPayer(ctx, id)
    return asFile(await renderStatement(ctx, { payerId: id, ...period }))
  },
})
