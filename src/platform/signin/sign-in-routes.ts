import { symmetricDecrypt } from 'better-auth/crypto'
import { z } from 'zod'
import { Problem, problem } from '../problem.ts'
import type { Call } from './call.ts'
import { presentedSession, requireSession, signedIn } from './call.ts'
import { readSigned } from './cookies.ts'
import { problemOf } from './engine-problems.ts'
import type { Guess } from './guess-limit.ts'
import type { House } from './house.ts'
import { sendNotice } from './notices.ts'
import { answer, headersForEngine, readBody, tokenSet } from './requests.ts'
import type { StoredSession } from './session-store.ts'
import { codeOf, isCode, stepAt } from './totp.ts'

const Code = { code: z.string().trim().min(1).max(20) }

/** `POST /sign-in/email`: a password opens a session, or the way to the second factor. */
export async function signIn(call: Call): Promise<Response> {
  const { house, request, address } = call
  const { email, password } = await readBody(request, {
    email: z.string().trim().toLowerCase().max(254),
    password: z.string().min(1).max(1_000),
  })
  const knownDevice = await house.devices.of(request.headers, email)
  const guess = await allowed(call, house.guesses.beforeSignIn({ address, account: email, knownDevice }))
  const headers = headersForEngine(request, address, [house.cookies.challenge])
  const passed = await house.engine.api
    .signInEmail({ body: { email, password }, headers, returnHeaders: true })
    .catch(noneIfRefused)
  // Looked up for known and unknown people alike, and told without waiting: the time must not tell them apart.
  const person = await house.users.findByEmailIfAny(email)
  if (!passed || !person) {
    house.tell.later({ name: 'sign_in_failed', userId: person?.userId ?? null, address, reason: 'password' })
    throw problem(401, 'wrong_credentials', 'The e-mail address or the password is not right.')
  }
  await guess.wasRight()
  await endPresented(call)
  await house.users.raiseHashIfOutdated(person.userId, password)
  const cookies = passed.headers.getSetCookie()
  const token = tokenSet(cookies, house.cookies.session)
  return token
    ? complete(call, { token, cookies, reason: 'password' })
    : answer({ next: 'second_factor' }, cookies)
}

/** `POST /two-factor/verify-totp`: the second step of a sign-in, or the last step of switching it on. */
export async function verifyTotp(call: Call): Promise<Response> {
  const { code } = await readBody(call.request, Code)
  const challenged = await challengedUser(call)
  return challenged ? passChallenge(call, challenged, code) : switchOn(call, code)
}

/** `POST /two-factor/verify-backup-code`: one of the printed codes instead; each works once. */
export async function verifyBackupCode(call: Call): Promise<Response> {
  const { house, address } = call
  const { code } = await readBody(call.request, Code)
  const userId = await challengedUser(call)
  if (!userId) throw problem(401, 'sign_in_again', 'Sign in with your password first.')
  const guess = await allowed(call, house.guesses.beforeCode(address, userId))
  const headers = headersForEngine(call.request, address, [house.cookies.session])
  const passed = await house.engine.api
    .verifyBackupCode({ body: { code }, headers, returnHeaders: true })
    .catch((error: unknown) => refuseCode(call, userId, error))
  await guess.wasRight()
  return completeWith(call, passed.headers, 'backup_code')
}

/** `POST /sign-out`: over on the server, too. */
export async function signOut(call: Call): Promise<Response> {
  const { house, request, address } = call
  const session = await presentedSession(house, request)
  const { headers } = await house.engine.api.signOut({
    headers: headersForEngine(request, address),
    returnHeaders: true,
  })
  if (session)
    await house.tell({ name: 'signed_out', userId: session.userId, sessionId: session.id, address })
  return answer({ next: 'sign_in' }, headers.getSetCookie())
}

async function passChallenge(call: Call, userId: string, code: string): Promise<Response> {
  const { house, request, address } = call
  const guess = await allowed(call, house.guesses.beforeCode(address, userId))
  const shown = await takeCode(house, userId, code)
  const headers = headersForEngine(request, address, [house.cookies.session])
  const passed = await house.engine.api
    .verifyTOTP({ body: { code: shown }, headers, returnHeaders: true })
    .catch((error: unknown) => refuseCode(call, userId, error))
  await guess.wasRight()
  return completeWith(call, passed.headers, 'code')
}

/** The first right code proves that the phone has the secret; from now on it is asked for. Other sessions end. */
async function switchOn(call: Call, code: string): Promise<Response> {
  const { house, request, address } = call
  const before = await requireSession(call, { setupToo: true })
  if (before.user.twoFactorEnabled) throw problem(409, 'second_factor_on', 'The second factor is already on.')
  const guess = await house.guesses.inSession(before.userId)
  const shown = await takeCode(house, before.userId, code)
  const passed = await house.engine.api
    .verifyTOTP({
      body: { code: shown },
      headers: headersForEngine(request, address, [house.cookies.challenge]),
      returnHeaders: true,
    })
    .catch(refuse)
  await guess.wasRight()
  house.sessions.forgetUser(before.userId)
  const session = await sessionSet(call, passed.headers)
  // The new session knows no more than the old one when the password was last proved.
  await house.sessions.setPasswordAt(session.id, before.passwordAt)
  await house.sessions.endAllOf(before.userId, session.id)
  await house.tell({ name: 'second_factor_on', userId: before.userId, sessionId: session.id, address })
  await sendNotice(call, 'second_factor_on', before.user.email)
  if (before.setupOnly) return completeWith(call, passed.headers, 'code')
  return answer(signedIn({ ...session, passwordAt: before.passwordAt }), passed.headers.getSetCookie())
}

/**
 * Takes a code of this very half minute, once: the step is claimed in the database, so that of two requests with one
 * code only one gets through. Answers the code that better-auth, which keeps its own time, finds right; else a wrong one.
 */
async function takeCode(house: House, userId: string, typed: string): Promise<string> {
  const { rows } = await house.pool.query('select secret from auth.two_factor where user_id = $1', [userId])
  const { secretConfig } = await house.engine.$context
  const secret = rows[0] ? await symmetricDecrypt({ key: secretConfig, data: rows[0].secret }) : null
  const step = stepAt(house.clock.now())
  if (!secret || !isCode(typed, codeOf(secret, step))) return 'wrong'
  const claim =
    'update auth.two_factor set last_step = $2 where user_id = $1 and (last_step is null or last_step < $2)'
  const { rowCount } = await house.pool.query(claim, [userId, step])
  return rowCount ? codeOf(secret, stepAt(new Date())) : 'wrong'
}

async function challengedUser({ house, request }: Call): Promise<string | null> {
  const challenge = readSigned(request.headers, house.cookies.challenge, house.settings.secret)
  if (!challenge) return null
  const { internalAdapter } = await house.engine.$context
  const found = await internalAdapter.findVerificationValue(challenge)
  if (!found || found.expiresAt.getTime() <= Date.now())
    throw problem(401, 'sign_in_again', 'This took too long. Sign in again.')
  return found.value
}

async function completeWith(call: Call, headers: Headers, reason: string): Promise<Response> {
  const cookies = headers.getSetCookie()
  return complete(call, { token: tokenSet(cookies, call.house.cookies.session) ?? '', cookies, reason })
}

async function complete(
  call: Call,
  { token, cookies, reason }: { token: string; cookies: string[]; reason: string },
): Promise<Response> {
  const { house, request, address } = call
  const session = await house.sessions.find(token, { busy: true })
  if (!session) throw problem(401, 'unauthenticated', 'Sign in again.')
  if (session.setupOnly) return answer({ next: 'second_factor_setup' }, cookies)
  const device = await house.devices.remember(request.headers, session.userId)
  await house.tell({ name: 'signed_in', userId: session.userId, sessionId: session.id, address, reason })
  return answer(signedIn(session), [...cookies, device])
}

/** Who signs in anew leaves the session this browser had, even if the second step is never taken. */
async function endPresented({ house, request, address }: Call) {
  const session = await presentedSession(house, request)
  if (!session) return
  await house.sessions.end([session.id])
  await house.tell({
    name: 'session_ended',
    userId: session.userId,
    sessionId: session.id,
    address,
    reason: 'replaced',
  })
}

export async function sessionSet({ house }: Call, headers: Headers): Promise<StoredSession> {
  const token = tokenSet(headers.getSetCookie(), house.cookies.session)
  const session = token ? await house.sessions.find(token, { busy: true }) : null
  if (!session) throw problem(401, 'unauthenticated', 'Sign in again.')
  return session
}

async function allowed({ house, address }: Call, guess: Promise<Guess>): Promise<Guess> {
  return guess.catch((error: unknown) => {
    if (error instanceof Problem && error.status === 429)
      house.tell.later({ name: 'sign_in_blocked', address })
    throw error
  })
}

/** A wrong password, an unknown or malformed address and a disabled person are one and the same answer. */
function noneIfRefused(error: unknown): null {
  const status = (error as { statusCode?: number }).statusCode
  if (status === 401 || status === 400) return null
  throw error
}

function refuseCode({ house, address }: Call, userId: string, error: unknown): never {
  house.tell.later({ name: 'sign_in_failed', userId, address, reason: 'code' })
  throw problemOf(error)
}

export function refuse(error: unknown): never {
  throw problemOf(error)
}
