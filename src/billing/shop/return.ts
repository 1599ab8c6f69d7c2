import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { createCharge, taxesIn, voidCharge } from '../charges/charge.ts'
import { createDraft, approveDraft, putOnDraft } from '../invoices/draft.ts'
import { sumDraft } from '../invoices/settle-draft.ts'
import { voidInvoice } from '../invoices/void.ts'
import type { Tender } from '../ledger/chart.ts'
import { applyCredit } from '../payments/take.ts'
import { refundPayment } from '../payments/refund.ts'
import { listApplied } from '../invoices/view.ts'
import { findProduct } from './product.ts'
import { moveStock } from './stock.ts'

export interface ReturnWish {
  invoiceId: string
  chargeId: string
  quantity: number
  /** Back on the shelf; without it the product is written off there. */
  restock: boolean
  tender: Exclude<Tender, 'online' | 'package'>
  reason: string
}

/**
 * Takes a product back: the invoice is voided by its credit note, what the client keeps is billed anew and paid from
 * what they had paid, and the rest is given back. Answers the new invoice, if any, and what was given back, in minor
 * units. 409 `not_returnable`, and whatever voiding and refunding refuse.
 */
export async function returnProduct(
  ctx: Context,
  wish: ReturnWish,
): Promise<{ invoiceId: string | null; refundedMinor: number }> {
  const charge = await findReturnable(ctx, wish)
  const paid = await listApplied(ctx, wish.invoiceId)
  const invoice = await voidInvoice(ctx, wish.invoiceId, { reason: wish.reason, charges: 'bill_again' })
  const kept = await keepRest(ctx, charge, wish)
  const rebilled = await billRest(ctx, invoice.client_id, {
    of: wish.invoiceId,
    except: charge.id,
    also: kept,
  })
  if (charge.product_id && charge.location_id) await putBack(ctx, charge, wish)
  const totalMinor = rebilled?.total_minor ?? 0
  const paidMinor = paid.reduce((sum, each) => sum + each.appliedMinor, 0)
  if (rebilled && paidMinor > 0)
    await applyCredit(ctx, rebilled.id, { amountMinor: Math.min(totalMinor, paidMinor) })
  const backMinor = Math.max(0, paidMinor - totalMinor)
  await giveBack(ctx, paid, { ...wish, backMinor })
  ctx.record('till.returned', {
    subject: ['invoice', wish.invoiceId],
    clientId: invoice.client_id,
    data: { quantity: wish.quantity, refundedMinor: backMinor, currency: invoice.currency },
  })
  return { invoiceId: rebilled?.id ?? null, refundedMinor: backMinor }
}

async function findReturnable(ctx: Context, wish: ReturnWish): Promise<Charge> {
  const { rows } =
    await sql<Charge>`select c.* from charge c join till_sale s on s.practice_id = c.practice_id and s.invoice_id = c.invoice_id
    where c.practice_id = ${ctx.practiceId} and c.id = ${wish.chargeId} and c.invoice_id = ${wish.invoiceId} and c.kind = 'product'`.execute(
      ctx.db,
    )
  const charge = rows[0]
  if (!charge) throw notFound('This sale')
  if (wish.quantity > Number(charge.quantity))
    throw problem(
      409,
      'not_returnable',
      `Only ${Number(charge.quantity)} of these were sold on this invoice.`,
    )
  return charge
}

/** What stays with the client of a line, at the price they bought it for. */
async function keepRest(ctx: Context, charge: Charge, wish: ReturnWish): Promise<Charge | null> {
  await voidCharge(ctx, { id: charge.id, reason: wish.reason })
  const quantity = Number(charge.quantity) - wish.quantity
  if (quantity === 0) return null
  const discount = charge.discount_minor
    ? {
        minor: Math.floor((charge.discount_minor * quantity) / Number(charge.quantity)),
        basisPoints: charge.discount_basis_points,
        reason: charge.discount_reason!,
      }
    : null
  return createCharge(ctx, {
    clientId: charge.client_id,
    kind: 'product',
    description: charge.description,
    code: charge.code,
    productId: charge.product_id,
    servedOn: charge.served_on,
    quantity,
    unitPriceMinor: charge.unit_price_minor,
    priceFrom: charge.price_from,
    discount: discount && discount.minor > 0 ? discount : null,
    taxOtherwise: taxesIn(charge).length > 0 ? charge.tax_basis_points : 0,
    priceIncludesTax: charge.price_includes_tax,
    currency: charge.currency,
    locationId: charge.location_id,
  })
}

async function billRest(
  ctx: Context,
  clientId: string,
  { of, except, also }: { of: string; except: string; also: Charge | null },
) {
  const { rows } = await sql<{
    id: string
  }>`select c.id from charge c join invoice_line l on l.practice_id = c.practice_id and l.charge_id = c.id
    where c.practice_id = ${ctx.practiceId} and l.invoice_id = ${of} and c.id <> ${except} and c.voided_at is null and c.invoice_id is null`.execute(
    ctx.db,
  )
  const ids = [...rows.map((each) => each.id), ...(also ? [also.id] : [])]
  if (ids.length === 0) return null
  const draft = await createDraft(ctx, { clientId, note: null })
  await putOnDraft(ctx, draft, ids)
  await sumDraft(ctx, draft.id)
  return approveDraft(ctx, draft.id)
}

async function putBack(ctx: Context, charge: Charge, wish: ReturnWish) {
  const product = await findProduct(ctx, charge.product_id!)
  if (!product.keepsStock || !wish.restock) return
  await moveStock(ctx, {
    product,
    locationId: charge.location_id!,
    quantity: wish.quantity,
    kind: 'returned',
    reason: wish.reason,
    chargeId: charge.id,
  })
}

/** Of the payments of the invoice, the latest first; what a gift card paid goes back to it. */
async function giveBack(
  ctx: Context,
  paid: Awaited<ReturnType<typeof listApplied>>,
  wish: ReturnWish & { backMinor: number },
) {
  let left = wish.backMinor
  for (const each of paid.toReversed()) {
    const { rows } = await sql<{ free: number }>`select unapplied_minor as free from payment
      where practice_id = ${ctx.practiceId} and id = ${each.paymentId}`.execute(ctx.db)
    const amountMinor = Math.min(left, rows[0]!.free)
    if (amountMinor === 0) continue
    const tender = each.tender === 'gift_card' ? 'gift_card' : wish.tender
    await refundPayment(ctx, each.paymentId, { amountMinor, reason: wish.reason, tender })
    left -= amountMinor
  }
}
