import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'

export interface AuditEntry {
  id: string
  at: Date
  operation: string
  outcome: 'done' | 'read' | 'refused'
  actorKind: string
  actorId: string | null
  actorName: string
  address: string | null
  reason: string | null
  subjectType: string | null
  subjectId: string | null
  clientId: string | null
  changes: unknown[]
}

/** What the report may be sorted by: a list, so that nobody's text reaches the query. */
export const AUDIT_SORTS = ['at', 'actor', 'operation', 'subject', 'outcome'] as const
export type AuditSort = (typeof AUDIT_SORTS)[number]

const SORTED_BY: Record<AuditSort, RawBuilder<unknown>> = {
  at: sql`a.at`,
  actor: sql`a.actor_name`,
  operation: sql`a.operation`,
  subject: sql`coalesce(a.subject_type, '')`,
  outcome: sql`a.outcome`,
}

export interface AuditQuestion {
  limit: number
  cursor?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  clientId?: string | undefined
  actorId?: string | undefined
  subjectId?: string | undefined
  subjectType?: string | undefined
  operation?: string | undefined
  outcome?: AuditEntry['outcome'] | undefined
  sort: AuditSort
  order: 'asc' | 'desc'
}

/** The audit by time range and any of its facts, in any order, page by page. */
export async function readAudit(ctx: Context, question: AuditQuestion) {
  const { sort, order, limit } = question
  const by = SORTED_BY[sort]
  const direction = order === 'asc' ? sql`asc` : sql`desc`
  const { rows } = await sql<
    AuditEntry & { sorted: string | Date }
  >`select a.id, a.at, a.operation, a.outcome, a.actor_kind as "actorKind",
      a.actor_id as "actorId", a.actor_name as "actorName", a.address, a.reason, a.subject_type as "subjectType", a.subject_id as "subjectId",
      a.client_id as "clientId", a.changes, ${by} as sorted
    from audit_entry a where ${sql.join(conditionsOf(ctx, question, by), sql` and `)}
    order by ${by} ${direction}, a.id ${direction} limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [
    row.sorted instanceof Date ? row.sorted.toISOString() : row.sorted,
    row.id,
  ])
}

function conditionsOf(ctx: Context, question: AuditQuestion, by: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`a.practice_id = ${ctx.practiceId}`]
  const { from, to, clientId, actorId, subjectId, subjectType, operation, outcome, cursor } = question
  if (from) conditions.push(sql`a.at >= ${from}`)
  if (to) conditions.push(sql`a.at < ${to}`)
  if (clientId) conditions.push(sql`a.client_id = ${clientId}`)
  if (actorId) conditions.push(sql`a.actor_id = ${actorId}`)
  if (subjectId) conditions.push(sql`a.subject_id = ${subjectId}`)
  if (subjectType) conditions.push(sql`a.subject_type = ${subjectType}`)
  if (operation) conditions.push(sql`a.operation = ${operation}`)
  if (outcome) conditions.push(sql`a.outcome = ${outcome}`)
  if (cursor) conditions.push(afterCursor(cursor, question, by))
  return conditions
}

function afterCursor(
  cursor: string,
  { sort, order }: AuditQuestion,
  by: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const [value, id] = valuesOfCursor(cursor, 2)
  const typed = sort === 'at' ? sql`${value}::timestamptz` : sql`${value}::text`
  const beyond = order === 'asc' ? sql`>` : sql`<`
  return sql`(${by}, a.id) ${beyond} (${typed}, ${id}::uuid)`
}
