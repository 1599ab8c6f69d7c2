import { z } from 'zod'
import { Minor } from '../../platform/operation/shapes.ts'

const Days = z.int().min(0).max(60)

/** How a practice charges kept cards by itself. */
export const AutopayRules = z.object({
  /** Clients may agree to it on the page where they keep their card. */
  isOffered: z.boolean().default(true),
  /** Days between the notice and the charge. */
  noticeDays: Days.default(3),
  /** soon: as early as the notice allows; due: on the day the invoice is due. */
  chargeOn: z.enum(['soon', 'due']).default('soon'),
  /** From this hour of the practice's day on. */
  fromHour: z.int().min(0).max(23).default(9),
  /** After a charge failed, days until each next try; none: nobody tries again. */
  retryDays: z.array(z.int().min(1).max(60)).max(10).default([1, 3, 7]),
  /** The limit that is proposed for each invoice. */
  limitMinor: Minor.min(1).nullable().default(null),
})

export const AUTOPAY = { name: 'autopay', rules: AutopayRules } as const
