import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { requirePractitioner } from './hours.ts'
import { readPlaces, requirePlace } from './places.ts'
import { WallTime } from './weekly.ts'

export const ReservedWish = z.strictObject({
  /** 1 = Monday ... 7 = Sunday. */
  weekday: z.int().min(1).max(7),
  starts: WallTime,
  ends: WallTime,
  locationId: Id.nullable().default(null).describe('null: wherever they work then.'),
  validFrom: Day,
  validTo: Day.nullable().default(null),
  serviceIds: z.array(Id).max(50).default([]).describe('For these services; empty: for any.'),
  clients: z.enum(['new', 'existing']).nullable().default(null).describe('For these clients; null: for all.'),
  releaseMinutes: z
    .int()
    .min(0)
    .max(525_600)
    .nullable()
    .default(null)
    .describe('So long before they begin they are open to everybody; null: never.'),
})
/** Hours of a week that only some visits may use. */
export type ReservedWish = z.output<typeof ReservedWish>

export const ReservedView = ReservedWish.extend({ starts: z.string(), ends: z.string() })

/** The reserved hours of a practitioner that hold from today on, in the order of the week. */
export async function listReserved(ctx: Context, practitionerId: string): Promise<ReservedWish[]> {
  const { rows } = await sql<ReservedWish>`select r.weekday, to_char(r.starts, 'HH24:MI') as starts,
      case when r.ends = '24:00' then '24:00' else to_char(r.ends, 'HH24:MI') end as ends, r.location_id as "locationId",
      r.valid_from as "validFrom", r.valid_to as "validTo", r.clients, r.release_minutes as "releaseMinutes",
      array(select x.service_id from reserved_hours_service x where x.practice_id = r.practice_id and x.reserved_hours_id = r.id
        order by x.service_id) as "serviceIds"
    from reserved_hours r where r.practice_id = ${ctx.practiceId} and r.practitioner_id = ${practitionerId}
    order by r.weekday, r.starts, r.valid_from, r.id`.execute(ctx.db)
  return rows
}

/** Makes the reserved hours of a practitioner exactly these. Visits that are booked stay. 422 `invalid` names the field. */
export async function replaceReserved(
  ctx: Context,
  practitionerId: string,
  wishes: readonly ReservedWish[],
): Promise<ReservedWish[]> {
  await requirePractitioner(ctx, practitionerId)
  const places = await readPlaces(ctx)
  wishes.forEach((wish, index) => {
    refuseImpossible(wish, `reserved.${index}`)
    if (wish.locationId) requirePlace(places, wish.locationId, `reserved.${index}.locationId`)
  })
  const before = await listReserved(ctx, practitionerId)
  await write(ctx, practitionerId, wishes)
  const after = await listReserved(ctx, practitionerId)
  ctx.record('hours.changed', {
    subject: ['hours', practitionerId],
    data: { practitionerId, reserved: true },
    before,
    after,
  })
  return after
}

function refuseImpossible(
  { starts, ends, validFrom, validTo, serviceIds, clients }: ReservedWish,
  at: string,
) {
  if (ends <= starts) throw invalid(`${at}.ends`, `The end (${ends}) must come after the start (${starts}).`)
  if (validTo !== null && validTo < validFrom)
    throw invalid(`${at}.validTo`, 'The last day must not come before the first.')
  if (serviceIds.length === 0 && clients === null)
    throw invalid(`${at}.serviceIds`, 'Say for which services or for which clients the time is kept.')
}

async function write(ctx: Context, practitionerId: string, wishes: readonly ReservedWish[]) {
  await sql`with mine as (select id from reserved_hours where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId})
    delete from reserved_hours_service where practice_id = ${ctx.practiceId} and reserved_hours_id in (select id from mine)`.execute(
    ctx.db,
  )
  await sql`delete from reserved_hours where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}`.execute(
    ctx.db,
  )
  const rows = wishes.map((wish) => ({ ...wish, id: ctx.newId() }))
  await sql`insert into reserved_hours (practice_id, id, practitioner_id, location_id, weekday, starts, ends, valid_from, valid_to, clients, release_minutes)
    select ${ctx.practiceId}::uuid, x.id, ${practitionerId}::uuid, x."locationId", x.weekday, x.starts, x.ends, x."validFrom", x."validTo", x.clients,
      x."releaseMinutes"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "locationId" uuid, weekday int, starts time, ends time, "validFrom" date,
      "validTo" date, clients text, "releaseMinutes" int)`.execute(ctx.db)
  const links = rows.flatMap(({ id, serviceIds }) =>
    [...new Set(serviceIds)].map((service) => ({ id, service })),
  )
  await sql`insert into reserved_hours_service (practice_id, reserved_hours_id, service_id)
    select ${ctx.practiceId}::uuid, x.id, x.service from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as x(id uuid, service uuid)`.execute(
    ctx.db,
  )
}
