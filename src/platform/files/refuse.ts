import { problem } from '../problem.ts'

/** Refuses content with 422 `file_refused`; the message says the way out. */
export function refuse(
  reason: string,
  message: string,
  details: Record<string, string | number> = {},
): never {
  throw problem(422, 'file_refused', message, { reason, ...details })
}
