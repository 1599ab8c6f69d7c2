import { getRequestListener } from '@hono/node-server'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StartError } from '../start-error.ts'

type Fetch = (request: Request, env: object) => Response | Promise<Response>

export interface Listener {
  port: number
  /** From now on requests are answered by this; before, they are told to come again. */
  answerWith(fetch: Fetch): void
  /** No new connections; the open ones have this long to end. */
  close(graceMs?: number): Promise<void>
}

export interface Finished {
  method: string
  status: number
  seconds: number
}

/**
 * A client that sends slowly, or not at all, costs a socket and little memory, but not for ever. Uploads on a poor
 * line fit into two minutes; live streams send a heartbeat and are never silent as long as that.
 */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  silence: 120_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
  maxHeaders: 100,
  maxConnections: 5_000,
  requestsPerConnection: 10_000,
}

/** Takes the port. Throws StartError when that can't be. */
export async function listen(
  at: { host: string; port: number },
  onFinished?: (request: Finished) => void,
): Promise<Listener> {
  let fetch: Fetch | null = null
  const listener = getRequestListener((request, env) => (fetch ? fetch(request, env) : starting()), {
    overrideGlobalObjects: false,
  })
  const server = createServer(
    {
      headersTimeout: LIMITS.headersTimeout,
      requestTimeout: LIMITS.requestTimeout,
      keepAliveTimeout: LIMITS.keepAliveTimeout,
      connectionsCheckingInterval: LIMITS.connectionsCheckingInterval,
      maxHeaderSize: LIMITS.maxHeaderSize,
      requireHostHeader: true,
      insecureHTTPParser: false,
      noDelay: true,
    },
    (incoming, outgoing) => {
      if (onFinished) measure(incoming, outgoing, onFinished)
      void listener(incoming, outgoing)
    },
  )
  server.maxHeadersCount = LIMITS.maxHeaders
  server.maxConnections = LIMITS.maxConnections
  server.maxRequestsPerSocket = LIMITS.requestsPerConnection
  server.timeout = LIMITS.silence
  await take(server, at)
  return {
    port: (server.address() as AddressInfo).port,
    answerWith: (answer) => (fetch = answer),
    close: (graceMs = 3_000) => close(server, graceMs),
  }
}

function starting(): Response {
  const body = JSON.stringify({
    status: 503,
    code: 'starting',
    title: 'Atrium is starting. Please come again in a moment.',
  })
  return new Response(body, {
    status: 503,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '2' },
  })
}

function measure(
  { method = '' }: IncomingMessage,
  outgoing: ServerResponse,
  onFinished: (request: Finished) => void,
) {
  const began = performance.now()
  outgoing.once('close', () =>
    onFinished({ method, status: outgoing.statusCode, seconds: (performance.now() - began) / 1000 }),
  )
}

async function take(server: Server, { host, port }: { host: string; port: number }) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new StartError(reasonOf(error, host, port), error)),
    )
    server.listen({ host, port, backlog: 1024 }, resolve)
  })
  server.on('error', () => {})
}

function reasonOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`
  }
  if (error.code === 'EACCES')
    return `This user may not listen on port ${port}. Choose a port above 1023 with PORT.`
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return `HOST ${host} is not an address of this machine. Use 127.0.0.1 (this machine only) or 0.0.0.0 (every network).`
  }
  return `Atrium can't listen on ${host}:${port}: ${error.message}.`
}

async function close(server: Server, graceMs: number) {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
