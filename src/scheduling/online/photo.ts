import { buffer } from 'node:stream/consumers'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import { keepFile } from '../../platform/files/keep.ts'
import { squarePicture } from '../../platform/files/square-picture.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, fileAnswer } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'

const WEBP = 'image/webp'
/** Shown at 44 pixels, on screens with up to four dots for one; larger where somebody zooms. */
const SIDE = 240

const Photo = z.object({ photo: z.string().nullable() })

export const replace = operation({
  path: 'PUT /practitioners/{id}/photo',
  summary:
    'Upload the picture of a practitioner that clients see when they choose; it is cut to a small square',
  allow: 'online.manage',
  upload: { maxBytes: 15 * 1024 * 1024 },
  takes: z.strictObject({ id: Id }),
  returns: Photo,
  fails: ['file_refused', 'file_too_large'],
  run: async (ctx, { id }) => {
    await requirePractitioner(ctx, id)
    // Only the pixels of what came are kept, drawn anew: nothing that was hidden in the file comes along.
    const bytes = await squarePicture(ctx.upload!, SIDE)
    const file = await keepFile(ctx, { bytes, name: 'photo.webp', clientId: null })
    await keepPhoto(ctx, id, file.id)
    return { photo: file.id }
  },
})

export const remove = operation({
  path: 'DELETE /practitioners/{id}/photo',
  summary: 'Take the picture of a practitioner away; initials are shown again',
  allow: 'online.manage',
  takes: z.strictObject({ id: Id }),
  returns: Photo,
  run: async (ctx, { id }) => {
    await requirePractitioner(ctx, id)
    await keepPhoto(ctx, id, null)
    return { photo: null }
  },
})

export const show = operation({
  path: 'GET /public/{practice}/practitioners/{id}/photo',
  summary: 'The picture of a practitioner who can be booked online',
  allow: 'anyone',
  takes: z.strictObject({ practice: z.string().max(50), id: Id, v: z.string().max(40).optional() }),
  returns: fileAnswer(WEBP),
  run: async (ctx, { id }) => {
    const { rows } = await sql<{ sha256: string }>`select f.sha256 from booking_profile b
      join stored_file f on f.practice_id = b.practice_id and f.id = b.photo_file_id
      join staff st on st.practice_id = b.practice_id and st.id = b.practitioner_id
      where b.practice_id = ${ctx.practiceId} and b.practitioner_id = ${id} and st.disabled_at is null`.execute(
      ctx.db,
    )
    if (!rows[0]) throw notFound('This picture')
    const bytes = await buffer(await ctx.services.files.get(rows[0].sha256))
    return { bytes, type: WEBP, name: 'photo.webp' }
  },
})

async function keepPhoto(ctx: Context, practitionerId: string, fileId: string | null) {
  await sql`insert into booking_profile (practice_id, practitioner_id, photo_file_id)
    values (${ctx.practiceId}, ${practitionerId}, ${fileId})
    on conflict (practice_id, practitioner_id) do update set photo_file_id = excluded.photo_file_id`.execute(
    ctx.db,
  )
  ctx.record('staff.booking_profile_changed', {
    subject: ['staff', practitionerId],
    data: { photo: fileId !== null },
  })
}

async function requirePractitioner(ctx: Context, id: string) {
  const { rows } = await sql`select 1 from staff
    where practice_id = ${ctx.practiceId} and id = ${id} and is_practitioner and disabled_at is null`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw notFound('This practitioner')
}

/** The picture's address, which changes with the picture, so that browsers may keep it; null: none. */
export function photoUrl(practitionerId: RawBuilder<unknown>, fileId: RawBuilder<unknown>) {
  return sql`case when ${fileId} is not null then '/api/public/' || (select slug from practice where practice_id = st.practice_id)
    || '/practitioners/' || ${practitionerId} || '/photo?v=' || right(${fileId}::text, 12) end`
}
