import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Channel, Purpose } from '../channels/purposes.ts'

export type ConsentSource =
  'staff' | 'preferences_page' | 'unsubscribe' | 'text_message' | 'gateway' | 'booking' | 'form' | 'import'

export interface ConsentRow {
  id: string
  channel: Channel | 'any'
  purpose: Purpose | 'any'
  allowed: boolean
  source: ConsentSource
  note: string | null
  byName: string
  at: Date
}

export interface ConsentWish {
  channel: Channel | 'any'
  purpose: Purpose | 'any'
  allowed: boolean
  source: ConsentSource
  note?: string | null | undefined
}

/** Every yes and no of a client, newest first. */
export async function listConsents(ctx: Context, clientId: string): Promise<ConsentRow[]> {
  const { rows } =
    await sql<ConsentRow>`select id, channel, purpose, allowed, source, note, by_name as "byName", at from contact_consent
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} order by at desc, id desc limit 500`.execute(
      ctx.db,
    )
  return rows
}

/** Whether a client allows it: the newest answer that fits counts; marketing needs a yes, the rest only no no. */
export function allows(consents: readonly ConsentRow[], channel: Channel, purpose: Purpose): boolean {
  const newest = answerTo(consents, channel, purpose)
  return newest ? newest.allowed : purpose !== 'marketing'
}

/** The answer that counts for a channel and a purpose, if the client ever gave one. `consents` newest first. */
export function answerTo(
  consents: readonly ConsentRow[],
  channel: Channel,
  purpose: Purpose,
): ConsentRow | undefined {
  return consents.find(
    (each) => ['any', channel].includes(each.channel) && ['any', purpose].includes(each.purpose),
  )
}

/** Notes a yes or no. The same answer again is not a new one. */
export async function noteConsent(ctx: Context, clientId: string, wish: ConsentWish): Promise<void> {
  const known = (await listConsents(ctx, clientId)).find(
    (each) => [wish.channel, 'any'].includes(each.channel) && [wish.purpose, 'any'].includes(each.purpose),
  )
  if (known?.channel === wish.channel && known.purpose === wish.purpose && known.allowed === wish.allowed)
    return
  const id = ctx.newId()
  await sql`insert into contact_consent (practice_id, id, client_id, channel, purpose, allowed, source, note, by_name, at)
    values (${ctx.practiceId}, ${id}, ${clientId}, ${wish.channel}, ${wish.purpose}, ${wish.allowed}, ${wish.source}, ${wish.note ?? null},
      ${ctx.actor.name}, ${ctx.now})`.execute(ctx.db)
  ctx.record(wish.allowed ? 'contact_consent.given' : 'contact_consent.refused', {
    subject: ['contact_consent', id],
    clientId,
    data: { channel: wish.channel, purpose: wish.purpose, source: wish.source },
  })
}

/** The channel a client likes best, if they said so. */
export async function preferredChannelIfAny(ctx: Context, clientId: string): Promise<Channel | null> {
  const { rows } = await sql<{ channel: Channel }>`select channel from contact_preference
    where practice_id = ${ctx.practiceId} and client_id = ${clientId}`.execute(ctx.db)
  return rows[0]?.channel ?? null
}

/** Keeps which channel a client likes best; null takes it back. */
export async function preferChannel(ctx: Context, clientId: string, channel: Channel | null): Promise<void> {
  if (channel === null)
    await sql`delete from contact_preference where practice_id = ${ctx.practiceId} and client_id = ${clientId}`.execute(
      ctx.db,
    )
  else
    await sql`insert into contact_preference (practice_id, client_id, channel, changed_at)
      values (${ctx.practiceId}, ${clientId}, ${channel}, ${ctx.now})
      on conflict (practice_id, client_id) do update set channel = excluded.channel, changed_at = excluded.changed_at`.execute(
      ctx.db,
    )
}
