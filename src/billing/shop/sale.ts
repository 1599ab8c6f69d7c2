import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { Id, Minor, line } from '../../platform/operation/shapes.ts'
import { invalid, problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { createCharge } from '../charges/charge.ts'
import { MOST_MINOR, amountBefore } from '../charges/price.ts'
import { giftFields } from '../gift/fields.ts'
import { sellGiftCard } from '../gift/card.ts'
import { payByGiftCard } from '../gift/pay.ts'
import { approveDraft, createDraft } from '../invoices/draft.ts'
import { sumDraft } from '../invoices/settle-draft.ts'
import { findInvoice, todayOf } from '../invoices/invoice.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { findPackageType } from '../packages/package-type.ts'
import { sellPackage } from '../packages/package.ts'
import { payInvoice } from '../payments/take.ts'
import { DiscountWish, resolveDiscount } from '../prices/discount.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { Product } from './product.ts'
import { listProducts } from './product.ts'
import { moveStock } from './stock.ts'
import { findWalkIn } from './walk-in.ts'

/** What lies in the cart; unitPriceMinor is the price that the person at the till saw. */
export const CartLine = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('product'),
    productId: Id,
    quantity: z.int().min(1).max(1_000),
    unitPriceMinor: Minor.min(0).max(MOST_MINOR),
    discount: DiscountWish.nullish(),
  }),
  z.strictObject({ what: z.literal('package'), typeId: Id, unitPriceMinor: Minor.min(0).max(MOST_MINOR) }),
  z.strictObject({ what: z.literal('gift_card'), ...giftFields }),
])
type CartLine = z.output<typeof CartLine>

export const TillTender = z.strictObject({
  tender: z.enum(['cash', 'card_terminal', 'bank_transfer', 'cheque', 'other', 'gift_card']),
  amountMinor: Minor.min(1).max(MOST_MINOR),
  /** Cash that was handed over: the rest of it is the change. */
  givenMinor: Minor.min(1).max(MOST_MINOR).optional(),
  /** Of the gift card. */
  code: z.string().trim().min(1).max(60).optional(),
  reference: line(200).nullish(),
})

export const Cart = z.object({
  /** Without one, to somebody who gave no name. */
  clientId: Id.nullable().default(null),
  locationId: Id,
  lines: z.array(CartLine).min(1).max(100),
})
export type Cart = z.output<typeof Cart>
export type SaleWish = Cart & {
  tenders: readonly z.output<typeof TillTender>[]
  /** What is not paid stays open on the client's account. */
  onAccount: boolean
}

/**
 * Sells a cart: an invoice, its payments and the stock, all or nothing. 409 `price_changed` with what costs what now,
 * `out_of_stock`, `not_covered` when too little is paid, `needs_client`, `is_archived`, and what gift cards refuse.
 */
export async function sell(ctx: Context, wish: SaleWish): Promise<{ invoice: Invoice; changeMinor: number }> {
  if (wish.clientId) await findClient(ctx, wish.clientId)
  else if (wish.onAccount || wish.lines.some((each) => each.what === 'package'))
    throw problem(409, 'needs_client', 'Choose whose this is: it stays on their account.')
  const clientId = wish.clientId ?? (await findWalkIn(ctx))
  const draft = await createDraft(ctx, { clientId, note: null })
  const products = await productsOf(ctx, wish)
  await refuseIfPriceChanged(ctx, wish.lines, products)
  const sold = { ...wish, clientId, invoiceId: draft.id, isGerman: draft.locale === 'de' }
  for (const each of inOrder(wish.lines)) await sellLine(ctx, sold, { each, products })
  await sumDraft(ctx, draft.id)
  const issued = await approveDraft(ctx, draft.id)
  const changeMinor = await takeAll(ctx, issued, wish)
  await sql`insert into till_sale (practice_id, id, invoice_id, location_id, given_minor, change_minor, sold_at, sold_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${issued.id}, ${wish.locationId}, ${givenOf(wish)}, ${changeMinor}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  return { invoice: await findInvoice(ctx, issued.id), changeMinor }
}

/** Products by their ids, so that two tills take them off the shelf in one order. */
const inOrder = (lines: readonly CartLine[]) =>
  lines.toSorted((a, b) =>
    a.what === 'product' && b.what === 'product' ? a.productId.localeCompare(b.productId) : 0,
  )

async function productsOf(ctx: Context, { lines }: Cart): Promise<Map<string, Product>> {
  const ids = lines.flatMap((each) => (each.what === 'product' ? [each.productId] : []))
  const found = new Map((await listProducts(ctx, { ids })).map((each) => [each.id, each]))
  for (const id of ids) {
    if (!found.has(id)) throw invalid('lines', 'One of these products does not exist.')
    if (found.get(id)!.archived)
      throw problem(409, 'is_archived', `“${found.get(id)!.name}” is not sold any more.`)
  }
  return found
}

/** Nobody pays another price than the one they were told. */
async function refuseIfPriceChanged(
  ctx: Context,
  lines: readonly CartLine[],
  products: Map<string, Product>,
) {
  const changed: { id: string; name: string; wasMinor: number; nowMinor: number }[] = []
  for (const each of lines) {
    if (each.what === 'gift_card') continue
    const now =
      each.what === 'product' ? products.get(each.productId)! : await findPackageType(ctx, each.typeId)
    if (now.priceMinor !== each.unitPriceMinor)
      changed.push({ id: now.id, name: now.name, wasMinor: each.unitPriceMinor, nowMinor: now.priceMinor })
  }
  if (changed.length === 0) return
  const { currency } = await ctx.practice()
  const money = (minor: number) => formatMoney(minor, currency, ctx.locale)
  throw problem(
    409,
    'price_changed',
    `Prices have changed: ${changed.map((each) => `${each.name} ${money(each.wasMinor)} → ${money(each.nowMinor)}`).join(', ')}. Look at the cart again.`,
    { changed },
  )
}

type Sold = Cart & { clientId: string; invoiceId: string; isGerman: boolean }

async function sellLine(
  ctx: Context,
  sold: Sold,
  { each, products }: { each: CartLine; products: Map<string, Product> },
): Promise<Charge> {
  if (each.what === 'package') return sellPackage(ctx, { ...sold, typeId: each.typeId })
  if (each.what === 'gift_card')
    return sellGiftCard(ctx, { ...sold, ...each, description: sold.isGerman ? 'Gutschein' : 'Gift card' })
  const product = products.get(each.productId)!
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const before = amountBefore({ quantity: each.quantity, unitPriceMinor: product.priceMinor })
  const charge = (await createCharge(ctx, {
    clientId: sold.clientId,
    kind: 'product',
    description: product.name,
    code: product.sku.slice(0, 30),
    productId: product.id,
    servedOn: await todayOf(ctx),
    quantity: each.quantity,
    unitPriceMinor: product.priceMinor,
    priceFrom: { from: 'product', name: null, scheduleId: null, ruleMinor: null },
    discount: each.discount ? await resolveDiscount(ctx, each.discount, before) : null,
    taxOtherwise: product.taxBasisPoints,
    priceIncludesTax: settings.pricesIncludeTax,
    currency: practice.currency,
    invoiceId: sold.invoiceId,
    locationId: sold.locationId,
  }))!
  if (product.keepsStock)
    await moveStock(ctx, {
      product,
      locationId: sold.locationId,
      quantity: -each.quantity,
      kind: 'sold',
      chargeId: charge.id,
    })
  return charge
}

const givenOf = ({ tenders }: Pick<SaleWish, 'tenders'>) =>
  tenders.find((each) => each.givenMinor !== undefined)?.givenMinor ?? null

/** Takes what is handed over, gift cards first; answers the change. 409 `not_covered`, `more_than_open`. */
async function takeAll(ctx: Context, invoice: Invoice, wish: SaleWish): Promise<number> {
  const paid = wish.tenders.reduce((sum, each) => sum + each.amountMinor, 0)
  if (paid < invoice.total_minor && !wish.onAccount)
    throw problem(
      409,
      'not_covered',
      `${formatMoney(invoice.total_minor - paid, invoice.currency, ctx.locale)} are missing.`,
      { totalMinor: invoice.total_minor, missingMinor: invoice.total_minor - paid },
    )
  let change = 0
  for (const each of wish.tenders.toSorted(
    (a, b) => Number(b.tender === 'gift_card') - Number(a.tender === 'gift_card'),
  )) {
    if (each.givenMinor !== undefined && each.givenMinor < each.amountMinor)
      throw invalid('givenMinor', 'Less was handed over than is to be paid.')
    change += (each.givenMinor ?? each.amountMinor) - each.amountMinor
    if (each.tender === 'gift_card')
      await payByGiftCard(ctx, invoice.id, {
        code: each.code ?? '',
        amountMinor: each.amountMinor,
        locationId: wish.locationId,
      })
    else
      await payInvoice(ctx, invoice.id, {
        tender: each.tender,
        amountMinor: each.amountMinor,
        locationId: wish.locationId,
        reference: each.reference,
      })
  }
  return change
}
