import { sql } from 'kysely'
import type { Context } from '../operation/context.ts'
import type { FileAnswer } from '../operation/shapes.ts'
import { notFound, problem } from '../problem.ts'
import type { FileWish, ScanState } from './store.ts'

export interface KeepWish extends Pick<
  FileWish,
  'declaredType' | 'allowed' | 'maxBytes' | 'mostPages' | 'isOurs'
> {
  bytes: Uint8Array
  name: string
  /** Whose file it is; null for one of the practice. */
  clientId: string | null
}

const MEGABYTE = 1024 * 1024
/** What one mailed link may bring, and what all links may bring for one client. */
const quotas = {
  link: { files: 60, bytes: 150 * MEGABYTE },
  client: { files: 600, bytes: 1500 * MEGABYTE },
}

/** The code to declare in `fails` of whatever lets clients send files. */
export const UPLOAD_QUOTA = 'upload_quota_reached'

export interface KeptFile {
  id: string
  sha256: string
  type: string
  size: number
  scan: ScanState
  /** Of a PDF that was sent; null for everything else. */
  pages: number | null
}

/**
 * Keeps content and notes it as a file of the practice; answers the file's id. Fails as `Files.put` does, and with
 * 409 `upload_quota_reached` when a link or a client has brought too much.
 */
export async function keepFile(ctx: Context, wish: KeepWish): Promise<KeptFile> {
  const linkId = ctx.actor.kind === 'link' ? ctx.actor.linkId : null
  if (linkId) await requireQuota(ctx, { linkId, clientId: wish.clientId, size: wish.bytes.length })
  const { bytes, clientId, ...how } = wish
  // Who comes by a mailed link sends pages that somebody has to read; the team may keep a whole file.
  const mostPages = wish.mostPages ?? (linkId ? ctx.services.settings.pdfPages : undefined)
  const { sha256, type, size, scan, name, pages } = await ctx.services.files.put(bytes, {
    ...how,
    ...(mostPages === undefined ? {} : { mostPages }),
  })
  const id = ctx.newId()
  const scannedAt = scan === 'not_scanned' ? null : ctx.now
  await sql`insert into stored_file (practice_id, id, sha256, name, type, size, pages, scan, scanned_at, client_id, link_id, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${sha256}, ${name}, ${type}, ${size}, ${pages}, ${scan}, ${scannedAt}, ${clientId}, ${linkId}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  return { id, sha256, type, size, scan, pages }
}

async function requireQuota(
  ctx: Context,
  { linkId, clientId, size }: { linkId: string; clientId: string | null; size: number },
): Promise<void> {
  // Uploads of one client follow each other, so that many at once cannot pass the limit together.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${ctx.practiceId} ${clientId ?? linkId}`}, 0))`.execute(
    ctx.db,
  )
  const used = async (condition: ReturnType<typeof sql>) => {
    const { rows } = await sql<{
      files: number
      bytes: number
    }>`select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes
      from stored_file where practice_id = ${ctx.practiceId} and ${condition}`.execute(ctx.db)
    return rows[0]!
  }
  const checks = [
    { quota: quotas.link, used: await used(sql`link_id = ${linkId}`) },
    { quota: quotas.client, used: await used(sql`client_id = ${clientId} and link_id is not null`) },
  ]
  if (checks.some(({ quota, used }) => used.files >= quota.files || used.bytes + size > quota.bytes))
    throw problem(
      409,
      UPLOAD_QUOTA,
      'You have sent as many files as can be taken here. Please ask the practice.',
    )
}

export interface FileFacts {
  id: string
  name: string
  type: string
  size: number
  pages: number | null
  scan: ScanState
  clientId: string | null
}

/** A noted file; 404 when there is none. Whether the caller may see it is for the slice to say. */
export async function findFile(ctx: Context, id: string): Promise<FileFacts & { sha256: string }> {
  const { rows } = await sql<
    FileFacts & { sha256: string }
  >`select id, sha256, name, type, size::float8 as size, pages, scan, client_id as "clientId"
    from stored_file where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This file')
  return rows[0]
}

/** The code to declare in `fails` of whatever answers a kept file. */
export const FILE_INFECTED = 'file_infected'

/** A kept file as an answer; what was found to be infected is refused with 409 `file_infected`. */
export async function answerFile(
  ctx: Context,
  id: string,
  options: { inline?: boolean } = {},
): Promise<FileAnswer> {
  const { sha256, name, type, scan } = await findFile(ctx, id)
  if (scan === 'infected')
    throw problem(
      409,
      FILE_INFECTED,
      'The virus scanner found something in this file. It has been put aside and is not shown.',
    )
  const parts: Uint8Array[] = []
  for await (const part of await ctx.services.files.get(sha256)) parts.push(part as Uint8Array)
  return { bytes: Buffer.concat(parts), type, name, inline: options.inline ?? false, etag: `"${sha256}"` }
}

/** Files that came from somebody unknown belong to this client from now on. */
export async function giveFiles(ctx: Context, fileIds: readonly string[], clientId: string): Promise<void> {
  await sql`update stored_file set client_id = ${clientId}
    where practice_id = ${ctx.practiceId} and id = any(${[...fileIds]}::uuid[]) and client_id is null`.execute(
    ctx.db,
  )
}
