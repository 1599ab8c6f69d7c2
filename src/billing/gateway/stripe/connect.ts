import type Stripe from 'stripe'
import type { Context } from '../../../platform/operation/context.ts'
import { invalid, problem } from '../../../platform/problem.ts'
import type { NewConnection } from '../connection.ts'
import { findKeys } from '../connection.ts'
import { refusalOf, stripeWith } from './client.ts'
import { STRIPE_EVENTS } from './read-event.ts'

export interface ConnectWish {
  secretKey: string
  /** Given where Stripe's messages come by a door that somebody opened by hand. */
  webhookSecret?: string | undefined
}

/**
 * Proves a key by asking whose it is, and opens the door for Stripe's messages there. Two questions over the network,
 * with no row locked. 422 for a key that Stripe does not know or that may too little, 503 `provider_silent`.
 */
export async function connectStripe(ctx: Context, wish: ConnectWish): Promise<NewConnection> {
  const stripe = await stripeWith(wish.secretKey, ctx.services.settings)
  try {
    const account = await stripe.accounts.retrieveCurrent()
    const door = wish.webhookSecret ? null : await openDoor(ctx, stripe)
    return {
      accountRef: account.id,
      accountName: account.settings?.dashboard?.display_name || account.business_profile?.name || account.id,
      isLive: /^(sk|rk)_live_/.test(wish.secretKey),
      key: wish.secretKey,
      webhookSecret: wish.webhookSecret ?? door!.secret!,
      webhookRef: door?.id ?? null,
    }
  } catch (error) {
    throw connectProblem(error)
  }
}

/** Closes the door that we opened, as far as Stripe still lets us. */
export async function closeStripe(ctx: Context) {
  const { key, webhookRef } = await findKeys(ctx)
  if (!webhookRef) return
  const stripe = await stripeWith(key, ctx.services.settings)
  await stripe.webhookEndpoints.del(webhookRef).catch((error: unknown) => {
    ctx.services.log.warn({ err: error as Error }, 'the door for Stripe’s messages could not be closed there')
  })
}

async function openDoor(ctx: Context, stripe: Stripe): Promise<Stripe.WebhookEndpoint> {
  const { publicUrl, stripeApi } = ctx.services.settings
  if (!publicUrl.startsWith('https:') && stripeApi.startsWith('https:'))
    throw invalid(
      'webhookSecret',
      'Stripe can reach this installation only by https. Forward its messages here with Stripe’s command line, and enter the signing secret that it prints.',
    )
  const { slug } = await ctx.practice()
  return stripe.webhookEndpoints.create({
    url: `${publicUrl}/api/public/${slug}/payment-webhooks/stripe`,
    enabled_events: [...STRIPE_EVENTS],
    description: 'Atrium',
  })
}

function connectProblem(error: unknown): unknown {
  const { type } = (error ?? {}) as { type?: string }
  if (type === 'StripeAuthenticationError')
    return invalid(
      'secretKey',
      'Stripe does not know this key. Copy it again from the dashboard, under API keys.',
    )
  if (type === 'StripePermissionError')
    return invalid(
      'secretKey',
      'This key may too little. It needs to write Checkout Sessions, Payment Intents, Refunds, Customers and Webhook Endpoints.',
    )
  if (refusalOf(error)) return invalid('secretKey', `Stripe refused: ${(error as Error).message}`)
  if (type?.startsWith('Stripe'))
    return problem(
      503,
      'provider_silent',
      'Stripe does not answer at the moment. Nothing was changed; please try again.',
    )
  return error
}
