import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { CHANNELS, PURPOSES } from '../channels/purposes.ts'
import { openRoutes } from '../channels/route.ts'
import { sayWhy } from '../say-why.ts'
import { unblockAddress } from './blocked-address.ts'
import { allows, listConsents, noteConsent, preferChannel, preferredChannelIfAny } from './consent.ts'
import { reroutePlanned } from './reroute.ts'

const AnyChannel = z.enum(['any', ...CHANNELS])
const AnyPurpose = z.enum(['any', ...PURPOSES])

const ConsentView = z.object({
  preferred: z.enum(CHANNELS).nullable(),
  /** What counts now. */
  allowed: z.array(z.object({ channel: z.enum(CHANNELS), purpose: z.enum(PURPOSES), allowed: z.boolean() })),
  /** Where nothing goes, whatever the client allows. */
  blocked: z.array(
    z.object({ channel: z.enum(['email', 'sms']), address: z.string(), reason: z.string(), since: Instant }),
  ),
  routes: z.array(
    z.object({ channel: z.enum(CHANNELS), address: z.string().nullable(), closed: z.string().nullable() }),
  ),
  history: z.array(
    z.object({
      id: Id,
      channel: AnyChannel,
      purpose: AnyPurpose,
      allowed: z.boolean(),
      source: z.string(),
      note: z.string().nullable(),
      byName: z.string(),
      at: Instant,
    }),
  ),
})

async function readConsent(ctx: Context, clientId: string): Promise<z.input<typeof ConsentView>> {
  const history = await listConsents(ctx, clientId)
  const routes = await openRoutes(ctx, { clientId, purpose: 'care' })
  return {
    preferred: await preferredChannelIfAny(ctx, clientId),
    allowed: CHANNELS.flatMap((channel) =>
      PURPOSES.map((purpose) => ({ channel, purpose, allowed: allows(history, channel, purpose) })),
    ),
    blocked: await blocksOf(ctx, clientId),
    routes: routes.map(({ skip, ...each }) => ({ ...each, closed: skip && sayWhy(ctx, skip) })),
    history,
  }
}

async function blocksOf(ctx: Context, clientId: string) {
  const { rows } = await sql<{
    channel: 'email' | 'sms'
    address: string
    reason: string
    since: Date
  }>`select b.channel, b.address, b.reason, b.since from contact_point p
    join blocked_address b on b.practice_id = p.practice_id and b.address = p.value and b.lifted_at is null
      and b.channel = case p.kind when 'phone' then 'sms' else 'email' end
    where p.practice_id = ${ctx.practiceId} and p.client_id = ${clientId}`.execute(ctx.db)
  return rows
}

export const get = operation({
  path: 'GET /clients/{clientId}/contact-consent',
  summary: 'Which messages a client wants on which channel, with the whole history',
  allow: 'messages.see',
  takes: z.strictObject({ clientId: Id }),
  returns: ConsentView,
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    return readConsent(ctx, clientId)
  },
})

export const note = operation({
  path: 'POST /clients/{clientId}/contact-consent',
  summary: 'Note that a client allows or refuses messages; what is planned follows at once',
  allow: 'messages.send',
  takes: z.strictObject({
    clientId: Id,
    channel: AnyChannel,
    purpose: AnyPurpose,
    allowed: z.boolean(),
    /** How they said it: on the phone, on a form. */
    note: line(300),
  }),
  returns: ConsentView,
  run: async (ctx, { clientId, ...wish }) => {
    await findClient(ctx, clientId)
    await noteConsent(ctx, clientId, { ...wish, source: 'staff' })
    await reroutePlanned(ctx, clientId)
    return readConsent(ctx, clientId)
  },
})

export const prefer = operation({
  path: 'PUT /clients/{clientId}/preferred-channel',
  summary: 'The channel a client likes best; null takes it back',
  allow: 'messages.send',
  takes: z.strictObject({ clientId: Id, channel: z.enum(CHANNELS).nullable() }),
  returns: ConsentView,
  run: async (ctx, { clientId, channel }) => {
    await findClient(ctx, clientId)
    await preferChannel(ctx, clientId, channel)
    ctx.record('contact_consent.preferred', { subject: ['client', clientId], clientId, data: { channel } })
    return readConsent(ctx, clientId)
  },
})

export const unblock = operation({
  path: 'POST /clients/{clientId}/unblocked-address',
  summary: 'Use an address again that came back or was invalid; a STOP only the client takes back',
  allow: 'messages.send',
  takes: z.strictObject({
    clientId: Id,
    channel: z.enum(['email', 'sms']),
    address: line(300),
    reason: line(300),
  }),
  returns: ConsentView,
  reason: 'required',
  run: async (ctx, { clientId, channel, address }) => {
    await findClient(ctx, clientId)
    const block = (await blocksOf(ctx, clientId)).find(
      (each) => each.channel === channel && each.address === address,
    )
    if (block && !['stop', 'carrier', 'complaint'].includes(block.reason)) {
      await unblockAddress(ctx, channel, address)
      ctx.record('contact_consent.unblocked', { subject: ['client', clientId], clientId, data: { channel } })
      await reroutePlanned(ctx, clientId)
    }
    return readConsent(ctx, clientId)
  },
})
