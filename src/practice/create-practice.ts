import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { problem } from '../platform/problem.ts'
import type { Pack } from './pack.ts'
import { findPack, packText } from './pack.ts'
import { slugOf } from './slug.ts'

export interface OpeningSpan {
  /** 1 = Monday ... 7 = Sunday. */
  weekday: number
  /** Wall-clock 'HH:MM' in the location's zone. */
  opens: string
  closes: string
}

export interface PracticeWish {
  name: string
  /** The name in public addresses; made from the practice's name when left out. */
  slug?: string | undefined
  pack: string
  locale: 'en' | 'de'
  currency: string
  country: string
  zone: string
  phone?: string | null | undefined
  email?: string | null | undefined
  addressLines?: string[] | undefined
  location: { name: string; addressLines?: string[] | undefined; opening: OpeningSpan[] }
  owner: {
    name: string
    email: string
    userId?: string | undefined
    isPractitioner?: boolean | undefined
    title?: string | null | undefined
  }
}

/**
 * Makes the practice of this transaction from a profession pack: its facts, first location with rooms and equipment,
 * and the owner. The event `practice.created` lets later slices install their part of the pack (services, forms, notes).
 */
export async function createPractice(ctx: Context, wish: PracticeWish) {
  const pack = findPack(wish.pack)
  const slug = await freeSlug(ctx, wish)
  await sql`insert into practice (practice_id, slug, name, pack, locale, currency, country, zone, phone, email, address_lines, created_at)
    values (${ctx.practiceId}, ${slug}, ${wish.name}, ${pack.key}, ${wish.locale}, ${wish.currency}, ${wish.country}, ${wish.zone},
      ${wish.phone ?? null}, ${wish.email ?? null}, ${wish.addressLines ?? []}, ${ctx.now})`.execute(ctx.db)
  const locationId = await openFirstLocation(ctx, wish)
  await furnish(ctx, { locationId, pack, locale: wish.locale })
  const ownerId = await appointOwner(ctx, wish)
  ctx.record('practice.created', {
    subject: ['practice', ctx.practiceId],
    data: { pack: pack.key, locationId, ownerId },
    after: wish,
  })
  return { practiceId: ctx.practiceId, slug, ownerId, locationId }
}

async function freeSlug(ctx: Context, { slug, name }: PracticeWish): Promise<string> {
  const isTaken = async (wanted: string) =>
    (await sql`select practice_id from practice_by_slug(${wanted})`.execute(ctx.db)).rows.length > 0
  const wanted = slug ?? slugOf(name)
  if (!(await isTaken(wanted))) return wanted
  if (slug) throw problem(409, 'slug_taken', 'Another practice has this address. Choose another name for it.')
  for (let count = 2; ; count += 1) {
    const next = `${wanted.slice(0, 45)}-${count}`
    if (!(await isTaken(next))) return next
  }
}

async function openFirstLocation(
  ctx: Context,
  { location, zone, addressLines }: PracticeWish,
): Promise<string> {
  const id = ctx.newId()
  await sql`insert into location (practice_id, id, name, address_lines, zone)
    values (${ctx.practiceId}, ${id}, ${location.name}, ${location.addressLines ?? addressLines ?? []}, ${zone})`.execute(
    ctx.db,
  )
  for (const { weekday, opens, closes } of location.opening) {
    await sql`insert into opening_hours (practice_id, id, location_id, weekday, opens, closes)
      values (${ctx.practiceId}, ${ctx.newId()}, ${id}, ${weekday}, ${opens}, ${closes})`.execute(ctx.db)
  }
  return id
}

async function furnish(
  ctx: Context,
  { locationId, pack, locale }: { locationId: string; pack: Pack; locale: string },
) {
  for (const [position, name] of pack.rooms.entries()) {
    await sql`insert into room (practice_id, id, location_id, name, position)
      values (${ctx.practiceId}, ${ctx.newId()}, ${locationId}, ${packText(name, locale)}, ${position})`.execute(
      ctx.db,
    )
  }
  for (const { key, name, units } of pack.equipment) {
    const poolId = ctx.newId()
    await sql`insert into equipment_pool (practice_id, id, location_id, name, pack_key)
      values (${ctx.practiceId}, ${poolId}, ${locationId}, ${packText(name, locale)}, ${key})`.execute(ctx.db)
    for (let unit = 1; unit <= units; unit += 1) {
      await sql`insert into equipment_unit (practice_id, id, pool_id, name)
        values (${ctx.practiceId}, ${ctx.newId()}, ${poolId}, ${`${packText(name, locale)} ${unit}`})`.execute(
        ctx.db,
      )
    }
  }
}

async function appointOwner(ctx: Context, { owner }: PracticeWish): Promise<string> {
  const id = ctx.newId()
  await sql`insert into staff (practice_id, id, user_id, name, email, role, is_practitioner, title, color, created_at)
    values (${ctx.practiceId}, ${id}, ${owner.userId ?? null}, ${owner.name}, ${owner.email}, 'owner', ${owner.isPractitioner ?? false},
      ${owner.title ?? null}, 'teal', ${ctx.now})`.execute(ctx.db)
  return id
}

/** The pools that came with the pack's equipment of this key: what a service of the pack needs a unit of. */
export async function poolsOfPack(ctx: Context, equipmentKey: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from equipment_pool
    where practice_id = ${ctx.practiceId} and pack_key = ${equipmentKey} and archived_at is null order by id`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}
