import type Stripe from 'stripe'
import type { PayoutFacts, PayoutLineFacts, PayoutReading } from '../gateway.ts'
import { openLine } from './line.ts'

const PAGE = 100
const KINDS: Record<string, PayoutLineFacts['kind']> = {
  charge: 'payment',
  payment: 'payment',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund',
  payment_failure_refund: 'refund',
  stripe_fee: 'cost',
  stripe_fx_fee: 'cost',
  tax_fee: 'cost',
  network_cost: 'cost',
  fee_credit_funding: 'cost',
}

/** Payouts and the balance transactions in them. A day at Stripe is a day of UTC. */
export const stripePayouts: PayoutReading = {
  async list(asker, since) {
    const { stripe } = await openLine(asker)
    const found: PayoutFacts[] = []
    const from = Date.parse(`${since}T00:00:00Z`) / 1000
    for await (const payout of stripe.payouts.list({ limit: PAGE, arrival_date: { gte: from } }))
      found.push(factsOf(payout))
    return found
  },
  async lines(asker, { providerRef }) {
    const { stripe } = await openLine(asker)
    const found: PayoutLineFacts[] = []
    const question = { payout: providerRef, limit: PAGE, expand: ['data.source'] }
    for await (const each of stripe.balanceTransactions.list(question)) {
      // The payout's own movement is what the others add up to.
      if (each.type !== 'payout') found.push(lineOf(each))
    }
    return found
  },
}

function factsOf(payout: Stripe.Payout): PayoutFacts {
  const isOver = payout.status === 'failed' || payout.status === 'canceled'
  return {
    providerRef: payout.id,
    amountMinor: payout.amount,
    currency: payout.currency.toUpperCase(),
    state: payout.status === 'paid' ? 'paid' : isOver ? 'failed' : 'pending',
    arrivesOn: dayOf(payout.arrival_date),
    descriptor: payout.statement_descriptor,
  }
}

function lineOf(each: Stripe.BalanceTransaction): PayoutLineFacts {
  const source = typeof each.source === 'string' ? null : each.source
  return {
    providerRef: each.id,
    kind: kindOf(each, source),
    ...refsOf(each, source),
    description: each.description,
    happenedOn: dayOf(each.created),
    grossMinor: each.amount,
    feeMinor: each.fee,
    currency: each.currency.toUpperCase(),
  }
}

type Source = Exclude<Stripe.BalanceTransaction['source'], string | null> | null

function kindOf(each: Stripe.BalanceTransaction, source: Source): PayoutLineFacts['kind'] {
  const known = KINDS[each.type]
  if (known) return known
  return each.type === 'adjustment' && source?.object === 'dispute' ? 'dispute' : 'other'
}

function refsOf(each: Stripe.BalanceTransaction, source: Source) {
  const none = {
    sourceRef: typeof each.source === 'string' ? each.source : (source?.id ?? null),
    paymentRef: null,
    refundId: null,
  }
  if (source?.object === 'charge') {
    // Our payments bear the name of the intent that the charge was made for.
    const intent = idOf(source.payment_intent)
    return { ...none, sourceRef: intent ?? source.id, paymentRef: intent ?? source.id }
  }
  if (source?.object === 'refund')
    return {
      ...none,
      paymentRef: idOf(source.payment_intent),
      refundId: source.metadata?.['atrium_refund'] ?? null,
    }
  if (source?.object === 'dispute') return { ...none, paymentRef: idOf(source.payment_intent) }
  return none
}

const idOf = (given: string | { id: string } | null | undefined) =>
  typeof given === 'string' ? given : (given?.id ?? null)

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}
