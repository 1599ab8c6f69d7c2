import { expect, test } from 'vitest'
import { readForm } from './stripe-form.ts'
import { customer, session } from './stripe-objects.ts'
import { paymentIntent, paymentMethod, refund, setupIntent } from './stripe-payments.ts'

/**
 * The keys of the objects in Stripe's own fixtures (github.com/stripe/openapi, fixtures3.json, MIT). What the API has
 * dropped since then stands behind the minus.
 */
const FIXTURES = {
  payment_intent: `amount amount_capturable amount_details amount_received application application_fee_amount automatic_payment_methods
    canceled_at cancellation_reason capture_method client_secret confirmation_method created currency customer description id
    last_payment_error latest_charge livemode metadata next_action object on_behalf_of payment_method payment_method_options
    payment_method_types processing receipt_email review setup_future_usage shipping statement_descriptor statement_descriptor_suffix
    status transfer_data transfer_group - invoice`,
  'checkout.session': `after_expiration allow_promotion_codes amount_subtotal amount_total automatic_tax billing_address_collection
    cancel_url client_reference_id consent consent_collection created currency custom_fields custom_text customer customer_creation
    customer_details customer_email expires_at id invoice invoice_creation livemode locale metadata mode object payment_intent
    payment_link payment_method_collection payment_method_options payment_method_types payment_status recovered_from setup_intent
    shipping_address_collection shipping_cost shipping_options status submit_type subscription success_url total_details url
    - shipping_details phone_number_collection`,
  setup_intent: `application automatic_payment_methods cancellation_reason client_secret created customer description flow_directions
    id last_setup_error latest_attempt livemode mandate metadata next_action object on_behalf_of payment_method
    payment_method_options payment_method_types single_use_mandate status usage`,
  payment_method: `billing_details card created customer id livemode metadata object type`,
  refund: `amount balance_transaction charge created currency id metadata object payment_intent reason receipt_number
    source_transfer_reversal status transfer_reversal`,
  customer: `address balance created currency default_source delinquent description discount email id invoice_prefix invoice_settings
    livemode metadata name next_invoice_sequence object phone preferred_locales shipping tax_exempt test_clock`,
}

const now = 1_772_460_000
const OURS: Record<keyof typeof FIXTURES, object> = {
  payment_intent: paymentIntent('pi_1', { amount: '1099' }, now),
  'checkout.session': session('cs_1', { mode: 'payment' }, { now, port: 1 }),
  setup_intent: setupIntent('seti_1', { customer: 'cus_1', method: 'pm_1', now }),
  payment_method: paymentMethod('pm_1', { customer: null, now }),
  refund: refund('re_1', { amount: '100' }, { now, currency: 'usd' }),
  customer: customer('cus_1', {}, now),
}

test.each(Object.entries(FIXTURES))(
  'the stand-in’s %s has every key of Stripe’s own fixture',
  (name, keys) => {
    const [kept = ''] = keys.split(' - ')
    const ours = OURS[name as keyof typeof FIXTURES]
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(kept.trim().split(/\s+/)))
    expect(ours).toMatchObject({ object: name })
  },
)

test('forms are read as Stripe’s clients write them', () => {
  expect(readForm('mode=setup&metadata[a]=1&line_items[0][price_data][currency]=usd&expand[0]=x')).toEqual({
    mode: 'setup',
    metadata: { a: '1' },
    line_items: { 0: { price_data: { currency: 'usd' } } },
    expand: { 0: 'x' },
  })
})
