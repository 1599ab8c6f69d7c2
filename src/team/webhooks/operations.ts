import { z } from 'zod'
import { sayRefusal } from '../../platform/i18n/refusals.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { listDeliveries, replayDelivery } from './delivery.ts'
import { createWebhook, findWebhookIfAny, listWebhooks, removeWebhook } from './webhook.ts'

const WebhookView = z.object({
  id: Id,
  name: z.string(),
  url: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  /** Of the last 30 days. */
  sent: z.int(),
  failed: z.int(),
})
const DeliveryView = z.object({
  id: Id,
  eventName: z.string(),
  state: z.enum(['planned', 'sent', 'failed']),
  tries: z.int(),
  answer: z.string().nullable(),
  createdAt: Instant,
  triedAt: Instant.nullable(),
})

export const list = operation({
  path: 'GET /webhooks',
  summary: 'Other programs that automations can tell',
  allow: 'webhooks.manage',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(WebhookView) }),
  run: async (ctx) => ({ items: await listWebhooks(ctx) }),
})

export const create = operation({
  path: 'POST /webhooks',
  summary: 'Add a program to be told; its signing secret is shown once',
  allow: 'webhooks.manage',
  secret: 'answer',
  takes: z.strictObject({ name: line(120), url: line(2_000) }),
  returns: z.object({ id: Id, secret: z.string() }),
  run: (ctx, wish) => createWebhook(ctx, wish),
})

export const remove = operation({
  path: 'POST /webhooks/{id}/removal',
  summary: 'Tell a program nothing more',
  allow: 'webhooks.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ removed: z.literal(true) }),
  run: async (ctx, { id }) => {
    await removeWebhook(ctx, id)
    return { removed: true as const }
  },
})

export const deliveries = operation({
  path: 'GET /webhooks/{id}/deliveries',
  summary: 'What a program was told, and how it answered, the latest first',
  allow: 'webhooks.manage',
  takes: z.strictObject({ id: Id, ...paging }),
  returns: pageOf(DeliveryView),
  run: async (ctx, { id, ...page }) => {
    if (!(await findWebhookIfAny(ctx, id))) throw notFound('This webhook')
    const { items, ...rest } = await listDeliveries(ctx, id, page)
    const said = ({ answer, ...each }: (typeof items)[number]) => ({
      ...each,
      answer: answer && sayRefusal(ctx.locale, answer),
    })
    return { ...rest, items: items.map(said) }
  },
})

export const replay = operation({
  path: 'POST /webhook-deliveries/{id}/replay',
  summary: 'Tell it again, with the same id',
  allow: 'webhooks.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ queued: z.literal(true) }),
  fails: ['still_planned'],
  run: async (ctx, { id }) => {
    await replayDelivery(ctx, id)
    return { queued: true as const }
  },
})
