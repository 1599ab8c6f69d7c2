import { sql } from 'kysely'
import { allocate } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import type { LineToPrice } from '../charges/price.ts'
import { amountBefore, basisPointsOf, priceLine, rateByHand } from '../charges/price.ts'
import type { Discount, DiscountWish } from '../prices/discount.ts'
import { resolveDiscount } from '../prices/discount.ts'
import type { PriceFrom } from '../prices/rule.ts'
import { findRulePriceIfAny } from '../prices/rule.ts'
import { lockDraft } from './draft.ts'
import { lineOf, lockChargesOf, sumDraft } from './settle-draft.ts'

export interface LineChange {
  description?: string | undefined
  quantity?: number | undefined
  unitPriceMinor?: number | undefined
  taxBasisPoints?: number | undefined
  /** null takes it off. */
  discount?: DiscountWish | null | undefined
}

/** Changes a line of a draft. A discount in percent stays one: it follows the price. 409 `is_share`, `discount_too_large`. */
export async function changeLine(
  ctx: Context,
  { id, chargeId }: { id: string; chargeId: string },
  change: LineChange,
) {
  const charge = await findLine(ctx, id, chargeId)
  const quantity = change.quantity ?? Number(charge.quantity)
  const unitPriceMinor = change.unitPriceMinor ?? charge.unit_price_minor
  const before = amountBefore({ quantity, unitPriceMinor })
  const discount = await discountAfter(ctx, charge, { change, before })
  const rates = change.taxBasisPoints === undefined ? lineOf(charge).rates : rateByHand(change.taxBasisPoints)
  const isNewPrice = change.unitPriceMinor !== undefined && change.unitPriceMinor !== charge.unit_price_minor
  await rewrite(ctx, charge, {
    line: { ...lineOf(charge), quantity, unitPriceMinor, rates },
    discount,
    description: change.description ?? charge.description,
    priceFrom: isNewPrice
      ? { from: 'hand', name: null, scheduleId: null, ruleMinor: charge.price_from?.ruleMinor ?? null }
      : charge.price_from,
  })
  await sumDraft(ctx, id)
}

/** Takes the price that the lists say now; until then a draft keeps the one it was written with. 409 `no_new_price`. */
export async function takePriceOfNow(ctx: Context, { id, chargeId }: { id: string; chargeId: string }) {
  const charge = await findLine(ctx, id, chargeId)
  const rule = charge.service_id
    ? await findRulePriceIfAny(ctx, {
        clientId: charge.client_id,
        serviceId: charge.service_id,
        practitionerId: charge.practitioner_id,
        locationId: charge.location_id,
        servedOn: charge.served_on,
      })
    : null
  if (!rule) throw problem(409, 'no_new_price', 'No price list has a price for this line.')
  const line = { ...lineOf(charge), unitPriceMinor: rule.priceMinor }
  const discount = await discountAfter(ctx, charge, { change: {}, before: amountBefore(line) })
  await rewrite(ctx, charge, { line, discount, description: charge.description, priceFrom: rule.from })
  await sumDraft(ctx, id)
}

/** Takes a discount off the whole draft: its lines share it by what they cost. null takes all discounts off. */
export async function discountDraft(ctx: Context, id: string, wish: DiscountWish | null) {
  await lockDraft(ctx, id)
  const charges = (await lockChargesOf(ctx, id)).filter((each) => each.share_of === null)
  const amounts = charges.map((each) => amountBefore(lineOf(each)))
  const whole = amounts.reduce((sum, each) => sum + each, 0)
  const discount = wish && (await resolveDiscount(ctx, wish, whole))
  const shares = discount ? allocate(discount.minor, amounts) : amounts.map(() => 0)
  for (const [index, charge] of charges.entries()) {
    const own = discount && shares[index]! > 0 ? { ...discount, minor: shares[index]! } : null
    await rewrite(ctx, charge, {
      line: lineOf(charge),
      discount: own,
      description: charge.description,
      priceFrom: charge.price_from,
    })
  }
  await sumDraft(ctx, id)
}

async function findLine(ctx: Context, id: string, chargeId: string): Promise<Charge> {
  await lockDraft(ctx, id)
  const charge = (await lockChargesOf(ctx, id)).find((each) => each.id === chargeId)
  if (!charge) throw notFound('This line')
  if (charge.share_of)
    throw problem(
      409,
      'is_share',
      'This line is a share of a split charge and stays as it is. Take it off, void its charges and add the line anew.',
    )
  return charge
}

async function discountAfter(
  ctx: Context,
  charge: Charge,
  { change, before }: { change: LineChange; before: number },
): Promise<Discount | null> {
  if (change.discount) return resolveDiscount(ctx, change.discount, before)
  if (change.discount === null || charge.discount_minor === null || before === 0) return null
  const kept = charge.discount_basis_points
    ? { basisPoints: charge.discount_basis_points }
    : { amountMinor: Math.min(charge.discount_minor, before) }
  // Given already, by somebody who might: it only follows the new price.
  const isSame = before === amountBefore(lineOf(charge))
  if (isSame)
    return {
      minor: charge.discount_minor,
      basisPoints: charge.discount_basis_points,
      reason: charge.discount_reason!,
    }
  return resolveDiscount(ctx, { ...kept, reason: charge.discount_reason! }, before)
}

async function rewrite(
  ctx: Context,
  charge: Charge,
  wish: { line: LineToPrice; discount: Discount | null; description: string; priceFrom: PriceFrom | null },
) {
  const { line, discount } = wish
  const priced = priceLine({ ...line, discountMinor: discount?.minor ?? null })
  await sql`update charge set description = ${wish.description}, quantity = ${line.quantity.toFixed(3)}, unit_price_minor = ${line.unitPriceMinor},
      tax_basis_points = ${basisPointsOf(line.rates)}, net_minor = ${priced.netMinor}, tax_minor = ${priced.taxMinor}, total_minor = ${priced.totalMinor},
      taxes = ${JSON.stringify(priced.taxes)}::jsonb, discount_minor = ${discount?.minor ?? null}, discount_basis_points = ${discount?.basisPoints ?? null},
      discount_reason = ${discount?.reason ?? null}, discounted_by = ${discount ? ctx.actor.name : null},
      price_from = ${wish.priceFrom === null ? null : JSON.stringify(wish.priceFrom)}::jsonb, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${charge.id}`.execute(ctx.db)
}
