import type { Actor } from '../access/actor.ts'
import { may } from '../access/actor.ts'
import { uuidv7 } from '../clock.ts'
import type { ConstraintProblems } from '../database/constraint-problems.ts'
import type { Database } from '../database/database.ts'
import type { Db } from '../database/transaction.ts'
import type { Subscriber } from '../events/subscribers.ts'
import type { Live } from '../live/live.ts'
import type { Services } from '../services.ts'
import type { Context, PracticeFacts } from './context.ts'
import type { Operation } from './operation.ts'
import type { Cause, Traces, WorkFacts } from './recorder.ts'
import { noTraces } from './recorder.ts'

/** What the gate needs of the house; made once in app.ts. */
export interface House {
  database: Database
  services: Services
  live: Live
  listeners: Map<string, Subscriber[]>
  constraints: ConstraintProblems
  practiceFacts(db: Db, practiceId: string): Promise<PracticeFacts>
  /** Told when an operation fails with a code it does not declare: the tests throw, production logs. */
  onUndeclared(operation: Operation, code: string): void
  /** Called after a commit that queued jobs. */
  onQueued(): void
}

export interface Call {
  practiceId: string
  actor: Actor
  input: unknown
  address?: string | null
  reason?: string | null
  locale?: string
  idempotencyKey?: string | null
  upload?: Uint8Array | null
  cause?: Cause | undefined
}

/** One transaction's worth of work: its queries, who and when, and what it will leave behind. */
export interface Work {
  db: Db
  facts: WorkFacts
  traces: Traces
  call: Partial<Call>
}

/** Fixes who, when and from where before the work begins. */
export function begin(house: House, operation: string, call: Call & { reason?: string | null }) {
  const now = house.services.clock.now()
  let made = 0
  const facts: WorkFacts = {
    practiceId: call.practiceId,
    operation,
    actor: call.actor,
    now,
    address: call.address ?? null,
    reason: call.reason ?? null,
    newId: () => uuidv7(now, house.services.random, made++),
    cause: call.cause,
  }
  return { facts, traces: noTraces() }
}

/** What the trade's code works with. */
export function contextOf(house: House, { db, facts, traces, call }: Work): Context {
  let practice: Promise<PracticeFacts> | undefined
  return {
    db,
    practiceId: facts.practiceId,
    actor: facts.actor,
    now: facts.now,
    locale: call.locale ?? 'en',
    services: house.services,
    address: facts.address,
    upload: call.upload ?? null,
    practice: () => (practice ??= house.practiceFacts(db, facts.practiceId)),
    can: (permission) => may(facts.actor, permission),
    record: (name, { subject: [subjectType, subjectId], clientId = null, data = {}, before, after }) => {
      traces.happenings.push({
        id: facts.newId(),
        name,
        subjectType,
        subjectId,
        clientId,
        data,
        before,
        after,
      })
    },
    saw: (type, id, clientId = null) =>
      void traces.seen.push({ type, id, clientId: clientId ?? (type === 'client' ? id : null) }),
    later: (kind, payload, { runAt = facts.now, key } = {}) =>
      void traces.jobs.push({ kind, payload, runAt, key: key ?? null }),
    newId: facts.newId,
  }
}

/** Tells live screens and the worker, once it is certain. */
export function afterCommit(house: House, facts: WorkFacts, traces: Traces) {
  for (const each of traces.happenings) {
    house.live.publish({
      practiceId: facts.practiceId,
      topic: each.subjectType,
      id: each.subjectId,
      name: each.name,
    })
  }
  if (traces.jobs.length > 0 || traces.happenings.some((each) => house.listeners.has(each.name)))
    house.onQueued()
}
