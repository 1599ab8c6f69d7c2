import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, fileAnswer } from '../../platform/operation/shapes.ts'
import { mailTillReceipt, renderTillReceipt } from './receipt.ts'

export const getTillReceipt = operation({
  path: 'GET /till/sales/{invoiceId}/receipt',
  summary: 'The receipt of a sale as PDF, on a roll of 80 mm; on A4 or Letter it is the invoice',
  allow: 'billing.see',
  takes: z.strictObject({ invoiceId: Id }),
  returns: fileAnswer('application/pdf'),
  fails: ['busy'],
  run: async (ctx, { invoiceId }) => ({
    ...(await renderTillReceipt(ctx, invoiceId)),
    type: 'application/pdf',
    inline: true,
  }),
})

export const sendTillReceipt = operation({
  path: 'POST /till/sales/{invoiceId}/receipt',
  summary: 'Mail the receipt of a sale to the client',
  allow: 'payments.take',
  takes: z.strictObject({ invoiceId: Id }),
  returns: z.object({ sent: z.literal(true) }),
  fails: ['no_address', 'busy'],
  run: async (ctx, { invoiceId }) => {
    await mailTillReceipt(ctx, invoiceId)
    return { sent: true as const }
  },
})
