import { createHmac, timingSafeEqual } from 'node:crypto'

export interface CookieNames {
  secure: boolean
  session: string
  challenge: string
  device: string
}

/**
 * Behind https the names carry `__Host-`: the browser then takes them only with Secure, from this host, for every path.
 * Over plain http (loopback) browsers refuse both, so the names go without.
 */
export function cookieNames(publicUrl: string): CookieNames {
  const secure = new URL(publicUrl).protocol === 'https:'
  const prefix = secure ? '__Host-atrium' : 'atrium'
  return {
    secure,
    session: `${prefix}-session`,
    challenge: `${prefix}-second-step`,
    device: `${prefix}-device`,
  }
}

/** The raw value of the first cookie of that name. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null
  }
  return null
}

/** The value inside a signed cookie (`value.base64(hmac-sha256)`, as better-auth writes them); null when forged. */
export function readSigned(headers: Headers, name: string, secret: string): string | null {
  const raw = readCookie(headers, name)
  const decoded = raw && decode(raw)
  const at = decoded ? decoded.lastIndexOf('.') : -1
  if (!decoded || at < 1) return null
  const value = decoded.slice(0, at)
  const given = Buffer.from(decoded.slice(at + 1), 'base64')
  const expected = signatureOf(value, secret)
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null
}

export function writeSigned(value: string, secret: string): string {
  return encodeURIComponent(`${value}.${signatureOf(value, secret).toString('base64')}`)
}

/** A Set-Cookie line that scripts can't read. */
export function setCookie({
  name,
  value,
  seconds,
  secure,
}: {
  name: string
  value: string
  seconds: number
  secure: boolean
}): string {
  return [
    `${name}=${value}`,
    `Max-Age=${seconds}`,
    'Path=/',
    'HttpOnly',
    ...(secure ? ['Secure'] : []),
    'SameSite=Lax',
  ].join('; ')
}

/** The Cookie header without some cookies. */
export function cookieHeaderWithout(headers: Headers, names: string[]): string {
  const parts = (headers.get('cookie') ?? '').split(';').map((part) => part.trim())
  return parts.filter((part) => part && !names.some((name) => part.startsWith(`${name}=`))).join('; ')
}

function signatureOf(value: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(value).digest()
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
