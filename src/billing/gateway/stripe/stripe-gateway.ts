import type Stripe from 'stripe'
import { problem } from '../../../platform/problem.ts'
import { findKeys } from '../connection.ts'
import type { CheckoutWish, PaymentGateway } from '../gateway.ts'
import { stripeCards } from './cards.ts'
import { loadStripe, refusalOf } from './client.ts'
import { customerOf, openLine } from './line.ts'
import { stripePayouts } from './payouts.ts'
import { readEvent } from './read-event.ts'

// The page lives longer than a checkout is used again (half an hour), so that nobody is sent to a dead one.
const PAGE_SECONDS = 60 * 60

/** Stripe by its own SDK: Checkout for who is there, PaymentIntents for who is away. */
export const stripeGateway: PaymentGateway = {
  provider: 'stripe',
  async createCheckout(asker, wish) {
    const { stripe, now, accountRef } = await openLine(asker)
    const customer = wish.keepFor
      ? await customerOf(asker, { stripe, accountRef, clientId: wish.keepFor })
      : null
    const session = await stripe.checkout.sessions.create(sessionOf(wish, { customer, now }), {
      idempotencyKey: `checkout ${wish.checkoutId}`,
    })
    return { providerRef: session.id, url: session.url! }
  },
  async closeCheckout(asker, providerRef) {
    const { stripe } = await openLine(asker)
    try {
      await stripe.checkout.sessions.expire(providerRef)
    } catch (error) {
      // Paid or expired meanwhile: its own message tells.
      if (!refusalOf(error)) throw error
    }
  },
  async refund(asker, { key, providerRef, amountMinor }) {
    const { stripe } = await openLine(asker)
    try {
      const refund = await stripe.refunds.create(
        { payment_intent: providerRef, amount: amountMinor, metadata: { atrium_refund: key } },
        { idempotencyKey: `refund ${key}` },
      )
      const isOver = refund.status === 'failed' || refund.status === 'canceled'
      return {
        state: refund.status === 'succeeded' ? 'done' : isOver ? 'failed' : 'sending',
        providerRef: refund.id,
      }
    } catch (error) {
      if (!refusalOf(error)) throw error
      return { state: 'failed', providerRef: null }
    }
  },
  async readWebhook(ctx, { body, signature }) {
    const { webhookSecret } = await findKeys(ctx)
    const StripeClient = await loadStripe()
    try {
      const event = StripeClient.webhooks.constructEvent(
        Buffer.from(body),
        signature,
        webhookSecret,
        FRESH_SECONDS,
        undefined,
        ctx.now.getTime(),
      )
      return readEvent(event)
    } catch (error) {
      const isStale =
        /timestamp/i.test((error as Error).message) && /tolerance/i.test((error as Error).message)
      if (isStale) throw problem(400, 'stale_webhook', 'This message is too old.')
      throw problem(400, 'bad_signature', 'The signature does not fit this message.')
    }
  },
  cards: stripeCards,
  payouts: stripePayouts,
}

const FRESH_SECONDS = 300

function sessionOf(
  wish: CheckoutWish,
  { customer, now }: { customer: string | null; now: Date },
): Stripe.Checkout.SessionCreateParams {
  const metadata = { atrium_checkout: wish.checkoutId }
  return {
    mode: 'payment',
    locale: wish.locale,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: wish.currency.toLowerCase(),
          unit_amount: wish.amountMinor,
          product_data: { name: wish.description },
        },
      },
    ],
    metadata,
    payment_intent_data: { metadata, ...(customer ? { setup_future_usage: 'off_session' as const } : {}) },
    ...(customer ? { customer } : {}),
    expires_at: Math.floor(now.getTime() / 1000) + PAGE_SECONDS,
    success_url: `${wish.returnUrl}?checkout=paid`,
    cancel_url: `${wish.returnUrl}?checkout=left`,
  }
}
