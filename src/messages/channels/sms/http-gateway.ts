import type { ChannelSettings } from '../settings.ts'
import { askGateway } from './ask-gateway.ts'
import type { SmsReceipt, SmsWish } from './sms-wish.ts'
import { SmsError } from './sms-wish.ts'

export const PLACES = ['to', 'from', 'text', 'id', 'secret', 'status_url'] as const
const PLACE = /\{\{\s*(\w+)\s*\}\}/g

/** Any gateway that takes one message by one HTTP call, as the practice describes it. */
export async function sendByHttp(settings: ChannelSettings, wish: SmsWish): Promise<SmsReceipt> {
  const { url = '', method = 'POST', headers = {}, body = '', idPath = '' } = settings.smsConfig
  const values: Record<string, string> = {
    to: wish.to,
    from: settings.smsFrom ?? '',
    text: wish.text,
    id: wish.id,
    secret: settings.smsSecret ?? '',
    status_url: wish.statusUrl,
  }
  const type = typeOf(headers, body)
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), fill(value, values, plain)]),
  )
  const { status, text } = await askGateway({
    url: fill(url, values, encodeURIComponent),
    allowPrivate: wish.allowPrivate,
    method,
    headers: { ...(method === 'GET' ? {} : { 'content-type': type }), 'idempotency-key': wish.id, ...sent },
    body: method === 'GET' ? '' : fill(body, values, type.includes('json') ? inJson : encodeURIComponent),
  })
  if (status >= 200 && status < 300) return { gatewayId: idIn(text, idPath), answer: `Gateway: ${status}` }
  if (status === 429 || status >= 500 || status === 401 || status === 403 || (status >= 300 && status < 400))
    throw new SmsError(
      'temporary',
      `The gateway did not take the message (${status}); it will be tried again.`,
    )
  throw new SmsError('permanent', `The gateway refused the message (${status}).`)
}

/** Names in {{ }} that mean nothing here. */
export function unknownPlaces(template: string): string[] {
  return [...template.matchAll(PLACE)]
    .map(([, name]) => name!)
    .filter((name) => !(PLACES as readonly string[]).includes(name))
}

function fill(template: string, values: Record<string, string>, write: (value: string) => string): string {
  return template.replace(PLACE, (_, name: string) => write(values[name] ?? ''))
}

/** Within the quotes of a JSON text. */
function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

/** A header holds one line. */
function plain(value: string): string {
  return value.replace(/[\r\n]/g, ' ')
}

function typeOf(headers: Record<string, string>, body: string): string {
  const named = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return (
    named ?? (body.trimStart().startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded')
  )
}

/** The id at a path such as data.messages.0.id; null when the answer has none there. */
export function idIn(text: string, path: string): string | null {
  if (!path) return null
  try {
    let value: unknown = JSON.parse(text)
    for (const part of path.split('.')) value = (value as Record<string, unknown> | null)?.[part]
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : null
  } catch {
    return null
  }
}
