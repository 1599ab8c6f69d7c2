import { sql } from 'kysely'
import { createLink, revokeLinks } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'

export interface Kiosk {
  id: string
  name: string
  locationId: string
  locationName: string
  createdAt: Date
  createdBy: string
  lastSeenAt: Date | null
  revokedAt: Date | null
}

/** A device stands for years; it is switched off in the settings, not by time. */
const VALID_MS = 10 * 365 * 86_400_000

/** The check-in devices, those in use first. */
export async function listKiosks(ctx: Context): Promise<Kiosk[]> {
  const { rows } =
    await sql<Kiosk>`select k.id, k.name, k.location_id as "locationId", l.name as "locationName", k.created_at as "createdAt",
      k.created_by as "createdBy", k.last_seen_at as "lastSeenAt", k.revoked_at as "revokedAt"
    from kiosk k join location l on l.practice_id = k.practice_id and l.id = k.location_id
    where k.practice_id = ${ctx.practiceId} order by k.revoked_at nulls first, l.name, k.name, k.id`.execute(
      ctx.db,
    )
  return rows
}

export async function findKiosk(ctx: Context, id: string): Promise<Kiosk> {
  const found = (await listKiosks(ctx)).find((each) => each.id === id)
  if (!found) throw notFound('This device')
  return found
}

/** Pairs a device: the answered address is opened on it once. The secret stands behind #, so that no log ever sees it. */
export async function pairKiosk(
  ctx: Context,
  wish: { name: string; locationId: string },
): Promise<{ kiosk: Kiosk; url: string }> {
  const { rows } =
    await sql`select 1 from location where practice_id = ${ctx.practiceId} and id = ${wish.locationId} and archived_at is null`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This location')
  const id = ctx.newId()
  await sql`insert into kiosk (practice_id, id, location_id, name, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.locationId}, ${wish.name}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('kiosk.paired', {
    subject: ['kiosk', id],
    data: { name: wish.name, locationId: wish.locationId },
  })
  const kiosk = await findKiosk(ctx, id)
  return { kiosk, url: await linkOf(ctx, kiosk) }
}

/** A device that lost its pairing gets a new one; the old one ends. */
export async function pairAgain(ctx: Context, id: string): Promise<{ kiosk: Kiosk; url: string }> {
  await findKiosk(ctx, id)
  await sql`update kiosk set revoked_at = null, misses = 0 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('kiosk.link_renewed', { subject: ['kiosk', id] })
  const kiosk = await findKiosk(ctx, id)
  return { kiosk, url: await linkOf(ctx, kiosk) }
}

/** Switches a device off at once. */
export async function revokeKiosk(ctx: Context, id: string): Promise<Kiosk> {
  await findKiosk(ctx, id)
  await revokeLinks(ctx, { purpose: 'kiosk', subject: ['kiosk', id] })
  await sql`update kiosk set revoked_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('kiosk.revoked', { subject: ['kiosk', id] })
  return findKiosk(ctx, id)
}

async function linkOf(ctx: Context, { id, locationId }: Kiosk): Promise<string> {
  const subject = ['kiosk', id] as const
  const page = `/checkin/${locationId}`
  const { token } = await createLink(
    ctx,
    { purpose: 'kiosk', subject, clientId: null, validFor: VALID_MS, page },
    { supersede: true },
  )
  return `${ctx.services.settings.publicUrl}${page}#${token}`
}
