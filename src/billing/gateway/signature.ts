import { createHmac, timingSafeEqual } from 'node:crypto'
import { problem } from '../../platform/problem.ts'

/** A message older (or more in the future) than this is refused, so that a recorded one cannot be played again. */
export const FRESH_SECONDS = 300

/** 't=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">', the scheme that Stripe made common. */
export function signMessage(body: Uint8Array, { secret, at }: { secret: string; at: Date }): string {
  const t = Math.floor(at.getTime() / 1000)
  return `t=${t},v1=${digest(body, secret, t).toString('hex')}`
}

/** Refuses with 400 `bad_signature` what was not signed with the secret over exactly these bytes, and 400 `stale_webhook` what is not fresh. */
export function proveSignature(
  body: Uint8Array,
  signature: string,
  { secret, now }: { secret: string; now: Date },
) {
  const parts = new Map(signature.split(',').map((part) => part.trim().split('=', 2) as [string, string]))
  const t = Number(parts.get('t'))
  const given = /^[0-9a-f]{64}$/.test(parts.get('v1') ?? '') ? Buffer.from(parts.get('v1')!, 'hex') : null
  if (!Number.isSafeInteger(t) || !given || !timingSafeEqual(given, digest(body, secret, t))) {
    throw problem(400, 'bad_signature', 'The signature does not fit this message.')
  }
  if (Math.abs(now.getTime() / 1000 - t) > FRESH_SECONDS)
    throw problem(400, 'stale_webhook', 'This message is too old.')
}

function digest(body: Uint8Array, secret: string, t: number): Buffer {
  return createHmac('sha256', secret).update(`${t}.`).update(body).digest()
}
