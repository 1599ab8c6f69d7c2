import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import { keepFile, UPLOAD_QUOTA } from '../../platform/files/keep.ts'
import { normalisePicture } from '../../platform/files/files.ts'
import type { PictureHint, ScanState } from '../../platform/files/files.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'

export const PHOTO_KINDS = ['insurance_front', 'insurance_back', 'id_front', 'id_back'] as const
export type PhotoKind = (typeof PHOTO_KINDS)[number]

/** A picture of one side of a card or paper. */
export interface IdPhoto {
  id: string
  clientId: string
  kind: PhotoKind
  fileId: string
  width: number
  height: number
  hints: PictureHint[]
  scan: ScanState
  takenBy: 'client' | 'staff'
  takenAt: Date
}

export const MOST_PHOTO_BYTES = 15 * 1024 * 1024
export const PHOTO_FAILS = ['file_refused', 'file_too_large', UPLOAD_QUOTA]
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp']

const COLUMNS =
  sql.raw(`i.id, i.client_id as "clientId", i.kind, i.file_id as "fileId", i.width, i.height, i.hints, f.scan,
  i.taken_by as "takenBy", i.taken_at as "takenAt"`)

/** The photos that count now, one of each kind. */
export async function listPhotos(ctx: Context, clientId: string): Promise<IdPhoto[]> {
  const { rows } =
    await sql<IdPhoto>`select ${COLUMNS} from id_photo i join stored_file f on f.practice_id = i.practice_id and f.id = i.file_id
    where i.practice_id = ${ctx.practiceId} and i.client_id = ${clientId} and i.replaced_at is null
      and ${seesClient(ctx, sql.ref('i.client_id'))} order by i.kind`.execute(ctx.db)
  return rows
}

export async function findPhoto(ctx: Context, id: string): Promise<IdPhoto> {
  const { rows } =
    await sql<IdPhoto>`select ${COLUMNS} from id_photo i join stored_file f on f.practice_id = i.practice_id and f.id = i.file_id
    where i.practice_id = ${ctx.practiceId} and i.id = ${id} and ${seesClient(ctx, sql.ref('i.client_id'))}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This photo')
  return rows[0]
}

/** Keeps a photo in the place of the one before. What the telephone sent is looked at whole, then written anew. */
export async function takePhoto(
  ctx: Context,
  wish: { clientId: string; kind: PhotoKind; name: string },
): Promise<IdPhoto> {
  const sent = ctx.upload
  if (!sent || sent.length === 0)
    throw problem(422, 'file_refused', 'The photo is empty. Please take it again.', { reason: 'empty' })
  // The original is judged and scanned first: what hides in it would be gone from the picture we keep.
  const { files } = ctx.services
  await files.check(sent, { name: wish.name, allowed: PHOTO_TYPES, maxBytes: MOST_PHOTO_BYTES })
  const picture = await normalisePicture(sent)
  const kept = await keepFile(ctx, {
    bytes: picture.bytes,
    name: `${wish.kind}.jpg`,
    clientId: wish.clientId,
  })
  const id = ctx.newId()
  // Two photos of one side at once follow each other; the later one counts.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`photo ${wish.clientId} ${wish.kind}`}, 0))`.execute(
    ctx.db,
  )
  await sql`update id_photo set replaced_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and client_id = ${wish.clientId} and kind = ${wish.kind} and replaced_at is null`.execute(
    ctx.db,
  )
  await sql`insert into id_photo (practice_id, id, client_id, kind, file_id, width, height, hints, taken_by, taken_at)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.kind}, ${kept.id}, ${picture.width}, ${picture.height}, ${picture.hints},
      ${ctx.actor.kind === 'link' ? 'client' : 'staff'}, ${ctx.now})`.execute(ctx.db)
  ctx.record('id_photo.taken', {
    subject: ['id_photo', id],
    clientId: wish.clientId,
    data: { kind: wish.kind },
  })
  return findPhoto(ctx, id)
}
