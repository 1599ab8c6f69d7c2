import type { Stripe } from 'stripe'
import { stripeId as id } from './stripe-state.ts'
import type { State } from './stripe-state.ts'

type Balance = Stripe.BalanceTransaction

/** Stripe's usual price in the United States: 2.9 % and 0.30. */
const feeOf = (amount: number) => Math.round(amount * 0.029) + 30

/** A movement on the balance, as Stripe answers it with its source in it. */
export function balanceTransaction(wish: {
  type: Balance['type']
  amount: number
  fee?: number
  source: object | null
  currency: string
  now: number
}): Balance {
  const { type, amount, fee = 0, source, currency, now } = wish
  return {
    id: id('txn'),
    object: 'balance_transaction',
    amount,
    available_on: now,
    balance_type: 'payments',
    created: now,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee > 0
        ? [
            {
              amount: fee,
              application: null,
              currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ]
        : [],
    net: amount - fee,
    reporting_category: type === 'stripe_fee' ? 'fee' : type,
    source: source as Balance['source'],
    status: 'available',
    type,
  }
}

/** What came and went since the last payout, and more that the test says, is paid out. */
export function payOut(
  state: State,
  { now, more = [], status = 'paid' }: { now: number; more?: Balance[]; status?: Stripe.Payout['status'] },
): Stripe.Payout {
  const lines = [...paymentsOf(state, now), ...refundsOf(state, now), ...more]
  const payout = {
    id: id('po'),
    object: 'payout',
    amount: lines.reduce((sum, each) => sum + each.net, 0),
    application_fee: null,
    application_fee_amount: null,
    arrival_date: now,
    automatic: true,
    balance_transaction: null,
    created: now,
    currency: lines[0]?.currency ?? 'usd',
    description: 'STRIPE PAYOUT',
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'completed',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: 'STRIPE WILLOW',
    status,
    trace_id: null,
    type: 'bank_account',
  } satisfies Stripe.Payout
  const own = balanceTransaction({
    type: 'payout',
    amount: -payout.amount,
    source: payout,
    currency: payout.currency,
    now,
  })
  state.payouts.set(payout.id, { payout, lines: [own, ...lines] })
  return payout
}

function paymentsOf(state: State, now: number): Balance[] {
  const paid = [...state.intents.values()].filter(
    (each) => each.status === 'succeeded' && !state.paidOut.has(each.id),
  )
  return paid.map((intent) => {
    state.paidOut.add(intent.id)
    const source = { id: id('ch'), object: 'charge', payment_intent: intent.id }
    return balanceTransaction({
      type: 'charge',
      amount: intent.amount_received,
      fee: feeOf(intent.amount_received),
      source,
      currency: intent.currency,
      now,
    })
  })
}

function refundsOf(state: State, now: number): Balance[] {
  const given = [...state.refunds.values()].filter(
    (each) => each.status === 'succeeded' && !state.paidOut.has(each.id),
  )
  return given.map((refund) => {
    state.paidOut.add(refund.id)
    return balanceTransaction({
      type: 'refund',
      amount: -refund.amount,
      source: refund,
      currency: refund.currency,
      now,
    })
  })
}

/** A page of a list, as the API answers it. */
export function listOf(data: unknown[], url: string) {
  return { object: 'list', data, has_more: false, url }
}
