export interface FieldProblem {
  field: string
  message: string
}

/** What a caller is told when something is refused; sent as application/problem+json. Codes are public. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** A refusal with its public code; the message says what to do. */
export function problem(status: number, code: string, message: string, details?: Record<string, unknown>) {
  return new Problem(status, code, message, details)
}

/** 404, the same for what is absent and for what the caller may not see. */
export function notFound(what = 'This') {
  return new Problem(404, 'not_found', `${what} was not found.`)
}

/** 403: visible, but not allowed. */
export function forbidden(message = 'You may not do this.') {
  return new Problem(403, 'forbidden', message)
}

/** 422 that names the field and the way out. */
export function invalid(field: string, message: string) {
  return new Problem(422, 'invalid', message, { fields: [{ field, message }] satisfies FieldProblem[] })
}
