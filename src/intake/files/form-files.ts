import { sql } from 'kysely'
import { answerFile, keepFile } from '../../platform/files/keep.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { findForm } from '../form.ts'
import { findFormRequest, findOpenRequest } from '../form-request.ts'
import { faultsInAnswer } from '../questionnaire/check-value.ts'
import { allItems } from '../questionnaire/questionnaire.ts'
import type { SentFile } from './own-files.ts'

export const MOST_FILE_BYTES = 15 * 1024 * 1024
/** Enough for every page of a long report; a link must not fill the disk. */
const MOST_FILES = 40

/** Keeps a file that answers a question; refused as the question says (kind, size). */
export async function keepFormFile(
  ctx: Context,
  requestId: string,
  wish: { name: string; linkId: string; bytes: Uint8Array },
): Promise<SentFile> {
  const request = await findOpenRequest(ctx, requestId)
  const { definition } = await findForm(ctx, request.formId)
  const item = allItems(definition).find(
    ({ linkId, type }) => linkId === wish.linkId && type === 'attachment',
  )
  if (!item) throw invalid('linkId', 'This question takes no file.')
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from form_file
    where practice_id = ${ctx.practiceId} and form_request_id = ${requestId}`.execute(ctx.db)
  if (rows[0]!.count >= MOST_FILES)
    throw problem(
      409,
      'too_many_files',
      `At most ${MOST_FILES} files can be sent with a form. Please bring the others.`,
    )
  const kept = await keepFile(ctx, { bytes: wish.bytes, name: wish.name, clientId: request.clientId })
  const file = { contentType: kept.type, url: `urn:uuid:${kept.id}`, title: wish.name, size: kept.size }
  const [fault] = faultsInAnswer(definition, item, { valueAttachment: file })
  if (fault) throw problem(422, 'file_refused', fault, { reason: 'not_asked' })
  await sql`insert into form_file (practice_id, id, form_request_id, file_id, link_id, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${requestId}, ${kept.id}, ${wish.linkId}, ${ctx.now})`.execute(
    ctx.db,
  )
  return file
}

/** The content of a file that came with a form; fails as `answerFile` does. */
export async function readFormFile(ctx: Context, requestId: string, fileId: string) {
  const request = await findFormRequest(ctx, requestId)
  const { rows } = await sql`select from form_file
    where practice_id = ${ctx.practiceId} and form_request_id = ${requestId} and file_id = ${fileId} limit 1`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This file')
  ctx.saw('form_request', requestId, request.clientId)
  return answerFile(ctx, fileId)
}
