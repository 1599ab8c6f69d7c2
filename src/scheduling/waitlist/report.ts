import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays, daysBetween, localDay, startOfLocalDay } from '../../platform/time/index.ts'

const Figures = z.object({
  freed: z.int().describe('Visits cancelled or moved away while still ahead, not taken back since.'),
  offered: z.int().describe('Of these, offered to at least one person.'),
  filled: z
    .int()
    .describe('Of these, used again by another visit: at least half of the time, or by an offer.'),
  filledByWaitlist: z.int().describe('Of the filled, by somebody from the waitlist.'),
  fillPercent: z.number().nullable().describe('Filled of freed, in percent; null when nothing was freed.'),
  medianMinutes: z.number().nullable().describe('Minutes from when it was freed until it was booked again.'),
  savedMinor: Minor.describe(
    'Prices of the visits newly booked from the waitlist into freed time; a visit that only moved up counts where its own old time is filled.',
  ),
  offers: z.int().describe('Offers made for these times.'),
})

export const ReportView = z.object({
  from: Day,
  to: Day,
  currency: z.string(),
  total: Figures,
  items: z.array(Figures.extend({ key: z.string(), name: z.string().nullable(), id: Id.nullable() })),
})

export interface ReportAsk {
  from?: string | undefined
  to?: string | undefined
  by: 'week' | 'service'
}

interface FiguresRow {
  key: string | null
  name: string | null
  freed: number
  offered: number
  filled: number
  by_waitlist: number
  median_minutes: number | null
  saved_minor: number
  offers: number
}

/** What became of freed time, by the week in which it was freed (Mondays, in the practice's zone) or by the service that was there. */
export async function readReport(ctx: Context, ask: ReportAsk): Promise<z.input<typeof ReportView>> {
  const { zone, currency } = await ctx.practice()
  const to = ask.to ?? localDay(ctx.now, zone)
  const from = ask.from ?? addLocalDays(to, -83)
  if (to < from) throw invalid('to', 'The last day must not come before the first.')
  if (daysBetween(from, to) > 1100) throw invalid('from', 'Ask for three years at most.')
  const rows = await readFigures(ctx, { by: ask.by, zone, from, to })
  const total = rows.find((row) => row.key === null)!
  return {
    from,
    to,
    currency,
    total: figuresOf(total),
    items: rows
      .filter((row) => row.key !== null)
      .map((row) => ({
        key: row.key!,
        name: row.name,
        id: ask.by === 'service' ? row.key : null,
        ...figuresOf(row),
      })),
  }
}

function figuresOf(row: FiguresRow): z.input<typeof Figures> {
  return {
    freed: row.freed,
    offered: row.offered,
    filled: row.filled,
    filledByWaitlist: row.by_waitlist,
    fillPercent: row.freed === 0 ? null : Math.round((1000 * row.filled) / row.freed) / 10,
    medianMinutes: row.median_minutes === null ? null : Math.round(row.median_minutes),
    savedMinor: row.saved_minor,
    offers: row.offers,
  }
}

async function readFigures(
  ctx: Context,
  { by, zone, from, to }: { by: ReportAsk['by']; zone: string; from: string; to: string },
): Promise<FiguresRow[]> {
  const key =
    by === 'week'
      ? sql`to_char(date_trunc('week', s.freed_at at time zone ${zone}), 'YYYY-MM-DD')`
      : sql`s.service_id::text`
  const { rows } = await sql<FiguresRow>`with one as (
      select ${key} as key, v.name, s.filled_at, s.filled_how, extract(epoch from s.filled_at - s.freed_at) / 60 as minutes,
        case when s.filled_how = 'waitlist' then a.price_minor else 0 end as saved,
        (select count(*) from waitlist_offer o where o.practice_id = s.practice_id and o.slot_id = s.id) as offers
      from waitlist_slot s left join service v on v.practice_id = s.practice_id and v.id = s.service_id
        left join appointment a on a.practice_id = s.practice_id and a.id = s.filled_by and a.state not in ('cancelled', 'no_show')
      where s.practice_id = ${ctx.practiceId} and s.cause in ('cancelled', 'moved') and s.closed_because is distinct from 'restored'
        and s.freed_at >= ${startOfLocalDay(from, zone)} and s.freed_at < ${startOfLocalDay(addLocalDays(to, 1), zone)})
    select key, ${by === 'service' ? sql`max(name)` : sql`null::text`} as name, count(*)::int as freed, count(*) filter (where offers > 0)::int as offered,
      count(filled_at)::int as filled, count(*) filter (where filled_how in ('waitlist', 'moved_up'))::int as by_waitlist,
      (percentile_cont(0.5) within group (order by minutes))::float8 as median_minutes, coalesce(sum(saved), 0)::int8 as saved_minor,
      coalesce(sum(offers), 0)::int as offers
    from one group by grouping sets ((), (key)) order by key`.execute(ctx.db)
  return rows
}
