import { z } from 'zod'
import { problem } from '../problem.ts'
import type { Call } from './call.ts'
import { requireFresh, requireSession, signedIn } from './call.ts'
import { sendNotice } from './notices.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { answer, headersForEngine, readBody } from './requests.ts'
import type { StoredSession } from './session-store.ts'
import { refuse, sessionSet } from './sign-in-routes.ts'
import { wordsOf } from './users.ts'

const Password = z.string().min(1).max(1_000)

/** `GET /get-session`: who am I, and what is the next step. */
export async function getSession(call: Call): Promise<Response> {
  const session = await requireSession(call, { setupToo: true })
  if (session.setupOnly) return answer({ next: 'second_factor_setup' })
  return answer(signedIn(session))
}

/** `GET /list-sessions`: where this person is signed in. */
export async function listSessions(call: Call): Promise<Response> {
  const mine = await requireSession(call)
  const all = await call.house.sessions.listOf(mine.userId)
  return answer(all.map((session) => ({ ...onList(session), current: session.id === mine.id })))
}

/** `POST /revoke-session`: ends one of one's own. */
export async function revokeSession(call: Call): Promise<Response> {
  const mine = await requireSession(call)
  const { id: sessionId } = await readBody(call.request, { id: z.uuid() })
  const found = (await call.house.sessions.listOf(mine.userId)).find((session) => session.id === sessionId)
  if (!found) throw problem(404, 'not_found', 'This session was not found. It may be over.')
  await call.house.sessions.end([sessionId])
  await call.house.tell({
    name: 'session_ended',
    userId: mine.userId,
    sessionId,
    address: call.address,
    reason: 'ended',
  })
  return answer({ ended: 1 })
}

/** `POST /revoke-other-sessions`: ends all of one's own but this. */
export async function revokeOtherSessions(call: Call): Promise<Response> {
  const mine = await requireSession(call)
  const ended = await call.house.sessions.endAllOf(mine.userId, mine.id)
  for (const sessionId of ended)
    await call.house.tell({
      name: 'session_ended',
      userId: mine.userId,
      sessionId,
      address: call.address,
      reason: 'ended',
    })
  return answer({ ended: ended.length })
}

/** `POST /verify-password`: proves the password again, before something that matters. */
export async function confirmPassword(call: Call): Promise<Response> {
  const { house, request, address } = call
  const session = await requireSession(call, { setupToo: true })
  const body = await readBody(request, { password: Password })
  const guess = await house.guesses.inSession(session.userId)
  await house.engine.api.verifyPassword({ body, headers: headersForEngine(request, address) }).catch(refuse)
  await guess.wasRight()
  await house.sessions.setPasswordAt(session.id, house.clock.now())
  await house.tell({ name: 'password_confirmed', userId: session.userId, sessionId: session.id, address })
  return answer({ confirmed: true })
}

/** `POST /change-password`: asks for the present one, ends every session and opens a new one here. */
export async function changePassword(call: Call): Promise<Response> {
  const { house, request, address } = call
  const session = await requireSession(call)
  const { currentPassword, newPassword } = await readBody(request, {
    currentPassword: Password,
    newPassword: Password,
    revokeOtherSessions: z.literal(true).optional(),
  })
  const ownWords = [
    ...(await house.ownWordsOf(session.userId)),
    ...wordsOf(session.user.email, session.user.name),
  ]
  refuseWeakPassword(newPassword, { field: 'newPassword', ownWords })
  const guess = await house.guesses.inSession(session.userId)
  const body = { currentPassword, newPassword, revokeOtherSessions: true }
  const passed = await house.engine.api
    .changePassword({ body, headers: headersForEngine(request, address), returnHeaders: true })
    .catch(refuse)
  await guess.wasRight()
  const renewed = await sessionSet(call, passed.headers)
  await house.tell({ name: 'password_changed', userId: session.userId, sessionId: renewed.id, address })
  await sendNotice(call, 'password_changed', session.user.email)
  return answer(signedIn(renewed), passed.headers.getSetCookie())
}

/** `POST /change-email`: the address one signs in with. */
export async function changeEmail(call: Call): Promise<Response> {
  const { house, address } = call
  const session = await requireSession(call)
  requireFresh(session.passwordAt, house.clock.now())
  const { email } = await readBody(call.request, { email: z.string() })
  const { before, after } = await house.users.changeEmail(session.userId, email)
  house.sessions.forgetUser(session.userId)
  await house.tell({ name: 'email_changed', userId: session.userId, sessionId: session.id, address })
  await sendNotice(call, 'email_changed', before)
  return answer({ email: after })
}

/** `POST /two-factor/enable`: a new secret and backup codes; the first right code switches it on. */
export async function enableSecondFactor(call: Call): Promise<Response> {
  const { house, request, address } = call
  const session = await requireSession(call, { setupToo: true })
  const { password } = await readBody(request, { password: Password })
  const guess = await house.guesses.inSession(session.userId)
  const made = await house.engine.api
    .enableTwoFactor({ body: { password, method: 'totp' }, headers: headersForEngine(request, address) })
    .catch(refuse)
  await guess.wasRight()
  const { totpURI, backupCodes } = made as { totpURI: string; backupCodes: string[] }
  return answer({ totpURI, backupCodes })
}

/** `POST /two-factor/disable`: refused where the practice demands a second factor. Other sessions end. */
export async function disableSecondFactor(call: Call): Promise<Response> {
  const { house, request, address } = call
  const session = await requireSession(call)
  const body = await readBody(request, { password: Password })
  if (await house.secondFactorRequired(session.userId))
    throw problem(409, 'second_factor_required', 'Your practice requires a second factor.')
  const guess = await house.guesses.inSession(session.userId)
  const passed = await house.engine.api
    .disableTwoFactor({ body, headers: headersForEngine(request, address), returnHeaders: true })
    .catch(refuse)
  await guess.wasRight()
  house.sessions.forgetUser(session.userId)
  const renewed = await sessionSet(call, passed.headers)
  await house.sessions.endAllOf(session.userId, renewed.id)
  await house.tell({ name: 'second_factor_off', userId: session.userId, sessionId: renewed.id, address })
  await sendNotice(call, 'second_factor_off', session.user.email)
  return answer(signedIn(renewed), passed.headers.getSetCookie())
}

/** `POST /two-factor/generate-backup-codes`: new ones; the old ones stop working. */
export async function renewBackupCodes(call: Call): Promise<Response> {
  const { house, request, address } = call
  const session = await requireSession(call)
  const body = await readBody(request, { password: Password })
  const guess = await house.guesses.inSession(session.userId)
  const made = await house.engine.api
    .generateBackupCodes({ body, headers: headersForEngine(request, address) })
    .catch(refuse)
  await guess.wasRight()
  await house.tell({ name: 'backup_codes_renewed', userId: session.userId, sessionId: session.id, address })
  return answer({ backupCodes: made.backupCodes })
}

function onList({ id, createdAt, lastUsedAt, address, userAgent }: StoredSession) {
  return { id, createdAt, updatedAt: lastUsedAt, ipAddress: address, userAgent }
}
