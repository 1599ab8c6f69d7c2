import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { FILE_INFECTED, UPLOAD_QUOTA } from '../../platform/files/keep.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, fileAnswer, line } from '../../platform/operation/shapes.ts'
import { MOST_FILE_BYTES, keepFormFile, readFormFile } from './form-files.ts'

const requestId = (ctx: Context) => (ctx.actor.kind === 'link' ? ctx.actor.subjectId : '')

export const send = operation({
  path: 'POST /form/files',
  summary: 'Send a file that answers a question of the form',
  allow: 'link:form',
  upload: { maxBytes: MOST_FILE_BYTES },
  takes: z.strictObject({ name: line(200), linkId: z.string().min(1).max(255) }),
  returns: z.object({ contentType: z.string(), url: z.string(), title: z.string(), size: z.int() }),
  fails: [
    'file_refused',
    'file_too_large',
    'too_many_files',
    UPLOAD_QUOTA,
    'form_completed',
    'form_withdrawn',
    'link_expired',
  ],
  run: (ctx, { name, linkId }) => keepFormFile(ctx, requestId(ctx), { name, linkId, bytes: ctx.upload! }),
})

export const read = operation({
  path: 'GET /form-requests/{id}/files/{fileId}',
  summary: 'A file that came with a form',
  allow: 'forms.see_answers',
  reads: 'client',
  takes: z.strictObject({ id: Id, fileId: Id }),
  returns: fileAnswer('application/octet-stream'),
  fails: [FILE_INFECTED],
  run: (ctx, { id, fileId }) => readFormFile(ctx, id, fileId),
})
