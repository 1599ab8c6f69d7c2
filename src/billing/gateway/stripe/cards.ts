import type Stripe from 'stripe'
import type { CardKeeping, ChargeOutcome, ChargeWish, KeptCard } from '../gateway.ts'
import { refusalOf } from './client.ts'
import { customerOf, openLine } from './line.ts'

/** Cards kept by Stripe: set up on its page, charged while the client is away, detached when removed. */
export const stripeCards: CardKeeping = {
  async openSetup(asker, wish) {
    const { stripe, accountRef } = await openLine(asker)
    const customer = await customerOf(asker, { stripe, accountRef, clientId: wish.clientId })
    const metadata = { atrium_setup: wish.setupId }
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'setup',
        customer,
        currency: wish.currency.toLowerCase(),
        locale: wish.locale,
        metadata,
        setup_intent_data: { metadata },
        success_url: `${wish.returnUrl}?setup=done`,
        cancel_url: `${wish.returnUrl}?setup=left`,
      },
      { idempotencyKey: `setup ${wish.setupId}` },
    )
    return { url: session.url! }
  },
  async readCard(asker, ref) {
    const { stripe, accountRef } = await openLine(asker)
    const expand = ['payment_method']
    const intent = ref.startsWith('seti_')
      ? await stripe.setupIntents.retrieve(ref, { expand })
      : await stripe.paymentIntents.retrieve(ref, { expand })
    return keptCard(intent, accountRef)
  },
  async charge(asker, wish) {
    const { stripe } = await openLine(asker)
    try {
      const intent = await stripe.paymentIntents.create(intentOf(wish), {
        idempotencyKey: `charge ${wish.key}`,
      })
      return outcomeOf(intent)
    } catch (error) {
      return outcomeOfError(error)
    }
  },
  async forget(asker, cardRef) {
    const { stripe } = await openLine(asker)
    try {
      await stripe.paymentMethods.detach(cardRef)
    } catch (error) {
      if (!refusalOf(error)) throw error
    }
  },
}

function intentOf(wish: ChargeWish): Stripe.PaymentIntentCreateParams {
  return {
    amount: wish.amountMinor,
    currency: wish.currency.toLowerCase(),
    customer: wish.card.customerRef,
    payment_method: wish.card.cardRef,
    allowed_payment_method_types: ['card'],
    off_session: true,
    confirm: true,
    description: wish.description,
    metadata: { atrium_charge: wish.key },
  }
}

function outcomeOf(intent: Stripe.PaymentIntent): ChargeOutcome {
  if (intent.status === 'succeeded') return { state: 'paid', providerRef: intent.id }
  if (intent.status === 'processing') return { state: 'sending', providerRef: intent.id }
  const failure = intent.last_payment_error?.code ?? intent.status
  return {
    state: intent.status === 'requires_action' ? 'needs_payer' : 'failed',
    providerRef: intent.id,
    failure,
  }
}

/** A refusal is an outcome; whatever else went wrong may have charged the card all the same, and is asked again. */
function outcomeOfError(error: unknown): ChargeOutcome {
  const refusal = refusalOf(error)
  if (!refusal) throw error
  const providerRef = (error as Partial<Stripe.StripeRawError>).payment_intent?.id ?? null
  return {
    state: refusal.code === 'authentication_required' ? 'needs_payer' : 'failed',
    providerRef,
    failure: refusal.code,
    ...(refusal.isFinal ? { isFinal: true } : {}),
  }
}

function keptCard(intent: Stripe.SetupIntent | Stripe.PaymentIntent, accountRef: string): KeptCard | null {
  const { payment_method: method, customer } = intent
  if (!method || typeof method === 'string' || !method.card || !customer) return null
  return {
    accountRef,
    customerRef: typeof customer === 'string' ? customer : customer.id,
    cardRef: method.id,
    brand: method.card.brand,
    last4: method.card.last4,
    expMonth: method.card.exp_month,
    expYear: method.card.exp_year,
  }
}
