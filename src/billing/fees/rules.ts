import { z } from 'zod'
import { Id } from '../../platform/operation/shapes.ts'
import { divideRounded } from '../../platform/money/money.ts'

/** A fee as an amount in minor units, or as a share of the service's price in percent. */
export const FeeAmount = z.strictObject({
  by: z.enum(['none', 'amount', 'percent']),
  value: z.int().min(0).max(1_000_000_000),
})
export type FeeAmount = z.infer<typeof FeeAmount>

const NONE: FeeAmount = { by: 'none', value: 0 }

/** What a practice charges for visits that are cancelled late or missed. */
export const FeeRules = z.object({
  /** proposed: a person looks at each; automatic: charged and told at once. */
  mode: z.enum(['proposed', 'automatic']).default('proposed'),
  /** Cancelled by the client later than so many hours before: late. */
  lateHours: z.int().min(0).max(720).default(24),
  late: FeeAmount.default(NONE),
  noShow: FeeAmount.default(NONE),
  /** The first late cancellation or absence of a client is free. */
  isFirstFree: z.boolean().default(true),
  /** Services with amounts of their own. */
  services: z
    .array(z.strictObject({ serviceId: Id, late: FeeAmount, noShow: FeeAmount }))
    .max(200)
    .default([]),
})
export type FeeRules = z.infer<typeof FeeRules>

export const FEES = { name: 'fees', rules: FeeRules } as const

export type FeeKind = 'late_cancel' | 'no_show'

/** What a visit costs by the rules, in minor units; 0: nothing. Percent of the price, ties away from zero. */
export function feeOf(
  rules: FeeRules,
  visit: { kind: FeeKind; serviceId: string; priceMinor: number },
): number {
  const own = rules.services.find((each) => each.serviceId === visit.serviceId) ?? rules
  const { by, value } = visit.kind === 'no_show' ? own.noShow : own.late
  if (by === 'none') return 0
  return by === 'amount'
    ? value
    : Number(divideRounded(BigInt(visit.priceMinor) * BigInt(value), 100n, 'half_up'))
}

/** Whether a cancellation so many minutes before the beginning is late. */
export function isLate(rules: Pick<FeeRules, 'lateHours'>, minutesBefore: number): boolean {
  return minutesBefore < rules.lateHours * 60
}
