import { sql } from 'kysely'
import type { Finding, Verification } from '../../platform/verification.ts'

/** Proves from the tables alone that seats are counted right, and that sessions and those who sit in them agree. */
export const verifySessions: Verification[] = [
  {
    subject: 'bookings',
    promise: 'As many seats of a session are taken as people have one',
    run: async (db, practiceId) =>
      (
        await sql<Finding>`select 'session with ' || s.taken || ' seats taken and ' || count(a.id) || ' attendees' as what, 'session ' || s.id as where
        from session s left join appointment a on a.practice_id = s.practice_id and a.session_id = s.id and a.state not in ('cancelled', 'expired')
        where s.practice_id = ${practiceId} group by s.practice_id, s.id
        having s.taken <> count(a.id) or (s.cancelled_at is not null and count(a.id) > 0)`.execute(db)
      ).rows,
  },
  {
    subject: 'bookings',
    promise: 'An attendee is where and when the session is',
    run: async (db, practiceId) =>
      (
        await sql<Finding>`select 'attendee elsewhere than the session' as what, 'appointment ' || a.id as where
        from appointment a join session s on s.practice_id = a.practice_id and s.id = a.session_id
        where a.practice_id = ${practiceId} and a.state not in ('cancelled', 'expired')
          and (a.starts_at, a.ends_at, a.practitioner_id, a.location_id, a.service_id) is distinct from
            (s.starts_at, s.ends_at, s.practitioner_id, s.location_id, s.service_id)`.execute(db)
      ).rows,
  },
  {
    subject: 'bookings',
    promise: 'Every session takes up its practitioner, assistant and room once, a cancelled one nothing',
    run: async (db, practiceId) =>
      (
        await sql<Finding>`select 'session without its ' || r.kind as what, 'session ' || s.id as where
        from session s cross join lateral (values ('practitioner', s.practitioner_id), ('assistant', s.assistant_id), ('room', s.room_id)) r (kind, id)
        left join occupancy o on o.practice_id = s.practice_id and o.session_id = s.id and o.resource_id = r.id and o.starts_at = s.starts_at and o.ends_at = s.ends_at
        where s.practice_id = ${practiceId} and s.cancelled_at is null and r.id is not null and o.resource_id is null
        union all
        select 'time taken by a cancelled session', 'session ' || s.id
        from occupancy o join session s on s.practice_id = o.practice_id and s.id = o.session_id
        where o.practice_id = ${practiceId} and s.cancelled_at is not null`.execute(db)
      ).rows,
  },
]
