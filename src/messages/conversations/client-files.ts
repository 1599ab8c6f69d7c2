import { sql } from 'kysely'
import { z } from 'zod'
import { FILE_INFECTED, UPLOAD_QUOTA, answerFile, keepFile } from '../../platform/files/keep.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, fileAnswer, line } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import type { InboundAttachment } from '../inbound/receive.ts'

const MOST_BYTES = 10 * 1024 * 1024

/** Whose page it is. */
export function clientOf(ctx: Context): string {
  return ctx.actor.kind === 'link' ? ctx.actor.subjectId : ''
}

export const attach = operation({
  path: 'POST /my-messages/files',
  summary: 'The client sends a file to go with the next message',
  allow: 'link:conversation',
  upload: { maxBytes: MOST_BYTES },
  takes: z.strictObject({ name: line(200) }),
  returns: z.object({ fileId: Id, name: z.string(), type: z.string(), size: z.int() }),
  fails: ['file_refused', 'file_too_large', UPLOAD_QUOTA],
  run: async (ctx, { name }) => {
    const file = await keepFile(ctx, { bytes: ctx.upload!, name, clientId: clientOf(ctx) })
    return { fileId: file.id, name, type: file.type, size: file.size }
  },
})

/** Files of the next message; 422 for one that this page did not send. */
export async function ownFiles(ctx: Context, fileIds: readonly string[]): Promise<InboundAttachment[]> {
  if (fileIds.length === 0) return []
  const linkId = ctx.actor.kind === 'link' ? ctx.actor.linkId : null
  const { rows } =
    await sql<InboundAttachment>`select id as "fileId", name, type, size::float8 as size from stored_file
    where practice_id = ${ctx.practiceId} and id = any(${[...fileIds]}::uuid[]) and client_id = ${clientOf(ctx)}
      and link_id = ${linkId} and scan <> 'infected' order by created_at, id`.execute(ctx.db)
  if (rows.length !== new Set(fileIds).size)
    throw invalid('fileIds', 'One of the files is not here any more. Please attach it again.')
  return rows
}

export const file = operation({
  path: 'GET /my-messages/files/{fileId}',
  summary: 'A file of the thread, for its client',
  allow: 'link:conversation',
  takes: z.strictObject({ fileId: Id }),
  returns: fileAnswer('application/octet-stream'),
  fails: [FILE_INFECTED],
  run: async (ctx, { fileId }) => {
    const clientId = clientOf(ctx)
    const { rows } = await sql`select 1 from (
      select attachments @> jsonb_build_array(jsonb_build_object('fileId', ${fileId}::text)) as holds
        from inbound_message where practice_id = ${ctx.practiceId} and client_id = ${clientId} and kind = 'message'
      union all select attachments ? ${fileId}::text from message
        where practice_id = ${ctx.practiceId} and client_id = ${clientId} and rule = 'by_hand' and state = 'sent') of_thread
      where holds limit 1`.execute(ctx.db)
    if (!rows[0]) throw notFound('This file')
    return answerFile(ctx, fileId)
  },
})
