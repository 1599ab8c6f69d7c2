// Constant texts with numbered parameters: the hottest statements of the program are prepared once per connection, and
// nothing is put together for each booking.

// Where a visit takes place matters only on the way to the next one: a practice without travel times never looks.
const PLACE_OF_VISIT = `case when o.resource_kind in ('practitioner', 'assistant') and (select travels from way)
      then coalesce((select a.location_id from appointment a where a.practice_id = o.practice_id and a.id = o.appointment_id),
        (select x.location_id from session x where x.practice_id = o.practice_id and x.id = o.session_id)) end`
const WAY = `way as materialized (select exists (select from location_travel t where t.practice_id = $1) as travels)`

// One line of text for each visit, put together for each of `taking` (busy-rows.ts reads it). Most visits have no buffers,
// and date_part is a float where extract is a slow numeric.
const SPANS = `coalesce(json_agg(json_build_array(taking.id, o.spans)) filter (where o.spans is not null), '[]')`
const spansOf = (spans: string) =>
  `lateral (select string_agg(s.span, ' ') as spans from (${spans} offset 0) s) o`
const spanOf = (practice: string, now: string, except: string) => `
  select floor(date_part('epoch', o.starts_at))::int8 || ',' || ceil(date_part('epoch', o.ends_at))::int8 || ','
    || case when lower(o.lead) = o.starts_at and upper(o.tail) = o.ends_at then '0,0'
      else (date_part('epoch', o.starts_at - lower(o.lead)) / 60)::int4 || ',' || (date_part('epoch', upper(o.tail) - o.ends_at) / 60)::int4 end
    || ',' || coalesce(o.appointment_id, o.session_id) || case when o.held_until <= ${now} then ',1,' else ',,' end
    || coalesce((${PLACE_OF_VISIT})::text, '') as span
  from occupancy o
  where o.practice_id = ${practice} and o.resource_id = taking.id and coalesce(o.appointment_id, o.session_id) is distinct from ${except}`

/**
 * $1 practice, $2 service, $3 practitioner or null, $4 location or null, $5 client or null, $6 from, $7 to, $8 rules to,
 * $9 minutes or null, $10 the visit that does not count or null, $11 now. Visits last a day and buffers eight hours at most.
 */
export const DIARY = `with ${WAY},
svc as materialized (
  select s.*, (select array_agg(x.location_id) from service_location x where x.practice_id = $1 and x.service_id = $2) as only_locations,
    (select array_agg(x.room_id) from service_room x where x.practice_id = $1 and x.service_id = $2) as only_rooms,
    coalesce((select array_agg(x.pool_id) from service_equipment x where x.practice_id = $1 and x.service_id = $2), '{}') as pools
  from service s where s.practice_id = $1 and s.id = $2),
who as materialized (
  select sp.practitioner_id as id, st.name, st.title, st.color, st.bookable_online, sp.duration_minutes, sp.price_minor,
    sp.buffer_before_minutes, sp.buffer_after_minutes, sp.min_notice_minutes, sp.horizon_days, sp.slot_interval_minutes, sp.capacity,
    sp.weight, sp.priority, pl.max_per_day, pl.max_per_week, pl.max_minutes_per_day, pl.max_minutes_per_week
  from service_practitioner sp join staff st on st.practice_id = sp.practice_id and st.id = sp.practitioner_id
  left join practitioner_limit pl on pl.practice_id = $1 and pl.practitioner_id = sp.practitioner_id
  where sp.practice_id = $1 and sp.service_id = $2 and st.disabled_at is null and st.is_practitioner and ($3::uuid is null or sp.practitioner_id = $3::uuid)),
aide as materialized (
  select st.id, st.name from service_assistant sa join staff st on st.practice_id = sa.practice_id and st.id = sa.staff_id
  where sa.practice_id = $1 and sa.service_id = $2),
person as materialized (select id from who union select id from aide),
place as materialized (
  select l.id, l.name, l.zone, l.position from svc, location l
  where l.practice_id = $1 and l.archived_at is null and ($4::uuid is null or l.id = $4::uuid) and (svc.only_locations is null or l.id = any(svc.only_locations))),
room_here as materialized (
  select r.id, r.name, r.location_id, r.position, svc.only_rooms is null or r.id = any(svc.only_rooms) as fits from svc, room r
  where r.practice_id = $1 and r.archived_at is null),
unit as materialized (
  select u.id, u.name, u.pool_id, p.location_id from svc, equipment_pool p join equipment_unit u on u.practice_id = p.practice_id and u.pool_id = p.id
  where p.practice_id = $1 and p.id = any(svc.pools) and u.archived_at is null and p.archived_at is null)
select
  to_json(svc) as service,
  coalesce((select json_agg(who order by who.name, who.id) from who), '[]') as practitioners,
  coalesce((select json_agg(aide order by aide.name, aide.id) from aide), '[]') as assistants,
  coalesce((select json_agg(place order by place.position, place.name, place.id) from place), '[]') as locations,
  coalesce((select json_agg(r order by r.position, r.name, r.id) from room_here r), '[]') as rooms,
  coalesce((select json_agg(unit order by unit.name, unit.id) from unit), '[]') as units,
  coalesce((select json_agg(json_build_object('practitioner_id', h.practitioner_id, 'location_id', h.location_id, 'weekday', h.weekday,
      'starts', h.starts, 'ends', h.ends, 'cycle_length', h.cycle_length, 'cycle_week', h.cycle_week, 'cycle_anchor', h.cycle_anchor, 'next_day', h.next_day, 'valid_from', h.valid_from, 'valid_to', h.valid_to))
    from working_hours h where h.practice_id = $1 and h.practitioner_id in (select id from person)
      and h.valid_from <= $8::timestamptz::date + 1 and (h.valid_to is null or h.valid_to >= $6::timestamptz::date - 2)), '[]') as hours,
  coalesce((select json_agg(json_build_object('practitioner_id', e.practitioner_id, 'location_id', e.location_id, 'day', e.on_day, 'starts', e.starts, 'ends', e.ends,
      'effect', e.effect, 'next_day', e.next_day))
    from hours_exception e where e.practice_id = $1 and e.practitioner_id in (select id from person)
      and e.on_day between $6::timestamptz::date - 2 and $8::timestamptz::date + 1), '[]') as exceptions,
  coalesce((select json_agg(json_build_object('practitioner_id', r.practitioner_id, 'location_id', r.location_id, 'weekday', r.weekday,
      'starts', r.starts, 'ends', r.ends, 'valid_from', r.valid_from, 'valid_to', r.valid_to, 'clients', r.clients, 'release_minutes', r.release_minutes,
      'service_ids', kept.ids, 'name', kept.name))
    from reserved_hours r, lateral (select coalesce(array_agg(x.service_id), '{}') as ids, string_agg(s.name, ', ' order by s.position, s.name) as name
      from reserved_hours_service x join service s on s.practice_id = $1 and s.id = x.service_id where x.practice_id = $1 and x.reserved_hours_id = r.id) kept
    where r.practice_id = $1 and r.practitioner_id in (select id from who)
      and r.valid_from <= $8::timestamptz::date + 1 and (r.valid_to is null or r.valid_to >= $6::timestamptz::date - 2)), '[]') as reserved,
  coalesce((select json_agg(json_build_array(t.practitioner_id, (extract(epoch from t.starts_at) * 1000)::int8, (extract(epoch from t.ends_at) * 1000)::int8, t.kind, t.blocks))
    from time_off t where t.practice_id = $1 and t.practitioner_id in (select id from person) and t.cancelled_at is null and t.blocks <> 'nobody'
      -- Time off lasts 400 days at most: with a lower bound the index is not read from the beginning.
      and t.starts_at > $6::timestamptz - interval '401 days' and t.ends_at > $6 and t.starts_at < $8::timestamptz + interval '1 day'), '[]') as time_off,
  coalesce((select json_agg(json_build_object('location_id', o.location_id, 'weekday', o.weekday, 'opens', o.opens, 'closes', o.closes))
    from opening_hours o where o.practice_id = $1), '[]') as opening,
  coalesce((select json_agg(json_build_object('location_id', c.location_id, 'name', c.name,
      'starts_on', greatest(c.starts_on, $6::timestamptz::date - 1), 'ends_on', least(c.ends_on, $8::timestamptz::date + 1)))
    from closure c where c.practice_id = $1 and c.ends_on >= $6::timestamptz::date - 1 and c.starts_on <= $8::timestamptz::date + 1), '[]') as closures,
  coalesce((select json_agg(json_build_object('from', t.from_location_id, 'to', t.to_location_id, 'minutes', t.minutes))
    from location_travel t where t.practice_id = $1), '[]') as travel,
  -- Only for groups, and only where something is limited: the conditions on svc and who are asked before anything is read.
  coalesce((select json_agg(json_build_object('id', x.id, 'practitioner_id', x.practitioner_id, 'location_id', x.location_id, 'room_id', x.room_id,
      'starts_at', (extract(epoch from x.starts_at) * 1000)::int8, 'ends_at', (extract(epoch from x.ends_at) * 1000)::int8,
      'capacity', x.capacity, 'taken', x.taken - (select count(*) from appointment h
        where h.practice_id = $1 and h.session_id = x.id and h.state = 'held' and h.held_until <= $11)))
    from session x where svc.capacity > 1 and x.practice_id = $1 and x.starts_at >= $6 and x.starts_at < $8 and x.service_id = $2
      and x.cancelled_at is null and x.practitioner_id in (select id from who)), '[]') as sessions,
  coalesce((select json_agg(o.counted) from who, lateral (
      select json_build_array(who.id, (extract(epoch from o.starts_at) * 1000)::int8, (extract(epoch from o.ends_at) * 1000)::int8,
        coalesce(a.service_id, x.service_id), coalesce(o.held_until <= $11, false)) as counted
      from occupancy o left join appointment a on a.practice_id = $1 and a.id = o.appointment_id left join session x on x.practice_id = $1 and x.id = o.session_id
      where o.practice_id = $1 and o.resource_id = who.id and coalesce(o.appointment_id, o.session_id) is distinct from $10::uuid
        and o.starts_at > $6::timestamptz - interval '8 days' and o.starts_at < $8::timestamptz + interval '8 days' offset 0) o
    where coalesce(svc.max_per_day, svc.max_per_week, svc.max_minutes_per_day, svc.max_minutes_per_week,
      who.max_per_day, who.max_per_week, who.max_minutes_per_day, who.max_minutes_per_week) is not null), '[]') as counted,
  (select json_build_object('id', c.id, 'name', c.given_name || ' ' || c.family_name, 'number', c.number, 'born_on', c.born_on,
      'usual_practitioner_id', c.usual_practitioner_id,
      'last', (select json_build_object('practitioner_id', a.practitioner_id) from appointment a
        where a.practice_id = $1 and a.client_id = $5::uuid and a.state not in ('cancelled', 'expired', 'held') and a.id is distinct from $10::uuid
        order by a.starts_at desc limit 1))
    from client c where c.practice_id = $1 and c.id = $5::uuid) as client,
  (select ${SPANS} from (
      select id from person union all select id from room_here where fits and svc.needs_room union all select id from unit union all select $5::uuid) taking,
    -- Kept apart (offset 0), so that it is one look into the index for each, however many visits the practice has.
    ${spansOf(`${spanOf('$1', '$11', '$10::uuid')} and o.starts_at > $6::timestamptz - interval '32 hours' and o.starts_at < $7::timestamptz + reach.after
      and o.ends_at > $6::timestamptz - interval '8 hours'`)}) as busy
from svc, lateral (select make_interval(mins => 480 + greatest($9::int, svc.duration_minutes, (select max(who.duration_minutes) from who))) as after) reach`

/** $1 practice, $2 people and things, $3 from, $4 to, $5 the visit that does not count or null, $6 now. */
export const BUSY = `with ${WAY} select ${SPANS} as busy from unnest($2::uuid[]) taking (id),
  ${spansOf(`${spanOf('$1', '$6', '$5::uuid')} and o.starts_at > $3::timestamptz - interval '32 hours' and o.starts_at < $4::timestamptz + interval '32 hours'
    and o.ends_at > $3::timestamptz - interval '8 hours'`)}`

/** $1 practice, $2 people and things, $3 and $4 the windows, $5 now: what takes them up in each window, in order. */
export const BUSY_IN_WINDOWS = `with ${WAY} select (select ${SPANS} from unnest($2::uuid[]) taking (id),
  ${spansOf(`${spanOf('$1', '$5', 'null::uuid')} and o.starts_at > w.begins - interval '32 hours' and o.starts_at < w.ends + interval '32 hours'
    and o.ends_at > w.begins - interval '8 hours'`)}) as busy
  from unnest($3::timestamptz[], $4::timestamptz[]) with ordinality as w (begins, ends, nth) order by w.nth`
