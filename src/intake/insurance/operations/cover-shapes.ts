import { z } from 'zod'
import { Minor } from '../../../platform/operation/shapes.ts'

export const Rejection = z.object({
  level: z.enum(['source', 'receiver', 'subscriber', 'dependent', 'benefit']),
  code: z.string(),
  followUp: z.string(),
  segment: z.int(),
})

export const CoverLineShape = z.object({
  kind: z.enum(['copay', 'coinsurance', 'deductible', 'out_of_pocket', 'limit', 'not_covered', 'other']),
  code: z.string(),
  serviceTypes: z.array(z.string()),
  level: z.enum(['individual', 'family', 'unknown']),
  network: z.enum(['in', 'out', 'both', 'unknown']),
  period: z.string(),
  amountMinor: Minor.nullable(),
  percent: z.number().nullable(),
  quantity: z.object({ unit: z.string(), value: z.string() }).nullable(),
  isRemaining: z.boolean(),
  needsAuthorisation: z.boolean(),
  messages: z.array(z.string()),
})

export const Figures = z.object({
  copayMinor: Minor.nullable(),
  coinsurancePercent: z.number().nullable(),
  deductibleMinor: Minor.nullable(),
  deductibleLeftMinor: Minor.nullable(),
  outOfPocketMinor: Minor.nullable(),
  outOfPocketLeftMinor: Minor.nullable(),
  visitsLeft: z.number().nullable(),
  visitsAllowed: z.number().nullable(),
})
