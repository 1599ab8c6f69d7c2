import { sql } from 'kysely'
import type { MailAttachment } from '../../platform/mail/mail.ts'
import { FILE_INFECTED } from '../../platform/files/keep.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'

/** Stored files with their bytes, as a mail carries them. */
export async function attachmentsOf(ctx: Context, fileIds: readonly string[]): Promise<MailAttachment[]> {
  if (fileIds.length === 0) return []
  const { rows } = await sql<{
    sha256: string
    name: string
    type: string
    scan: string
  }>`select sha256, name, type, scan from stored_file
    where practice_id = ${ctx.practiceId} and id = any(${[...fileIds]})`.execute(ctx.db)
  // Found after it was attached: what the practice may not open, nobody is sent.
  if (rows.some(({ scan }) => scan === 'infected'))
    throw problem(
      409,
      FILE_INFECTED,
      'The virus scanner found something in a file of this message. Send it again without the file.',
    )
  return Promise.all(
    rows.map(async ({ sha256, name, type }) => ({ filename: name, type, bytes: await bytesOf(ctx, sha256) })),
  )
}

/** The whole content of a stored file. */
export async function bytesOf(ctx: Context, sha256: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of await ctx.services.files.get(sha256)) parts.push(part as Uint8Array)
  return Buffer.concat(parts)
}
