import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { addLocalDays, localDay } from '../../platform/time/index.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import { minutesOf, workingTimes } from '../availability/hours.ts'
import { covers } from '../availability/intervals.ts'
import { minuteOfDay } from '../times/hours-rows.ts'
import { listExceptions } from './exceptions.ts'
import { listHours } from './hours.ts'
import { ruleOf } from './weekly.ts'

/** A visit that stands where nobody is at work any more: it stays, and somebody has to deal with it. */
export const AffectedVisit = z.object({
  id: Id,
  startsAt: Instant,
  endsAt: Instant,
  zone: z.string(),
  practitionerId: Id,
  clientName: z.string().nullable(),
  serviceName: z.string(),
})
export type AffectedVisit = z.input<typeof AffectedVisit>

const columns =
  sql.raw(`a.id, a.starts_at as "startsAt", a.ends_at as "endsAt", a.zone, a.practitioner_id as "practitionerId",
  a.location_id as "locationId", c.given_name || ' ' || c.family_name as "clientName", s.name as "serviceName"
  from appointment a join service s on s.practice_id = a.practice_id and s.id = a.service_id
    left join client c on c.practice_id = a.practice_id and c.id = a.client_id`)
const STANDS = sql.raw(`a.state in ('requested', 'booked', 'confirmed')`)

/** The visits that stand and meet one of these stretches of time off, the first 500. */
export async function visitsInTimeOff(ctx: Context, timeOffIds: readonly string[]): Promise<AffectedVisit[]> {
  const { rows } = await sql<AffectedVisit>`select distinct ${columns}
    join time_off t on t.practice_id = a.practice_id and t.practitioner_id = a.practitioner_id and t.id = any(${[...timeOffIds]}::uuid[])
    where a.practice_id = ${ctx.practiceId} and a.starts_at < t.ends_at and a.ends_at > t.starts_at
      and a.starts_at > t.starts_at - interval '1 day' and ${STANDS} and ${seesAppointment(ctx)}
    order by "startsAt", a.id limit 500`.execute(ctx.db)
  return rows
}

/**
 * Changes hours and answers the coming visits that lie outside of them now and did not before. Nothing is moved: who
 * changes hours is told what has to be dealt with.
 */
export async function changingHours<T>(
  ctx: Context,
  practitionerId: string,
  change: () => Promise<T>,
): Promise<{ result: T; outside: AffectedVisit[] }> {
  const before = new Set((await visitsOutside(ctx, practitionerId)).map(({ id }) => id))
  const result = await change()
  const outside = (await visitsOutside(ctx, practitionerId)).filter(({ id }) => !before.has(id))
  return { result, outside }
}

/** The coming visits of a practitioner that lie outside of their hours, of the next 500. */
async function visitsOutside(ctx: Context, practitionerId: string): Promise<AffectedVisit[]> {
  const { rows } = await sql<
    AffectedVisit & { startsAt: Date; endsAt: Date; locationId: string }
  >`select ${columns}
    where a.practice_id = ${ctx.practiceId} and a.practitioner_id = ${practitionerId} and a.starts_at > ${ctx.now} and a.hour_known
      and ${STANDS} and ${seesAppointment(ctx)} order by a.starts_at, a.id limit 500`.execute(ctx.db)
  if (rows.length === 0) return []
  const { zone } = await ctx.practice()
  const from = addLocalDays(localDay(ctx.now, zone), -2)
  const person = {
    hours: (await listHours(ctx, practitionerId)).map(ruleOf),
    exceptions: (await listExceptions(ctx, practitionerId, { from })).map((each) => ({
      ...each,
      hours: each.hours.map(({ locationId, starts, ends, nextDay }) => ({
        locationId,
        from: minuteOfDay(starts),
        to: minuteOfDay(ends) + (nextDay ? 1440 : 0),
      })),
    })),
  }
  return rows.filter((visit) => {
    const stretch = minutesOf(visit)
    return !covers(workingTimes(person, { id: visit.locationId, zone: visit.zone }, stretch), stretch)
  })
}
