import { sql } from 'kysely'
import { createLink, revokeLinks } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'

export interface Kiosk {
  id: string
  kind: KioskKind
  name: string
  locationId: string
  locationName: string
  createdAt: Date
  createdBy: string
  lastSeenAt: Date | null
  revokedAt: Date | null
}

export type KioskKind = 'device' | 'poster'

/** A device stands for years; it is switched off in the settings, not by time. */
const VALID_MS = 10 * 365 * 86_400_000
/** What the device shows to phones is renewed every twenty minutes. */
const PHONE_MS = 30 * 60_000

/** The check-in devices, those in use first. */
export async function listKiosks(ctx: Context): Promise<Kiosk[]> {
  const { rows } =
    await sql<Kiosk>`select k.id, k.kind, k.name, k.location_id as "locationId", l.name as "locationName", k.created_at as "createdAt",
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

/**
 * Pairs a device: the answered address is opened on it once. Of a poster it is what its code says, until it is switched
 * off. The secret stands behind #, so that no log ever sees it.
 */
export async function pairKiosk(
  ctx: Context,
  wish: { name: string; locationId: string; kind: KioskKind },
): Promise<{ kiosk: Kiosk; url: string }> {
  const { rows } =
    await sql`select 1 from location where practice_id = ${ctx.practiceId} and id = ${wish.locationId} and archived_at is null`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This location')
  const id = ctx.newId()
  await sql`insert into kiosk (practice_id, id, kind, location_id, name, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.kind}, ${wish.locationId}, ${wish.name}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('kiosk.paired', {
    subject: ['kiosk', id],
    data: { name: wish.name, locationId: wish.locationId, kind: wish.kind },
  })
  const kiosk = await findKiosk(ctx, id)
  return { kiosk, url: await linkOf(ctx, kiosk) }
}

/** A device that lost its pairing gets a new one; the old one ends. */
export async function pairAgain(ctx: Context, id: string): Promise<{ kiosk: Kiosk; url: string }> {
  await findKiosk(ctx, id)
  await sql`update kiosk set revoked_at = null, misses = 0, phone_misses = 0 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('kiosk.link_renewed', { subject: ['kiosk', id] })
  const kiosk = await findKiosk(ctx, id)
  return { kiosk, url: await linkOf(ctx, kiosk) }
}

/** Switches a device off at once. */
export async function revokeKiosk(ctx: Context, id: string): Promise<Kiosk> {
  await findKiosk(ctx, id)
  for (const purpose of ['kiosk', 'entrance']) await revokeLinks(ctx, { purpose, subject: ['kiosk', id] })
  await sql`update kiosk set revoked_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('kiosk.revoked', { subject: ['kiosk', id] })
  return findKiosk(ctx, id)
}

async function linkOf(ctx: Context, { id, kind, locationId }: Kiosk): Promise<string> {
  if (kind === 'poster') return entranceLink(ctx, { id, locationId, validFor: VALID_MS, supersede: true })
  await revokeLinks(ctx, { purpose: 'entrance', subject: ['kiosk', id] })
  const page = `/checkin/${locationId}`
  const wish = { purpose: 'kiosk', subject: ['kiosk', id] as const, clientId: null, validFor: VALID_MS, page }
  const { token } = await createLink(ctx, wish, { supersede: true })
  return `${ctx.services.settings.publicUrl}${page}#${token}`
}

/** Whoever stands before the device scans this and goes on on their own phone; a picture taken along is soon worth nothing. */
export async function phoneLink(ctx: Context, id: string): Promise<{ url: string; validUntil: Date }> {
  const { locationId } = await findKiosk(ctx, id)
  const url = await entranceLink(ctx, { id, locationId, validFor: PHONE_MS, supersede: false })
  return { url, validUntil: new Date(ctx.now.getTime() + PHONE_MS) }
}

/** A further code of the same poster: what hangs already stays good. */
export function posterLink(ctx: Context, { id, locationId }: Kiosk): Promise<string> {
  return entranceLink(ctx, { id, locationId, validFor: VALID_MS, supersede: false })
}

interface EntranceWish {
  id: string
  locationId: string
  validFor: number
  supersede: boolean
}

async function entranceLink(ctx: Context, { id, locationId, validFor, supersede }: EntranceWish) {
  const page = `/checkin/${locationId}/phone`
  const wish = { purpose: 'entrance', subject: ['kiosk', id] as const, clientId: null, validFor, page }
  const { token } = await createLink(ctx, wish, { supersede })
  return `${ctx.services.settings.publicUrl}${page}#${token}`
}
