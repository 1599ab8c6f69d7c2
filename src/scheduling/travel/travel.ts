import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { readPlaces, requirePlace } from '../hours/places.ts'

/** Minutes on the way from one location to another. Without one for the way back it takes as long. */
export interface TravelTime {
  fromLocationId: string
  toLocationId: string
  minutes: number
}

/** The travel times between the locations of the practice. */
export async function listTravel(ctx: Context): Promise<TravelTime[]> {
  const { rows } =
    await sql<TravelTime>`select from_location_id as "fromLocationId", to_location_id as "toLocationId", minutes
    from location_travel where practice_id = ${ctx.practiceId} order by from_location_id, to_location_id`.execute(
      ctx.db,
    )
  return rows
}

/** Makes the travel times exactly these. Visits that are booked stay, even when they are too close now. */
export async function replaceTravel(ctx: Context, times: readonly TravelTime[]): Promise<TravelTime[]> {
  const places = await readPlaces(ctx)
  times.forEach((each, index) => {
    const field = `items.${index}`
    requirePlace(places, each.fromLocationId, `${field}.fromLocationId`)
    requirePlace(places, each.toLocationId, `${field}.toLocationId`)
    if (each.fromLocationId === each.toLocationId)
      throw invalid(`${field}.toLocationId`, 'A way leads from one location to another.')
    const isTwice = times
      .slice(0, index)
      .some((one) => one.fromLocationId === each.fromLocationId && one.toLocationId === each.toLocationId)
    if (isTwice) throw invalid(`${field}.toLocationId`, 'This way is given twice. Keep one of them.')
  })
  const before = await listTravel(ctx)
  await sql`delete from location_travel where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  await sql`insert into location_travel (practice_id, from_location_id, to_location_id, minutes)
    select ${ctx.practiceId}::uuid, x."fromLocationId", x."toLocationId", x.minutes
    from jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as x("fromLocationId" uuid, "toLocationId" uuid, minutes int)`.execute(
    ctx.db,
  )
  ctx.record('location.travel_changed', { subject: ['practice', ctx.practiceId], before, after: times })
  return listTravel(ctx)
}
