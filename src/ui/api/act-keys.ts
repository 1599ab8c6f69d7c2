import { ProblemError } from './problem.ts'

export interface ActKeys {
  /** The Idempotency-Key to send this input with. */
  keyFor(input: unknown): string
  /** An answer has come, or the reason why none did. */
  settled(error?: unknown): void
}

/**
 * One key per act of a person. When it is unknown whether an act happened (no connection, the server broke), doing the
 * same again carries the same key, so that it happens once; after an answer, also a refusal, the next is a new act.
 */
export function createActKeys(makeKey: () => string = () => crypto.randomUUID()): ActKeys {
  let unsure: { print: string; key: string } | null = null
  return {
    keyFor(input) {
      const print = JSON.stringify(input ?? {})
      unsure = { print, key: unsure?.print === print ? unsure.key : makeKey() }
      return unsure.key
    },
    settled(error) {
      const answered =
        error instanceof ProblemError ? error.status > 0 && error.status < 500 : error === undefined
      if (answered) unsure = null
    },
  }
}
