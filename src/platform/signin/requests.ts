import { z } from 'zod'
import { problem } from '../problem.ts'
import { cookieHeaderWithout } from './cookies.ts'
import { ADDRESS_HEADER } from './engine.ts'

const MOST_BYTES = 16 * 1024

/** The JSON body, checked; unknown fields are refused. */
export async function readBody<T extends z.ZodRawShape>(
  request: Request,
  shape: T,
): Promise<z.infer<z.ZodObject<T>>> {
  if (!/^application\/json(;|$)/i.test(request.headers.get('content-type')?.trim() ?? '')) {
    throw problem(415, 'unsupported_media_type', 'Send the body as application/json.')
  }
  const bytes = await readBytes(request)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw problem(400, 'bad_json', 'The body is not valid JSON in UTF-8.')
  }
  const parsed = z.strictObject(shape).safeParse(value)
  if (parsed.success) return parsed.data as z.infer<z.ZodObject<T>>
  const fields = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
  throw problem(422, 'invalid', fields.map(({ field, message }) => `${field}: ${message}`).join(' '), {
    fields,
  })
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > MOST_BYTES) throw problem(413, 'too_large', 'The body is larger than 16 kB.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Refuses what another site's page makes a browser send. Programs that are no browsers send neither header. */
export function refuseForeignOrigin(request: Request, publicUrl: string) {
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const ours = [new URL(publicUrl).origin, new URL(request.url).origin]
  const foreign =
    origin !== null ? !ours.includes(origin) : site !== null && site !== 'same-origin' && site !== 'none'
  if (foreign) throw problem(403, 'forbidden', 'This request came from another site.')
}

/** What better-auth is shown of a request: cookies, browser and the address that we found. */
export function headersForEngine(request: Request, address: string, withoutCookies: string[] = []): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: address })
  const cookie = cookieHeaderWithout(request.headers, withoutCookies)
  if (cookie) headers.set('cookie', cookie)
  const userAgent = request.headers.get('user-agent')
  if (userAgent) headers.set('user-agent', userAgent)
  return headers
}

export function answer(body: unknown, cookies: string[] = []): Response {
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  for (const line of cookies) headers.append('set-cookie', line)
  return new Response(JSON.stringify(body), { status: 200, headers })
}

/** The session token that better-auth set on its answer. */
export function tokenSet(cookies: string[], name: string): string | null {
  const line = cookies.find((each) => each.startsWith(`${name}=`) && !/;\s*max-age=0(;|$)/i.test(each))
  const value = line ? decodeURIComponent(line.slice(name.length + 1).split(';')[0]!) : ''
  return value.includes('.') ? value.slice(0, value.lastIndexOf('.')) : null
}

/** Polling and live streams go on while nobody is there; they keep no session alive. */
export function isBackground(request: Request): boolean {
  if (request.headers.get('x-background') === '1') return true
  if ((request.headers.get('accept') ?? '').includes('text/event-stream')) return true
  return new URL(request.url).pathname === '/api/stream'
}
