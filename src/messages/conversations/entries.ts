import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'

export interface EntryRow {
  id: string
  kind: 'out' | 'in' | 'note' | 'call_in' | 'call_out'
  channel: string | null
  at: Date
  by_name: string | null
  subject: string | null
  text: string
  rule: string | null
  state: string | null
  delivery: string | null
  undo_until: Date | null
  error: string | null
  outcome: string | null
  attachments: {
    fileId: string | null
    name: string
    type: string
    size: number
    refused?: string
  }[]
}

/** What was said with a client over all channels, newest first: messages, answers, notes of the team, calls. */
export async function listEntries(
  ctx: Context,
  { clientId, limit, cursor }: { clientId: string; limit: number; cursor?: string | undefined },
) {
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const page = (at: string) =>
    after
      ? sql`and (${sql.ref(at)}, id) < (${after[0]}::timestamptz, ${after[1]}::uuid) order by ${sql.ref(at)} desc, id desc limit ${limit + 1}`
      : sql`order by ${sql.ref(at)} desc, id desc limit ${limit + 1}`
  const mine = sql`practice_id = ${ctx.practiceId} and client_id = ${clientId}`
  const { rows } = await sql<EntryRow>`
    (select id, 'out' as kind, channel, send_at as at, by_name, case when rule = 'by_hand' then null else title end as subject,
        case when channel = 'sms' then coalesce(sms_text, body) else body end as text, rule, state, delivery, undo_until, error, gateway_answer as outcome,
        ${filesOf(ctx)} as attachments
      from message where ${mine} and state <> 'skipped' and (state <> 'cancelled' or rule = 'by_hand') 
        and (state <> 'planned' or rule = 'by_hand' or send_at <= ${ctx.now}) ${page('send_at')})
    union all (select id, 'in', channel, received_at, from_name, subject, body, kind, null, null, null, null, outcome, attachments
      from inbound_message where ${mine} ${page('received_at')})
    union all (select id, kind, null, at, by_name, null, body, null, null, null, null, null, null, '[]'::jsonb
      from conversation_note where ${mine} ${page('at')})
    order by at desc, id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.at.toISOString(), row.id])
}

function filesOf(ctx: Context) {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'type', f.type, 'size', f.size))
    from stored_file f where f.practice_id = ${ctx.practiceId} and message.attachments ? f.id::text), '[]'::jsonb)`
}
