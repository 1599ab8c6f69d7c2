import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Ending, NoShowVisit } from './model/visit.ts'

/** Two years tell enough of people's habits, and the newest visits the most. */
const YEARS = 2
export const MOST_VISITS = 20_000
const HOUR = 3_600_000
/** Reminders and plans are made about two days before: that is the moment for which the model learns. */
export const LOOKS_AHEAD_MS = 48 * HOUR

interface Row {
  id: string
  client_id: string
  service_id: string
  booked_at: Date
  booked_day: number
  starts_at: Date
  day: number
  hour: number | null
  age: number | null
  state: string
  cancelled_at: Date | null
}

/** The visits of the last years that say something about absences, without those cancelled in time; the newest first. */
export async function readOwnVisits(ctx: Context, usesAge: boolean): Promise<NoShowVisit[]> {
  const since = new Date(ctx.now.getTime() - YEARS * 366 * 24 * HOUR)
  return readVisits(ctx, { usesAge, where: sql`a.starts_at >= ${since}`, most: MOST_VISITS })
}

/** All visits of some people that tell of their habits. */
export async function readVisitsOf(
  ctx: Context,
  clientIds: readonly string[],
  usesAge: boolean,
): Promise<NoShowVisit[]> {
  const since = new Date(ctx.now.getTime() - YEARS * 366 * 24 * HOUR)
  const where = sql`a.client_id = any(${[...clientIds]}::uuid[]) and a.starts_at >= ${since}`
  return readVisits(ctx, { usesAge, where, most: null })
}

/** When the chance of a visit counts: two days before it, or at its booking, if that came later. */
export function lookedAt({ bookedAt, startsAt }: { bookedAt: number; startsAt: number }): number {
  return Math.max(bookedAt, startsAt - LOOKS_AHEAD_MS)
}

interface Asked {
  usesAge: boolean
  where: RawBuilder<unknown>
  most: number | null
}

async function readVisits(ctx: Context, { usesAge, where, most }: Asked): Promise<NoShowVisit[]> {
  const { rows } =
    await sql<Row>`select a.id, a.client_id, a.service_id, a.starts_at, a.state, a.cancelled_at,
      coalesce(a.booked_at, a.requested_at, a.created_at) as booked_at,
      (coalesce(a.booked_at, a.requested_at, a.created_at) at time zone a.zone)::date - date '1970-01-01' as booked_day,
      (a.starts_at at time zone a.zone)::date - date '1970-01-01' as day,
      case when a.hour_known then extract(epoch from (a.starts_at at time zone a.zone)::time)::float8 / 3600 end as hour,
      ${usesAge ? sql`extract(year from age(a.starts_at at time zone a.zone, c.born_on::timestamp))::int` : sql`null::int`} as age
    from appointment a ${usesAge ? sql`join client c on c.practice_id = a.practice_id and c.id = a.client_id` : sql``}
    where a.practice_id = ${ctx.practiceId} and a.client_id is not null and ${where}
      and (a.state in ('requested', 'booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show')
        or (a.state = 'cancelled' and a.cancelled_by = 'client' and a.cancelled_late))
    order by a.starts_at desc ${most === null ? sql`` : sql`limit ${most}`}`.execute(ctx.db)
  return rows.map(visitOf)
}

const ENDINGS: Record<string, Ending> = {
  arrived: 'came',
  in_room: 'came',
  done: 'came',
  no_show: 'absent',
  cancelled: 'late_cancelled',
}

function visitOf(row: Row): NoShowVisit {
  const startsAt = row.starts_at.getTime()
  return {
    id: row.id,
    personId: row.client_id,
    serviceId: row.service_id,
    bookedAt: row.booked_at.getTime(),
    bookedDay: row.booked_day,
    day: row.day,
    knownAt: row.state === 'cancelled' && row.cancelled_at ? row.cancelled_at.getTime() : startsAt,
    hour: row.hour,
    age: row.age !== null && row.age >= 0 && row.age < 130 ? row.age : null,
    // What the practice does about a chance must not teach the chance.
    reminded: null,
    ending: ENDINGS[row.state] ?? 'ahead',
  }
}
