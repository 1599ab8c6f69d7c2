import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { CalendarAsk } from './calendar.ts'

/** A unit of equipment that can stand as a column; named with its pool where the pool has several. */
export interface EquipmentUnit {
  id: string
  name: string
  locationId: string
}

export interface EquipmentUse {
  visitId: string
  unitId: string
}

/** The units of equipment and which visit takes which. Asked for only by the view of equipment. */
export async function readEquipment(ctx: Context, { from, to, locationId }: CalendarAsk) {
  const where = locationId ? sql`and p.location_id = ${locationId}` : sql``
  const { rows: equipment } = await sql<EquipmentUnit>`select u.id, u.name, p.location_id as "locationId"
    from equipment_unit u join equipment_pool p on p.practice_id = u.practice_id and p.id = u.pool_id
    where u.practice_id = ${ctx.practiceId} and u.archived_at is null and p.archived_at is null ${where}
    order by p.name, u.name, u.id`.execute(ctx.db)
  if (equipment.length === 0) return { equipment, equipmentUses: [] }
  const ids = equipment.map((unit) => unit.id)
  const { rows: equipmentUses } =
    await sql<EquipmentUse>`select o.appointment_id as "visitId", o.resource_id as "unitId"
    from occupancy o
    where o.practice_id = ${ctx.practiceId} and o.resource_id = any(${ids}::uuid[])
      and o.starts_at >= ${from}::timestamptz - interval '1 day' and o.starts_at < ${to} and o.ends_at > ${from}`.execute(
      ctx.db,
    )
  return { equipment, equipmentUses }
}
