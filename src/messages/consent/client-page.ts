import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import type { Channel, Purpose } from '../channels/purposes.ts'
import { canText, findChannelSettings } from '../channels/settings.ts'
import { allows, listConsents, noteConsent, preferChannel, preferredChannelIfAny } from './consent.ts'
import { reroutePlanned } from './reroute.ts'

/** What belongs to a visit or a bill comes in any case; only its channel can be chosen. */
const CHOSEN = ['reminder', 'recall', 'review', 'marketing'] as const satisfies readonly Purpose[]
const CHANNELS = ['email', 'sms'] as const satisfies readonly Channel[]

const Choices = z.object({
  practice: z.object({
    slug: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
  channels: z.array(z.enum(CHANNELS)),
  preferred: z.enum(CHANNELS).nullable(),
  choices: z.array(z.object({ purpose: z.enum(CHOSEN), channel: z.enum(CHANNELS), allowed: z.boolean() })),
})

async function readChoices(ctx: Context): Promise<z.input<typeof Choices>> {
  const clientId = clientOf(ctx)
  const consents = await listConsents(ctx, clientId)
  const channels = canText(await findChannelSettings(ctx)) ? [...CHANNELS] : ['email' as const]
  const preferred = await preferredChannelIfAny(ctx, clientId)
  const { rows } = await sql<
    z.input<typeof Choices>['practice']
  >`select slug, name, phone, email from practice
    where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return {
    practice: rows[0]!,
    channels,
    preferred: preferred === 'sms' || preferred === 'email' ? preferred : null,
    choices: CHOSEN.flatMap((purpose) =>
      channels.map((channel) => ({ purpose, channel, allowed: allows(consents, channel, purpose) })),
    ),
  }
}

function clientOf(ctx: Context): string {
  return ctx.actor.kind === 'link' ? (ctx.actor.clientId ?? ctx.actor.subjectId) : ''
}

export const get = operation({
  path: 'GET /my-preferences',
  summary: 'Which messages a client gets, for the client',
  allow: 'link:preferences',
  takes: z.strictObject({}),
  returns: Choices,
  run: readChoices,
})

export const save = operation({
  path: 'PUT /my-preferences',
  summary: 'The client chooses which messages they get, and on which channel',
  allow: 'link:preferences',
  takes: z.strictObject({
    preferred: z.enum(CHANNELS).nullable(),
    choices: z
      .array(z.strictObject({ purpose: z.enum(CHOSEN), channel: z.enum(CHANNELS), allowed: z.boolean() }))
      .max(CHOSEN.length * CHANNELS.length),
  }),
  returns: Choices,
  run: async (ctx, { preferred, choices }) => {
    const clientId = clientOf(ctx)
    const before = await listConsents(ctx, clientId)
    for (const choice of choices) {
      // What did not change is no new answer.
      if (allows(before, choice.channel, choice.purpose) !== choice.allowed)
        await noteConsent(ctx, clientId, { ...choice, source: 'preferences_page' })
    }
    await preferChannel(ctx, clientId, preferred)
    await reroutePlanned(ctx, clientId)
    return readChoices(ctx)
  },
})

export const unsubscribe = operation({
  path: 'POST /unsubscribe/{token}',
  summary: 'One click in a mail program ends such mails (RFC 8058)',
  allow: 'link:unsubscribe',
  upload: { maxBytes: 4096 },
  takes: z.strictObject({ token: z.string().max(300) }),
  returns: z.object({ unsubscribed: z.literal(true) }),
  run: async (ctx) => {
    const { rows } = await sql<{ client_id: string; purpose: Purpose }>`select client_id, purpose from message
      where practice_id = ${ctx.practiceId} and id = ${ctx.actor.kind === 'link' ? ctx.actor.subjectId : null} and client_id is not null`.execute(
      ctx.db,
    )
    if (rows[0]) {
      const { client_id: clientId, purpose } = rows[0]
      await noteConsent(ctx, clientId, { channel: 'email', purpose, allowed: false, source: 'unsubscribe' })
      await reroutePlanned(ctx, clientId)
    }
    return { unsubscribed: true as const }
  },
})
