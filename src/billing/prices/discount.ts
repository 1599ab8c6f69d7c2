import { z } from 'zod'
import { basisPoints, formatMoney, multiply } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Minor, line } from '../../platform/operation/shapes.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { findBillingSettings } from '../settings/settings.ts'

/** A discount as somebody gives it: a share or an amount, never without a reason. */
export const DiscountWish = z.strictObject({
  basisPoints: z.int().min(1).max(10_000).nullish(),
  amountMinor: Minor.min(1).nullish(),
  reason: line(200),
})
export type DiscountWish = z.output<typeof DiscountWish>

export interface Discount {
  minor: number
  basisPoints: number | null
  reason: string
}

/**
 * What a discount takes off an amount, in minor units, within the limit of whoever gives it. 422 when it says neither
 * share nor amount, both, or more than there is; 409 `discount_too_large` above the limit of the role.
 */
export async function resolveDiscount(
  ctx: Context,
  wish: DiscountWish,
  amountMinor: number,
): Promise<Discount> {
  const points = wish.basisPoints ?? null
  if ((points === null) === ((wish.amountMinor ?? null) === null))
    throw invalid('discount', 'Give the discount either in percent or as an amount.')
  const minor = points === null ? wish.amountMinor! : multiply(amountMinor, basisPoints(points), 'half_up')
  if (minor > amountMinor) throw invalid('discount', 'A discount cannot be more than the price.')
  if (minor === 0) throw invalid('discount', 'There is nothing to take a discount off.')
  await refuseAboveLimit(ctx, minor, amountMinor)
  return { minor, basisPoints: points, reason: wish.reason }
}

async function refuseAboveLimit(ctx: Context, minor: number, amountMinor: number) {
  const { actor } = ctx
  if (actor.kind !== 'staff' && actor.kind !== 'key') return
  const limit = (await findBillingSettings(ctx)).discountLimits[actor.role]
  if (limit === undefined || BigInt(minor) * 10_000n <= BigInt(amountMinor) * BigInt(limit)) return
  const most = Number((BigInt(amountMinor) * BigInt(limit)) / 10_000n)
  const { currency } = await ctx.practice()
  throw problem(
    409,
    'discount_too_large',
    `You may take off at most ${formatMoney(most, currency, ctx.locale)} here. Ask somebody from billing for more.`,
    { mostMinor: most, limitBasisPoints: limit },
  )
}
