import type { Context } from '../../platform/operation/context.ts'
import type { Charge, ChargeWish } from '../charges/charge.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { findMembershipCoverIfAny, keepMembershipUse } from '../memberships/cover.ts'
import { takeGiftCardsBack, beginGiftCards } from '../gift/card.ts'
import { beginPackages, takePackagesBack } from './package.ts'
import type { Visit } from './use.ts'
import { findCoverIfAny, forgetPayments, keepUse, payFromPackages, paymentsOfUses } from './use.ts'

/** How what was paid before changes the charge of a visit. */
export interface Cover {
  price: Partial<
    Pick<ChargeWish, 'unitPriceMinor' | 'priceFrom' | 'priceIncludesTax' | 'taxBasisPoints' | 'discount'>
  >
  /** Takes the visit off what covers it. */
  keep(charge: Charge): Promise<void>
}

/**
 * What covers a visit: a membership's visits first (they are gone when its period ends), then the package that expires
 * first, then a member's price. Null when nothing does. What is found stays locked until the transaction ends.
 */
export async function coverVisitIfAny(ctx: Context, visit: Visit): Promise<Cover | null> {
  const membership = await findMembershipCoverIfAny(ctx, visit)
  if (membership?.periodId)
    return {
      price: { unitPriceMinor: 0, priceFrom: namedAs('membership', membership.name, visit) },
      keep: (charge) => keepMembershipUse(ctx, membership.periodId!, charge),
    }
  const held = await findCoverIfAny(ctx, visit)
  if (held)
    return {
      price: {
        unitPriceMinor: held.priceMinor,
        priceFrom: namedAs('package', held.from.name, visit),
        // Its value is all that there is: taxes are in it, or were billed with the sale.
        priceIncludesTax: true,
        ...(held.from.is_taxed ? { taxBasisPoints: 0 } : {}),
      },
      keep: (charge) => keepUse(ctx, held, charge),
    }
  if (!membership || membership.discount.minor === 0) return null
  return { price: { discount: membership.discount }, keep: async () => {} }
}

const namedAs = (from: 'membership' | 'package', name: string, visit: Visit) => ({
  from,
  name,
  scheduleId: null,
  ruleMinor: visit.priceMinor,
})

/** Does something that was paid before cover this charge? Then nobody else is asked to pay a share of it. */
export const isCovered = (charge: Pick<Charge, 'price_from'>): boolean =>
  charge.price_from?.from === 'package' || charge.price_from?.from === 'membership'

/** An invoice was issued: what it sold begins to count, and what packages cover is paid from them. */
export async function settlePrepaid(ctx: Context, invoice: Invoice, charges: readonly Charge[]) {
  await beginPackages(ctx, charges, invoice.issued_on!)
  await beginGiftCards(ctx, charges, invoice.issued_on!)
  await payFromPackages(ctx, invoice, charges)
}

/**
 * Before an invoice is taken back: what it sold must be unused (409 `is_used`), and `reverse` is asked to take back the
 * payments from packages. Its visits stay on their packages until their charges are void.
 */
export async function takePrepaidBack(
  ctx: Context,
  charges: readonly Charge[],
  reverse: (paymentId: string) => Promise<unknown>,
) {
  await takePackagesBack(ctx, charges)
  await takeGiftCardsBack(ctx, charges)
  const paymentIds = await paymentsOfUses(
    ctx,
    charges.map((each) => each.id),
  )
  for (const id of paymentIds) await reverse(id)
  await forgetPayments(ctx, paymentIds)
}
