import type Stripe from 'stripe'
import type { GatewayMessage } from '../gateway.ts'
import { NEVER_AGAIN } from './client.ts'

/** The kinds of messages that we ask Stripe for. */
export const STRIPE_EVENTS = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const satisfies Stripe.WebhookEndpointCreateParams.EnabledEvent[]

/** What an event of Stripe means to us; null when it is about nothing that we began. */
export function readEvent(event: Stripe.Event): GatewayMessage | null {
  switch (event.type) {
    case 'checkout.session.completed':
      return ofSession(
        event.id,
        event.data.object,
        event.data.object.payment_status === 'paid' ? 'paid' : null,
      )
    case 'checkout.session.async_payment_succeeded':
      return ofSession(event.id, event.data.object, 'paid')
    case 'checkout.session.async_payment_failed':
      return ofSession(event.id, event.data.object, 'failed')
    case 'checkout.session.expired':
      return ofSession(event.id, event.data.object, 'left')
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
      return ofIntent(event.id, event.data.object, event.type === 'payment_intent.succeeded')
    case 'refund.updated':
    case 'refund.failed':
      return ofRefund(event.id, event.data.object)
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
      return ofDispute(event.id, event.data.object)
    default:
      return null
  }
}

function ofSession(
  id: string,
  session: Stripe.Checkout.Session,
  outcome: 'paid' | 'failed' | 'left' | null,
): GatewayMessage | null {
  const setupId = session.metadata?.['atrium_setup']
  if (setupId) {
    const setupRef = refOf(session.setup_intent)
    if (session.status === 'complete' && setupRef) return { id, type: 'setup.done', setupId, setupRef }
    return outcome === 'left' ? { id, type: 'setup.left', setupId, setupRef: setupRef ?? session.id } : null
  }
  const checkoutId = session.metadata?.['atrium_checkout']
  // Money that takes days (a bank debit) is told about when it has come or not.
  if (!checkoutId || !outcome || !session.amount_total || !session.currency) return null
  return {
    id,
    type: `checkout.${outcome}`,
    checkoutId,
    providerRef: refOf(session.payment_intent) ?? session.id,
    amountMinor: session.amount_total,
    currency: session.currency.toUpperCase(),
  }
}

/** A payment on Stripe's page is told about by its session; here come its declined tries, and charges of saved cards. */
function ofIntent(id: string, intent: Stripe.PaymentIntent, isPaid: boolean): GatewayMessage | null {
  const money = {
    providerRef: intent.id,
    amountMinor: isPaid ? intent.amount_received : intent.amount,
    currency: intent.currency.toUpperCase(),
  }
  const checkoutId = intent.metadata['atrium_checkout']
  if (checkoutId) return isPaid ? null : { id, type: 'checkout.failed', checkoutId, ...money }
  const chargeId = intent.metadata['atrium_charge']
  if (!chargeId) return null
  const { code, decline_code: decline, advice_code: advice } = intent.last_payment_error ?? {}
  const failure = isPaid ? null : ((code === 'card_declined' ? decline : code) ?? code ?? 'card_declined')
  return {
    id,
    type: isPaid ? 'charge.paid' : 'charge.failed',
    chargeId,
    ...money,
    failure,
    isFinal: advice === NEVER_AGAIN,
  }
}

function ofRefund(id: string, refund: Stripe.Refund): GatewayMessage | null {
  const refundId = refund.metadata?.['atrium_refund']
  if (
    !refundId ||
    (refund.status !== 'succeeded' && refund.status !== 'failed' && refund.status !== 'canceled')
  )
    return null
  return {
    id,
    type: refund.status === 'succeeded' ? 'refund.done' : 'refund.failed',
    refundId,
    providerRef: refund.id,
  }
}

/** A warning (an inquiry) takes no money yet, but its answer is waited for all the same. */
function ofDispute(id: string, dispute: Stripe.Dispute): GatewayMessage | null {
  const paymentRef = refOf(dispute.payment_intent)
  if (!paymentRef) return null
  const due = dispute.evidence_details.due_by
  return {
    id,
    type: 'dispute.changed',
    disputeRef: dispute.id,
    paymentRef,
    amountMinor: dispute.amount,
    currency: dispute.currency.toUpperCase(),
    reason: dispute.reason,
    state: dispute.status === 'lost' ? 'lost' : ENDED_WELL.has(dispute.status) ? 'won' : 'open',
    isWarning: dispute.status.startsWith('warning') || dispute.status === 'prevented',
    evidenceDueAt: due ? new Date(due * 1000).toISOString() : null,
  }
}

const ENDED_WELL = new Set<string>(['won', 'warning_closed', 'prevented'])

function refOf(given: string | { id: string } | null): string | null {
  return typeof given === 'string' ? given : (given?.id ?? null)
}
