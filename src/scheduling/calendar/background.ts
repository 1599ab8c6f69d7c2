import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { openTimes, workingTimes, minutesOf } from '../availability/hours.ts'
import type { Location } from '../availability/hours.ts'
import { clip, intersect } from '../availability/intervals.ts'
import type { Interval } from '../availability/intervals.ts'
import { reservedTimes } from '../availability/reserved.ts'
import type { DiaryRows, ReservedRow } from '../times/diary-rows.ts'
import { exceptionsOf, locationOf, workingHoursOf } from '../times/hours-rows.ts'
import { reservedOf } from '../times/terms-of.ts'
import type { CalendarAsk } from './calendar.ts'

type Rows = Pick<DiaryRows, 'hours' | 'exceptions' | 'opening' | 'closures'> & {
  reserved: Omit<ReservedRow, 'service_ids'>[]
  practitioners: { id: string; name: string; title: string | null; color: string | null }[]
  locations: { id: string; name: string; zone: string }[]
  rooms: { id: string; name: string; locationId: string }[]
  timeOff: {
    id: string
    practitionerId: string
    startsAt: string
    endsAt: string
    kind: string
    note: string | null
    state: 'requested' | 'approved'
  }[]
}

/** When somebody can be booked somewhere, in instants. */
export interface OpenSpan {
  practitionerId: string
  locationId: string
  startsAt: Date
  endsAt: Date
}

/** What lies behind the visits: who works where and when (inside opening hours), time off, closed days. */
export async function readBackground(ctx: Context, ask: CalendarAsk) {
  const rows = (await backgroundQuery(ctx, ask).execute(ctx.db)).rows[0]!
  const window = minutesOf({ startsAt: ask.from, endsAt: ask.to })
  const places = rows.locations.map((each) => {
    const location = locationOf(rows, each)
    return { location, open: openTimes(location, window) }
  })
  const work = rows.practitioners.flatMap((who) => {
    const hours = rows.hours.filter((each) => each.practitioner_id === who.id).map(workingHoursOf)
    const person = { hours, exceptions: exceptionsOf(rows, who.id) }
    return places.map(({ location, open }) => {
      const spans = clip(intersect(open, workingTimes(person, location, window)), window)
      return { practitionerId: who.id, location, spans }
    })
  })
  return {
    open: work.flatMap(({ practitionerId, location, spans }) =>
      spans.map((span) => openSpan(practitionerId, location.id, span)),
    ),
    reserved: rows.reserved.flatMap((row) => keptSpans(row, { work, window, now: ctx.now })),
    timeOff: rows.timeOff,
    closures: rows.closures.map((each) => ({
      locationId: each.location_id,
      startsOn: each.starts_on,
      endsOn: each.ends_on,
      name: each.name,
    })),
    practitioners: rows.practitioners,
    locations: rows.locations,
    rooms: rows.rooms,
  }
}

interface Work {
  practitionerId: string
  location: Location
  /** Epoch minutes. */
  spans: Interval[]
}

/** Which working time is kept, for what; what is released is kept no more. */
function keptSpans(
  row: Omit<ReservedRow, 'service_ids'>,
  { work, window, now }: { work: Work[]; window: Interval; now: Date },
) {
  const { practitioner_id, name, clients } = row
  return work.flatMap(({ practitionerId, location, spans }) =>
    practitionerId === practitioner_id
      ? intersect(spans, reservedTimes([reservedOf(row)], { location, window, now })).map((span) => ({
          ...openSpan(practitionerId, location.id, span),
          name,
          clients,
        }))
      : [],
  )
}

function openSpan(practitionerId: string, locationId: string, { from, to }: Interval): OpenSpan {
  return { practitionerId, locationId, startsAt: new Date(from * 60_000), endsAt: new Date(to * 60_000) }
}

/** The one statement of the background; the benchmark runs it bare. */
export function backgroundQuery(ctx: Context, { from, to, locationId, practitionerId }: CalendarAsk) {
  const who = practitionerId ? sql`and st.id = ${practitionerId}` : sql``
  const where = locationId ? sql`and l.id = ${locationId}` : sql``
  return sql<Rows>`with
    who as (select st.id, st.name, st.title, st.color from staff st where st.practice_id = ${ctx.practiceId} and st.is_practitioner and st.disabled_at is null ${who}),
    place as (select l.id, l.name, l.zone, l.position from location l where l.practice_id = ${ctx.practiceId} and l.archived_at is null ${where})
    select
      (select coalesce(json_agg(who order by name, id), '[]') from who) as practitioners,
      (select coalesce(json_agg(place order by position, name, id), '[]') from place) as locations,
      (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'locationId', r.location_id) order by r.position, r.name), '[]') from room r
        where r.practice_id = ${ctx.practiceId} and r.archived_at is null and r.location_id in (select id from place)) as rooms,
      (select coalesce(json_agg(h), '[]') from working_hours h where h.practice_id = ${ctx.practiceId} and h.practitioner_id in (select id from who)
        and h.valid_from <= ${to}::timestamptz::date + 1 and (h.valid_to is null or h.valid_to >= ${from}::timestamptz::date - 2)) as hours,
      (select coalesce(json_agg(json_build_object('practitioner_id', e.practitioner_id, 'location_id', e.location_id, 'day', e.on_day, 'starts', e.starts, 'ends', e.ends,
          'effect', e.effect, 'next_day', e.next_day)), '[]')
        from hours_exception e where e.practice_id = ${ctx.practiceId} and e.practitioner_id in (select id from who)
        and e.on_day between ${from}::timestamptz::date - 2 and ${to}::timestamptz::date + 1) as exceptions,
      (select coalesce(json_agg(json_build_object('practitioner_id', r.practitioner_id, 'location_id', r.location_id, 'weekday', r.weekday,
          'starts', r.starts, 'ends', r.ends, 'valid_from', r.valid_from, 'valid_to', r.valid_to, 'clients', r.clients, 'release_minutes', r.release_minutes,
          'name', (select string_agg(s.name, ', ' order by s.position, s.name) from reserved_hours_service x join service s on s.practice_id = x.practice_id
            and s.id = x.service_id where x.practice_id = r.practice_id and x.reserved_hours_id = r.id))), '[]')
        from reserved_hours r where r.practice_id = ${ctx.practiceId} and r.practitioner_id in (select id from who)
        and r.valid_from <= ${to}::timestamptz::date + 1 and (r.valid_to is null or r.valid_to >= ${from}::timestamptz::date - 2)) as reserved,
      (select coalesce(json_agg(json_build_object('id', t.id, 'practitionerId', t.practitioner_id, 'startsAt', t.starts_at, 'endsAt', t.ends_at,
          'kind', t.kind, 'note', t.note, 'state', case when t.requested_at is null or t.approved then 'approved' else 'requested' end) order by t.starts_at), '[]')
        from time_off t where t.practice_id = ${ctx.practiceId} and t.practitioner_id in (select id from who) and t.cancelled_at is null
        and t.approved is not false and t.starts_at > ${from}::timestamptz - interval '401 days' and t.ends_at > ${from} and t.starts_at < ${to}) as "timeOff",
      (select coalesce(json_agg(o), '[]') from opening_hours o where o.practice_id = ${ctx.practiceId} and o.location_id in (select id from place)) as opening,
      (select coalesce(json_agg(json_build_object('location_id', c.location_id, 'name', c.name, 'starts_on', greatest(c.starts_on, ${from}::timestamptz::date - 1),
          'ends_on', least(c.ends_on, ${to}::timestamptz::date + 1)) order by c.starts_on), '[]')
        from closure c where c.practice_id = ${ctx.practiceId} and c.ends_on >= ${from}::timestamptz::date - 1 and c.starts_on <= ${to}::timestamptz::date + 1) as closures`
}
