import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { Answers } from '../questionnaire/questionnaire.ts'

/** A FHIR Attachment whose address names a file of the practice. */
export interface SentFile {
  contentType: string
  url: string
  title: string
  size: number
}

/** Answers may name no files but those that were sent with this form. */
export async function refuseForeignFiles(ctx: Context, requestId: string, answers: Answers): Promise<void> {
  const named = Object.entries(answers).flatMap(([field, values]) =>
    values.flatMap((value) => (isFile(value) ? [{ field, id: value.url.slice('urn:uuid:'.length) }] : [])),
  )
  if (named.length === 0) return
  const { rows } = await sql<{ fileId: string }>`select file_id as "fileId" from form_file
    where practice_id = ${ctx.practiceId} and form_request_id = ${requestId}`.execute(ctx.db)
  const own = new Set(rows.map(({ fileId }) => fileId))
  const foreign = named.filter(({ id }) => !own.has(id))
  if (foreign.length > 0)
    throw problem(422, 'answers_invalid', 'A file is missing. Please send it again.', {
      fields: foreign.map(({ field }) => ({
        field,
        message: 'This file is not here. Please send it again.',
      })),
    })
}

function isFile(value: unknown): value is SentFile {
  const url = (value as Partial<SentFile> | null)?.url
  return typeof url === 'string' && url.startsWith('urn:uuid:')
}
