import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, fileAnswer } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import { plainNumber } from '../channels/phone-number.ts'
import { findChannelSettings } from '../channels/settings.ts'
import { blockOfTwilio, isFromTwilio, stateOfTwilio } from '../channels/sms/twilio.ts'
import type { DeliveryState } from './delivery-report.ts'
import { messageOfGatewayId, noteDelivery } from './delivery-report.ts'
import { clientAtAddressIfAny, receiveMessage } from './receive.ts'
import { takeMail } from './take-mail.ts'

const BAD = 'bad_signature'
const XML = fileAnswer('text/xml')
const NOTHING = {
  bytes: Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Response/>'),
  type: 'text/xml',
  name: 'response.xml',
  inline: true,
}

/** Twilio signs the address it was told, which is ours by setting, never by the Host header. */
async function twilioForm(
  ctx: Context,
  { path, signature }: { path: string; signature: string },
): Promise<URLSearchParams> {
  const { smsSecret, smsKind } = await findChannelSettings(ctx)
  const form = new URLSearchParams(Buffer.from(ctx.upload ?? []).toString('utf8'))
  const { slug } = await ctx.practice()
  const url = `${ctx.services.settings.publicUrl}/api/public/${slug}/text-messages/twilio/${path}`
  if (smsKind !== 'twilio' || !smsSecret || !isFromTwilio(smsSecret, url, { form, signature }))
    throw badSignature()
  return form
}

function badSignature() {
  return problem(400, BAD, 'The signature does not fit this message.')
}

/** X-Signature: sha256=<hex HMAC-SHA256 of the body> with the secret that the settings under Channels show once. */
async function proveSigned(ctx: Context, signature: string): Promise<Uint8Array> {
  const { inboundSecret } = await findChannelSettings(ctx)
  const body = ctx.upload ?? new Uint8Array()
  const given = Buffer.from(/^(?:sha256=)?([0-9a-f]{64})$/i.exec(signature.trim())?.[1] ?? '', 'hex')
  const expected = createHmac('sha256', inboundSecret ?? '')
    .update(body)
    .digest()
  if (!inboundSecret || given.length !== expected.length || !timingSafeEqual(given, expected))
    throw badSignature()
  return body
}

const twilio = {
  allow: 'anyone',
  upload: { maxBytes: 64 * 1024 },
  headers: { signature: 'x-twilio-signature' },
  takes: z.strictObject({ practice: z.string(), signature: z.string().max(200).default('') }),
} as const

export const twilioMessage = operation({
  ...twilio,
  path: 'POST /public/{practice}/text-messages/twilio/inbound',
  summary: 'Twilio brings a text message of a client; proved by its signature',
  returns: XML,
  fails: [BAD],
  run: async (ctx, { signature }) => {
    const form = await twilioForm(ctx, { path: 'inbound', signature })
    const sid = form.get('MessageSid') ?? form.get('SmsSid')
    if (sid) await takeText(ctx, { from: form.get('From') ?? '', text: form.get('Body') ?? '', id: sid })
    return NOTHING
  },
})

export const twilioReport = operation({
  ...twilio,
  path: 'POST /public/{practice}/text-messages/twilio/reports',
  summary: 'Twilio reports what became of a text message; proved by its signature',
  // Our own id stands in the address we gave: a report may be faster than the answer that names Twilio's.
  takes: z.strictObject({ ...twilio.takes.shape, message: Id.optional() }),
  returns: XML,
  fails: [BAD],
  run: async (ctx, { signature, message }) => {
    const path = `reports${message ? `?message=${message}` : ''}`
    const form = await twilioForm(ctx, { path, signature })
    const code = Number(form.get('ErrorCode') ?? 0)
    await takeReport(ctx, {
      id: form.get('MessageSid') ?? form.get('SmsSid') ?? '',
      ours: message,
      state: stateOfTwilio(form.get('MessageStatus') ?? form.get('SmsStatus') ?? ''),
      code,
    })
    return NOTHING
  },
})

const signed = {
  allow: 'anyone',
  headers: { signature: 'x-signature' },
  takes: z.strictObject({ practice: z.string(), signature: z.string().max(200).default('') }),
  returns: z.object({ received: z.literal(true) }),
} as const

const Text = z.object({
  id: z.string().min(1).max(200),
  from: z.string().min(1).max(60),
  text: z.string().max(10_000),
})
const Report = z.object({
  id: z.string().min(1).max(200),
  state: z.enum(['accepted', 'sent', 'failed', 'delivered', 'read']),
  code: z.union([z.string().max(60), z.number()]).optional(),
})

export const httpMessage = operation({
  ...signed,
  path: 'POST /public/{practice}/text-messages/http/inbound',
  summary: 'Any gateway brings a text message: {id, from, text}; proved by its signature',
  upload: { maxBytes: 64 * 1024 },
  fails: [BAD, 'bad_json'],
  run: async (ctx, { signature }) => {
    await takeText(ctx, readJson(Text, await proveSigned(ctx, signature)))
    return { received: true as const }
  },
})

export const httpReport = operation({
  ...signed,
  path: 'POST /public/{practice}/text-messages/http/reports',
  summary: 'Any gateway reports what became of a text message: {id, state, code?}; proved by its signature',
  upload: { maxBytes: 64 * 1024 },
  takes: z.strictObject({ ...signed.takes.shape, message: Id.optional() }),
  fails: [BAD, 'bad_json'],
  run: async (ctx, { signature, message }) => {
    const { id, state, code } = readJson(Report, await proveSigned(ctx, signature))
    await takeReport(ctx, { id, ours: message ?? Id.safeParse(id).data, state, code: Number(code ?? 0) })
    return { received: true as const }
  },
})

export const mail = operation({
  ...signed,
  path: 'POST /public/{practice}/mail/inbound',
  summary: 'A mail server brings a mail as it came (raw MIME); proved by its signature',
  upload: { maxBytes: 26 * 1024 * 1024 },
  fails: [BAD, 'not_a_mail'],
  run: async (ctx, { signature }) => {
    const raw = await proveSigned(ctx, signature)
    await takeMail(ctx, raw, createHash('sha256').update(raw).digest('hex'))
    return { received: true as const }
  },
})

function readJson<T>(shape: z.ZodType<T>, body: Uint8Array): T {
  try {
    return shape.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    throw problem(400, 'bad_json', 'The body must be JSON as the description of this address says.')
  }
}

async function takeText(ctx: Context, { from, text, id }: { from: string; text: string; id: string }) {
  const number = plainNumber(from, (await ctx.practice()).country)
  const clientId = await clientAtAddressIfAny(ctx, 'sms', number)
  await receiveMessage(ctx, {
    channel: 'sms',
    from: number,
    // oxlint-disable-next-line no-control-regex
    body: text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').toWellFormed(),
    kind: 'message',
    clientId,
    matchedBy: clientId ? 'sender' : null,
    key: id,
  })
}

/** A report of a message we do not know (another program shares the account) is taken and forgotten. */
async function takeReport(
  ctx: Context,
  { id, ours, state, code }: { id: string; ours: string | undefined; state: string | null; code: number },
) {
  const messageId = ours ?? (id ? await messageOfGatewayId(ctx, id) : null)
  if (!messageId || !state) return
  await noteDelivery(ctx, {
    messageId,
    state: state as DeliveryState,
    detail: code ? `The gateway reports error ${code}.` : null,
    block: blockOfTwilio(code),
  })
}
