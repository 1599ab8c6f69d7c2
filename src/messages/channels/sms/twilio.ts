import { createHmac, timingSafeEqual } from 'node:crypto'
import type { BlockReason } from '../../consent/blocked-address.ts'
import type { ChannelSettings } from '../settings.ts'
import { askGateway } from './ask-gateway.ts'
import type { SmsReceipt, SmsWish } from './sms-wish.ts'
import { SmsError } from './sms-wish.ts'

const TWILIO = 'https://api.twilio.com'

/** Twilio's error codes that say something of the number itself (twilio.com/docs/api/errors). */
const BLOCKS: Record<number, BlockReason> = {
  21610: 'carrier',
  21211: 'invalid',
  21614: 'invalid',
  30006: 'invalid',
}

/** POST /2010-04-01/Accounts/{sid}/Messages.json as Twilio describes it. */
export async function sendByTwilio(settings: ChannelSettings, wish: SmsWish): Promise<SmsReceipt> {
  const { accountSid = '', baseUrl } = settings.smsConfig
  const form = new URLSearchParams({ To: wish.to, Body: wish.text, StatusCallback: wish.statusUrl })
  const from = settings.smsFrom ?? ''
  form.set(from.startsWith('MG') ? 'MessagingServiceSid' : 'From', from)
  const { status, text } = await askGateway({
    url: `${(baseUrl ?? TWILIO).replace(/\/+$/, '')}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${accountSid}:${settings.smsSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': wish.id,
    },
    body: form.toString(),
    allowPrivate: wish.allowPrivate,
  })
  const answer = readJson(text)
  if (status >= 200 && status < 300)
    return {
      gatewayId: typeof answer.sid === 'string' ? answer.sid : null,
      answer: `Twilio: ${String(answer.status ?? status)}`,
    }
  throw refusal(status, Number(answer.code))
}

function refusal(status: number, code: number): SmsError {
  const named = Number.isFinite(code) && code > 0 ? `${status}, ${code}` : String(status)
  if (status === 429 || status >= 500)
    return new SmsError('temporary', `Twilio is busy (${named}); it will be tried again.`)
  // Wrong credentials are a setting of ours: they heal without a new message.
  if (status === 401 || status === 403)
    return new SmsError(
      'temporary',
      `Twilio refused our account (${named}). Check the settings under Channels.`,
    )
  return new SmsError('permanent', `Twilio refused the message (${named}).`, BLOCKS[code] ?? null)
}

/** X-Twilio-Signature: base64 HMAC-SHA1 over the public URL and the form's fields, sorted by name. */
export function twilioSignature(token: string, url: string, form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort()
  const fields = names.map((name) =>
    [...new Set(form.getAll(name))]
      .sort()
      .map((value) => name + value)
      .join(''),
  )
  return createHmac('sha1', token)
    .update(url + fields.join(''))
    .digest('base64')
}

/** Whether a webhook came from Twilio. The URL is ours by setting: the Host header may be anybody's. */
export function isFromTwilio(
  token: string,
  url: string,
  { form, signature }: { form: URLSearchParams; signature: string },
) {
  const expected = Buffer.from(twilioSignature(token, url, form))
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

const STATES: Record<string, string> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
}

/** Twilio's word for how far a message got, in ours; null for one we do not know. */
export function stateOfTwilio(word: string): string | null {
  return STATES[word.toLowerCase()] ?? null
}

/** What an error code of a delivery report says of the number. */
export function blockOfTwilio(code: number): BlockReason | null {
  return BLOCKS[code] ?? null
}

function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
