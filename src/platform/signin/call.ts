import { problem } from '../problem.ts'
import type { Session } from './contract.ts'
import { readSigned } from './cookies.ts'
import type { House } from './house.ts'
import { isBackground } from './requests.ts'
import type { StoredSession } from './session-store.ts'

/** One request under /api/auth. */
export interface Call {
  house: House
  request: Request
  address: string
}

const FRESH_MINUTES = 10

/** Whoever is behind the session cookie; `setupOnly` sessions too. */
export async function presentedSession(house: House, request: Request): Promise<StoredSession | null> {
  const token = readSigned(request.headers, house.cookies.session, house.settings.secret)
  return token ? house.sessions.find(token, { busy: !isBackground(request) }) : null
}

/** Throws 401. A session that may only set up the second factor passes where the caller says so. */
export async function requireSession(
  { house, request }: Call,
  { setupToo = false } = {},
): Promise<StoredSession> {
  const session = await presentedSession(house, request)
  if (!session || (session.setupOnly && !setupToo)) throw problem(401, 'unauthenticated', 'Sign in first.')
  return session
}

/** Throws 403 `confirm_password` when the password was last proved more than ten minutes ago. */
export function requireFresh(passwordAt: Date, now: Date) {
  if (now.getTime() - passwordAt.getTime() > FRESH_MINUTES * 60_000) {
    throw problem(403, 'confirm_password', 'Confirm your password to go on.')
  }
}

export function presentSession({ id, userId, createdAt, passwordAt, user }: StoredSession): Session {
  return {
    userId,
    sessionId: id,
    email: user.email,
    name: user.name,
    createdAt,
    lastPasswordAt: passwordAt,
    secondFactor: user.twoFactorEnabled,
  }
}

/** The answer to whoever is in: the words are better-auth's where it has some. */
export function signedIn({ id, userId, createdAt, lastUsedAt, passwordAt, user }: StoredSession) {
  return {
    next: 'signed_in',
    user: { id: userId, email: user.email, name: user.name, twoFactorEnabled: user.twoFactorEnabled },
    session: { id, createdAt, updatedAt: lastUsedAt, passwordAt },
  }
}
