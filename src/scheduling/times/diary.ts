import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { DiaryRows } from './diary-rows.ts'

/** What to open the diary for. */
export interface DiaryAsk {
  serviceId: string
  /** null: everybody who offers it. */
  practitionerId?: string | null
  locationId?: string | null
  clientId?: string | null
  /** Starts within [from, to) are asked for. */
  from: Date
  to: Date
  /** Read hours, closures and time off up to here, when later windows will follow with readBusy. */
  rulesTo?: Date
  /** Minutes, where a visit gets another length than the service has. */
  duration?: number | null
  /** A visit that is being moved: it does not stand in its own way. */
  except?: string | null
}

/**
 * Everything that decides whether a service can take place: its rules, who, where and with what, and whatever takes up
 * any of them around the window. One statement, because every booking and every look at free times begins with it.
 */
export async function readDiary(ctx: Context, ask: DiaryAsk): Promise<DiaryRows> {
  const { rows } = await diaryQuery(ctx, ask).execute(ctx.db)
  const diary = rows[0]
  if (!diary) throw notFound('This service')
  return diary
}

function diaryQuery(ctx: Context, ask: DiaryAsk) {
  const { practiceId, now } = ctx
  const { serviceId, practitionerId = null, locationId = null, clientId = null, from, to, rulesTo = to, duration = null, except = null } = ask
  return sql<DiaryRows>`
with svc as materialized (select * from service where practice_id = ${practiceId} and id = ${serviceId}),
who as materialized (
  select sp.practitioner_id as id, st.name, st.title, st.color, st.bookable_online, sp.duration_minutes, sp.price_minor,
    sp.buffer_before_minutes, sp.buffer_after_minutes
  from service_practitioner sp join staff st on st.practice_id = sp.practice_id and st.id = sp.practitioner_id
  where sp.practice_id = ${practiceId} and sp.service_id = ${serviceId} and st.disabled_at is null and st.is_practitioner
    and (${practitionerId}::uuid is null or sp.practitioner_id = ${practitionerId}::uuid)),
place as materialized (
  select l.id, l.name, l.zone, l.position from location l
  where l.practice_id = ${practiceId} and l.archived_at is null and (${locationId}::uuid is null or l.id = ${locationId}::uuid)
    and (not exists (select from service_location x where x.practice_id = ${practiceId} and x.service_id = ${serviceId})
      or exists (select from service_location x where x.practice_id = ${practiceId} and x.service_id = ${serviceId} and x.location_id = l.id))),
fitting_room as materialized (
  select r.id, r.name, r.location_id, r.position from room r
  where r.practice_id = ${practiceId} and r.archived_at is null and r.location_id in (select id from place)
    and (not exists (select from service_room x where x.practice_id = ${practiceId} and x.service_id = ${serviceId})
      or exists (select from service_room x where x.practice_id = ${practiceId} and x.service_id = ${serviceId} and x.room_id = r.id))),
unit as materialized (
  select u.id, u.name, u.pool_id, p.name as pool_name, p.location_id
  from service_equipment se
  join equipment_pool p on p.practice_id = se.practice_id and p.id = se.pool_id
  join equipment_unit u on u.practice_id = p.practice_id and u.pool_id = p.id
  where se.practice_id = ${practiceId} and se.service_id = ${serviceId} and u.archived_at is null and p.archived_at is null)
select
  to_json(svc) as service,
  coalesce((select json_agg(who order by who.name, who.id) from who), '[]') as practitioners,
  coalesce((select json_agg(place order by place.position, place.name, place.id) from place), '[]') as locations,
  coalesce((select json_agg(r order by r.position, r.name, r.id) from fitting_room r), '[]') as rooms,
  (select coalesce(json_agg(distinct r.location_id), '[]') from room r where r.practice_id = ${practiceId} and r.archived_at is null) as locations_with_rooms,
  coalesce((select json_agg(unit order by unit.name, unit.id) from unit), '[]') as units,
  (select coalesce(json_agg(se.pool_id), '[]') from service_equipment se where se.practice_id = ${practiceId} and se.service_id = ${serviceId}) as pool_ids,
  coalesce((select json_agg(json_build_object('practitioner_id', h.practitioner_id, 'location_id', h.location_id, 'weekday', h.weekday,
      'starts', h.starts, 'ends', h.ends, 'cycle_length', h.cycle_length, 'cycle_week', h.cycle_week, 'valid_from', h.valid_from, 'valid_to', h.valid_to))
    from working_hours h where h.practice_id = ${practiceId} and h.practitioner_id in (select id from who)
      and h.valid_from <= ${rulesTo}::timestamptz::date + 1 and (h.valid_to is null or h.valid_to >= ${from}::timestamptz::date - 1)), '[]') as hours,
  coalesce((select json_agg(json_build_object('practitioner_id', e.practitioner_id, 'location_id', e.location_id, 'day', e.on_day, 'starts', e.starts, 'ends', e.ends))
    from hours_exception e where e.practice_id = ${practiceId} and e.practitioner_id in (select id from who)
      and e.on_day between ${from}::timestamptz::date - 1 and ${rulesTo}::timestamptz::date + 1), '[]') as exceptions,
  coalesce((select json_agg(json_build_array(t.practitioner_id, (extract(epoch from t.starts_at) * 1000)::int8, (extract(epoch from t.ends_at) * 1000)::int8, t.kind))
    from time_off t where t.practice_id = ${practiceId} and t.practitioner_id in (select id from who) and t.cancelled_at is null
      and t.ends_at > ${from} and t.starts_at < ${rulesTo}::timestamptz + interval '1 day'), '[]') as time_off,
  coalesce((select json_agg(json_build_object('location_id', o.location_id, 'weekday', o.weekday, 'opens', o.opens, 'closes', o.closes))
    from opening_hours o where o.practice_id = ${practiceId} and o.location_id in (select id from place)), '[]') as opening,
  coalesce((select json_agg(json_build_object('location_id', c.location_id, 'name', c.name,
      'starts_on', greatest(c.starts_on, ${from}::timestamptz::date - 1), 'ends_on', least(c.ends_on, ${rulesTo}::timestamptz::date + 1)))
    from closure c where c.practice_id = ${practiceId} and c.ends_on >= ${from}::timestamptz::date - 1 and c.starts_on <= ${rulesTo}::timestamptz::date + 1), '[]') as closures,
  (select json_build_object('id', c.id, 'name', c.given_name || ' ' || c.family_name, 'number', c.number, 'born_on', c.born_on,
      'language', c.language, 'archived', c.archived_at is not null, 'usual_practitioner_id', c.usual_practitioner_id,
      'last', (select json_build_object('practitioner_id', a.practitioner_id, 'visited', true) from appointment a
        where a.practice_id = ${practiceId} and a.client_id = c.id and a.state not in ('cancelled', 'expired', 'held') and a.id is distinct from ${except}::uuid
        order by a.starts_at desc limit 1))
    from client c where c.practice_id = ${practiceId} and c.id = ${clientId}::uuid) as client,
  coalesce((select json_agg(json_build_array(o.resource_id, (extract(epoch from o.starts_at) * 1000)::int8, (extract(epoch from o.ends_at) * 1000)::int8,
      (extract(epoch from o.starts_at - lower(o.lead)) / 60)::int4, (extract(epoch from upper(o.tail) - o.ends_at) / 60)::int4, o.appointment_id))
    from occupancy o
    where o.practice_id = ${practiceId} and o.starts_at > ${from}::timestamptz - interval '32 hours' and o.starts_at < ${to}::timestamptz + reach.after
      and o.ends_at > ${from}::timestamptz - interval '8 hours'
      and o.resource_id in (select id from who union all select id from fitting_room union all select id from unit union all select ${clientId}::uuid)
      and (o.held_until is null or o.held_until > ${now}) and o.appointment_id is distinct from ${except}::uuid), '[]') as busy
from svc, lateral (select make_interval(mins => 480 + greatest(${duration}::int, svc.duration_minutes, (select max(who.duration_minutes) from who))) as after) reach`
}

/** Only what takes up people and things in another window; the rest of the diary stays. */
export async function readBusy(ctx: Context, diary: DiaryRows, { from, to, clientId = null, except = null }: Omit<DiaryAsk, 'serviceId'>): Promise<DiaryRows> {
  const ids = [...diary.practitioners, ...diary.rooms, ...diary.units].map((each) => each.id)
  const { rows } = await sql<Pick<DiaryRows, 'busy'>>`select
    coalesce((select json_agg(json_build_array(o.resource_id, (extract(epoch from o.starts_at) * 1000)::int8, (extract(epoch from o.ends_at) * 1000)::int8,
        (extract(epoch from o.starts_at - lower(o.lead)) / 60)::int4, (extract(epoch from upper(o.tail) - o.ends_at) / 60)::int4, o.appointment_id))
      from occupancy o
      where o.practice_id = ${ctx.practiceId} and o.resource_id = any(${clientId ? [...ids, clientId] : ids}::uuid[])
        and o.starts_at > ${from}::timestamptz - interval '32 hours' and o.starts_at < ${to}::timestamptz + interval '32 hours'
        and o.ends_at > ${from}::timestamptz - interval '8 hours'
        and (o.held_until is null or o.held_until > ${ctx.now}) and o.appointment_id is distinct from ${except}::uuid), '[]') as busy`.execute(ctx.db)
  return { ...diary, busy: rows[0]!.busy }
}
