import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Stripe } from 'stripe'
import { errorOf, stripeApi } from './stripe-api.ts'
import { readForm } from './stripe-form.ts'
import type { Form } from './stripe-form.ts'
import * as made from './stripe-objects.ts'
import * as paid from './stripe-payments.ts'
import { balanceTransaction, payOut } from './stripe-payouts.ts'
import { emptyState, stripeId as id } from './stripe-state.ts'
import type { Call, CardBehaviour } from './stripe-state.ts'

export type { CardBehaviour }

export type StripeServer = Awaited<ReturnType<typeof startStripe>>

/**
 * A stand-in for Stripe on loopback that remembers what was done: customers, Checkout sessions, setups, payments,
 * refunds, disputes and webhook endpoints, with idempotency keys as Stripe documents them. Its objects are typed with
 * the SDK's own types. What the payer does on Stripe's page, and what a bank does, the test says.
 */
export async function startStripe({ now }: { now: () => Date }) {
  const state = emptyState()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const seconds = () => Math.floor(now().getTime() / 1000)
  const perform = stripeApi(state, { seconds, port })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const url = new URL(request.url ?? '/', 'http://stripe.test')
    const call: Call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      form: readForm(Buffer.concat(parts).toString() || url.search.slice(1)),
      key: request.headers['idempotency-key'] as string | undefined,
    }
    state.calls.push(call)
    const silence = state.weather.silentAfter ?? 0
    if (state.weather.down) return send(response, errorOf('api_error', 'down'), state.weather.down)
    if (request.headers.authorization !== `Bearer ${state.secretKey}`)
      return send(response, errorOf('invalid_request_error', 'Invalid API Key provided'), 401)
    const result = perform(call)
    if (silence > 0 && call.method === 'POST') {
      state.weather.silentAfter = silence - 1
      return response.socket?.destroy()
    }
    send(response, result.body, result.status)
  }

  /** A new card as its owner typed it on Stripe's page. */
  function newCard(customer: string | null, behaviour: CardBehaviour): Stripe.PaymentMethod {
    const method = paid.paymentMethod(id('pm'), { customer, now: seconds() })
    state.methods.set(method.id, method)
    state.cards.set(method.id, behaviour)
    return method
  }

  const event = (type: Stripe.Event['type'], object: unknown) =>
    made.event(id('evt'), { type, object, now: seconds() })

  return {
    url: `http://127.0.0.1:${port}`,
    state,
    /** The payer types a card on the page of a session and pays; answers what Stripe then tells. */
    pay(sessionId: string, behaviour: CardBehaviour = 'works'): Stripe.Event[] {
      const session = state.sessions.get(sessionId)!
      const wish = state.wishes.get(sessionId)!
      const method = newCard((session.customer as string) ?? null, behaviour)
      const intent = paid.paymentIntent(
        id('pi'),
        {
          amount: String(session.amount_total),
          currency: session.currency!,
          ...(wish.payment_intent_data as Form),
        },
        seconds(),
      )
      Object.assign(intent, {
        status: 'succeeded',
        amount_received: intent.amount,
        payment_method: method.id,
        customer: session.customer,
      })
      state.intents.set(intent.id, intent)
      Object.assign(session, {
        status: 'complete',
        payment_status: 'paid',
        payment_intent: intent.id,
        url: null,
      })
      return [event('payment_intent.succeeded', intent), event('checkout.session.completed', session)]
    },
    /** The payer's card is declined; they stay on the page. */
    decline(sessionId: string): Stripe.Event[] {
      const session = state.sessions.get(sessionId)!
      const wish = state.wishes.get(sessionId)!
      const intent = paid.paymentIntent(
        id('pi'),
        {
          amount: String(session.amount_total),
          currency: session.currency!,
          ...(wish.payment_intent_data as Form),
        },
        seconds(),
      )
      return [event('payment_intent.payment_failed', intent)]
    },
    expire(sessionId: string): Stripe.Event[] {
      const session = state.sessions.get(sessionId)!
      Object.assign(session, { status: 'expired', url: null })
      return [event('checkout.session.expired', session)]
    },
    /** The client types a card on the page of a setup; it is kept for their customer. */
    keep(sessionId: string, behaviour: CardBehaviour = 'works'): Stripe.Event[] {
      const session = state.sessions.get(sessionId)!
      const method = newCard(session.customer as string, behaviour)
      const setup = paid.setupIntent(id('seti'), {
        customer: session.customer as string,
        method: method.id,
        now: seconds(),
      })
      state.setups.set(setup.id, setup)
      Object.assign(session, { status: 'complete', setup_intent: setup.id, url: null })
      return [event('checkout.session.completed', session)]
    },
    tellIntent: (intentId: string): Stripe.Event => {
      const intent = state.intents.get(intentId)!
      return event(
        intent.status === 'succeeded' ? 'payment_intent.succeeded' : 'payment_intent.payment_failed',
        intent,
      )
    },
    tellRefund: (refundId: string, status: 'succeeded' | 'failed'): Stripe.Event => {
      const refund = state.refunds.get(refundId)!
      refund.status = status
      return event(status === 'failed' ? 'refund.failed' : 'refund.updated', refund)
    },
    dispute: (intentId: string, status: Stripe.Dispute.Status, ref = id('dp')): Stripe.Event => {
      const intent = state.intents.get(intentId)!
      const type = status === 'won' || status === 'lost' ? 'charge.dispute.closed' : 'charge.dispute.created'
      return event(type, paid.dispute(ref, { intent, status, now: seconds() }))
    },
    /** Everything that was not paid out yet, and movements that only Stripe knows of, go to the bank. */
    payOut: (
      more: Omit<Parameters<typeof balanceTransaction>[0], 'now'>[] = [],
      status: Stripe.Payout['status'] = 'paid',
    ) =>
      payOut(state, {
        now: seconds(),
        status,
        more: more.map((each) => balanceTransaction({ ...each, now: seconds() })),
      }),
    /** An event as it comes over the wire: the bytes and their signature. */
    sign(told: Stripe.Event, at: Date = now()) {
      const body = JSON.stringify(told)
      const signature = Stripe.webhooks.generateTestHeaderString({
        payload: body,
        secret: state.webhookSecret,
        timestamp: Math.floor(at.getTime() / 1000),
      })
      return { body, signature }
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function send(response: ServerResponse, body: unknown, status: number) {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_test' })
  response.end(JSON.stringify(body))
}
