import type { Context } from '../../platform/operation/context.ts'
import type { House } from '../../platform/operation/gate.ts'

/** Whose gateway is asked, outside of any transaction: nothing of ours is locked while the network is waited for. */
export interface Asker {
  house: House
  practiceId: string
}

/** What a card shows of itself; never its number. */
export interface CardFacts {
  brand: string
  last4: string
  expMonth: number
  expYear: number
}

/** What a provider tells us, after its signature was proved. The same `id` has its effect once. */
export type GatewayMessage =
  | {
      id: string
      type: 'checkout.paid' | 'checkout.failed' | 'checkout.left'
      /** Our own id, which the provider carries along. */
      checkoutId: string
      /** What a refund of the money names. */
      providerRef: string
      amountMinor: number
      currency: string
    }
  | { id: string; type: 'setup.done' | 'setup.left'; setupId: string; setupRef: string }
  | {
      id: string
      type: 'charge.paid' | 'charge.failed'
      /** Our id of the charge. */
      chargeId: string
      providerRef: string
      amountMinor: number
      currency: string
      failure: string | null
      /** The bank said never to try this card again. */
      isFinal?: boolean
    }
  | { id: string; type: 'refund.done' | 'refund.failed'; refundId: string; providerRef: string }
  | {
      id: string
      type: 'dispute.changed'
      disputeRef: string
      /** The payment's provider reference. */
      paymentRef: string
      amountMinor: number
      currency: string
      reason: string
      state: 'open' | 'won' | 'lost'
      /** The bank only asks; no money was taken. */
      isWarning: boolean
      evidenceDueAt: string | null
    }

export interface CheckoutWish {
  /** Also the idempotency key: the same id is the same checkout. */
  checkoutId: string
  amountMinor: number
  currency: string
  description: string
  locale: 'en' | 'de'
  /** Where the payer comes back to. */
  returnUrl: string
  /** Whom the card is kept for, where the payer wants that. */
  keepFor: string | null
}

export interface SetupWish {
  setupId: string
  clientId: string
  currency: string
  locale: 'en' | 'de'
  returnUrl: string
}

export interface ChargeWish {
  /** The same key charges once. */
  key: string
  card: { customerRef: string; cardRef: string }
  amountMinor: number
  currency: string
  description: string
}

/** What became of charging a saved card. Whoever does not know throws, and is asked again with the same key. */
export type ChargeOutcome =
  | { state: 'paid'; providerRef: string }
  /** The provider has it and will tell. */
  | { state: 'sending'; providerRef: string }
  /** The bank wants the client to confirm. */
  | { state: 'needs_payer'; providerRef: string | null; failure: string }
  | { state: 'failed'; providerRef: string | null; failure: string; isFinal?: boolean }

export interface RefundWish {
  /** The same key gives money back once. */
  key: string
  providerRef: string
  amountMinor: number
  currency: string
}

export interface KeptCard extends CardFacts {
  accountRef: string
  customerRef: string
  cardRef: string
}

/** Saved cards: what a provider can do who keeps them. */
export interface CardKeeping {
  /** Opens the provider's page for keeping a card. */
  openSetup(asker: Asker, wish: SetupWish): Promise<{ url: string }>
  /** The card that was kept by a setup or a payment, as its message named it. */
  readCard(asker: Asker, ref: string): Promise<KeptCard | null>
  charge(asker: Asker, wish: ChargeWish): Promise<ChargeOutcome>
  /** Forgets the card at the provider. Nothing happens for one that is gone. */
  forget(asker: Asker, cardRef: string): Promise<void>
}

/** A transfer of a provider to the bank. */
export interface PayoutFacts {
  providerRef: string
  /** What reaches the bank; negative: what is taken from it. */
  amountMinor: number
  currency: string
  state: 'pending' | 'paid' | 'failed'
  arrivesOn: string
  descriptor: string | null
}

/** A movement that a payout is made of: net = gross − fee. */
export interface PayoutLineFacts {
  providerRef: string
  kind: 'payment' | 'refund' | 'dispute' | 'cost' | 'other'
  /** The payment, refund or dispute as we know it: what its message named. */
  sourceRef: string | null
  /** The payment that a refund or a dispute is about. */
  paymentRef: string | null
  /** Our own id of a refund, which the provider carries along. */
  refundId: string | null
  description: string | null
  happenedOn: string
  grossMinor: number
  feeMinor: number
  currency: string
}

/** What a provider pays out, and what is in it. */
export interface PayoutReading {
  /** Payouts that arrive on this day or later, in any order. */
  list(asker: Asker, since: string): Promise<PayoutFacts[]>
  lines(asker: Asker, payout: PayoutFacts): Promise<PayoutLineFacts[]>
}

/** A provider of card payments. The card is typed on the provider's page; nothing of it ever reaches us. */
export interface PaymentGateway {
  provider: string
  /** Opens the provider's page for an amount; answers the address to send the payer to. */
  createCheckout(asker: Asker, wish: CheckoutWish): Promise<{ providerRef: string; url: string }>
  /** Closes a page that nobody needs any more. Nothing happens where it was paid or is over. */
  closeCheckout?(asker: Asker, providerRef: string): Promise<void>
  /** Gives money back to the card. Throws when nobody knows what happened: it is asked again with the same key. */
  refund(
    asker: Asker,
    wish: RefundWish,
  ): Promise<{ state: 'done' | 'failed' | 'sending'; providerRef: string | null }>
  /** Proves signature and freshness on the raw bytes; null: understood, and nothing of ours. 400 `bad_signature`, `stale_webhook`. */
  readWebhook(ctx: Context, message: { body: Uint8Array; signature: string }): Promise<GatewayMessage | null>
  cards?: CardKeeping
  payouts?: PayoutReading
}
