import { sql } from 'kysely'
import { z } from 'zod'
import { findClient, seesClient } from '../../clients/index.ts'
import { FILE_INFECTED, answerFile, giveFiles } from '../../platform/files/keep.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, fileAnswer, line } from '../../platform/operation/shapes.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { noteReceived } from '../conversations/thread.ts'
import type { InboundAttachment } from './receive.ts'

interface Row {
  id: string
  client_id: string | null
  channel: 'email' | 'sms' | 'portal'
  from_address: string
  from_name: string | null
  subject: string | null
  body: string
  kind: 'message' | 'auto_reply' | 'bounce' | 'keyword'
  received_at: Date
  attachments: InboundAttachment[]
}

const Unmatched = z.object({
  items: z.array(
    z.object({
      id: Id,
      channel: z.enum(['email', 'sms', 'portal']),
      from: z.string(),
      fromName: z.string().nullable(),
      subject: z.string().nullable(),
      text: z.string(),
      receivedAt: Instant,
      attachments: z.int(),
    }),
  ),
})

async function readUnmatched(ctx: Context): Promise<z.input<typeof Unmatched>> {
  const { rows } =
    await sql<Row>`select * from inbound_message where practice_id = ${ctx.practiceId} and client_id is null
    and dismissed_at is null and kind = 'message' order by received_at desc limit 200`.execute(ctx.db)
  return {
    items: rows.map((row) => ({
      id: row.id,
      channel: row.channel,
      from: row.from_address,
      fromName: row.from_name,
      subject: row.subject,
      text: row.body,
      receivedAt: row.received_at,
      attachments: row.attachments.length,
    })),
  }
}

export const list = operation({
  path: 'GET /inbound-messages/unmatched',
  summary: 'What came from senders nobody knows',
  allow: 'messages.see',
  takes: z.strictObject({}),
  returns: Unmatched,
  run: readUnmatched,
})

/** Takes it off the list once; two people at it at the same time: the second is told. */
async function settle(ctx: Context, id: string, change: ReturnType<typeof sql>): Promise<Row> {
  const { rows } = await sql<Row>`update inbound_message set ${change}
    where practice_id = ${ctx.practiceId} and id = ${id} and client_id is null and dismissed_at is null returning *`.execute(
    ctx.db,
  )
  if (rows[0]) return rows[0]
  const { rows: known } =
    await sql`select 1 from inbound_message where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (known.length === 0) throw notFound('This message')
  throw problem(409, 'already_settled', 'Somebody has settled this message meanwhile.')
}

export const match = operation({
  path: 'POST /inbound-messages/{id}/match',
  summary: 'Say whose message it is: it moves into that client’s thread',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, clientId: Id }),
  returns: Unmatched,
  fails: ['already_settled'],
  run: async (ctx, { id, clientId }) => {
    await findClient(ctx, clientId)
    const row = await settle(ctx, id, sql`client_id = ${clientId}, matched_by = 'staff'`)
    const fileIds = row.attachments.map(({ fileId }) => fileId).filter((each) => each !== null)
    await giveFiles(ctx, fileIds, clientId)
    await noteReceived(ctx, { clientId, channel: row.channel, text: row.body, at: row.received_at })
    ctx.record('inbound_message.matched', { subject: ['inbound_message', id], clientId })
    return readUnmatched(ctx)
  },
})

export const dismiss = operation({
  path: 'POST /inbound-messages/{id}/dismissal',
  summary: 'It belongs to nobody (advertising)',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, reason: line(300).optional() }),
  returns: Unmatched,
  fails: ['already_settled'],
  reason: 'optional',
  run: async (ctx, { id }) => {
    await settle(ctx, id, sql`dismissed_at = ${ctx.now}, dismissed_by = ${ctx.actor.name}`)
    ctx.record('inbound_message.dismissed', { subject: ['inbound_message', id] })
    return readUnmatched(ctx)
  },
})

export const file = operation({
  path: 'GET /message-files/{fileId}',
  summary: 'A file of a thread, as it came or was sent',
  allow: 'messages.see',
  takes: z.strictObject({ fileId: Id }),
  returns: fileAnswer('application/octet-stream'),
  fails: [FILE_INFECTED],
  run: async (ctx, { fileId }) => {
    const { rows } = await sql`select from stored_file f
      where f.practice_id = ${ctx.practiceId} and f.id = ${fileId} and (f.client_id is null or ${seesClient(ctx, sql.ref('f.client_id'))})
        and (exists (select from inbound_message i where i.practice_id = f.practice_id
            and i.attachments @> jsonb_build_array(jsonb_build_object('fileId', f.id::text)))
          or exists (select from message m where m.practice_id = f.practice_id and m.client_id = f.client_id and m.attachments ? f.id::text))`.execute(
      ctx.db,
    )
    if (!rows[0]) throw notFound('This file')
    return answerFile(ctx, fileId)
  },
})
