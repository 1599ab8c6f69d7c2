import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day } from '../../platform/operation/shapes.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { offeredHours } from '../measures/hours.ts'
import type { Today } from './dashboard.ts'

export const Capacity = z.array(z.object({ day: Day, offeredHours: z.number(), bookedHours: z.number() }))

const DAYS_AHEAD = 7

/** Hours offered and booked, today and the seven days after, by the definition of the measure "utilization". */
export async function readCapacity(ctx: Context, { day }: Today): Promise<z.input<typeof Capacity>> {
  const last = addLocalDays(day, DAYS_AHEAD)
  const { rows } = await sql<{
    day: string
    offeredHours: number
    bookedHours: number
  }>`select d.day::date as day, coalesce(o.hours, 0)::float8 as "offeredHours", coalesce(b.hours, 0)::float8 as "bookedHours"
    from generate_series(${day}::date, ${last}::date, interval '1 day') d(day)
    left join (select x.day, sum(x.hours) as hours from (${offeredHours(ctx, { from: day, to: last })}) x group by 1) o on o.day = d.day
    left join (select (a.starts_at at time zone a.zone)::date as day, sum(extract(epoch from a.ends_at - a.starts_at) / 3600 + a.buffer_after_minutes / 60.0) as hours
      from appointment a where a.practice_id = ${ctx.practiceId} and a.hour_known and a.practitioner_id is not null
        and a.starts_at >= ${day}::date - interval '1 day' and a.starts_at < ${last}::date + interval '2 days'
        and a.state in ('booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show') group by 1) b on b.day = d.day
    order by 1`.execute(ctx.db)
  return rows
}
