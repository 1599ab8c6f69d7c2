import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'

/** What must be known at once: whom to call in an emergency, allergies, medicines that are taken. */
export const FACT_FIELDS = ['contact', 'allergies', 'medication'] as const
export type FactField = (typeof FACT_FIELDS)[number]

/** Health data: for who treats, not for the desk. Whom to call in an emergency the desk must know. */
export const HEALTH_FIELDS: readonly string[] = ['allergies', 'medication']

export interface ChartFact {
  field: FactField
  said: string
  formRequestId: string | null
  changedAt: Date
  changedBy: string
  rowVersion: number
}

/** The facts of a client; the caller must have found the client. */
export async function listFacts(ctx: Context, clientId: string): Promise<ChartFact[]> {
  const { rows } =
    await sql<ChartFact>`select field, said, form_request_id as "formRequestId", changed_at as "changedAt", changed_by as "changedBy",
      row_version as "rowVersion" from chart_fact where practice_id = ${ctx.practiceId} and client_id = ${clientId} order by field`.execute(
      ctx.db,
    )
  return rows
}

export const isFactField = (field: string): field is FactField =>
  (FACT_FIELDS as readonly string[]).includes(field)

interface FactWish {
  field: FactField
  /** Empty: nothing is known any more. */
  said: string
  formRequestId?: string | null
  /** Of the fact that was seen; left out: whatever it is now. 0: there was none. */
  rowVersion?: number | undefined
}

/** Keeps a fact; 409 when somebody else changed it meanwhile. */
export async function keepFact(ctx: Context, clientId: string, wish: FactWish): Promise<void> {
  await findClient(ctx, clientId)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fact ${clientId} ${wish.field}`}, 0))`.execute(
    ctx.db,
  )
  const before = (await listFacts(ctx, clientId)).find(({ field }) => field === wish.field)
  if (wish.rowVersion !== undefined && wish.rowVersion !== (before?.rowVersion ?? 0))
    throw changedMeanwhile(before?.rowVersion ?? 0)
  const said = wish.said.trim()
  if (said === (before?.said ?? '')) return
  if (said === '')
    await sql`delete from chart_fact where practice_id = ${ctx.practiceId} and client_id = ${clientId} and field = ${wish.field}`.execute(
      ctx.db,
    )
  else
    await sql`insert into chart_fact as f (practice_id, client_id, field, said, form_request_id, changed_at, changed_by)
      values (${ctx.practiceId}, ${clientId}, ${wish.field}, ${said}, ${wish.formRequestId ?? null}, ${ctx.now}, ${ctx.actor.name})
      on conflict (practice_id, client_id, field) do update set said = excluded.said, form_request_id = excluded.form_request_id,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by, row_version = f.row_version + 1`.execute(
      ctx.db,
    )
  ctx.record('chart_fact.changed', {
    subject: ['chart_fact', clientId],
    clientId,
    data: { field: wish.field },
    before: { said: before?.said ?? null },
    after: { said: said || null },
  })
}
