import type pg from 'pg'
import type { Clock, Random } from '../clock.ts'
import type { TrustProxy } from './address.ts'
import type { PasswordCost } from './password.ts'

export interface SignInSettings {
  publicUrl: string
  /** Signs cookies and encrypts second factors. At least 32 characters; another one ends every session. */
  secret: string
  sessionIdleMinutes: number
  trustProxy: TrustProxy
}

export interface SignInParts {
  /** Connections that act as the role atrium_auth. */
  authPool: pg.Pool
  settings: SignInSettings
  clock: Clock
  random: Random
  /** Tells people about changes to how they sign in. */
  mail: { send(mail: { to: string; subject: string; text: string }): unknown }
  onEvent(event: SignInEvent): unknown
  /** True: this person must have a second factor; a password alone then opens nothing. */
  secondFactorRequired?: (userId: string) => Promise<boolean>
  /** Words of the person's own surroundings (names of their practices), not to be used as a password. */
  ownWordsOf?: (userId: string) => Promise<string[]>
  /** Cheaper hashes for tests; leave it out elsewhere. */
  passwordCost?: PasswordCost
  /** Told about what went wrong without anybody waiting for it. */
  onError?: (error: unknown) => void
}

export type SignInEventName =
  | 'user_created'
  | 'signed_in'
  | 'sign_in_failed'
  | 'sign_in_blocked'
  | 'signed_out'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'backup_codes_renewed'
  | 'password_changed'
  | 'password_confirmed'
  | 'email_changed'
  | 'user_disabled'
  | 'user_enabled'
  | 'session_ended'

/** For the audit. Never holds a password, a code or what an unknown person typed as address. */
export interface SignInEvent {
  name: SignInEventName
  at: Date
  /** Null when nobody with that address is known. */
  userId: string | null
  sessionId: string | null
  address: string | null
  /** Why, where there is more than one way: 'password' | 'code' | 'backup_code' | 'idle' | 'expired' | 'replaced' | 'ended'. */
  reason: string | null
}

/** A signed-in person, as every request sees it. */
export interface Session {
  userId: string
  sessionId: string
  email: string
  name: string
  createdAt: Date
  lastPasswordAt: Date
  secondFactor: boolean
}

export interface SessionOnList {
  sessionId: string
  createdAt: Date
  lastUsedAt: Date
  address: string | null
  userAgent: string | null
}

export interface NewUser {
  email: string
  name: string
  password: string
  /** Words not to be used as a password, e.g. the practice's name. */
  ownWords?: string[]
}

export interface SignIn {
  /** Everything under /api/auth/*. `clientAddress` is the socket's; proxies are judged by the settings. */
  handle(request: Request, clientAddress: string | null): Promise<Response>
  /** Null without a valid session. A request with `X-Background: 1` or for an event stream does not keep it alive. */
  sessionOf(request: Request): Promise<Session | null>
  /** Refuses with 403 `confirm_password` when the password was last proved more than 10 minutes ago. */
  requireFreshSession(session: { lastPasswordAt: Date }): void
  /** Answers the new person's id; 409 `email_taken`, 422 for a weak password. */
  createUser(user: NewUser): Promise<{ userId: string }>
  findUserByEmailIfAny(email: string): Promise<{ userId: string; name: string } | null>
  /** Sets a password for somebody and ends all their sessions. */
  setPassword(change: { userId: string; password: string; ownWords?: string[] }): Promise<void>
  changeEmail(userId: string, email: string): Promise<void>
  changeName(userId: string, name: string): Promise<void>
  /** Ends all sessions and refuses sign-in as if the password were wrong. */
  disableUser(userId: string): Promise<void>
  enableUser(userId: string): Promise<void>
  /** For who lost their phone; ends all sessions. */
  removeSecondFactor(userId: string): Promise<void>
  /** Opens a session without a password (after the first-run wizard, in tests); answers the cookie to set. */
  openSession(
    userId: string,
    from?: { address?: string; userAgent?: string },
  ): Promise<{ setCookie: string; cookie: string }>
  listSessions(userId: string): Promise<SessionOnList[]>
  endSession(userId: string, sessionId: string): Promise<void>
  /** Answers how many were open. */
  endSessionsOf(userId: string): Promise<number>
  /** Removes what is over (sessions, steps, counts, devices); to be called every hour or so. */
  tidy(): Promise<void>
  /** Resolves when events that nobody waited for have been handed over. */
  settled(): Promise<void>
}
