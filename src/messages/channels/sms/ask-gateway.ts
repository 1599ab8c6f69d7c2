import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { SmsError } from './sms.ts'

const PATIENCE_MS = 10_000
const MOST_ANSWER = 64 * 1024

/** One call to a gateway: never followed elsewhere, never waited for long. Anything but an answer is `temporary`. */
export async function askGateway(
  url: string,
  init: { method: string; headers: Record<string, string>; body: string | null },
): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(url, {
      method: init.method,
      headers: init.headers,
      ...(init.body === null ? {} : { body: init.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: answer.status, text: (await answer.text()).slice(0, MOST_ANSWER) }
  } catch (error) {
    const name =
      (error as Error).name === 'TimeoutError' ? 'it did not answer in time' : 'it cannot be reached'
    throw new SmsError('temporary', `The gateway was asked, but ${name}; it will be tried again.`)
  }
}

const inner = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inner.addSubnet(net, prefix, 'ipv4')
inner.addAddress('::1', 'ipv6')
inner.addAddress('::', 'ipv6')
inner.addSubnet('fc00::', 7, 'ipv6')
inner.addSubnet('fe80::', 10, 'ipv6')

/** Whether an address leads into the house's own network, which a practice's owner must not reach through us. */
export async function leadsInside(url: string): Promise<boolean> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await lookup(host, { all: true }).catch(() => [])
  return addresses.some(({ address, family }) => {
    const plain = address.replace(/^::ffff:/i, '')
    return inner.check(plain, isIP(plain) === 6 || (family === 6 && plain === address) ? 'ipv6' : 'ipv4')
  })
}
