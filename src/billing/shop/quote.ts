import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Minor } from '../../platform/operation/shapes.ts'
import type { LineToPrice } from '../charges/price.ts'
import { amountBefore, priceLine, priceTogether, rateByHand } from '../charges/price.ts'
import { todayOf } from '../invoices/invoice.ts'
import { findPackageType } from '../packages/package-type.ts'
import { resolveDiscount } from '../prices/discount.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { findTaxes } from '../taxes/rules.ts'
import { findProduct } from './product.ts'
import type { Cart } from './sale.ts'

export const Quote = z.object({
  currency: z.string(),
  netMinor: Minor,
  taxMinor: Minor,
  totalMinor: Minor,
  lines: z.array(
    z.object({
      id: Id.nullable(),
      name: z.string(),
      unitPriceMinor: Minor,
      totalMinor: Minor,
      changed: z.boolean(),
    }),
  ),
})

/** What a cart costs now, as its invoice will say; lines whose price is not what the screen showed are marked. */
export async function quoteCart(ctx: Context, cart: Cart): Promise<z.input<typeof Quote>> {
  const settings = await findBillingSettings(ctx)
  const { currency } = await ctx.practice()
  const priced: { id: string | null; name: string; shown: number; line: LineToPrice }[] = []
  for (const each of cart.lines) priced.push(await priceOf(ctx, cart, each, settings.pricesIncludeTax))
  const lines = priced.map((each) => each.line)
  const sums = settings.taxRounding === 'invoice' ? priceTogether(lines) : lines.map(priceLine)
  const sum = (of: (one: (typeof sums)[number]) => number) => sums.reduce((all, one) => all + of(one), 0)
  return {
    currency,
    netMinor: sum((one) => one.netMinor),
    taxMinor: sum((one) => one.taxMinor),
    totalMinor: sum((one) => one.totalMinor),
    lines: priced.map(({ id, name, shown, line }, index) => ({
      id,
      name,
      unitPriceMinor: line.unitPriceMinor,
      totalMinor: sums[index]!.totalMinor,
      changed: shown !== line.unitPriceMinor,
    })),
  }
}

async function priceOf(ctx: Context, cart: Cart, each: Cart['lines'][number], priceIncludesTax: boolean) {
  if (each.what === 'gift_card') {
    const line = { quantity: 1, unitPriceMinor: each.amountMinor, rates: [], priceIncludesTax }
    return { id: null, name: '', shown: each.amountMinor, line }
  }
  if (each.what === 'package') {
    const type = await findPackageType(ctx, each.typeId)
    const rates = type.unit === 'amount' ? [] : await ratesOf(ctx, cart, { kind: 'package', otherwise: 0 })
    const line = { quantity: 1, unitPriceMinor: type.priceMinor, rates, priceIncludesTax }
    return { id: type.id, name: type.name, shown: each.unitPriceMinor, line }
  }
  const product = await findProduct(ctx, each.productId)
  const unitPriceMinor = product.priceMinor
  const before = amountBefore({ quantity: each.quantity, unitPriceMinor })
  const discount = each.discount ? await resolveDiscount(ctx, each.discount, before) : null
  const rates = await ratesOf(ctx, cart, { kind: 'product', otherwise: product.taxBasisPoints })
  const line = {
    quantity: each.quantity,
    unitPriceMinor,
    rates,
    priceIncludesTax,
    discountMinor: discount?.minor ?? null,
  }
  return { id: product.id, name: product.name, shown: each.unitPriceMinor, line }
}

async function ratesOf(
  ctx: Context,
  cart: Cart,
  { kind, otherwise }: { kind: 'package' | 'product'; otherwise: number },
) {
  const { rates } = await findTaxes(ctx, {
    kind,
    // Somebody without a name is exempt from nothing.
    clientId: cart.clientId ?? ctx.practiceId,
    serviceId: null,
    locationId: cart.locationId,
    servedOn: await todayOf(ctx),
  })
  return rates ?? rateByHand(otherwise)
}
