import { sql } from 'kysely'
import type Stripe from 'stripe'
import { inShort } from '../asker.ts'
import { findKeys } from '../connection.ts'
import type { Asker } from '../gateway.ts'
import { stripeWith } from './client.ts'

/** What is needed to talk to Stripe for a practice. 409 `not_connected`. */
export async function openLine(asker: Asker) {
  const { services } = asker.house
  const { key, accountRef } = await inShort(asker, 'billing.readKeys', findKeys)
  return { stripe: await stripeWith(key, services.settings), accountRef, now: services.clock.now() }
}

/**
 * Stripe's customer for a client, made when first needed. It bears our id and nothing else: who is treated where is
 * nobody's business but the practice's.
 */
export async function customerOf(
  asker: Asker,
  { stripe, accountRef, clientId }: { stripe: Stripe; accountRef: string; clientId: string },
): Promise<string> {
  const { practiceId } = asker
  const known = await inShort(asker, 'billing.readCustomer', async (ctx) => {
    const { rows } = await sql<{ customer_ref: string }>`select customer_ref from gateway_customer
      where practice_id = ${practiceId} and client_id = ${clientId} and provider = 'stripe' and account_ref = ${accountRef}`.execute(
      ctx.db,
    )
    return rows[0]?.customer_ref
  })
  if (known) return known
  const { id } = await stripe.customers.create(
    { metadata: { atrium_client: clientId } },
    { idempotencyKey: `customer ${clientId} ${accountRef}` },
  )
  await inShort(asker, 'billing.keepCustomer', (ctx) =>
    sql`insert into gateway_customer (practice_id, client_id, provider, account_ref, customer_ref, created_at)
      values (${practiceId}, ${clientId}, 'stripe', ${accountRef}, ${id}, ${ctx.now}) on conflict do nothing`.execute(
      ctx.db,
    ),
  )
  return id
}
