import { sql } from 'kysely'
import type { Context } from '../operation/context.ts'

/** Something that happened before this program was there: imported, or the history of a demo practice. */
export interface PastHappening {
  name: string
  operation: string
  subjectType: string
  subjectId: string
  clientId: string | null
  data: Record<string, unknown>
  at: Date
  actorName: string
}

/**
 * Writes events and their audit entries with the times they had. Nobody is told: subscribers act on news, not on history.
 * The audit's chain takes them in the order of their times when it is sealed next.
 */
export async function keepPastHappenings(ctx: Context, happenings: readonly PastHappening[]) {
  if (happenings.length === 0) return
  const shared = (each: PastHappening) => ({
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    operation: each.operation,
    actor_kind: ctx.actor.kind,
    actor_id: null,
    actor_name: each.actorName,
    subject_type: each.subjectType,
    subject_id: each.subjectId,
    client_id: each.clientId,
    at: each.at,
  })
  const events = happenings.map((each) => ({ ...shared(each), name: each.name, data: each.data }))
  const entries = happenings.map((each) => ({
    ...shared(each),
    outcome: 'done',
    changes: [{ event: each.name, subject: [each.subjectType, each.subjectId], data: each.data }],
  }))
  await sql`with happened as (insert into event select * from jsonb_populate_recordset(null::event, ${JSON.stringify(events)}::jsonb))
    insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, ${JSON.stringify(entries)}::jsonb)`.execute(
    ctx.db,
  )
}
