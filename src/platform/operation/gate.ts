import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { actorId, may } from '../access/actor.ts'
import { isRetryable, problemOf } from '../database/constraint-problems.ts'
import { inTransaction } from '../database/transaction.ts'
import { Problem, forbidden, problem } from '../problem.ts'
import type { Context } from './context.ts'
import { keepAnswer, takeKey } from './idempotency.ts'
import type { Operation } from './operation.ts'
import { isWrite } from './operation.ts'
import type { Cause, Traces, WorkFacts } from './recorder.ts'
import { noTraces, tracesStatement, writeAuditEntry } from './recorder.ts'
import type { Call, House, Work } from './work.ts'
import { afterCommit, begin, contextOf } from './work.ts'

export type { Call, House } from './work.ts'

export interface Answer {
  status: number
  body: unknown
  /** True when the answer was stored by an earlier call with the same Idempotency-Key. */
  replayed: boolean
}

const ATTEMPTS = 4
const UNIVERSAL_CODES = new Set([
  'not_found',
  'forbidden',
  'invalid',
  'reason_required',
  'idempotency_key_reused',
  'answer_not_kept',
  'unavailable',
])

/**
 * The one door: permission, validation, one transaction, idempotency, events, audit, output.
 * Throws a Problem for every refusal; anything else that comes out is a bug of ours.
 */
export async function perform(house: House, operation: Operation, call: Call): Promise<Answer> {
  try {
    if (!isAllowed(operation, call.actor)) throw forbidden()
    const input = parseInput(operation, call.input)
    const reason = reasonOf(operation, call, input)
    const answer = await attempt(() => runOnce(house, operation, { ...call, input, reason }))
    if (answer.status >= 400) throw problemFrom(answer)
    return answer
  } catch (error) {
    const refusal = error instanceof Problem ? error : problemOf(error, house.constraints)
    if (!refusal) throw error
    if (!UNIVERSAL_CODES.has(refusal.code) && !operation.fails.includes(refusal.code)) {
      house.onUndeclared(operation, refusal.code)
    }
    if (refusal.status === 403) await auditRefusal(house, operation, call, refusal)
    throw refusal
  }
}

/** Work outside of the API (jobs, subscribers, command line) in the same kind of transaction, with events and audit. */
export async function inPractice<T>(
  house: House,
  who: { practiceId: string; actor: Actor; name: string; reason?: string; cause?: Cause },
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return attempt(async () => {
    const { facts, traces } = begin(house, who.name, {
      practiceId: who.practiceId,
      actor: who.actor,
      input: null,
      reason: who.reason ?? null,
      cause: who.cause,
    })
    const result = await inTransaction(house.database.app, who.practiceId, async (db, _client, lastly) => {
      const value = await work(contextOf(house, { db, facts, traces, call: {} }))
      const outcome = traces.happenings.length > 0 ? 'done' : null
      const told = tracesStatement(facts, traces, { listeners: house.listeners, outcome })
      if (told) lastly(told)
      return value
    })
    afterCommit(house, facts, traces)
    return result
  })
}

function isAllowed(operation: Operation, actor: Actor): boolean {
  const { allow } = operation
  if (allow === 'anyone' || actor.kind === 'system') return true
  if (allow === 'signed_in') return actor.kind === 'staff' || actor.kind === 'key'
  if (allow.startsWith('link:')) return actor.kind === 'link' && actor.purpose === allow.slice('link:'.length)
  return may(actor, allow)
}

function parseInput(operation: Operation, input: unknown): unknown {
  const parsed = operation.takes.safeParse(input)
  if (parsed.success) return parsed.data
  throw problem(422, 'invalid', firstMessage(parsed.error), { fields: parsed.error.issues.flatMap(fieldsOf) })
}

function firstMessage(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.') || 'The request'}: ${issue.message}` : 'The request is not valid.'
}

function fieldsOf(issue: z.core.$ZodIssue) {
  if (issue.code !== 'unrecognized_keys') return [{ field: issue.path.join('.'), message: issue.message }]
  return issue.keys.map((key) => ({
    field: [...issue.path, key].join('.'),
    message: 'This field is not known here.',
  }))
}

function reasonOf(operation: Operation, call: Call, input: unknown): string | null {
  const given = call.reason ?? (input as { reason?: unknown } | null)?.reason
  const reason = typeof given === 'string' && given.trim() !== '' ? given.trim().slice(0, 500) : null
  if (operation.reason === 'required' && !reason) {
    throw problem(422, 'reason_required', 'Say why: this step asks for a reason.', {
      fields: [{ field: 'reason', message: 'Say why.' }],
    })
  }
  return reason
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await work()
    } catch (error) {
      // Deadlock or serialization failure: the database rolled this one back so that another could go on.
      if (turn >= ATTEMPTS || !isRetryable(error)) throw error
    }
  }
}

async function runOnce(
  house: House,
  operation: Operation,
  call: Call & { reason: string | null },
): Promise<Answer> {
  const { facts, traces } = begin(house, operation.path, call)
  const answer = await inTransaction(house.database.app, call.practiceId, async (db, _client, lastly) => {
    const keyed =
      isWrite(operation) && operation.secret !== 'input' && call.idempotencyKey
        ? keyedCall(operation, call, facts)
        : null
    if (keyed) {
      const before = await takeKey(db, keyed)
      if (before) return { ...before, replayed: true }
      await sql`savepoint before_work`.execute(db)
    }
    const fresh = await answerOf(house, operation, { db, facts, traces, call }).catch(
      async (error: unknown) => {
        // With a key, a refusal is an answer, too: the caller who lost it must get the same one again.
        // Not the question for the password: after it the same call goes on, under the same key.
        if (!keyed || !(error instanceof Problem) || error.status >= 500 || error.code === 'confirm_password')
          throw error
        await sql`rollback to savepoint before_work`.execute(db)
        Object.assign(traces, noTraces())
        return { status: error.status, body: refusalBody(error), replayed: false }
      },
    )
    const outcome = fresh.status < 400 ? auditOutcome(operation, traces) : null
    const told = tracesStatement(facts, traces, { listeners: house.listeners, outcome })
    if (told) lastly(told)
    if (keyed) lastly(keepAnswer(keyed, operation.secret === 'answer' ? withoutSecret(fresh) : fresh))
    return fresh
  })
  if (!answer.replayed && answer.status < 400) afterCommit(house, facts, traces)
  return answer
}

async function answerOf(house: House, operation: Operation, work: Work): Promise<Answer> {
  const ctx = contextOf(house, work)
  const result = await operation.run(ctx, work.call.input)
  return { status: 200, body: operation.returns.parse(result), replayed: false }
}

function auditOutcome(operation: Operation, traces: Traces): 'done' | 'read' | null {
  if (isWrite(operation)) return 'done'
  return operation.reads && traces.seen.length > 0 ? 'read' : null
}

function keyedCall(operation: Operation, call: Call, facts: WorkFacts) {
  const caller = `${call.actor.kind}:${actorId(call.actor) ?? ''}`
  return {
    practiceId: call.practiceId,
    caller,
    key: call.idempotencyKey!,
    operation: operation.path,
    input: call.input,
    now: facts.now,
  }
}

/** What a second call under the same key is told: it happened once, and its secret was shown once. */
function withoutSecret(answer: Answer): Answer {
  if (answer.status >= 400) return answer
  const refusal = problem(
    409,
    'answer_not_kept',
    'This was done already. What it answered is shown only once and not kept.',
  )
  return { status: refusal.status, body: refusalBody(refusal), replayed: false }
}

function refusalBody(refusal: Problem) {
  return { status: refusal.status, code: refusal.code, message: refusal.message, ...refusal.details }
}

function problemFrom({ status, body }: Answer): Problem {
  const {
    code,
    message,
    status: _status,
    ...details
  } = body as { code: string; message: string; status: number }
  return new Problem(status, code, message, details)
}

async function auditRefusal(house: House, operation: Operation, call: Call, refusal: Problem) {
  const { facts } = begin(house, operation.path, { ...call, reason: null })
  await inTransaction(house.database.app, call.practiceId, (db) =>
    writeAuditEntry(db, facts, { outcome: 'refused', changes: [{ refused: refusal.code }] }),
  ).catch((error: unknown) => house.services.log.error({ err: error }, 'a refusal could not be audited'))
}
