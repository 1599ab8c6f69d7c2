import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Minor, line } from '../../platform/operation/shapes.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { DiscountWish } from '../prices/discount.ts'
import { changeLine, discountDraft, takePriceOfNow } from './edit-lines.ts'
import { InvoiceView, viewInvoice } from './view.ts'

export const changeOneLine = operation({
  path: 'PATCH /invoices/{id}/lines/{chargeId}',
  summary: 'Change a line of a draft: words, quantity, price, tax, discount',
  allow: 'invoices.manage',
  takes: z.strictObject({
    id: Id,
    chargeId: Id,
    description: line(200).optional(),
    quantity: z.number().min(0.001).max(10_000).multipleOf(0.001).optional(),
    unitPriceMinor: Minor.min(0).max(MOST_MINOR).optional(),
    taxBasisPoints: z.int().min(0).max(10_000).optional(),
    discount: DiscountWish.nullish(),
  }),
  returns: InvoiceView,
  fails: ['is_issued', 'is_share', 'discount_too_large'],
  run: async (ctx, { id, chargeId, ...change }) => {
    await changeLine(ctx, { id, chargeId }, change)
    return viewInvoice(ctx, id)
  },
})

export const takePrice = operation({
  path: 'POST /invoices/{id}/lines/{chargeId}/price',
  summary: 'Take the price that the price lists say now for a line of a draft',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, chargeId: Id }),
  returns: InvoiceView,
  fails: ['is_issued', 'is_share', 'no_new_price', 'discount_too_large'],
  run: async (ctx, wish) => {
    await takePriceOfNow(ctx, wish)
    return viewInvoice(ctx, wish.id)
  },
})

export const putDiscount = operation({
  path: 'PUT /invoices/{id}/discount',
  summary: 'Take a discount off a whole draft, shared by its lines; null takes all discounts off',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, discount: DiscountWish.nullable() }),
  returns: InvoiceView,
  fails: ['is_issued', 'discount_too_large'],
  run: async (ctx, { id, discount }) => {
    await discountDraft(ctx, id, discount)
    return viewInvoice(ctx, id)
  },
})
