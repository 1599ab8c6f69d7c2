import type { Hono } from 'hono'
import type { House } from '../operation/gate.ts'
import { perform } from '../operation/gate.ts'
import type { Operation } from '../operation/operation.ts'
import { isWrite, methodOf, routeOf } from '../operation/operation.ts'
import { fileTypeOf } from '../operation/shapes.ts'
import { problem } from '../problem.ts'
import type { Caller, CallerParts } from './caller.ts'
import { findCaller } from './caller.ts'
import { localeOf } from './locale.ts'
import type { Bucket } from './rate-limit.ts'
import { LIMITS } from './rate-limit.ts'
import { readRequest } from './request.ts'
import { answerResponse } from './respond.ts'

export interface ApiParts {
  house: House
  callers: CallerParts
  secondsToWait(caller: string, bucket: Bucket): number
}

/** What the server knows of a request before any handler. */
export type Env = { Variables: { address: string; requestId: string } }

/** Gives every operation its route under /api. */
export function serveOperations(app: Hono<Env>, operations: readonly Operation[], parts: ApiParts) {
  for (const operation of operations) {
    const route = `/api${routeOf(operation).replace(/\{(\w+)\}/g, ':$1')}`
    app.on(methodOf(operation), route, (c) =>
      handle(parts, operation, {
        request: c.req.raw,
        params: c.req.param() as Record<string, string>,
        address: c.get('address'),
      }),
    )
  }
}

interface Incoming {
  request: Request
  params: Record<string, string>
  address: string
}

async function handle(
  parts: ApiParts,
  operation: Operation,
  { request, params, address }: Incoming,
): Promise<Response> {
  limitPublic(parts, operation, address)
  const caller = await findCaller(parts.callers, operation, request, params)
  limitKnown(parts, caller)
  if (caller.byCookie && isWrite(operation)) requireSameOrigin(parts.house, request)
  const { input, upload } = await readRequest(operation, request, params)
  const { headers } = request
  const answer = await perform(parts.house, operation, {
    practiceId: caller.practiceId,
    actor: caller.actor,
    input,
    upload,
    address,
    locale: localeOf(headers),
    reason: headers.get('x-reason') && decodeReason(headers.get('x-reason')!),
    idempotencyKey: headers.get('idempotency-key'),
  })
  return answerResponse(answer, {
    isFile: fileTypeOf(operation.returns) !== undefined,
    knownVersion: headers.get('if-none-match'),
  })
}

function limitPublic({ secondsToWait }: ApiParts, operation: Operation, address: string) {
  const door =
    operation.allow === 'anyone' ? doorOf(operation) : operation.allow.startsWith('link:') ? 'link' : null
  if (door) refuseIfBusy(secondsToWait(`${door} ${address}`, LIMITS[door]))
}

function doorOf(operation: Operation): 'webhook' | 'publicWrite' | 'publicRead' {
  if (operation.upload && operation.headers) return 'webhook'
  return isWrite(operation) ? 'publicWrite' : 'publicRead'
}

function limitKnown({ secondsToWait }: ApiParts, { actor }: Caller) {
  if (actor.kind === 'key') refuseIfBusy(secondsToWait(`key ${actor.keyId}`, LIMITS.key))
  if (actor.kind === 'staff') refuseIfBusy(secondsToWait(`staff ${actor.staffId}`, LIMITS.staff))
}

function refuseIfBusy(retryAfter: number) {
  if (retryAfter > 0)
    throw problem(429, 'rate_limited', `Too many requests. Please wait ${retryAfter} seconds.`, {
      retryAfter,
    })
}

/** A browser sends cookies by itself; a page of somebody else's must not act with them. */
export function requireSameOrigin(house: Pick<House, 'services'>, request: Request) {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const allowed = [
    new URL(house.services.settings.publicUrl).origin,
    `http://${request.headers.get('host')}`,
    `https://${request.headers.get('host')}`,
  ]
  if (origin ? !allowed.includes(origin) : site !== null && site !== 'same-origin' && site !== 'none') {
    throw problem(403, 'forbidden', 'This request came from another site.')
  }
}

function decodeReason(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
