import { isIP, isIPv4 } from 'node:net'

/** How many proxies of ours stand in front; `true` is one. */
export type TrustProxy = boolean | number

/**
 * The address a request came from. `X-Forwarded-For` counts only as far from the right as there are proxies of ours:
 * everything further left was written by the client.
 */
export function clientAddressOf(
  request: Request,
  socketAddress: string | null,
  trustProxy: TrustProxy,
): string {
  const proxies = Number(trustProxy)
  const socket = plainAddress(socketAddress ?? '') ?? 'unknown'
  if (!proxies) return socket
  const hops = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
  return hops.at(-proxies) ?? socket
}

/** Without port, brackets, zone or the IPv6 clothes of an IPv4 address; null for anything else. */
export function plainAddress(text: string): string | null {
  const bare = text
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  const address = mapped ?? bare
  return isIP(address) ? address.toLowerCase() : null
}

/** One customer of a provider: an IPv4 address, or the /64 that IPv6 gives to each. */
export function hostOf(address: string): string {
  return isIPv4(address) ? address : prefixOf(address, 4)
}

/** The neighbourhood: IPv4 /24, IPv6 /48. */
export function networkOf(address: string): string {
  return isIPv4(address) ? address.split('.').slice(0, 3).join('.') : prefixOf(address, 3)
}

function prefixOf(address: string, groups: number): string {
  if (!isIP(address)) return address
  const [head = '', tail] = address.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : 8 - left.length - right.length
  const all = [...left, ...Array<string>(Math.max(0, missing)).fill('0'), ...right]
  return all
    .slice(0, groups)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
