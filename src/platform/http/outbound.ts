import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { lookup } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** A gateway that did not do as asked. `isTemporary`: trying again later may help. */
export class OutboundError extends Error {
  readonly isTemporary: boolean

  constructor(message: string, isTemporary: boolean) {
    super(message)
    this.name = 'OutboundError'
    this.isTemporary = isTemporary
  }
}

export interface OutboundPost {
  url: string
  /** POST, where nothing else is said. */
  method?: 'POST' | 'PUT' | 'GET'
  headers: Record<string, string>
  body: string
  timeoutMs: number
  maxBytes: number
  /** Whether addresses of this machine and its own network may be called; an operator's choice. */
  allowPrivate: boolean
}

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return inside.check(mapped, 'ipv4')
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Posts to an address that a practice set. Throws OutboundError. Redirects are not followed, and an address of the
 * own network is refused when it is about to be connected to, so that no name can lead there.
 */
export async function postOutside(post: OutboundPost): Promise<Uint8Array> {
  const { status, bytes } = await askOutside(post)
  if (status >= 200 && status < 300) return bytes
  const isTemporary = status >= 500 || status === 408 || status === 429
  throw new OutboundError(`It answered with status ${status}.`, isTemporary)
}

/** The same, but whatever status comes back is an answer: for gateways that explain a refusal in its body. */
export async function askOutside(post: OutboundPost): Promise<{ status: number; bytes: Uint8Array }> {
  const url = new URL(post.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!post.allowPrivate && isIP(host) && isInside(host)) throw refusedInside()
  return new Promise((resolve, reject) => connect(url, post, { resolve, reject }))
}

interface Outcome {
  resolve(answer: { status: number; bytes: Uint8Array }): void
  reject(error: Error): void
}

function connect(url: URL, post: OutboundPost, { resolve, reject }: Outcome) {
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  const request = send(
    url,
    {
      method: post.method ?? 'POST',
      headers: post.headers,
      signal: AbortSignal.timeout(post.timeoutMs),
      lookup: guarded(post),
    },
    (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        parts.push(part)
        if (size > post.maxBytes) request.destroy(new OutboundError('The answer is too large.', false))
      })
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(parts) })
      })
    },
  )
  request.on('error', (error) => reject(outboundError(error)))
  request.end(post.body)
}

type Lookup = NonNullable<Parameters<typeof plainRequest>[1] extends { lookup?: infer L } ? L : never>

function guarded({ allowPrivate }: OutboundPost): Lookup {
  return ((host: string, options: object, done: (...answer: unknown[]) => void) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error)
      if (!allowPrivate && addresses.some(({ address }) => isInside(address))) return done(refusedInside())
      const [first] = addresses
      if ((options as { all?: boolean }).all) return done(null, addresses)
      done(null, first?.address, first?.family)
    })
  }) as Lookup
}

function refusedInside() {
  return new OutboundError('Addresses of the own network are not called (ATRIUM_PRIVATE_GATEWAYS).', false)
}

function outboundError(error: Error): OutboundError {
  if (error instanceof OutboundError) return error
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return new OutboundError('It did not answer in time.', true)
  return new OutboundError(
    `It could not be reached (${(error as { code?: string }).code ?? 'no connection'}).`,
    true,
  )
}
