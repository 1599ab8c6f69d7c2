import type { Problem } from '../problem.ts'
import { problem } from '../problem.ts'

/** Named constraint → the problem it stands for. */
export type ConstraintProblems = Record<string, () => Problem>

interface PostgresError extends Error {
  code?: string
  constraint?: string
  column?: string
}

/** Two transactions met: the same work may succeed when tried again. */
export function isRetryable(error: unknown): boolean {
  const code = (error as PostgresError)?.code
  return code === '40P01' || code === '40001'
}

/** The database went away or has no room: the caller may try again later. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as PostgresError
  if (typeof code === 'string' && /^(08|57P0|53)/.test(code)) return true
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].includes(code ?? '')) return true
  return /connection terminated|timeout exceeded when trying to connect|connection ended/i.test(message ?? '')
}

/** What a database error means to the caller, or undefined when it is a bug of ours. */
export function problemOf(error: unknown, known: ConstraintProblems): Problem | undefined {
  const { code, constraint } = (error ?? {}) as PostgresError
  if (constraint && known[constraint]) return known[constraint]()
  if (isUnavailable(error)) {
    return problem(
      503,
      'unavailable',
      'The database does not answer at the moment. Nothing was changed; please try again.',
      { retryAfter: 2 },
    )
  }
  if (isRetryable(error))
    return problem(503, 'unavailable', 'Too many people changed this at once. Please try again.', {
      retryAfter: 1,
    })
  switch (code) {
    case '23503':
      return problem(422, 'invalid', 'This refers to something that does not exist (any more).', {
        constraint,
      })
    case '22021':
    case '22P05':
      return problem(422, 'invalid', 'This text holds characters that cannot be kept.')
    case '22P02':
    case '22007':
      // A made-up cursor gets as far as this.
      return problem(422, 'invalid', 'A value does not have the form that is expected here.')
    case '22003':
    case '22008':
      return problem(422, 'invalid', 'A number or date is out of range.')
    default:
      return undefined
  }
}
