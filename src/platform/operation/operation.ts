import type { z } from 'zod'
import type { Context } from './context.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type OperationPath = `${Method} /${string}`

/** Who may call: a permission word, or one of the doors without one. */
export type Allow = 'anyone' | 'signed_in' | `link:${string}` | `${string}.${string}`

/** One value that says all of an operation: the gate, the API's description and the tests read it. */
export interface Operation<Takes extends z.ZodType = z.ZodType, Returns extends z.ZodType = z.ZodType> {
  path: OperationPath
  summary: string
  allow: Allow
  takes: Takes
  returns: Returns
  /** Problem codes beyond not_found, forbidden and invalid. One that is not declared fails the tests. */
  fails: readonly string[]
  /** 'required': without a reason (header X-Reason or field `reason`) it is refused. */
  reason?: 'required' | 'optional'
  /** A read that opens a client's record: leaves an audit entry for what `ctx.saw` names. */
  reads?: 'client'
  /** The body is a file's bytes (in `ctx.upload`), at most so many; everything else comes in the query. */
  upload?: { maxBytes: number }
  /** Headers it reads, by the input field they arrive in: { signature: 'webhook-signature' }. */
  headers?: Readonly<Record<string, string>>
  /**
   * 'answer': it holds a secret that is shown once, so it is not kept for the Idempotency-Key.
   * 'input': it holds a password, so that not even its hash is kept; the key is not honoured.
   */
  secret?: 'answer' | 'input'
  /** Polls of screens: does not count as the person being there. */
  background?: boolean
  run(ctx: Context, input: z.output<Takes>): Promise<z.input<Returns>>
}

/** Declares an operation; its types flow from `takes` into `run`. */
export function operation<Takes extends z.ZodType, Returns extends z.ZodType>(
  declared: Omit<Operation<Takes, Returns>, 'fails'> & { fails?: readonly string[] },
): Operation<Takes, Returns> {
  return { fails: [], ...declared }
}

export function methodOf(each: Pick<Operation, 'path'>): Method {
  return each.path.slice(0, each.path.indexOf(' ')) as Method
}

export function routeOf(each: Pick<Operation, 'path'>): string {
  return each.path.slice(each.path.indexOf(' ') + 1)
}

/** Does it change something? Those honour an Idempotency-Key and leave an audit entry. */
export function isWrite(each: Pick<Operation, 'path'>): boolean {
  return methodOf(each) !== 'GET'
}
