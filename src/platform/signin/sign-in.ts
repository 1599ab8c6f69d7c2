import { notFound } from '../problem.ts'
import { presentSession, presentedSession, requireFresh } from './call.ts'
import type { Session, SessionOnList, SignIn, SignInParts } from './contract.ts'
import { setCookie, writeSigned } from './cookies.ts'
import type { House } from './house.ts'
import { buildHouse } from './house.ts'
import { handleAuth } from './routes.ts'
import type { StoredSession } from './session-store.ts'
import { SESSION_HOURS, newToken } from './session-store.ts'

/** Identity and sessions of the house: e-mail, password, second factor. Who belongs to which practice stands elsewhere. */
export function createSignIn(parts: SignInParts): SignIn {
  const house = buildHouse(parts)
  const { users, sessions, tell } = house
  return {
    handle: (request, clientAddress) => handleAuth(house, request, clientAddress),
    sessionOf: (request) => sessionOf(house, request),
    requireFreshSession: ({ lastPasswordAt }) => requireFresh(lastPasswordAt, house.clock.now()),
    async createUser(user) {
      const userId = await users.insert(user)
      await tell({ name: 'user_created', userId })
      return { userId }
    },
    findUserByEmailIfAny: users.findByEmailIfAny,
    async setPassword(change) {
      await users.setPassword(change)
      // Whoever knew the old one may have left a browser behind that strangers' limits don't hold.
      await house.devices.forgetAllOf(change.userId)
      await endAll(house, change.userId, 'password')
      await tell({ name: 'password_changed', userId: change.userId })
    },
    async changeEmail(userId, email) {
      await users.changeEmail(userId, email)
      sessions.forgetUser(userId)
      await tell({ name: 'email_changed', userId })
    },
    async changeName(userId, name) {
      await users.changeName(userId, name)
      sessions.forgetUser(userId)
    },
    async disableUser(userId) {
      await users.setDisabled(userId, true)
      await endAll(house, userId, 'ended')
      await tell({ name: 'user_disabled', userId })
    },
    async enableUser(userId) {
      await users.setDisabled(userId, false)
      await tell({ name: 'user_enabled', userId })
    },
    async removeSecondFactor(userId) {
      await users.removeSecondFactor(userId)
      await endAll(house, userId, 'ended')
      await tell({ name: 'second_factor_off', userId })
    },
    openSession: (userId, from) => openSession(house, userId, from),
    listSessions: async (userId) => (await sessions.listOf(userId)).map(presentOnList),
    endSession: (userId, sessionId) => endSession(house, userId, sessionId),
    endSessionsOf: (userId) => endAll(house, userId, 'ended'),
    async tidy() {
      await Promise.all([sessions.tidy(), house.guesses.tidy(), house.devices.tidy()])
      // better-auth dates its steps by the real time.
      await house.pool.query('delete from auth.verification where expires_at <= now()')
    },
    settled: house.settled,
  }
}

async function sessionOf(house: House, request: Request): Promise<Session | null> {
  const session = await presentedSession(house, request)
  return session && !session.setupOnly ? presentSession(session) : null
}

async function openSession(
  house: House,
  userId: string,
  from: { address?: string; userAgent?: string } = {},
) {
  const token = newToken()
  const session = await house.sessions.open({
    token,
    userId,
    address: from.address ?? null,
    userAgent: from.userAgent ?? null,
  })
  if (!session) throw notFound('This person')
  await house.tell({
    name: 'signed_in',
    userId,
    sessionId: session.id,
    address: from.address ?? null,
    reason: 'opened',
  })
  const { session: name, secure } = house.cookies
  const value = writeSigned(token, house.settings.secret)
  return {
    setCookie: setCookie({ name, value, seconds: SESSION_HOURS * 3600, secure }),
    cookie: `${name}=${value}`,
  }
}

async function endSession(house: House, userId: string, sessionId: string) {
  const found = (await house.sessions.listOf(userId)).find((session) => session.id === sessionId)
  if (!found) throw notFound('This session')
  await house.sessions.end([sessionId])
  await house.tell({ name: 'session_ended', userId, sessionId, reason: 'ended' })
}

async function endAll(house: House, userId: string, reason: string): Promise<number> {
  const ended = await house.sessions.endAllOf(userId)
  for (const sessionId of ended) await house.tell({ name: 'session_ended', userId, sessionId, reason })
  return ended.length
}

function presentOnList({ id, createdAt, lastUsedAt, address, userAgent }: StoredSession): SessionOnList {
  return { sessionId: id, createdAt, lastUsedAt, address, userAgent }
}
