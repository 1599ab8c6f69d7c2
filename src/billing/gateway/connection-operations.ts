import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Instant } from '../../platform/operation/shapes.ts'
import { findConnectionIfAny, forgetConnection, keepConnection } from './connection.ts'
import { closeStripe, connectStripe } from './stripe/connect.ts'

const ConnectionView = z.object({
  stripe: z
    .object({
      accountRef: z.string(),
      accountName: z.string(),
      isLive: z.boolean(),
      /** Whether the door for its messages was opened there by Atrium. */
      ownsDoor: z.boolean(),
      connectedAt: Instant,
      connectedBy: z.string(),
    })
    .nullable(),
  /** Where Stripe's messages have to be sent when the door is opened by hand. */
  webhookUrl: z.string(),
})

export const getConnections = operation({
  path: 'GET /billing/providers',
  summary: 'The accounts with card providers, without their keys',
  allow: 'billing.set_up',
  takes: z.strictObject({}),
  returns: ConnectionView,
  run: async (ctx) => {
    const { slug } = await ctx.practice()
    return {
      stripe: (await findConnectionIfAny(ctx)) ?? null,
      webhookUrl: `${ctx.services.settings.publicUrl}/api/public/${slug}/payment-webhooks/stripe`,
    }
  },
})

export const connectAccount = operation({
  path: 'PUT /billing/providers/stripe',
  summary: 'Connect a Stripe account: its key is proved, and the door for its messages opened there',
  allow: 'billing.connect',
  secret: 'input',
  takes: z.strictObject({
    secretKey: z
      .string()
      .trim()
      .regex(
        /^(sk|rk)_(test|live)_[A-Za-z0-9_]{10,250}$/,
        'A secret or restricted key begins with sk_ or rk_.',
      ),
    webhookSecret: z
      .string()
      .trim()
      .regex(/^whsec_[A-Za-z0-9+/=_-]{8,250}$/, 'A signing secret begins with whsec_.')
      .optional(),
  }),
  returns: ConnectionView.shape.stripe.unwrap(),
  fails: ['provider_silent'],
  run: async (ctx, wish) => {
    await keepConnection(ctx, await connectStripe(ctx, wish))
    return (await findConnectionIfAny(ctx))!
  },
})

export const disconnectAccount = operation({
  path: 'DELETE /billing/providers/stripe',
  summary: 'Forget a Stripe account: no card is taken any more, and kept cards can’t be charged',
  allow: 'billing.connect',
  takes: z.strictObject({}),
  returns: z.object({ done: z.literal(true) }),
  fails: ['not_connected'],
  run: async (ctx) => {
    await closeStripe(ctx)
    await forgetConnection(ctx)
    return { done: true as const }
  },
})
