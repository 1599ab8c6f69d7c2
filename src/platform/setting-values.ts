import { isIP } from 'node:net'
import type { Bucket } from './files/s3.ts'

/** `s3://bucket/folder?endpoint=…&region=…`; without an endpoint Amazon's of that region. */
export function bucketOf(text: string): Omit<Bucket, 'accessKey' | 'secretKey'> | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const region = url.searchParams.get('region') ?? 'us-east-1'
  const endpoint = url.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`
  const isWhole = url.protocol === 's3:' && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname)
  // Keys do not belong into an address, which is printed and logged more easily.
  if (!isWhole || url.username || !/^[a-z0-9-]{1,40}$/.test(region)) return undefined
  if (!/^https?:\/\/[^/?#@\s]+$/.test(endpoint)) return undefined
  const folder = url.pathname.replace(/^\/+|\/+$/g, '')
  return { endpoint, name: url.hostname, prefix: folder && `${folder}/`, region }
}

/** `tcp://host:port` or `unix:/path`. */
export function clamdUrl(text: string): string | undefined {
  if (/^unix:\/[^\0\s]+$/.test(text)) return text
  return /^tcp:\/\/[^/?#@\s]+$/.test(text) && URL.canParse(text) ? text : undefined
}

/** One line of any text. */
export function anyText(text: string): string | undefined {
  return /[\r\n]/.test(text) ? undefined : text
}

/** A whole number within limits. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : undefined
}

/** on, true, yes, 1 or their opposites. */
export function onOrOff(text: string): boolean | undefined {
  const word = text.toLowerCase()
  if (['on', 'true', 'yes', '1'].includes(word)) return true
  if (['off', 'false', 'no', '0'].includes(word)) return false
  return undefined
}

/** An address or a name of a machine. */
export function hostName(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(bare) ? bare : undefined
}

function parse(text: string, protocols: string[]): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return protocols.includes(url.protocol) && !/\s/.test(text) ? url : undefined
}

/** A connection string of PostgreSQL. */
export function postgresUrl(text: string): string | undefined {
  return parse(text, ['postgres:', 'postgresql:']) && text
}

/** The address of a mail server. */
export function smtpUrl(text: string): string | undefined {
  return parse(text, ['smtp:', 'smtps:'])?.hostname ? text : undefined
}

/** An address without path. */
export function origin(text: string): string | undefined {
  const url = parse(text, ['http:', 'https:'])
  return url && url.pathname === '/' && !url.search && !url.hash && !url.username ? url.origin : undefined
}

/** An address with or without a name before it. */
export function mailAddress(text: string): string | undefined {
  return /^([^<>\r\n]{0,200}<[^<>@\s]{1,64}@[^<>@\s]{1,190}>|[^<>@\s]{1,64}@[^<>@\s]{1,190})$/.test(text)
    ? text
    : undefined
}

/** How many letters have to be changed, added or left out (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, swap))
    }
    row = next
  }
  return row[b.length]!
}
