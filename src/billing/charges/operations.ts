import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays, startOfLocalDay } from '../../platform/time/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import { CHARGE_KINDS } from '../ledger/chart.ts'
import { DiscountWish, resolveDiscount } from '../prices/discount.ts'
import type { PriceFrom } from '../prices/rule.ts'
import { findRulePriceIfAny } from '../prices/rule.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { Charge } from './charge.ts'
import { createCharge, voidCharge } from './charge.ts'
import { chargeMissedVisit } from './from-visit.ts'
import { MissingCharge, listMissingCharges } from './missing.ts'
import { MOST_MINOR, amountBefore } from './price.ts'
import { ChargeView, listCharges, viewCharge } from './view.ts'

/** A charge as somebody enters it; the client comes beside it. */
export const chargeFields = {
  kind: z.enum(CHARGE_KINDS).default('service'),
  description: line(200),
  code: line(30).nullish(),
  servedOn: Day.optional(),
  serviceId: Id.nullish(),
  practitionerId: Id.nullish(),
  locationId: Id.nullish(),
  appointmentId: Id.nullish(),
  quantity: z.number().min(0.001).max(10_000).multipleOf(0.001).default(1),
  /** Without one the price lists decide, where there is a service. */
  unitPriceMinor: Minor.min(0).max(MOST_MINOR).optional(),
  /** A rate by hand; without one the practice's taxes count. */
  taxBasisPoints: z.int().min(0).max(10_000).optional(),
  discount: DiscountWish.nullish(),
}

const ChargeFields = z.object(chargeFields)

/** Writes a charge that a person entered. */
export async function enterCharge(
  ctx: Context,
  wish: z.output<typeof ChargeFields> & { clientId: string; invoiceId?: string },
): Promise<Charge> {
  const [practice, settings, today] = [
    await ctx.practice(),
    await findBillingSettings(ctx),
    await todayOf(ctx),
  ]
  const servedOn = wish.servedOn ?? today
  if (servedOn > addLocalDays(today, 366)) throw invalid('servedOn', 'This day is too far away.')
  const { unitPriceMinor, priceFrom } = await priceOf(ctx, wish, servedOn)
  const before = amountBefore({ quantity: wish.quantity, unitPriceMinor })
  const charge = await createCharge(ctx, {
    ...wish,
    servedOn,
    unitPriceMinor,
    priceFrom,
    discount: wish.discount ? await resolveDiscount(ctx, wish.discount, before) : null,
    currency: practice.currency,
    priceIncludesTax: settings.pricesIncludeTax,
  })
  return charge!
}

async function priceOf(
  ctx: Context,
  wish: z.output<typeof ChargeFields> & { clientId: string },
  servedOn: string,
): Promise<{ unitPriceMinor: number; priceFrom: PriceFrom }> {
  const rule = wish.serviceId
    ? await findRulePriceIfAny(ctx, {
        clientId: wish.clientId,
        serviceId: wish.serviceId,
        practitionerId: wish.practitionerId ?? null,
        locationId: wish.locationId ?? null,
        servedOn,
      })
    : null
  if (wish.unitPriceMinor === undefined) {
    if (!rule) throw invalid('unitPriceMinor', 'Give a price, or a service that has one.')
    return { unitPriceMinor: rule.priceMinor, priceFrom: rule.from }
  }
  const byHand = { from: 'hand', name: null, scheduleId: null, ruleMinor: rule?.priceMinor ?? null } as const
  return { unitPriceMinor: wish.unitPriceMinor, priceFrom: byHand }
}

export const addCharge = operation({
  path: 'POST /charges',
  summary: 'Charge a client for something',
  allow: 'charges.manage',
  takes: z.strictObject({ clientId: Id, ...chargeFields }),
  returns: ChargeView,
  fails: ['discount_too_large'],
  run: async (ctx, wish) => {
    await findClient(ctx, wish.clientId)
    return viewCharge(ctx, (await enterCharge(ctx, wish)).id)
  },
})

export const getCharges = operation({
  path: 'GET /charges',
  summary: 'List charges',
  allow: 'billing.see',
  takes: z.strictObject({
    clientId: Id.optional(),
    appointmentId: Id.optional(),
    state: z.enum(['unbilled', 'billed', 'void']).optional(),
    ...paging,
  }),
  returns: pageOf(ChargeView),
  run: (ctx, question) => listCharges(ctx, question),
})

/** Why nobody pays for a visit. */
const WAIVE_CODES = [
  'no_service',
  'duplicate',
  'included',
  'goodwill',
  'billed_elsewhere',
  'staff',
  'other',
] as const

export const getMissingCharges = operation({
  path: 'GET /charges/missing',
  summary: 'Past visits that nobody was charged for',
  allow: 'billing.see',
  takes: z.strictObject({ from: Day.optional(), to: Day.optional(), locationId: Id.optional(), ...paging }),
  returns: pageOf(MissingCharge).extend({ riskMinor: Minor }),
  run: async (ctx, { from, to, ...rest }) => {
    const [{ zone }, today] = [await ctx.practice(), await todayOf(ctx)]
    const first = startOfLocalDay(from ?? addLocalDays(today, -90), zone)
    return listMissingCharges(ctx, {
      from: first,
      to: startOfLocalDay(addLocalDays(to ?? today, 1), zone),
      ...rest,
    })
  },
})

export const chargeMissed = operation({
  path: 'POST /charges/missing/{appointmentId}',
  summary: 'Charge a done visit that was passed over; with `waiveReason` say why nobody pays for it',
  allow: 'charges.manage',
  takes: z.strictObject({
    appointmentId: Id,
    waiveReason: line(500).optional(),
    waiveCode: z.enum(WAIVE_CODES).optional(),
  }),
  returns: ChargeView,
  fails: ['not_done', 'already_charged', 'already_invoiced'],
  run: async (ctx, { appointmentId, waiveReason, waiveCode }) => {
    const charge = await chargeMissedVisit(ctx, appointmentId)
    if (waiveReason) await voidCharge(ctx, { id: charge.id, reason: waiveReason, code: waiveCode ?? 'other' })
    return viewCharge(ctx, charge.id)
  },
})

export const voidOneCharge = operation({
  path: 'POST /charges/{id}/void',
  summary: 'Take a charge back that is on no invoice',
  allow: 'charges.manage',
  reason: 'required',
  takes: z.strictObject({ id: Id, reason: line(500) }),
  returns: ChargeView,
  fails: ['already_invoiced'],
  run: async (ctx, { id, reason }) => viewCharge(ctx, (await voidCharge(ctx, { id, reason })).id),
})
