import type { Stripe } from 'stripe'
import type { Form } from './stripe-form.ts'
import { metadataOf, text } from './stripe-objects.ts'

/** Payments, setups, refunds and disputes as Stripe answers them. */

export function paymentIntent(id: string, form: Form, now: number): Stripe.PaymentIntent {
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: Number(form.amount),
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_test`,
    confirmation_method: 'automatic',
    created: now,
    currency: text(form.currency) ?? 'usd',
    customer: text(form.customer),
    customer_account: null,
    description: text(form.description),
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: metadataOf(form),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
}

export function setupIntent(
  id: string,
  { customer: owner, method, now }: { customer: string; method: string; now: number },
): Stripe.SetupIntent {
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_test`,
    created: now,
    customer: owner,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: method,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'succeeded',
    usage: 'off_session',
  }
}

export function paymentMethod(
  id: string,
  { customer: owner, now }: { customer: string | null; now: number },
): Stripe.PaymentMethod {
  return {
    id,
    object: 'payment_method',
    billing_details: {
      address: { city: null, country: 'US', line1: null, line2: null, postal_code: '94102', state: null },
      email: null,
      name: null,
      phone: null,
      tax_id: null,
    },
    card: {
      brand: 'visa',
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: 'visa',
      exp_month: 8,
      exp_year: 2031,
      fingerprint: 'J21EyCt2DJaVH6H0',
      funding: 'credit',
      generated_from: null,
      last4: '4242',
      networks: { available: ['visa'], preferred: null },
      regulated_status: null,
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: now,
    customer: owner,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  }
}

export function refund(
  id: string,
  form: Form,
  { now, currency }: { now: number; currency: string },
): Stripe.Refund {
  return {
    id,
    object: 'refund',
    amount: Number(form.amount),
    balance_transaction: null,
    charge: null,
    created: now,
    currency,
    customer: null,
    customer_account: null,
    metadata: metadataOf(form),
    payment_intent: text(form.payment_intent),
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}

export function dispute(
  id: string,
  { intent, status, now }: { intent: Stripe.PaymentIntent; status: Stripe.Dispute.Status; now: number },
): Partial<Stripe.Dispute> {
  return {
    id,
    object: 'dispute',
    amount: intent.amount_received,
    balance_transactions: [],
    charge: 'ch_test',
    created: now,
    currency: intent.currency,
    evidence_details: {
      due_by: now + 7 * 86_400,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    } as Stripe.Dispute.EvidenceDetails,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intent.id,
    reason: 'fraudulent',
    status,
  }
}
