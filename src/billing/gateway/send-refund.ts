import { job } from '../../platform/jobs/jobs.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { findPayment } from '../payments/payment.ts'
import { SEND_REFUND, concludeRefund, findRefund } from '../payments/refund.ts'
import { findGateway } from './providers.ts'

/**
 * Asks the provider to give money back, with the refund's id as key: whoever dies between the provider's answer and
 * our commit asks again and gets the same answer. After the last try the refund counts as failed, and staff are told.
 */
export const sendRefund = job({
  kind: SEND_REFUND,
  run: async (house, { practiceId, payload, isLastAttempt }) => {
    const id = String(payload.refundId)
    const who = { practiceId, actor: { kind: 'system', name: SEND_REFUND }, name: SEND_REFUND } as const
    try {
      await inPractice(house, who, async (ctx) => {
        const refund = await findRefund(ctx, id)
        if (refund.state !== 'sending') return
        const payment = await findPayment(ctx, refund.payment_id)
        const wish = {
          key: id,
          providerRef: payment.reference ?? '',
          amountMinor: refund.amount_minor,
          currency: refund.currency,
        }
        await concludeRefund(ctx, id, await findGateway(ctx, payment.provider ?? '').refund(ctx, wish))
      })
    } catch (error) {
      if (isLastAttempt)
        await inPractice(house, who, (ctx) => concludeRefund(ctx, id, { state: 'failed', providerRef: null }))
      throw error
    }
  },
})
