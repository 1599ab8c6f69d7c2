import { sql } from 'kysely'
import { z } from 'zod'
import { clientName } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant, Minor, line } from '../../platform/operation/shapes.ts'
import { startOfLocalDay } from '../../platform/time/index.ts'
import { invalid } from '../../platform/problem.ts'
import { todayOf } from '../invoices/invoice.ts'
import { InvoiceView, viewInvoice } from '../invoices/view.ts'
import { ProductView, findProduct, listProducts, productFields, saveProduct } from './product.ts'
import { Quote, quoteCart } from './quote.ts'
import { returnProduct } from './return.ts'
import { Cart, CartLine, TillTender, sell } from './sale.ts'
import { ENTERED, MovementView, countStock, listMovements, moveStock } from './stock.ts'

export const getProducts = operation({
  path: 'GET /products',
  summary: 'Products with their stock; a word is looked for in name, SKU and barcode',
  allow: 'billing.see',
  takes: z.strictObject({ q: z.string().max(120).optional(), low: z.stringbool().default(false) }),
  returns: z.object({ items: z.array(ProductView) }),
  run: async (ctx, question) => ({ items: await listProducts(ctx, question) }),
})

export const addProduct = operation({
  path: 'POST /products',
  summary: 'Add a product',
  allow: 'billing.set_up',
  takes: z.strictObject(productFields),
  returns: ProductView,
  fails: ['sku_taken', 'barcode_taken'],
  run: (ctx, wish) => saveProduct(ctx, wish),
})

export const putProduct = operation({
  path: 'PUT /products/{id}',
  summary: 'Change a product; what is sold keeps its price',
  allow: 'billing.set_up',
  takes: z.strictObject({
    id: Id,
    ...productFields,
    archived: z.boolean().default(false),
    rowVersion: RowVersion,
  }),
  returns: ProductView,
  fails: ['sku_taken', 'barcode_taken', 'changed_meanwhile'],
  run: (ctx, wish) => saveProduct(ctx, wish),
})

export const getMovements = operation({
  path: 'GET /products/{id}/movements',
  summary: 'The latest comings and goings of a product',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ items: z.array(MovementView) }),
  run: async (ctx, { id }) => ({ items: await listMovements(ctx, (await findProduct(ctx, id)).id) }),
})

export const addMovement = operation({
  path: 'POST /products/{id}/movements',
  summary: 'Stock that came, was lost, used, or counted (then the quantity is what is there)',
  allow: 'invoices.manage',
  takes: z.strictObject({
    id: Id,
    locationId: Id,
    kind: z.enum(ENTERED),
    quantity: z.int().min(-100_000).max(100_000),
    reason: line(200).nullable().default(null),
  }),
  returns: ProductView,
  fails: ['out_of_stock', 'no_difference'],
  run: async (ctx, { id, kind, quantity, ...wish }) => {
    const product = await findProduct(ctx, id)
    if (kind === 'counted' && quantity < 0) throw invalid('quantity', 'Nobody counts fewer than none.')
    if (kind !== 'counted' && quantity === 0) throw invalid('quantity', 'Say how many.')
    if (kind === 'counted') await countStock(ctx, product, { ...wish, counted: quantity })
    else
      await moveStock(ctx, {
        product,
        ...wish,
        kind,
        quantity: leaves(kind) ? -Math.abs(quantity) : quantity,
      })
    return findProduct(ctx, id)
  },
})

const leaves = (kind: (typeof ENTERED)[number]) => kind === 'lost' || kind === 'used'

/** The lines of a cart as JSON text, because a read has a query only. */
const LinesInQuery = z
  .string()
  .max(20_000)
  .transform((typed, check) => {
    const read = z.array(CartLine).min(1).max(100).safeParse(parsedIfAny(typed))
    if (read.success) return read.data
    check.addIssue({ code: 'custom', message: 'Give the lines of the cart as JSON.' })
    return z.NEVER
  })

function parsedIfAny(typed: string): unknown {
  try {
    return JSON.parse(typed)
  } catch {
    return null
  }
}

export const getQuote = operation({
  path: 'GET /till/quote',
  summary: 'What a cart costs now, with its taxes',
  allow: 'payments.take',
  takes: z.strictObject({ clientId: Id.optional(), locationId: Id, lines: LinesInQuery }),
  returns: Quote,
  fails: ['discount_too_large'],
  run: (ctx, { clientId, ...cart }) => quoteCart(ctx, { ...cart, clientId: clientId ?? null }),
})

export const sellCart = operation({
  path: 'POST /till/sales',
  summary: 'Sell what lies in the cart: an invoice, its payments and the stock, all or nothing',
  allow: 'payments.take',
  takes: z.strictObject({
    ...Cart.shape,
    tenders: z.array(TillTender).max(6).default([]),
    onAccount: z.boolean().default(false),
  }),
  returns: z.object({ invoice: InvoiceView, changeMinor: Minor }),
  fails: [
    'price_changed',
    'out_of_stock',
    'not_covered',
    'needs_client',
    'is_archived',
    'discount_too_large',
    'more_than_open',
    'unknown_code',
    'gift_card_over',
    'gift_card_short',
    'already_paid',
    'nothing_to_bill',
    'mixed_currency',
    'is_issued',
    'is_draft',
    'is_void',
  ],
  run: async (ctx, wish) => {
    const { invoice, changeMinor } = await sell(ctx, wish)
    return { invoice: await viewInvoice(ctx, invoice.id), changeMinor }
  },
})

const SaleView = z.object({
  invoiceId: Id,
  number: z.int(),
  clientId: Id,
  clientName: z.string(),
  totalMinor: Minor,
  currency: z.string(),
  soldAt: Instant,
  soldBy: z.string(),
  isVoid: z.boolean(),
})

export const getSales = operation({
  path: 'GET /till/sales',
  summary: 'Today’s sales at the till, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({ locationId: Id.optional() }),
  returns: z.object({ items: z.array(SaleView) }),
  run: async (ctx, { locationId }) => {
    const since = startOfLocalDay(await todayOf(ctx), (await ctx.practice()).zone)
    const { rows } = await sql<
      z.input<typeof SaleView> & { given_name: string; family_name: string }
    >`select i.id as "invoiceId", i.number, i.client_id as "clientId", c.given_name, c.family_name, i.total_minor as "totalMinor", i.currency,
        s.sold_at as "soldAt", s.sold_by as "soldBy", i.voided_at is not null as "isVoid"
      from till_sale s join invoice i on i.practice_id = s.practice_id and i.id = s.invoice_id
      join client c on c.practice_id = i.practice_id and c.id = i.client_id
      where s.practice_id = ${ctx.practiceId} and s.sold_at >= ${since} ${locationId ? sql`and s.location_id = ${locationId}` : sql``}
      order by s.sold_at desc, s.id desc limit 200`.execute(ctx.db)
    return { items: rows.map((row) => ({ ...row, clientName: clientName(row) })) }
  },
})

export const returnOne = operation({
  path: 'POST /invoices/{id}/returns',
  summary: 'Take a product back that was sold at the till, with its money and its stock',
  allow: 'payments.refund',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    chargeId: Id,
    quantity: z.int().min(1).max(1_000),
    restock: z.boolean().default(true),
    tender: z.enum(['cash', 'card_terminal', 'bank_transfer', 'cheque', 'other', 'gift_card']),
    reason: line(500),
  }),
  returns: z.object({ invoiceId: Id.nullable(), refundedMinor: Minor }),
  fails: [
    'not_returnable',
    'is_used',
    'is_draft',
    'is_void',
    'is_issued',
    'already_invoiced',
    'other_client',
    'nothing_to_bill',
    'mixed_currency',
    'already_paid',
    'no_credit',
    'more_than_open',
    'more_than_paid',
    'is_reversed',
    'is_refunded',
    'refund_instead',
    'wrong_tender',
    'undo_instead',
    'changed_meanwhile',
  ],
  run: async (ctx, { id, ...wish }) => {
    await viewInvoice(ctx, id)
    return returnProduct(ctx, { invoiceId: id, ...wish })
  },
})
