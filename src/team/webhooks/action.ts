import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import type { ActionCall } from '../../platform/rules/rules.ts'
import { action, sameText } from '../../platform/rules/rules.ts'
import { planDelivery } from './delivery.ts'
import { findWebhookIfAny, listWebhooks } from './webhook.ts'

export const callWebhook = action({
  name: 'team.call_webhook',
  words: { en: 'tell another program (webhook)', de: 'ein anderes Programm benachrichtigen (Webhook)' },
  needs: [],
  allow: 'webhooks.manage',
  settings: z.strictObject({ webhook: z.uuid() }),
  fields: [
    {
      key: 'webhook',
      words: { en: 'Webhook', de: 'Webhook' },
      kind: 'choice',
      choices: async (ctx) =>
        (await listWebhooks(ctx)).map(({ id, name }) => ({ value: id, label: sameText(name) })),
    },
  ],
  check: async (ctx, { webhook }) =>
    (await findWebhookIfAny(ctx, webhook))
      ? null
      : { en: 'The webhook is no longer there.', de: 'Den Webhook gibt es nicht mehr.' },
  preview: async (ctx, { event }, { webhook }) => {
    const name = (await findWebhookIfAny(ctx, webhook))?.name ?? ''
    return { en: `“${name}” told of ${event.name}`, de: `„${name}“ über ${event.name} benachrichtigt` }
  },
  run: async (ctx, call, { webhook }) => {
    const id = await planDelivery(ctx, {
      webhookId: webhook,
      key: call.key,
      eventName: call.event.name,
      body: await bodyOf(ctx, call),
    })
    return id
      ? { did: { en: 'Webhook planned.', de: 'Webhook eingeplant.' } }
      : { nothing: { en: 'It was planned before.', de: 'Er war schon eingeplant.' } }
  },
})

/** Ids and facts of the event, no names: the other program asks the API for what it may see. */
async function bodyOf(ctx: Context, { event, refs, rule }: ActionCall) {
  return {
    type: event.name,
    timestamp: event.at.toISOString(),
    data: {
      practice: (await ctx.practice()).slug,
      eventId: event.id,
      refs,
      facts: event.data,
      automation: rule,
    },
  }
}
