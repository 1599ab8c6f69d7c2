import type pg from 'pg'
import type { Actor, PermissionMatrix, Role, SessionFacts } from '../access/actor.ts'
import { permissionsOf } from '../access/actor.ts'
import { findKeyIfAny } from '../access/api-keys.ts'
import { hashOfToken } from '../links/links.ts'
import { notFound, problem } from '../problem.ts'
import type { Operation } from '../operation/operation.ts'

/** A person's place in a practice, as the practice slice answers it. */
export interface Membership {
  practiceId: string
  slug: string
  staffId: string
  name: string
  role: Role
  denies: string[]
  ownClientsOnly: boolean
}

export interface CallerParts {
  app: pg.Pool
  matrix: PermissionMatrix
  sessionOf(request: Request): Promise<({ userId: string; sessionId: string } & SessionFacts) | null>
  membershipsOf(userId: string): Promise<Membership[]>
  practiceIdBySlug(slug: string): Promise<string | null>
  now(): Date
}

export interface Caller {
  practiceId: string
  actor: Actor
  /** Came by a cookie, which browsers send by themselves: the origin must be ours. */
  byCookie: boolean
}

/** Who calls, for this operation: link, API key, session or nobody. Throws 401 or 404. */
export async function findCaller(
  parts: CallerParts,
  operation: Pick<Operation, 'allow'>,
  request: Request,
  params: Record<string, string>,
): Promise<Caller> {
  if (operation.allow === 'anyone') return publicCaller(parts, params)
  const authorization = request.headers.get('authorization') ?? ''
  if (operation.allow.startsWith('link:'))
    return linkCaller(parts, operation.allow.slice(5), tokenIn(authorization, params))
  if (/^bearer /i.test(authorization)) return keyCaller(parts, authorization.slice(7).trim())
  return staffCaller(parts, request)
}

async function publicCaller(parts: CallerParts, params: Record<string, string>): Promise<Caller> {
  const practiceId = params.practice ? await parts.practiceIdBySlug(params.practice) : null
  if (!practiceId) throw notFound('This practice')
  return { practiceId, actor: { kind: 'public', name: 'Visitor' }, byCookie: false }
}

/** Programs that subscribe to a calendar send no headers of ours: there the secret stands in the address. */
function tokenIn(authorization: string, { token }: Record<string, string>): string | undefined {
  return /^link (.{20,200})$/i.exec(authorization)?.[1] ?? /^([\w-]{20,200})(\.ics)?$/.exec(token ?? '')?.[1]
}

async function linkCaller(parts: CallerParts, purpose: string, token: string | undefined): Promise<Caller> {
  const { rows } = token
    ? await parts.app.query('select * from find_secret_link($1)', [hashOfToken(token)])
    : { rows: [] }
  const link = rows[0]
  if (!link || link.purpose !== purpose || link.revoked_at)
    throw problem(404, 'not_found', 'This link is not valid (any more). Ask the practice for a new one.')
  if (link.expires_at <= parts.now())
    throw problem(410, 'link_expired', 'This link has expired. Ask the practice for a new one.')
  const actor = {
    kind: 'link' as const,
    linkId: link.id,
    purpose,
    subjectType: link.subject_type,
    subjectId: link.subject_id,
    clientId: link.client_id,
    name: 'Client (by link)',
  }
  return { practiceId: link.practice_id, actor, byCookie: false }
}

async function keyCaller(parts: CallerParts, key: string): Promise<Caller> {
  const found = await findKeyIfAny(parts.app, key)
  if (!found || found.revoked_at || (found.expires_at && found.expires_at <= parts.now()))
    throw unauthenticated('This API key is not valid.')
  const ofRole = permissionsOf(parts.matrix, found.role)
  const { scopes } = found
  const permissions = scopes ? new Set(scopes.filter((scope) => ofRole.has(scope))) : ofRole
  const actor = {
    kind: 'key' as const,
    keyId: found.id,
    name: `API key ${found.name}`,
    role: found.role,
    permissions,
  }
  return { practiceId: found.practice_id, actor, byCookie: false }
}

async function staffCaller(parts: CallerParts, request: Request): Promise<Caller> {
  const session = await parts.sessionOf(request)
  if (!session) throw unauthenticated('Sign in first.')
  const memberships = await parts.membershipsOf(session.userId)
  const wanted = request.headers.get('x-practice') ?? new URL(request.url).searchParams.get('practice')
  const found = wanted ? memberships.find((each) => each.slug === wanted) : memberships[0]
  if (!found) throw problem(403, 'forbidden', 'You belong to no practice here (any more).')
  const { staffId, name, role, denies, ownClientsOnly } = found
  const permissions = permissionsOf(parts.matrix, role, denies)
  const actor = {
    kind: 'staff' as const,
    staffId,
    userId: session.userId,
    sessionId: session.sessionId,
    name,
    role,
    permissions,
    ownClientsOnly,
    session: sessionFacts(session),
  }
  return { practiceId: found.practiceId, actor, byCookie: true }
}

function sessionFacts({ email, lastPasswordAt, secondFactor }: SessionFacts): SessionFacts {
  return { email, lastPasswordAt, secondFactor }
}

function unauthenticated(message: string) {
  return problem(401, 'unauthenticated', message)
}
