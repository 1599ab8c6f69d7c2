import { createHash } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../database/transaction.ts'
import { problem } from '../problem.ts'

export interface StoredAnswer {
  status: number
  body: unknown
}

export interface IdempotentCall {
  practiceId: string
  caller: string
  key: string
  operation: string
  input: unknown
  now: Date
}

/**
 * Takes the key for this transaction, or answers what the call with the same key answered before.
 * A second call that comes while the first is running waits at the unique key until the first has committed.
 * The same key with another operation or input is refused (as Stripe does).
 */
export async function takeKey(db: Db, call: IdempotentCall): Promise<StoredAnswer | null> {
  const hash = createHash('sha256')
    .update(`${call.operation}\n${stable(call.input)}`)
    .digest('hex')
  const taken = await sql`insert into idempotency (practice_id, caller, key, operation, input_hash, at)
    values (${call.practiceId}, ${call.caller}, ${call.key}, ${call.operation}, ${hash}, ${call.now})
    on conflict do nothing returning 1`.execute(db)
  if (taken.rows.length > 0) return null
  const { rows } = await sql<{ input_hash: string; status: number | null; answer: unknown }>`
    select input_hash, status, answer from idempotency
    where practice_id = ${call.practiceId} and caller = ${call.caller} and key = ${call.key}`.execute(db)
  const before = rows[0]
  if (!before || before.input_hash !== hash || before.status === null) {
    throw problem(
      422,
      'idempotency_key_reused',
      'This Idempotency-Key was used before with another request. Send a new key.',
    )
  }
  return { status: before.status, body: before.answer }
}

/** The statement that keeps the answer under the key; sent in the transaction that made it. */
export function keepAnswer(call: IdempotentCall, answer: StoredAnswer): CompiledQuery {
  const values = [answer.status, JSON.stringify(answer.body), call.practiceId, call.caller, call.key]
  return CompiledQuery.raw(KEEP_ANSWER, values)
}

const KEEP_ANSWER = `update idempotency set status = $1, answer = $2::jsonb where practice_id = $3 and caller = $4 and key = $5`

/** JSON with sorted keys, so that the order in which a client writes fields does not matter. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
