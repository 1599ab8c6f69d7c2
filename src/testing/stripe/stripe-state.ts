import { randomBytes } from 'node:crypto'
import type { Stripe } from 'stripe'
import type { Form } from './stripe-form.ts'

/** How a test says that Stripe should behave for the next calls of a kind. */
export interface Weather {
  /** Carries the call out, but never answers: what a timeout after charging looks like. */
  silentAfter?: number
  /** Answers with this status and does nothing. */
  down?: number
}

export type CardBehaviour =
  | 'works'
  | 'slow'
  | 'needs_payer'
  | 'insufficient_funds'
  | 'expired_card'
  /** The bank advises never to try it again. */
  | 'never_again'
export interface Call {
  method: string
  path: string
  form: Form
  key: string | undefined
}

export interface Answer {
  status: number
  body: unknown
}

export const stripeId = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`

export type State = ReturnType<typeof emptyState>

export function emptyState() {
  return {
    secretKey: 'sk_test_aaaaaaaaaaaaaaaaaaaa',
    webhookSecret: 'whsec_aaaaaaaaaaaaaaaaaaaa',
    accountId: 'acct_1Atrium',
    weather: {} as Weather,
    refundsTakeTime: false,
    calls: [] as Call[],
    keys: new Map<string, { text: string; answer: Answer }>(),
    customers: new Map<string, Stripe.Customer>(),
    sessions: new Map<string, Stripe.Checkout.Session>(),
    wishes: new Map<string, Form>(),
    intents: new Map<string, Stripe.PaymentIntent>(),
    setups: new Map<string, Stripe.SetupIntent>(),
    methods: new Map<string, Stripe.PaymentMethod>(),
    cards: new Map<string, CardBehaviour>(),
    refunds: new Map<string, Stripe.Refund>(),
    endpoints: new Map<string, Stripe.WebhookEndpoint>(),
    payouts: new Map<string, { payout: Stripe.Payout; lines: Stripe.BalanceTransaction[] }>(),
    /** Ids of payments and refunds that lie in a payout already. */
    paidOut: new Set<string>(),
  }
}
