import { z } from 'zod'
import { Minor, line, text } from '../../platform/operation/shapes.ts'
import { MOST_MINOR } from '../charges/price.ts'

/** What is asked when a gift card is sold. */
export const giftFields = {
  amountMinor: Minor.min(1).max(MOST_MINOR),
  recipient: line(120).nullish(),
  message: text(500).nullish(),
  /** Without it, it never expires. */
  validMonths: z.int().min(1).max(120).nullish(),
  onExpiry: z.enum(['earn', 'keep']).default('keep'),
}
