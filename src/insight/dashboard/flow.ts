import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day } from '../../platform/operation/shapes.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import type { Today } from './dashboard.ts'

export const Flow = z.object({
  /** All of today's visits that were not cancelled. */
  visits: z.int(),
  expected: z.int(),
  waiting: z.int(),
  inRoom: z.int(),
  done: z.int(),
  noShow: z.int(),
  cancelled: z.int(),
  /** Their time has begun, and nobody has said whether they came. */
  late: z.int(),
  meanWaitMinutes: z.number().nullable(),
  longestWaitMinutes: z.number().nullable(),
  /** The latest visit there is at all, for a practice whose history was imported. */
  latestDay: Day.nullable(),
  /** Visits and no-shows of the last four weeks, day by day. */
  days: z.array(z.object({ day: Day, visits: z.int(), noShows: z.int() })),
})

const DAYS_BACK = 27

/** Who is expected, here and gone today. A waiting client is one who arrived and is in no room yet. */
export async function readFlow(ctx: Context, today: Today): Promise<z.input<typeof Flow>> {
  const { rows } = await sql<
    Omit<z.input<typeof Flow>, 'days'>
  >`select count(*) filter (where a.state <> 'cancelled')::int as visits,
      count(*) filter (where a.state in ('booked', 'confirmed'))::int as expected,
      count(*) filter (where a.state = 'arrived')::int as waiting,
      count(*) filter (where a.state = 'in_room')::int as "inRoom",
      count(*) filter (where a.state = 'done')::int as done,
      count(*) filter (where a.state = 'no_show')::int as "noShow",
      count(*) filter (where a.state = 'cancelled')::int as cancelled,
      count(*) filter (where a.state in ('booked', 'confirmed') and a.starts_at < ${ctx.now})::int as late,
      round(avg(extract(epoch from coalesce(a.in_room_at, ${ctx.now}) - a.arrived_at) / 60) filter (where ${WAITED}))::int as "meanWaitMinutes",
      round(max(extract(epoch from ${ctx.now} - a.arrived_at) / 60) filter (where a.state = 'arrived'))::int as "longestWaitMinutes",
      (select (x.starts_at at time zone x.zone)::date from appointment x where x.practice_id = ${ctx.practiceId} and x.state not in ('held', 'expired')
        order by x.starts_at desc limit 1) as "latestDay"
    from appointment a where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${today.from} and a.starts_at < ${today.to}
      and a.state not in ('held', 'expired')`.execute(ctx.db)
  return { ...rows[0]!, days: await readDays(ctx, today) }
}

const WAITED = sql`a.arrived_at is not null and (a.in_room_at is not null or a.state = 'arrived') and coalesce(a.in_room_at, a.arrived_at) >= a.arrived_at`

async function readDays(ctx: Context, { day, to }: Today): Promise<z.input<typeof Flow>['days']> {
  const first = addLocalDays(day, -DAYS_BACK)
  const { rows } = await sql<{
    day: string
    visits: number
    noShows: number
  }>`select d.day::date as day, coalesce(v.visits, 0)::int as visits, coalesce(v.missed, 0)::int as "noShows"
    from generate_series(${first}::date, ${day}::date, interval '1 day') d(day)
    left join (select (a.starts_at at time zone a.zone)::date as day, count(*) filter (where a.state not in ('cancelled', 'no_show')) as visits,
        count(*) filter (where a.state = 'no_show') as missed
      from appointment a where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${first}::date - interval '1 day' and a.starts_at < ${to}
        and a.state not in ('held', 'expired') group by 1) v on v.day = d.day
    order by 1`.execute(ctx.db)
  return rows
}
