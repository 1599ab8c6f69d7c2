import { sql } from 'kysely'
import type { Finding, Verification } from '../platform/verification.ts'
import type { Db } from '../platform/database/transaction.ts'

/** Proves from the tables alone that nobody and nothing is in two places, and that time is taken up exactly by live visits. */
export const verifyBookings: Verification[] = [
  {
    subject: 'bookings',
    promise: 'No two visits take the same resource at once, buffers included',
    run: (db, practiceId) =>
      find(db, sql<Finding>`select 'overlapping visits' as what, 'appointments ' || a.appointment_id || ' and ' || b.appointment_id || ' at ' || a.resource_kind || ' ' || a.resource_id as where
        from occupancy a join occupancy b on b.practice_id = a.practice_id and b.resource_id = a.resource_id and b.appointment_id > a.appointment_id
          and b.starts_at < a.ends_at + interval '8 hours' and b.starts_at > a.starts_at - interval '32 hours'
        where a.practice_id = ${practiceId}
          and (a.lead && b.lead or a.tail && b.tail)`),
  },
  {
    subject: 'bookings',
    promise: 'Every live visit takes up its practitioner, room and client at its own time',
    run: (db, practiceId) =>
      find(db, sql<Finding>`select 'visit without its ' || r.kind as what, 'appointment ' || a.id as where
        from appointment a cross join lateral (values ('practitioner', a.practitioner_id), ('room', a.room_id), ('client', a.client_id)) r (kind, id)
        left join occupancy o on o.practice_id = a.practice_id and o.appointment_id = a.id and o.resource_id = r.id
          and o.starts_at = a.starts_at and o.ends_at = a.ends_at
          and o.lead = tstzrange(a.starts_at - case r.kind when 'client' then interval '0' else make_interval(mins => a.buffer_before_minutes) end, a.ends_at)
          and o.tail = tstzrange(a.starts_at, a.ends_at + case r.kind when 'client' then interval '0' else make_interval(mins => a.buffer_after_minutes) end)
        where a.practice_id = ${practiceId} and a.state not in ('cancelled', 'expired') and a.hour_known and a.overlap_reason is null
          and r.id is not null and o.resource_id is null`),
  },
  {
    subject: 'bookings',
    promise: 'Nothing is taken up by a cancelled or expired visit, or by a hold that is none any more',
    run: (db, practiceId) =>
      find(db, sql<Finding>`select 'time taken by a visit that is ' || a.state as what, 'appointment ' || a.id as where
        from occupancy o join appointment a on a.practice_id = o.practice_id and a.id = o.appointment_id
        where o.practice_id = ${practiceId} and (a.state in ('cancelled', 'expired') or (o.held_until is not null) <> (a.state = 'held'))`),
  },
]

async function find(db: Db, query: ReturnType<typeof sql<Finding>>): Promise<Finding[]> {
  return (await query.execute(db)).rows
}
