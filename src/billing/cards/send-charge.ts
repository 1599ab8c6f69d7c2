import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { inShort } from '../gateway/asker.ts'
import { findGateway } from '../gateway/providers.ts'
import { SEND_CHARGE, concludeCardCharge, findCardCharge } from './card-charge.ts'
import { findCard } from './saved-card.ts'

/** Asked so often when no answer comes; after that only the provider's message tells. */
const TRIES = 5

/**
 * Asks the provider to charge a saved card, with the charge's id as key: whoever dies or waits in vain between the
 * provider's answer and our commit asks again and gets the same answer.
 */
export const sendCardCharge = job({
  kind: SEND_CHARGE,
  run: async (house, { practiceId, payload, attempt }) => {
    const id = String(payload.chargeId)
    const asker = { house, practiceId }
    const wanted = await inShort(asker, SEND_CHARGE, (ctx) => wishOf(ctx, id))
    if (!wanted) return
    try {
      const outcome = await findGateway(house, wanted.provider).cards!.charge(asker, wanted.wish)
      await inShort(asker, SEND_CHARGE, (ctx) => concludeCardCharge(ctx, id, outcome))
    } catch (error) {
      if (attempt < TRIES) throw error
      house.services.log.error({ err: error }, 'the card provider did not say whether a card was charged')
      await inShort(asker, SEND_CHARGE, (ctx) => concludeCardCharge(ctx, id, { state: 'unknown' }))
    }
  },
})

/** Nothing when its end is known. A card that was removed meanwhile is not charged. */
async function wishOf(ctx: Context, id: string) {
  const charge = await findCardCharge(ctx, id)
  if (charge.state !== 'sending' || charge.provider_ref) return null
  const invoice = await findInvoice(ctx, charge.invoice_id)
  const card = await findCard(ctx, charge.saved_card_id).catch(() => null)
  if (!card || invoice.voided_at || invoice.open_minor < charge.amount_minor) {
    await concludeCardCharge(ctx, id, {
      state: 'failed',
      providerRef: null,
      failure: card ? 'not_owed' : 'card_removed',
    })
    return null
  }
  const { name } = await ctx.practice()
  return {
    provider: card.provider,
    wish: {
      key: id,
      card: { customerRef: card.customer_ref, cardRef: card.card_ref },
      amountMinor: charge.amount_minor,
      currency: charge.currency,
      description: `${name} · ${invoice.number}`,
    },
  }
}
