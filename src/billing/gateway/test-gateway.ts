import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { inShort } from './asker.ts'
import type { CheckoutWish, GatewayMessage, PaymentGateway, RefundWish } from './gateway.ts'
import { proveSignature, signMessage } from './signature.ts'
import { testPayouts } from './test-payouts.ts'

/** A checkout as the test gateway keeps it on its side. */
export interface TestSession {
  id: string
  checkout_id: string
  amount_minor: number
  currency: string
  description: string
  state: 'open' | 'paid' | 'left'
}

/** The job that carries a message of the test gateway to our door. */
export const DELIVER_TEST_MESSAGE = 'billing.deliverTestGatewayMessage'

/**
 * A provider that takes no money: its page asks the payer what should happen, its messages are signed and come by the
 * same door as a real one's. It remembers in tables of its own what a real provider keeps on its side.
 */
export const testGateway: PaymentGateway = {
  provider: 'test',
  createCheckout: (asker, wish) => inShort(asker, 'billing.testGateway', (ctx) => openSession(ctx, wish)),
  refund: (asker, wish) => inShort(asker, 'billing.testGateway', (ctx) => giveBack(ctx, wish)),
  async readWebhook(ctx, { body, signature }) {
    proveSignature(body, signature, { secret: secretOf(ctx), now: ctx.now })
    const read = Message.safeParse(parse(body))
    if (!read.success) throw invalid('body', 'This message is not one that is understood here.')
    return read.data satisfies GatewayMessage
  },
  payouts: testPayouts,
}

async function openSession(ctx: Context, wish: CheckoutWish) {
  await sql`insert into test_gateway_session (practice_id, id, checkout_id, amount_minor, currency, description, state, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.checkoutId}, ${wish.amountMinor}, ${wish.currency}, ${wish.description}, 'open', ${ctx.now})
    on conflict (practice_id, checkout_id) do nothing`.execute(ctx.db)
  const { rows } = await sql<{
    id: string
  }>`select id from test_gateway_session where practice_id = ${ctx.practiceId} and checkout_id = ${wish.checkoutId}`.execute(
    ctx.db,
  )
  const { slug } = await ctx.practice()
  // The way back stands behind the #: it holds the payer's secret link, which nobody needs to keep.
  const url = `${ctx.services.settings.publicUrl}/pay/test/${slug}/${rows[0]!.id}#${new URL(wish.returnUrl).pathname}`
  return { providerRef: rows[0]!.id, url }
}

async function giveBack(ctx: Context, { key, providerRef, amountMinor }: RefundWish) {
  const { rows } = await sql<{
    left: number
  }>`select s.amount_minor - coalesce((select sum(r.amount_minor) from test_gateway_refund r
      where r.practice_id = s.practice_id and r.session_id = s.id and r.idempotency_key <> ${key}), 0)::bigint as left
    from test_gateway_session s where s.practice_id = ${ctx.practiceId} and s.id = ${providerRef} and s.state = 'paid' for update`.execute(
    ctx.db,
  )
  if (!rows[0] || rows[0].left < amountMinor) return { state: 'failed' as const, providerRef: null }
  await sql`insert into test_gateway_refund (practice_id, idempotency_key, session_id, amount_minor, at)
    values (${ctx.practiceId}, ${key}, ${providerRef}, ${amountMinor}, ${ctx.now}) on conflict do nothing`.execute(
    ctx.db,
  )
  return { state: 'done' as const, providerRef: `refund ${key}` }
}

const Message = z.object({
  id: z.string().min(1).max(200),
  type: z.enum(['checkout.paid', 'checkout.failed', 'checkout.left']),
  checkoutId: z.uuid(),
  providerRef: z.string().max(200),
  amountMinor: z.int().positive(),
  currency: z.string().length(3),
})

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}

export async function findTestSession(ctx: Context, id: string): Promise<TestSession> {
  const { rows } =
    await sql<TestSession>`select * from test_gateway_session where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This checkout')
  return rows[0]
}

/** What the payer chose on the page. A declined card may be tried again; what is paid stays paid (409 `already_paid`). */
export async function decideTestSession(
  ctx: Context,
  id: string,
  outcome: 'succeed' | 'decline' | 'leave',
): Promise<TestSession> {
  const session = await findTestSession(ctx, id)
  if (session.state === 'paid') throw problem(409, 'already_paid', 'This was paid already.')
  const state = outcome === 'succeed' ? 'paid' : outcome === 'leave' ? 'left' : 'open'
  await sql`update test_gateway_session set state = ${state}, decided_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  const message: GatewayMessage = {
    id: `message ${ctx.newId()}`,
    type: outcome === 'succeed' ? 'checkout.paid' : outcome === 'leave' ? 'checkout.left' : 'checkout.failed',
    checkoutId: session.checkout_id,
    providerRef: session.id,
    amountMinor: session.amount_minor,
    currency: session.currency,
  }
  ctx.later(DELIVER_TEST_MESSAGE, { message }, { key: message.id })
  return { ...session, state }
}

/** A message and its signature, as they would come over the wire. */
export function testMessage(ctx: Pick<Context, 'services' | 'practiceId' | 'now'>, message: GatewayMessage) {
  const body = Buffer.from(JSON.stringify(message))
  return { body, signature: signMessage(body, { secret: secretOf(ctx), at: ctx.now }) }
}

function secretOf({ services, practiceId }: Pick<Context, 'services' | 'practiceId'>): string {
  return createHmac('sha256', services.settings.secret).update(`test gateway ${practiceId}`).digest('hex')
}
