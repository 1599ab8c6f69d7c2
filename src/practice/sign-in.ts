import type pg from 'pg'
import { uuidv7 } from '../platform/clock.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { House } from '../platform/operation/gate.ts'
import { writeAuditEntry } from '../platform/operation/recorder.ts'
import type { SignIn, SignInEvent } from '../platform/signin/index.ts'
import { membershipsOf, practiceIdBySlug } from './tenancy.ts'

const connected = new WeakMap<object, SignIn>()

/** Lets operations of this slice make users and end their sessions; called once when the house is put together. */
export function connectSignIn(house: House, signIn: SignIn) {
  connected.set(house.services, signIn)
}

/** The sign-in that belongs to a context's services. */
export function signInOf(ctx: { services: object }): SignIn {
  const found = connected.get(ctx.services)
  if (!found) throw new Error('Sign-in is not connected.')
  return found
}

/** Sign-ins, failures and changes of passwords stand in the audit of every practice the person belongs to. */
export async function auditSignIn(house: House, event: SignInEvent) {
  if (!event.userId) return
  for (const { practiceId, staffId, name } of await membershipsOf(house.database.app, event.userId)) {
    const actor = {
      kind: 'staff' as const,
      staffId,
      userId: event.userId,
      sessionId: event.sessionId ?? '',
      name,
      role: 'read_only' as const,
      permissions: new Set<string>(),
      ownClientsOnly: false,
    }
    const facts = {
      practiceId,
      operation: `sign-in ${event.name}`,
      actor,
      now: event.at,
      address: event.address,
      reason: event.reason,
      newId: () => uuidv7(event.at, house.services.random),
    }
    const outcome = event.name === 'sign_in_failed' || event.name === 'sign_in_blocked' ? 'refused' : 'done'
    await inTransaction(house.database.app, practiceId, (db) =>
      writeAuditEntry(db, facts, { outcome, changes: [{ event: event.name }] }),
    )
  }
}

/** Must this person have a second factor? When any of their practices says so. */
export async function isSecondFactorRequired(app: pg.Pool, userId: string): Promise<boolean> {
  return (await membershipsOf(app, userId)).some((each) => each.secondFactorRequired)
}

/** Words that must not be somebody's password: the names of their practices. */
export async function ownWordsOf(app: pg.Pool, userId: string): Promise<string[]> {
  return (await membershipsOf(app, userId)).flatMap((each) => [each.practiceName, each.slug])
}

const HOST = /^https?:\/\/[a-z0-9.-]+(:\d+)?$/i

/** The hosts on which a practice lets its booking page be embedded, as sources of `frame-ancestors`. */
export async function embedHosts(app: pg.Pool, path: string): Promise<string> {
  const practiceId = await practiceIdBySlug(app, path.split('/')[2] ?? '')
  if (!practiceId) return "'none'"
  const hosts = await inTransaction(app, practiceId, async (_db, client) => {
    const { rows } = await client.query<{ embed_hosts: string[] }>(
      'select embed_hosts from practice where practice_id = $1',
      [practiceId],
    )
    return rows[0]?.embed_hosts ?? []
  })
  return hosts.filter((host) => HOST.test(host)).join(' ') || "'none'"
}
