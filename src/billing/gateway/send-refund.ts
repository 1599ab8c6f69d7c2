import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { findPayment } from '../payments/payment.ts'
import { SEND_REFUND, concludeRefund, findRefund } from '../payments/refund.ts'
import { inShort } from './asker.ts'
import { findGateway } from './providers.ts'

/**
 * Asks the provider to give money back, with the refund's id as key: whoever dies between the provider's answer and
 * our commit asks again and gets the same answer. After the last try the refund counts as failed, and staff are told.
 */
export const sendRefund = job({
  kind: SEND_REFUND,
  run: async (house, { practiceId, payload, isLastAttempt }) => {
    const id = String(payload.refundId)
    const asker = { house, practiceId }
    const wanted = await inShort(asker, SEND_REFUND, (ctx) => wishOf(ctx, id))
    if (!wanted) return
    try {
      const outcome = await findGateway(house, wanted.provider).refund(asker, wanted.wish)
      await inShort(asker, SEND_REFUND, (ctx) => concludeRefund(ctx, id, outcome))
    } catch (error) {
      if (isLastAttempt)
        await inShort(asker, SEND_REFUND, (ctx) =>
          concludeRefund(ctx, id, { state: 'failed', providerRef: null }),
        )
      throw error
    }
  },
})

async function wishOf(ctx: Context, id: string) {
  const refund = await findRefund(ctx, id)
  if (refund.state !== 'sending') return null
  const payment = await findPayment(ctx, refund.payment_id)
  return {
    provider: payment.provider ?? '',
    wish: {
      key: id,
      providerRef: payment.reference ?? '',
      amountMinor: refund.amount_minor,
      currency: refund.currency,
    },
  }
}
