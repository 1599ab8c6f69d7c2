import type { Assistant } from '../assistants.ts'
import type { Practitioner, SlotSearch } from '../slots.ts'

// A third answer, from PostgreSQL with its own zone database: hours are looked up on its wall clock quarter by quarter,
// and free time is a difference of multiranges. It knows one practitioner with those who may help, one location and no things, and everything
// has to lie on quarters of an hour.

/** The starts of each case, by its number. */
export interface StartsByCase {
  case: number
  starts: Date[]
}

/** One query for many searches: text and its one parameter. Rows: {case, starts} for every case, starts in order. */
export function multirangeQuery(searches: readonly SlotSearch[]): { text: string; values: [string] } {
  return { text: QUERY, values: [JSON.stringify(searches.map(toCase))] }
}

function toCase(search: SlotSearch, index: number) {
  const practitioner = search.practitioners[0] as Practitioner
  const { duration, before, after, slotInterval, slotOffset, minimumNotice, horizonDays } = search.service
  const location = search.locations[0] as SlotSearch['locations'][number]
  return {
    case: index,
    zone: location.zone,
    window_from: search.window.from,
    window_to: search.window.to,
    now: search.now,
    duration,
    before,
    after,
    interval: slotInterval,
    offset: slotOffset % slotInterval,
    notice: minimumNotice,
    horizon: horizonDays,
    needs_help: Boolean(search.assistants),
    people: [practitioner, ...(search.assistants ?? [])].map(toPerson),
  }
}

/** The practitioner is number 0, those who may help follow. */
function toPerson({ hours, timeOff, busy }: Assistant, who: number) {
  return {
    who,
    hours: hours.map((rule) => ({
      weekday: rule.weekday,
      from: rule.from,
      to: rule.to,
      valid_from: rule.validFrom ?? null,
      valid_to: rule.validTo ?? null,
      weeks: rule.cycle?.weeks ?? 1,
      week: rule.cycle?.week ?? 0,
      anchor: rule.cycle?.anchor ?? '2026-01-05',
    })),
    time_off: timeOff ?? [],
    busy,
  }
}

const QUERY = `
with asked as (
  select * from jsonb_to_recordset($1::jsonb) as c("case" int, zone text, window_from timestamptz, window_to timestamptz,
    now timestamptz, duration int, before int, after int, "interval" int, "offset" int, notice int, horizon int,
    needs_help boolean, people jsonb)
),
person as (
  select a.*, p.* from asked a,
  lateral jsonb_to_recordset(a.people) as p(who int, hours jsonb, time_off jsonb, busy jsonb)
),
quarter as (
  select a."case", q as at, q at time zone a.zone as wall
  from asked a, generate_series(a.window_from, a.window_to + make_interval(mins => a.duration), interval '15 minutes') q
),
-- A rule holds on the day the clock shows, or began on the day before and passed midnight.
working as (
  select q."case", a.who, range_agg(tstzrange(q.at, q.at + interval '15 minutes')) as times
  from quarter q
  join person a using ("case"),
  lateral jsonb_to_recordset(a.hours) as h(weekday int, "from" int, "to" int, valid_from date, valid_to date,
    weeks int, week int, anchor date),
  lateral (values (q.wall::date), (q.wall::date - 1)) as began(day)
  where extract(isodow from began.day) = h.weekday
    and (h.valid_from is null or began.day >= h.valid_from) and (h.valid_to is null or began.day <= h.valid_to)
    and mod(mod(floor((began.day - h.anchor) / 7.0)::int, h.weeks) + h.weeks, h.weeks) = h.week
    and extract(epoch from q.wall - began.day::timestamp) / 60 >= h."from"
    and extract(epoch from q.wall - began.day::timestamp) / 60 < h."to"
  group by 1, 2
),
taken as (
  select "case", who, range_agg(times) as times
  from (
    select a."case", a.who, tstzrange(b."startsAt" - make_interval(mins => greatest(a.after, b.before)),
                               b."endsAt" + make_interval(mins => greatest(b.after, a.before))) as times
    from person a, jsonb_to_recordset(a.busy) as b("startsAt" timestamptz, "endsAt" timestamptz, before int, after int,
      "heldUntil" timestamptz)
    where b."heldUntil" is null or b."heldUntil" > a.now
    union all
    select a."case", a.who, tstzrange(t."startsAt", t."endsAt")
    from person a, jsonb_to_recordset(a.time_off) as t("startsAt" timestamptz, "endsAt" timestamptz)
  ) one
  group by 1, 2
),
free as (
  select w."case", w.who, w.times - coalesce(t.times, '{}'::tstzmultirange) as times
  from working w left join taken t using ("case", who)
)
select a."case", coalesce(array_agg(q.at order by q.at) filter (where f."case" is not null), '{}') as starts
from asked a
left join quarter q on q."case" = a."case"
  and q.at >= a.window_from and q.at < a.window_to
  and q.at >= a.now + make_interval(mins => a.notice)
  and (a.horizon is null or q.wall::date <= (a.now at time zone a.zone)::date + a.horizon)
  and extract(epoch from q.wall::time) / 60 >= a."offset"
  and mod(extract(epoch from q.wall::time)::int / 60 - a."offset", a."interval") = 0
left join free f on f."case" = a."case" and f.who = 0
  and tstzrange(q.at, q.at + make_interval(mins => a.duration)) <@ f.times
  and (not a.needs_help or exists (select from free h where h."case" = a."case" and h.who > 0
    and tstzrange(q.at, q.at + make_interval(mins => a.duration)) <@ h.times))
group by a."case"
order by a."case"
`
