import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { forbidden } from '../../platform/problem.ts'

export const PAY_LINK_DAYS = 180
const DAY_MS = 86_400_000

/** The secret page on which a client sees and pays an invoice; earlier links of it stay valid. */
export async function linkToPay(ctx: Context, invoice: { id: string; clientId: string }) {
  return createLink(ctx, {
    purpose: 'pay',
    subject: ['invoice', invoice.id],
    clientId: invoice.clientId,
    validFor: PAY_LINK_DAYS * DAY_MS,
    page: '/pay',
  })
}

/** The invoice that the holder of a payment link may see. */
export function invoiceOfLink(ctx: Context): string {
  if (ctx.actor.kind !== 'link') throw forbidden()
  return ctx.actor.subjectId
}
