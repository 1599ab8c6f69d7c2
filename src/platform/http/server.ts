import { Hono } from 'hono'
import type { House } from '../operation/gate.ts'
import type { Operation } from '../operation/operation.ts'
import { Problem, problem } from '../problem.ts'
import type { ApiParts, Env } from './api.ts'
import { requireSameOrigin, serveOperations } from './api.ts'
import type { CallerParts } from './caller.ts'
import { docsPage } from './docs-page.ts'
import { localeOf } from './locale.ts'
import { pagePolicy, securityHeaders } from './headers.ts'
import type { Pages } from './pages.ts'
import { clientAddressOf } from '../signin/index.ts'
import { isPublicPage } from './pages.ts'
import { createRateLimit } from './rate-limit.ts'
import { bugResponse, problemResponse } from './respond.ts'
import { createStream } from './stream.ts'

export interface ServerParts {
  house: House
  operations: readonly Operation[]
  callers: CallerParts
  topics: Record<string, string>
  pages: Pages
  openapi(): object
  signIn(request: Request, address: string): Promise<Response>
  /** `/api/first-run`: makes the first practice of an empty installation. */
  firstRun(request: Request): Promise<Response>
  isReady(): Promise<string | null>
  /** The hosts that may embed a practice's booking page, as frame-ancestors sources. */
  embedHosts(path: string): Promise<string>
}

type Bindings = { incoming?: { socket?: { remoteAddress?: string } } }

/** Everything that is answered over HTTP. `fetch(request, env)`; env.incoming is Node's request. */
export function createServer(parts: ServerParts): Hono<Env> {
  const app = new Hono<Env>()
  const { settings, log, clock } = parts.house.services
  const https = settings.publicUrl.startsWith('https:')
  const headers = securityHeaders({ https })
  const api: ApiParts = { house: parts.house, callers: parts.callers, secondsToWait: createRateLimit(clock) }

  app.use(async (c, next) => {
    c.set(
      'address',
      clientAddressOf(
        c.req.raw,
        (c.env as Bindings)?.incoming?.socket?.remoteAddress ?? null,
        settings.trustProxy,
      ),
    )
    c.set('requestId', Buffer.from(parts.house.services.random.bytes(8)).toString('hex'))
    await next()
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    // The policy of such a page says who may frame it; this older header knows only "nobody".
    if (c.req.path.startsWith('/embed/') || isFormPage(c.req.path)) c.res.headers.delete('x-frame-options')
  })
  app.onError((error, c) => {
    const locale = localeOf(c.req.raw.headers)
    if (error instanceof Problem) return problemResponse(error, locale)
    // Ids only: the error of a query would carry its parameters.
    log.error({ err: error, requestId: c.get('requestId'), route: c.req.routePath }, 'a request failed')
    return bugResponse(c.get('requestId'), locale)
  })

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const why = await parts.isReady()
    return why ? c.json({ status: 'not_ready', why }, 503) : c.json({ status: 'ready' })
  })
  app.all('/api/auth/*', (c) => {
    if (c.req.method !== 'GET') requireSameOrigin(parts.house, c.req.raw)
    return parts.signIn(c.req.raw, c.get('address'))
  })
  app.all('/api/first-run', (c) => {
    if (c.req.method !== 'GET') requireSameOrigin(parts.house, c.req.raw)
    return parts.firstRun(c.req.raw)
  })
  app.get(
    '/api/stream',
    createStream({ callers: parts.callers, live: parts.house.live, topics: parts.topics }),
  )
  app.get('/api/openapi.json', (c) => c.json(parts.openapi()))
  app.get('/api/docs', (c) => {
    const nonce = makeNonce(parts.house)
    c.header('content-security-policy', pagePolicy({ nonce, https }))
    return c.html(docsPage(parts.openapi(), nonce))
  })
  serveOperations(app, parts.operations, api)
  app.all('/api/*', (c) => {
    throw unknownRoute(parts.operations, c.req.path)
  })
  app.get('*', (c) => servePage(parts, c.req.raw, { https }))
  app.all('*', () => {
    throw problem(405, 'method_not_allowed', 'This address only answers GET.')
  })
  return app
}

function unknownRoute(operations: readonly Operation[], path: string): Problem {
  const known = operations.some((each) => pathPattern(each).test(path))
  return known
    ? problem(405, 'method_not_allowed', 'This address does not answer this method. See /api/docs.')
    : problem(404, 'not_found', 'There is nothing at this address. See /api/docs.')
}

function pathPattern(operation: Operation): RegExp {
  return new RegExp(
    `^/api${operation.path.slice(operation.path.indexOf(' ') + 1).replace(/\{\w+\}/g, '[^/]+')}$`,
  )
}

async function servePage(
  parts: ServerParts,
  request: Request,
  { https }: { https: boolean },
): Promise<Response> {
  const { pathname } = new URL(request.url)
  const asset = parts.pages.asset(pathname)
  if (asset) {
    const caching = asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
    return new Response(asset.bytes, {
      headers: { 'content-type': asset.type, 'cache-control': caching, ...lentOut(pathname) },
    })
  }
  if (/\/\.|\.[a-z0-9]{1,5}$/i.test(pathname)) throw problem(404, 'not_found', 'There is no such file.')
  const nonce = makeNonce(parts.house)
  const html = parts.pages.page({ nonce, isPublic: isPublicPage(pathname) })
  if (!html) throw problem(503, 'unavailable', 'The screens are not built yet. Run npm run build.')
  const frameAncestors = pathname.startsWith('/embed/')
    ? await parts.embedHosts(pathname)
    : isFormPage(pathname)
      ? "'self'"
      : "'none'"
  const policy = pagePolicy({ nonce, https, frameAncestors })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy,
    },
  })
}

/** The form builder shows the client's own page, and so may a kiosk of ours; no other site may. */
const isFormPage = (path: string) => path.startsWith('/forms/')

/** The one file that other sites load: the script that practices paste into theirs. */
function lentOut(path: string): Record<string, string> {
  return path === '/embed.js' ? { 'cross-origin-resource-policy': 'cross-origin' } : {}
}

function makeNonce(house: House): string {
  return Buffer.from(house.services.random.bytes(16)).toString('base64')
}
