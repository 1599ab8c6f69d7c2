import { Problem, problem } from '../problem.ts'

const PROBLEMS: Record<string, [status: number, code: string, message: string]> = {
  INVALID_PASSWORD: [403, 'wrong_password', 'The password is not right.'],
  INVALID_CODE: [
    401,
    'wrong_code',
    'The code is not right. Each code works once and for half a minute: wait for the next one.',
  ],
  INVALID_BACKUP_CODE: [401, 'wrong_code', 'This backup code is not right or was used before.'],
  INVALID_TWO_FACTOR_COOKIE: [
    401,
    'sign_in_again',
    'This took too long or was tried too often. Sign in again.',
  ],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [429, 'too_many_tries', 'Too many wrong codes. Sign in again.'],
  ACCOUNT_TEMPORARILY_LOCKED: [429, 'too_many_tries', 'Too many wrong codes. Wait a quarter of an hour.'],
  TOTP_NOT_ENABLED: [409, 'second_factor_off', 'Start setting up the second factor first.'],
  TWO_FACTOR_NOT_ENABLED: [409, 'second_factor_off', 'The second factor is not on.'],
  BACKUP_CODES_NOT_ENABLED: [409, 'second_factor_off', 'The second factor is not on.'],
  TOTP_ALREADY_ENABLED: [409, 'second_factor_on', 'The second factor is already on. Switch it off first.'],
}

/** better-auth's refusal in our words. What is not one of its refusals is thrown on as it is. */
export function problemOf(error: unknown): unknown {
  if (error instanceof Problem) return error
  const { statusCode, body } = (error ?? {}) as { statusCode?: number; body?: { code?: string } }
  const known = PROBLEMS[body?.code ?? '']
  if (known) return problem(...known)
  if (statusCode === 401) return problem(401, 'unauthenticated', 'Sign in first.')
  if (statusCode === 409)
    return problem(409, 'conflict', 'Somebody else did the same at this moment. Try again.')
  return error
}
