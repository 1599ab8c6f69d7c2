import type { Stripe } from 'stripe'
import type { Form } from './stripe-form.ts'
import * as made from './stripe-objects.ts'
import * as paid from './stripe-payments.ts'
import { listOf } from './stripe-payouts.ts'
import type { Answer, Call, State } from './stripe-state.ts'
import { stripeId } from './stripe-state.ts'

/** What Stripe's API does with a call, idempotency keys included. */
export function stripeApi(state: State, { seconds, port }: { seconds: () => number; port: number }) {
  const id = stripeId
  return remembered

  /** The same key gets the same answer, and another body with it is an error. */
  function remembered(call: Call): Answer {
    if (!call.key) return carryOut(call)
    const text = JSON.stringify([call.path, call.form])
    const known = state.keys.get(call.key)
    if (known && known.text !== text)
      return {
        status: 400,
        body: errorOf(
          'idempotency_error',
          'Keys for idempotent requests can only be used with the same parameters',
        ),
      }
    if (known) return known.answer
    const fresh = carryOut(call)
    if (fresh.status < 500) state.keys.set(call.key, { text, answer: fresh })
    return fresh
  }

  function carryOut({ method, path, form }: Call): Answer {
    const expired = method === 'POST' && /^\/v1\/checkout\/sessions\/(\w+)\/expire$/.exec(path)?.[1]
    if (expired) return expireSession(expired)
    const [, , kind, ref, act] = path.split('/')
    const at = `${method} ${kind}${ref ? '/:id' : ''}${act ? `/${act}` : ''}`
    switch (at) {
      case 'GET account':
        return ok(made.account(state.accountId))
      case 'POST webhook_endpoints': {
        const endpoint = made.webhookEndpoint(id('we'), form, seconds())
        state.endpoints.set(endpoint.id, endpoint)
        return ok({ ...endpoint, secret: state.webhookSecret })
      }
      case 'DELETE webhook_endpoints/:id':
        state.endpoints.delete(ref!)
        return ok({ id: ref, object: 'webhook_endpoint', deleted: true })
      case 'POST customers': {
        const customer = made.customer(id('cus'), form, seconds())
        state.customers.set(customer.id, customer)
        return ok(customer)
      }
      case 'POST checkout/:id': {
        if (form.customer && !state.customers.has(String(form.customer)))
          return missing('customer', String(form.customer))
        const opened = made.session(id('cs_test'), form, { now: seconds(), port })
        state.sessions.set(opened.id, opened)
        state.wishes.set(opened.id, form)
        return ok(opened)
      }
      case 'GET setup_intents/:id':
        return found(state.setups.get(ref!), form)
      case 'GET payment_intents/:id':
        return found(state.intents.get(ref!), form)
      case 'GET payouts':
        return ok(
          listOf(
            [...state.payouts.values()].map(({ payout }) => payout),
            '/v1/payouts',
          ),
        )
      case 'GET balance_transactions':
        return ok(listOf(state.payouts.get(String(form.payout))?.lines ?? [], '/v1/balance_transactions'))
      case 'POST payment_intents':
        return chargeAway(form)
      case 'POST refunds':
        return refund(form)
      case 'POST payment_methods/:id/detach': {
        const method = state.methods.get(ref!)
        if (!method?.customer) return missing('payment_method', ref!)
        method.customer = null
        return ok(method)
      }
      default:
        return {
          status: 404,
          body: errorOf('invalid_request_error', `Unrecognized request URL (${method}: ${path})`),
        }
    }
  }

  function expireSession(sessionId: string): Answer {
    const session = state.sessions.get(sessionId)
    if (!session) return missing('checkout.session', sessionId)
    if (session.status !== 'open')
      return {
        status: 400,
        body: errorOf(
          'invalid_request_error',
          'Only Checkout Sessions with a status in ["open"] can be expired.',
        ),
      }
    Object.assign(session, { status: 'expired', url: null })
    return ok(session)
  }

  function found(intent: { payment_method: unknown } | undefined, form: Form): Answer {
    if (!intent) return missing('intent', '')
    const wanted = JSON.stringify(form.expand ?? '').includes('payment_method')
    const method = state.methods.get(String(intent.payment_method))
    return ok(wanted && method ? { ...intent, payment_method: method } : intent)
  }

  /** A payment while the client is away: what happens is written on the card. */
  function chargeAway(form: Form): Answer {
    const method = state.methods.get(String(form.payment_method))
    if (!method || method.customer !== form.customer)
      return missing('payment_method', String(form.payment_method))
    const intent = paid.paymentIntent(id('pi'), form, seconds())
    intent.payment_method = method.id
    state.intents.set(intent.id, intent)
    const behaviour = state.cards.get(method.id) ?? 'works'
    if (behaviour === 'works' || behaviour === 'slow') {
      intent.status = behaviour === 'works' ? 'succeeded' : 'processing'
      if (behaviour === 'works') intent.amount_received = intent.amount
      return ok(intent)
    }
    const decline = DECLINES[behaviour]
    const error = {
      type: 'card_error',
      code: decline === 'authentication_required' ? decline : 'card_declined',
      decline_code: decline,
      ...(behaviour === 'never_again' ? { advice_code: 'do_not_try_again' } : {}),
      message: 'Your card was declined.',
    }
    intent.status = 'requires_payment_method'
    intent.last_payment_error = error as Stripe.PaymentIntent.LastPaymentError
    return { status: 402, body: { error: { ...error, payment_intent: intent } } }
  }

  function refund(form: Form): Answer {
    const intent = state.intents.get(String(form.payment_intent))
    if (!intent || intent.status !== 'succeeded')
      return missing('payment_intent', String(form.payment_intent))
    const before = [...state.refunds.values()].filter(
      (each) => each.payment_intent === intent.id && each.status !== 'failed',
    )
    const left = intent.amount_received - before.reduce((sum, each) => sum + each.amount, 0)
    if (Number(form.amount) > left)
      return {
        status: 400,
        body: errorOf(
          'invalid_request_error',
          `Refund amount is greater than unrefunded amount on charge (${left})`,
        ),
      }
    const given = paid.refund(id('re'), form, { now: seconds(), currency: intent.currency })
    given.status = state.refundsTakeTime ? 'pending' : 'succeeded'
    state.refunds.set(given.id, given)
    return ok(given)
  }
}

const DECLINES = {
  needs_payer: 'authentication_required',
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired_card',
  never_again: 'do_not_honor',
} as const

const ok = (body: unknown): Answer => ({ status: 200, body })
export const errorOf = (type: string, message: string) => ({ error: { type, message } })
const missing = (kind: string, ref: string): Answer => ({
  status: 404,
  body: {
    error: { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${kind}: '${ref}'` },
  },
})
