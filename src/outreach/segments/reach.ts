import { sql } from 'kysely'
import type { ConsentRow, Purpose } from '../../messages/index.ts'
import { allows } from '../../messages/index.ts'
import type { Context } from '../../platform/operation/context.ts'

/** How many of a segment a message would reach, and how many not, and why. */
export interface Reach {
  willHear: number
  /** Reachable, but they did not agree to it or said no. */
  noConsent: number
  /** Neither an address nor a number that is used for it. */
  noAddress: number
}

interface Row {
  hasEmail: boolean
  hasPhone: boolean
  /** Newest first. */
  consents: ConsentRow[]
}

/**
 * Counts who would hear of it, by the consents that sending asks for, in one read. Addresses that came back or answered
 * STOP are only met when it is sent; the report names them.
 */
export async function reachOf(ctx: Context, ids: readonly string[], purpose: Purpose): Promise<Reach> {
  const { rows } = await sql<Row>`select
      exists (select from contact_point p where p.practice_id = c.practice_id and p.client_id = c.id and p.kind = 'email') as "hasEmail",
      exists (select from contact_point p where p.practice_id = c.practice_id and p.client_id = c.id and p.kind = 'phone') as "hasPhone",
      (select coalesce(jsonb_agg(jsonb_build_object('channel', k.channel, 'purpose', k.purpose, 'allowed', k.allowed)
        order by k.at desc, k.id desc), '[]') from contact_consent k where k.practice_id = c.practice_id and k.client_id = c.id) as consents
    from client c where c.practice_id = ${ctx.practiceId} and c.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  const reach: Reach = { willHear: 0, noConsent: 0, noAddress: 0 }
  for (const { hasEmail, hasPhone, consents } of rows) {
    const channels = [...(hasEmail ? (['email'] as const) : []), ...(hasPhone ? (['sms'] as const) : [])]
    if (channels.length === 0) reach.noAddress += 1
    else if (channels.some((channel) => allows(consents, channel, purpose))) reach.willHear += 1
    else reach.noConsent += 1
  }
  return reach
}
