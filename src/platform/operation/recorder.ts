import { CompiledQuery, sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { actorId } from '../access/actor.ts'
import type { Db } from '../database/transaction.ts'
import type { Subscriber } from '../events/subscribers.ts'
import type { Happening, JobWish } from './context.ts'

/** What one unit of work wants to leave behind; written in one statement before the commit. */
export interface Traces {
  happenings: (Happening & { id: string })[]
  seen: { type: string; id: string; clientId: string | null }[]
  jobs: JobWish[]
}

export interface WorkFacts {
  practiceId: string
  operation: string
  actor: Actor
  now: Date
  address: string | null
  reason: string | null
  newId(): string
  /** The event that this work answers, and how many automations stand behind it. */
  cause?: Cause | undefined
}

export interface Cause {
  eventId: string
  depth: number
}

/** The job kind that carries an event to one subscriber. */
export const DELIVERY = 'event.deliver'

export function noTraces(): Traces {
  return { happenings: [], seen: [], jobs: [] }
}

/**
 * The statement that writes events, their deliveries, queued jobs and the audit entry together; null when there is
 * nothing to tell. Every writing operation pays it, so it is one, and travels with the commit.
 */
export function tracesStatement(
  facts: WorkFacts,
  traces: Traces,
  options: { listeners: Map<string, Subscriber[]>; outcome: 'done' | 'read' | null },
): CompiledQuery | null {
  const events = traces.happenings.map((each) => eventRow(facts, each))
  const jobs = [
    ...traces.jobs.map((wish) => jobRow(facts, wish)),
    ...deliveries(facts, traces, options.listeners),
  ]
  const entries = options.outcome ? [auditRow(facts, traces, options.outcome)] : []
  if (events.length + jobs.length + entries.length === 0) return null
  return CompiledQuery.raw(
    WRITE_TRACES,
    [events, jobs, entries].map((rows) => JSON.stringify(rows)),
  )
}

const WRITE_TRACES = `with
  happened as (insert into event select * from jsonb_populate_recordset(null::event, $1::jsonb)),
  queued as (insert into job select * from jsonb_populate_recordset(null::job, $2::jsonb) on conflict do nothing)
  insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, $3::jsonb)`

function eventRow(
  facts: WorkFacts,
  { id, name, subjectType, subjectId, clientId, data }: Happening & { id: string },
) {
  return {
    practice_id: facts.practiceId,
    id,
    name,
    subject_type: subjectType,
    subject_id: subjectId,
    client_id: clientId,
    data,
    operation: facts.operation,
    actor_kind: facts.actor.kind,
    actor_id: actorId(facts.actor),
    actor_name: facts.actor.name,
    at: facts.now,
    caused_by: facts.cause?.eventId ?? null,
    cause_depth: facts.cause?.depth ?? 0,
  }
}

function deliveries(facts: WorkFacts, traces: Traces, listeners: Map<string, Subscriber[]>) {
  return traces.happenings.flatMap(({ id, name }) =>
    (listeners.get(name) ?? []).map((each) =>
      jobRow(facts, {
        kind: DELIVERY,
        payload: { eventId: id, subscriber: each.name, depth: facts.cause?.depth ?? 0 },
        runAt: facts.now,
        key: `${id} ${each.name}`,
      }),
    ),
  )
}

function jobRow(facts: WorkFacts, { kind, payload, runAt, key }: JobWish) {
  return {
    id: facts.newId(),
    practice_id: facts.practiceId,
    kind,
    payload,
    key,
    run_at: runAt,
    attempts: 0,
    max_attempts: 12,
    leased_until: null,
    last_error: null,
    dead_at: null,
    created_at: facts.now,
  }
}

function auditRow(facts: WorkFacts, traces: Traces, outcome: 'done' | 'read' | 'refused') {
  const first = traces.happenings[0]
  const seen = traces.seen[0]
  return {
    practice_id: facts.practiceId,
    id: facts.newId(),
    at: facts.now,
    operation: facts.operation,
    outcome,
    actor_kind: facts.actor.kind,
    actor_id: actorId(facts.actor),
    actor_name: facts.actor.name,
    address: facts.address,
    reason: facts.reason,
    subject_type: first?.subjectType ?? seen?.type ?? null,
    subject_id: first?.subjectId ?? seen?.id ?? null,
    client_id: traces.happenings.find((each) => each.clientId)?.clientId ?? seen?.clientId ?? null,
    changes: [
      ...traces.happenings.map(changeOf),
      ...traces.seen.slice(first ? 0 : 1).map((each) => ({ saw: each.type, id: each.id })),
    ],
  }
}

function changeOf({ name, subjectType, subjectId, data, before, after }: Happening) {
  return {
    event: name,
    subject: [subjectType, subjectId],
    data,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }
}

/** An audit entry on its own: refusals, sign-ins, exports of the command line. */
export async function writeAuditEntry(
  db: Db,
  facts: WorkFacts,
  details: { outcome: 'done' | 'read' | 'refused'; changes?: unknown[] },
) {
  const row = { ...auditRow(facts, noTraces(), details.outcome), changes: details.changes ?? [] }
  await sql`insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, ${JSON.stringify([row])}::jsonb)`.execute(
    db,
  )
}
