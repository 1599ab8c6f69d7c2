import { sql } from 'kysely'
import type { MailAttachment } from '../../platform/mail/mail.ts'
import type { Context } from '../../platform/operation/context.ts'

/** Stored files with their bytes, as a mail carries them. */
export async function attachmentsOf(ctx: Context, fileIds: readonly string[]): Promise<MailAttachment[]> {
  if (fileIds.length === 0) return []
  const { rows } = await sql<{
    sha256: string
    name: string
    type: string
  }>`select sha256, name, type from stored_file
    where practice_id = ${ctx.practiceId} and id = any(${[...fileIds]})`.execute(ctx.db)
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
