import type { Context } from '../../platform/operation/context.ts'

/** What a provider tells us about a checkout, after its signature was proved. */
export interface GatewayMessage {
  /** The provider's id of the message: the same one has its effect once. */
  id: string
  type: 'checkout.paid' | 'checkout.failed' | 'checkout.left'
  /** Our own id, which the provider carries along. */
  checkoutId: string
  providerRef: string
  amountMinor: number
  currency: string
}

export interface CheckoutWish {
  /** Also the idempotency key: the same id is the same checkout. */
  checkoutId: string
  amountMinor: number
  currency: string
  description: string
  /** Where the payer comes back to. */
  returnUrl: string
}

export interface RefundWish {
  /** The same key gives money back once. */
  key: string
  providerRef: string
  amountMinor: number
  currency: string
}

/** A provider of online card payments. The card is typed on the provider's page; nothing of it ever reaches us. */
export interface PaymentGateway {
  provider: string
  /** Opens the provider's page for an amount; answers the address to send the payer to. */
  createCheckout(ctx: Context, wish: CheckoutWish): Promise<{ providerRef: string; url: string }>
  /** Gives money back to the card. Throws when nobody knows what happened: it is asked again with the same key. */
  refund(ctx: Context, wish: RefundWish): Promise<{ state: 'done' | 'failed'; providerRef: string | null }>
  /** Proves signature and freshness on the raw bytes. 400 `bad_signature`, `stale_webhook`. */
  readWebhook(ctx: Context, message: { body: Uint8Array; signature: string }): GatewayMessage
}
