import { job } from '../../platform/jobs/jobs.ts'
import { inPractice, perform } from '../../platform/operation/gate.ts'
import type { Operation } from '../../platform/operation/operation.ts'
import type { GatewayMessage } from './gateway.ts'
import { receiveWebhook } from './operations.ts'
import { DELIVER_TEST_MESSAGE, testMessage } from './test-gateway.ts'

/** Brings the test gateway's messages by the same operation, with signature, as a real provider's come over the wire. */
export const deliverTestMessage = job({
  kind: DELIVER_TEST_MESSAGE,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'public', name: 'Test gateway' } as const
    const made = await inPractice(house, { practiceId, actor, name: DELIVER_TEST_MESSAGE }, async (ctx) => ({
      ...testMessage(ctx, payload.message as GatewayMessage),
      practice: (await ctx.practice()).slug,
    }))
    const input = { practice: made.practice, provider: 'test', signature: made.signature }
    await perform(house, receiveWebhook as unknown as Operation, {
      practiceId,
      actor,
      input,
      upload: made.body,
    })
  },
})
