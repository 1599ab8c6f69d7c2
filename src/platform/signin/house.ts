import type { Clock } from '../clock.ts'
import type { SignInEvent, SignInEventName, SignInParts } from './contract.ts'
import { cookieNames } from './cookies.ts'
import { createEngine } from './engine.ts'
import { createGuessLimit } from './guess-limit.ts'
import { createKnownDevices } from './known-devices.ts'
import { createPasswords } from './password.ts'
import type { StoredSession } from './session-store.ts'
import { createSessionStore } from './session-store.ts'
import { createUsers } from './users.ts'

/** Everything the paths and functions of sign-in work with, built once. */
export function buildHouse(parts: SignInParts) {
  const { authPool: pool, settings, clock, random } = parts
  if (settings.secret.length < 32) throw new Error('The sign-in secret must have at least 32 characters.')
  const cookies = cookieNames(settings.publicUrl)
  const passwords = createPasswords(parts.passwordCost)
  const secondFactorRequired = parts.secondFactorRequired ?? (async () => false)
  const { tell, settled } = createTeller(parts, clock)
  const onOver = (session: StoredSession, reason: 'idle' | 'expired') =>
    tell.later({ name: 'session_ended', userId: session.userId, sessionId: session.id, reason })
  const sessions = createSessionStore({
    pool,
    clock,
    random,
    idleMinutes: settings.sessionIdleMinutes,
    secondFactorRequired,
    onOver,
  })
  return {
    pool,
    settings,
    clock,
    mail: parts.mail,
    onError: parts.onError ?? (() => {}),
    ownWordsOf: parts.ownWordsOf ?? (async () => []),
    secondFactorRequired,
    cookies,
    passwords,
    sessions,
    guesses: createGuessLimit({ pool, clock }),
    devices: createKnownDevices({ pool, clock, cookies }),
    users: createUsers({ pool, clock, random, passwords }),
    engine: createEngine({ pool, settings, clock, random, cookies, passwords, sessions }),
    tell,
    settled,
  }
}

export type House = ReturnType<typeof buildHouse>

export interface Said {
  name: SignInEventName
  userId?: string | null
  sessionId?: string | null
  address?: string | null
  reason?: string | null
}

function createTeller({ onEvent, onError }: SignInParts, clock: Clock) {
  const open = new Set<Promise<unknown>>()
  const complete = ({
    name,
    userId = null,
    sessionId = null,
    address = null,
    reason = null,
  }: Said): SignInEvent => ({ name, at: clock.now(), userId, sessionId, address, reason })

  /** Waits until the event is taken. */
  const tell = async (said: Said) => void (await onEvent(complete(said)))
  /** Does not wait: a refusal must take the same time for known and unknown people. */
  tell.later = (said: Said) => {
    const handed = (async () => onEvent(complete(said)))().catch((error: unknown) => onError?.(error))
    open.add(handed)
    void handed.finally(() => open.delete(handed))
  }
  const settled = async () => {
    while (open.size > 0) await Promise.all(open)
  }
  return { tell, settled }
}
