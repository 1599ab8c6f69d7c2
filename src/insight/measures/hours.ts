import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Measure, Span } from './measure.ts'
import { TIME } from './measure.ts'
import { VISIT_DAY } from './visits.ts'

const offered = { name: 'offered_hours', title: { en: 'hours offered', de: 'angebotene Stunden' } }
const common = {
  unit: 'share',
  denominator: offered,
  dimensions: [...TIME, 'practitioner', 'location'],
  better: 'more',
  rows: 'hours',
} as const

export const hourMeasures: readonly Measure[] = [
  {
    ...common,
    name: 'utilization',
    title: { en: 'Utilization', de: 'Auslastung' },
    formula: {
      en: 'Hours booked (no-shows and the time kept after a visit included) of hours offered: working hours less leave, blocked time and closed days.',
      de: 'Gebuchte Stunden (mit Ausfällen und Nachbereitung) von angebotenen: Arbeitszeit abzüglich Urlaub, gesperrter Zeit und Schließtagen.',
    },
    numerator: { name: 'booked_hours', title: { en: 'hours booked', de: 'gebuchte Stunden' } },
    facts: (ctx, span) =>
      hourFacts(ctx, span, sql`a.state in ('booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show')`),
  },
  {
    ...common,
    name: 'utilization-attended',
    title: { en: 'Utilization, attended', de: 'Auslastung, besucht' },
    formula: {
      en: 'The same, but only visits that took place count as booked.',
      de: 'Dasselbe, aber als gebucht zählen nur stattgefundene Besuche.',
    },
    numerator: { name: 'attended_hours', title: { en: 'hours attended', de: 'besuchte Stunden' } },
    facts: (ctx, span) => hourFacts(ctx, span, sql`a.state = 'done'`),
  },
]

/** One row a visit (num) and one row a practitioner, place and day of working hours (den). */
function hourFacts(ctx: Context, span: Span, counts: RawBuilder<unknown>): RawBuilder<unknown> {
  const day = sql.raw(VISIT_DAY)
  return sql`select a.id, ${day} as day, a.starts_at as at, a.client_id, a.practitioner_id, a.location_id, a.service_id,
      extract(epoch from a.ends_at - a.starts_at)::float8 / 3600 + a.buffer_after_minutes / 60.0::float8 as num, 0::float8 as den
    from appointment a where a.practice_id = ${ctx.practiceId} and a.hour_known and a.practitioner_id is not null and ${counts}
      and ${day} between ${firstDay(ctx, span)} and ${lastDay(ctx, span)}
    union all
    select null, o.day, null, null, o.practitioner_id, o.location_id, null, 0, o.hours from (${offeredHours(ctx, span)}) o where o.hours > 0`
}

/** Without a span the last 90 days: working hours have no beginning. */
const firstDay = (ctx: Context, { from, to }: Span) =>
  sql`coalesce(${from}::date, coalesce(${to}::date, ${ctx.now}::date) - 90)`
const lastDay = (ctx: Context, { to }: Span) => sql`coalesce(${to}::date, ${ctx.now}::date)`

/**
 * Working hours by day, practitioner and place, by the rules of the diary: a day that differs takes the place of the
 * week (or adds to it), closed days and time off are taken out, a cycle of weeks is counted from its anchor.
 */
export function offeredHours(ctx: Context, span: Span): RawBuilder<unknown> {
  return sql`with days as (select generate_series(${firstDay(ctx, span)}::timestamp, ${lastDay(ctx, span)}::timestamp, interval '1 day')::date as day),
    spans as (
      select h.practitioner_id, h.location_id, d.day, h.starts, h.ends, h.next_day from working_hours h join days d on extract(isodow from d.day) = h.weekday
      where h.practice_id = ${ctx.practiceId} and d.day >= h.valid_from and (h.valid_to is null or d.day <= h.valid_to)
        and mod(mod(floor((d.day - coalesce(h.cycle_anchor, date_trunc('week', h.valid_from)::date)) / 7.0)::int, h.cycle_length) + h.cycle_length, h.cycle_length) = h.cycle_week
        and not exists (select from hours_exception x where x.practice_id = h.practice_id and x.practitioner_id = h.practitioner_id and x.on_day = d.day and x.effect = 'replace')
      union all
      select x.practitioner_id, x.location_id, x.on_day, x.starts, x.ends, x.next_day from hours_exception x join days d on d.day = x.on_day
      where x.practice_id = ${ctx.practiceId} and x.starts is not null),
    ranges as (
      select s.practitioner_id, s.location_id, s.day,
        range_agg(tstzrange((s.day + s.starts) at time zone l.zone, (s.day + s.next_day::int + s.ends) at time zone l.zone)) as works
      from spans s join location l on l.practice_id = ${ctx.practiceId} and l.id = s.location_id
        join staff p on p.practice_id = l.practice_id and p.id = s.practitioner_id and (p.disabled_at is null or s.day < p.disabled_at::date)
      where not exists (select from closure c where c.practice_id = ${ctx.practiceId} and s.day between c.starts_on and c.ends_on
        and (c.location_id is null or c.location_id = s.location_id))
      group by 1, 2, 3)
    select r.practitioner_id, r.location_id, r.day, (select coalesce(sum(extract(epoch from upper(u) - lower(u))), 0) / 3600 from unnest(r.works - coalesce(
      (select range_agg(tstzrange(t.starts_at, t.ends_at)) from time_off t where t.practice_id = ${ctx.practiceId} and t.practitioner_id = r.practitioner_id
        and t.cancelled_at is null and t.blocks = 'everybody' and t.starts_at < r.day + interval '2 days' and t.ends_at > r.day - interval '1 day'), '{}')) u)::float8 as hours
    from ranges r`
}
