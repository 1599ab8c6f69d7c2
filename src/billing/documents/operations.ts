import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, fileAnswer } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { invoiceOfLink } from '../gateway/pay-link.ts'
import { renderInvoice } from './invoice-document.ts'
import { lastPaymentOf, renderReceipt } from './receipt-document.ts'

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
