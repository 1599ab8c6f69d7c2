import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import { findLocation } from './locations.ts'

export interface Room {
  id: string
  locationId: string
  name: string
  position: number
  archivedAt: Date | null
}

export interface Unit {
  id: string
  name: string
  archivedAt: Date | null
}

export interface Pool {
  id: string
  locationId: string
  name: string
  archivedAt: Date | null
  units: Unit[]
}

/** The rooms that are in use (or all that ever were), by location and order. */
export async function listRooms(ctx: Context, { archived = false } = {}): Promise<Room[]> {
  const { rows } =
    await sql<Room>`select id, location_id as "locationId", name, position, archived_at as "archivedAt" from room
    where practice_id = ${ctx.practiceId} and (archived_at is null or ${archived}) order by location_id, position, name, id`.execute(
      ctx.db,
    )
  return rows
}

export async function addRoom(
  ctx: Context,
  wish: { locationId: string; name: string; position?: number | undefined },
): Promise<string> {
  await findLocation(ctx, wish.locationId)
  const id = ctx.newId()
  await sql`insert into room (practice_id, id, location_id, name, position)
    values (${ctx.practiceId}, ${id}, ${wish.locationId}, ${wish.name}, ${wish.position ?? 0})`.execute(
    ctx.db,
  )
  ctx.record('room.created', { subject: ['room', id], data: { ...wish } })
  return id
}

export interface FurnitureChange {
  name?: string | undefined
  position?: number | undefined
  /** Out of use: nothing new is planned with it, its past stays. */
  archived?: boolean | undefined
}

export async function changeRoom(ctx: Context, id: string, change: FurnitureChange) {
  const { rows } =
    await sql`update room set name = coalesce(${change.name ?? null}, name), position = coalesce(${change.position ?? null}, position),
      archived_at = ${archivedAt(ctx, change)}
    where practice_id = ${ctx.practiceId} and id = ${id} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw notFound('This room')
  ctx.record('room.updated', { subject: ['room', id], data: { ...change } })
}

/** The equipment pools in use with their units; any free unit of a pool will do. */
export async function listPools(ctx: Context, { archived = false } = {}): Promise<Pool[]> {
  const { rows } =
    await sql<Pool>`select p.id, p.location_id as "locationId", p.name, p.archived_at as "archivedAt",
      coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'archivedAt', u.archived_at) order by u.name, u.id)
        filter (where u.id is not null), '[]') as units
    from equipment_pool p
    left join equipment_unit u on u.practice_id = p.practice_id and u.pool_id = p.id and (u.archived_at is null or ${archived})
    where p.practice_id = ${ctx.practiceId} and (p.archived_at is null or ${archived})
    group by p.practice_id, p.id order by p.location_id, p.name, p.id`.execute(ctx.db)
  return rows
}

export async function addPool(
  ctx: Context,
  wish: { locationId: string; name: string; units: string[] },
): Promise<string> {
  await findLocation(ctx, wish.locationId)
  const id = ctx.newId()
  await sql`insert into equipment_pool (practice_id, id, location_id, name) values (${ctx.practiceId}, ${id}, ${wish.locationId}, ${wish.name})`.execute(
    ctx.db,
  )
  ctx.record('equipment.created', { subject: ['equipment', id], data: { ...wish } })
  for (const name of wish.units) await addUnit(ctx, { poolId: id, name })
  return id
}

export async function changePool(ctx: Context, id: string, change: FurnitureChange) {
  const { rows } =
    await sql`update equipment_pool set name = coalesce(${change.name ?? null}, name), archived_at = ${archivedAt(ctx, change)}
    where practice_id = ${ctx.practiceId} and id = ${id} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw notFound('This equipment')
  ctx.record('equipment.updated', { subject: ['equipment', id], data: { ...change } })
}

export async function addUnit(
  ctx: Context,
  { poolId, name }: { poolId: string; name: string },
): Promise<string> {
  const { rows } =
    await sql`select 1 from equipment_pool where practice_id = ${ctx.practiceId} and id = ${poolId}`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This equipment')
  const id = ctx.newId()
  await sql`insert into equipment_unit (practice_id, id, pool_id, name) values (${ctx.practiceId}, ${id}, ${poolId}, ${name})`.execute(
    ctx.db,
  )
  ctx.record('equipment.unit_added', { subject: ['equipment', poolId], data: { unitId: id, name } })
  return id
}

export async function changeUnit(ctx: Context, id: string, change: FurnitureChange) {
  const { rows } = await sql<{
    poolId: string
  }>`update equipment_unit set name = coalesce(${change.name ?? null}, name),
      archived_at = ${archivedAt(ctx, change)}
    where practice_id = ${ctx.practiceId} and id = ${id} returning pool_id as "poolId"`.execute(ctx.db)
  if (!rows[0]) throw notFound('This unit')
  ctx.record('equipment.unit_changed', {
    subject: ['equipment', rows[0].poolId],
    data: { unitId: id, ...change },
  })
}

function archivedAt(ctx: Context, { archived }: FurnitureChange) {
  if (archived === undefined) return sql.ref('archived_at')
  return archived ? sql`coalesce(archived_at, ${ctx.now})` : sql`null`
}
