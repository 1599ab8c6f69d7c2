import { z } from 'zod'
import { divideRounded } from '../../platform/money/money.ts'
import { Id } from '../../platform/operation/shapes.ts'

const DepositRule = z.strictObject({
  /** new: who never had a visit before. */
  who: z.enum(['new', 'everybody']),
  /** Only these services; none named: all. */
  serviceIds: z.array(Id).max(200).default([]),
  /** Only visits of at least so many minutes. */
  minMinutes: z.int().min(1).max(1440).nullable().default(null),
  /** Only where the chance of an absence is at least so. */
  risk: z.enum(['any', 'raised', 'high']).default('any'),
  by: z.enum(['amount', 'percent']),
  /** Minor units, or percent of the price. */
  value: z.int().min(1).max(1_000_000_000),
})
export type DepositRule = z.infer<typeof DepositRule>

/** Which visits ask for a deposit, until when it is waited for, and who keeps it when the visit does not take place. */
export const DepositRules = z.object({
  /** The first that fits decides. */
  rules: z.array(DepositRule).max(30).default([]),
  /** After that the time is free again. */
  payWithinMinutes: z.int().min(10).max(10_080).default(30),
  /** Cancelled by the client later than so many hours before: the deposit stays with the practice. */
  keepHours: z.int().min(0).max(720).default(24),
})
export type DepositRules = z.infer<typeof DepositRules>

export const DEPOSITS_POLICY = { name: 'deposits', rules: DepositRules } as const

export interface VisitFacts {
  isNew: boolean
  serviceId: string
  minutes: number
  priceMinor: number
  risk: 'low' | 'raised' | 'high' | 'unknown'
}

/** The deposit that a visit asks for, in minor units; 0: none. Never more than the price where there is one. */
export function depositOf({ rules }: Pick<DepositRules, 'rules'>, visit: VisitFacts): number {
  const rule = rules.find((each) => fits(each, visit))
  if (!rule) return 0
  const share = divideRounded(BigInt(visit.priceMinor) * BigInt(rule.value), 100n, 'half_up')
  return Math.min(rule.by === 'amount' ? rule.value : Number(share), visit.priceMinor)
}

function fits(rule: DepositRule, visit: VisitFacts): boolean {
  return (
    (rule.who === 'everybody' || visit.isNew) &&
    (rule.serviceIds.length === 0 || rule.serviceIds.includes(visit.serviceId)) &&
    (rule.minMinutes === null || visit.minutes >= rule.minMinutes) &&
    (rule.risk === 'any' || visit.risk === 'high' || visit.risk === rule.risk)
  )
}

/** Whether a visit that was cancelled by its client so many minutes before gives the deposit back. */
export function givesBack({ keepHours }: Pick<DepositRules, 'keepHours'>, minutesBefore: number): boolean {
  return minutesBefore >= keepHours * 60
}
