import type { Stripe } from 'stripe'
import type { Form } from './stripe-form.ts'

/** Objects as Stripe answers them (API 2026-10-28), typed by its SDK; what no test looks at is null as in its fixtures. */

export const metadataOf = (form: Form) => ({ ...(form.metadata as Stripe.Metadata | undefined) })
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export function account(id: string): Partial<Stripe.Account> {
  return {
    id,
    object: 'account',
    business_profile: { name: 'Willow Lane Clinic' } as Stripe.Account.BusinessProfile,
    charges_enabled: true,
    country: 'US',
    default_currency: 'usd',
    details_submitted: true,
    settings: {
      dashboard: { display_name: 'Willow Lane Clinic', timezone: 'Etc/UTC' },
    } as Stripe.Account.Settings,
    type: 'standard',
  }
}

export function webhookEndpoint(id: string, form: Form, now: number): Stripe.WebhookEndpoint {
  return {
    id,
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: now,
    description: text(form.description),
    enabled_events: Object.values((form.enabled_events ?? {}) as Record<string, string>),
    livemode: false,
    metadata: metadataOf(form),
    status: 'enabled',
    url: text(form.url) ?? '',
  }
}

export function customer(id: string, form: Form, now: number): Stripe.Customer {
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: text(form.description),
    discount: null,
    email: text(form.email),
    invoice_prefix: '48E15F3',
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: metadataOf(form),
    name: text(form.name),
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

export function session(
  id: string,
  form: Form,
  { now, port }: { now: number; port: number },
): Stripe.Checkout.Session {
  const item = (form.line_items as { 0?: { price_data?: Form } } | undefined)?.[0]?.price_data
  const amount = item ? Number(item.unit_amount) : null
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: amount,
    amount_total: amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: text(form.cancel_url),
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: now,
    currency: text(item?.currency) ?? text(form.currency),
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: text(form.customer),
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: null,
    expires_at: Number(form.expires_at ?? now + 86_400),
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: text(form.locale) as Stripe.Checkout.Session.Locale | null,
    managed_payments: null,
    metadata: metadataOf(form),
    mode: form.mode as Stripe.Checkout.Session.Mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: form.mode === 'setup' ? 'no_payment_required' : 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: text(form.success_url),
    total_details: null,
    ui_mode: null,
    url: `http://127.0.0.1:${port}/c/pay/${id}`,
    wallet_options: null,
  }
}

export function event(
  id: string,
  { type, object, now }: { type: Stripe.Event['type']; object: unknown; now: number },
): Stripe.Event {
  return {
    id,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: now,
    // The bytes of a moment: later changes of the object are other messages.
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  } as Stripe.Event
}
