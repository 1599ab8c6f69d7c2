import { sql } from 'kysely'
import { verifySessions } from './sessions/verify-sessions.ts'
import type { Finding, Verification } from '../platform/verification.ts'
import type { Db } from '../platform/database/transaction.ts'

/** Proves from the tables alone that nobody and nothing is in two places, and that time is taken up exactly by live visits. */
export const verifyBookings: Verification[] = [
  {
    subject: 'bookings',
    promise: 'No two visits take the same resource at once, buffers included',
    run: async (db, practiceId) => [
      ...(await findOverlaps(db, practiceId, 'lead')),
      ...(await findOverlaps(db, practiceId, 'tail')),
    ],
  },
  {
    subject: 'bookings',
    promise:
      'Every live visit takes up its practitioner, assistant, room and client at its own time; a seat in a group only its client',
    run: (db, practiceId) =>
      find(
        db,
        sql<Finding>`select 'visit without its ' || r.kind as what, 'appointment ' || a.id as where
        from appointment a cross join lateral (values ('practitioner', a.practitioner_id), ('assistant', a.assistant_id), ('room', a.room_id), ('client', a.client_id)) r (kind, id)
        left join occupancy o on o.practice_id = a.practice_id and o.appointment_id = a.id and o.resource_id = r.id
          and o.starts_at = a.starts_at and o.ends_at = a.ends_at
          and o.lead = tstzrange(a.starts_at - case r.kind when 'client' then interval '0' else make_interval(mins => a.buffer_before_minutes) end, a.ends_at)
          and o.tail = tstzrange(a.starts_at, a.ends_at + case r.kind when 'client' then interval '0' else make_interval(mins => a.buffer_after_minutes) end)
        where a.practice_id = ${practiceId} and a.state not in ('cancelled', 'expired') and a.hour_known and a.overlap_reason is null
          and r.id is not null and o.resource_id is null and (a.session_id is null or r.kind = 'client')`,
      ),
  },
  {
    subject: 'bookings',
    promise: 'Nothing is taken up by a cancelled or expired visit, or by a hold that is none any more',
    run: (db, practiceId) =>
      find(
        db,
        sql<Finding>`select 'time taken by a visit that is ' || a.state as what, 'appointment ' || a.id as where
        from occupancy o join appointment a on a.practice_id = o.practice_id and a.id = o.appointment_id
        where o.practice_id = ${practiceId} and (a.state in ('cancelled', 'expired') or (o.held_until is not null) <> (a.state = 'held'))`,
      ),
  },
  ...verifySessions,
]

/** One walk over each resource's visits in the order of their beginnings: whoever begins before all earlier ones have ended overlaps. */
function findOverlaps(db: Db, practiceId: string, range: 'lead' | 'tail'): Promise<Finding[]> {
  const taken = sql.ref(range)
  return find(
    db,
    sql<Finding>`select 'overlapping visits' as what, coalesce('appointment ' || appointment_id, 'session ' || session_id) || ' at ' || resource_kind || ' ' || resource_id as where
      from (select appointment_id, session_id, resource_kind, resource_id, lower(${taken}) as begins,
          max(upper(${taken})) over (partition by resource_id order by lower(${taken}), appointment_id, session_id rows between unbounded preceding and 1 preceding) as busy_until
        from occupancy where practice_id = ${practiceId}) visit
      where begins < busy_until`,
  )
}

async function find(db: Db, query: ReturnType<typeof sql<Finding>>): Promise<Finding[]> {
  return (await query.execute(db)).rows
}
