import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type pg from 'pg'
import type { Clock, Random } from '../clock.ts'
import { uuidv7 } from '../clock.ts'
import type { SignInSettings } from './contract.ts'
import type { CookieNames } from './cookies.ts'
import type { Passwords } from './password.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-rules.ts'
import { SESSION_HOURS } from './session-store.ts'
import type { SessionStore } from './session-store.ts'
import { authTables } from './tables.ts'

/** The address travels to better-auth in a header that we set ourselves on a copy of the request. */
export const ADDRESS_HEADER = 'x-atrium-client-address'
const CHALLENGE_SECONDS = 600

export interface EngineParts {
  pool: pg.Pool
  settings: SignInSettings
  clock: Clock
  random: Random
  cookies: CookieNames
  passwords: Passwords
  sessions: SessionStore
}

/**
 * better-auth with what we use of it: checking a password, the second step, signed cookies. Its HTTP router is not used:
 * the paths in routes.ts are the only ones there are.
 */
export function createEngine({ pool, settings, clock, random, cookies, passwords, sessions }: EngineParts) {
  return betterAuth({
    appName: 'Atrium',
    baseURL: new URL(settings.publicUrl).origin,
    basePath: '/api/auth',
    secret: settings.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Counted by guess-limit.ts, which knows accounts and devices.
    rateLimit: { enabled: false },
    database: authTables({ pool, sessions }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      // Ours counts characters, theirs UTF-16 units.
      maxPasswordLength: 2 * LONGEST_PASSWORD,
      password: {
        hash: (password) => passwords.hash(password),
        verify: ({ hash, password }) => passwords.verify(hash, password),
      },
    },
    session: {
      expiresIn: SESSION_HOURS * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      freshAge: 0,
    },
    verification: { storeIdentifier: 'hashed' },
    plugins: [twoFactor({ issuer: 'Atrium', twoFactorCookieMaxAge: CHALLENGE_SECONDS })],
    advanced: {
      // The prefix is part of our names, because better-auth knows only the weaker `__Secure-`.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: cookies.secure, httpOnly: true, sameSite: 'lax', path: '/' },
      cookiePrefix: cookies.secure ? '__Host-atrium' : 'atrium',
      cookies: { session_token: { name: cookies.session }, two_factor: { name: cookies.challenge } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 128 },
      database: { generateId: () => uuidv7(clock.now(), random) },
    },
  })
}

export type Engine = ReturnType<typeof createEngine>
