import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Minor } from '../../platform/operation/shapes.ts'
import { findDefaultCardIfAny } from '../cards/saved-card.ts'
import { cardWords } from './notice.ts'
import { findRunIfAny } from './run.ts'

/** On the payment page: what will be charged, when and to which card. */
export const MyPlanned = z
  .object({
    amountMinor: Minor,
    chargeOn: Day,
    card: z.string().nullable(),
    state: z.enum(['planned', 'needs_payer']),
  })
  .nullable()

/** What is planned for the invoice of a payment link, where something is. */
export async function plannedOf(ctx: Context, invoiceId: string): Promise<z.input<typeof MyPlanned>> {
  const run = await findRunIfAny(ctx, invoiceId)
  if (!run || (run.state !== 'planned' && run.state !== 'needs_payer')) return null
  const card = await findDefaultCardIfAny(ctx, run.client_id)
  return {
    amountMinor: run.amount_minor,
    chargeOn: run.charge_on,
    card: card ? cardWords(card) : null,
    state: run.state,
  }
}
