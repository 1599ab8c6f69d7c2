import { CompiledQuery, sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { SessionRow } from '../sessions/session-row.ts'
import type { AppointmentRow } from '../appointment/visit-row.ts'

export type ResourceKind = 'practitioner' | 'assistant' | 'room' | 'equipment' | 'client'

/** One resource taken up by one visit, or by a session of a group. */
export interface Taking {
  appointment_id: string | null
  session_id?: string
  resource_id: string
  resource_kind: ResourceKind
  starts_at: Date
  ends_at: Date
  /** Minutes towards neighbours; a client keeps none. */
  before: number
  after: number
  held_until: Date | null
}

/**
 * What a visit takes up: for a seat in a group only the client, all else belongs to the session. An imported visit of which only the day is known takes up nobody's time.
 */
export function takingsOf(visit: AppointmentRow, unitIds: readonly string[]): Taking[] {
  if (!visit.hour_known) return []
  const taking = (resource_id: string, resource_kind: ResourceKind): Taking => ({
    appointment_id: visit.id,
    resource_id,
    resource_kind,
    starts_at: visit.starts_at,
    ends_at: visit.ends_at,
    before: resource_kind === 'client' ? 0 : visit.buffer_before_minutes,
    after: resource_kind === 'client' ? 0 : visit.buffer_after_minutes,
    held_until: visit.state === 'held' ? visit.held_until : null,
  })
  if (visit.session_id) return visit.client_id ? [taking(visit.client_id, 'client')] : []
  return [
    ...(visit.practitioner_id ? [taking(visit.practitioner_id, 'practitioner')] : []),
    ...(visit.assistant_id ? [taking(visit.assistant_id, 'assistant')] : []),
    ...(visit.room_id ? [taking(visit.room_id, 'room')] : []),
    ...unitIds.map((id) => taking(id, 'equipment')),
    ...(visit.client_id ? [taking(visit.client_id, 'client')] : []),
  ]
}

/** What a session takes up, however many people come. */
export function takingsOfSession(session: SessionRow, unitIds: readonly string[]): Taking[] {
  const taking = (resource_id: string, resource_kind: ResourceKind): Taking => ({
    appointment_id: null,
    session_id: session.id,
    resource_id,
    resource_kind,
    starts_at: session.starts_at,
    ends_at: session.ends_at,
    before: session.buffer_before_minutes,
    after: session.buffer_after_minutes,
    held_until: null,
  })
  return [
    taking(session.practitioner_id, 'practitioner'),
    ...(session.assistant_id ? [taking(session.assistant_id, 'assistant')] : []),
    ...(session.room_id ? [taking(session.room_id, 'room')] : []),
    ...unitIds.map((id) => taking(id, 'equipment')),
  ]
}

/**
 * The insert of takings, which answers those that were free. Sorted, so that two visits that want the same things meet in
 * the same order and none waits for the other in a circle; "do nothing", so that the loser waits for the winner's commit
 * and then is simply told (a plain insert would deadlock).
 */
export function takingsQuery(ctx: Context, takings: readonly Taking[], where = sql``) {
  return sql`insert into occupancy (practice_id, resource_id, appointment_id, session_id, resource_kind, starts_at, ends_at, lead, tail, held_until)
  select ${ctx.practiceId}::uuid, x.resource_id, x.appointment_id, x.session_id, x.resource_kind, x.starts_at, x.ends_at,
    tstzrange(x.starts_at - make_interval(mins => x.before), x.ends_at), tstzrange(x.starts_at, x.ends_at + make_interval(mins => x.after)), x.held_until
  from jsonb_to_recordset(${JSON.stringify(takings)}::jsonb) as x(resource_id uuid, appointment_id uuid, session_id uuid, resource_kind text, starts_at timestamptz,
    ends_at timestamptz, before int, after int, held_until timestamptz)
  ${where} order by x.resource_id, x.starts_at
  on conflict do nothing returning resource_id, coalesce(appointment_id, session_id) as appointment_id`
}

/** Takes up people and things; answers the takings that somebody else has. Nobody's are left out silently. */
export async function takeTime(ctx: Context, takings: readonly Taking[]): Promise<Taking[]> {
  if (takings.length === 0) return []
  const { rows } = await sql<TakenRow>`${takingsQuery(ctx, takings)}`.execute(ctx.db)
  return lostOf(takings, rows)
}

/**
 * Keeps a new visit with all it takes up, in one statement; answers the takings that somebody else has. Of several free
 * rooms it takes the first that is still empty and that nobody is taking at this very moment for the same start (an
 * advisory lock tells), so that people who book at once do not queue for one room beside an empty one.
 */
export async function insertVisit(
  ctx: Context,
  visit: AppointmentRow,
  { takings, roomIds }: { takings: readonly Taking[]; roomIds: readonly string[] },
) {
  const choices = roomIds.length > 1 ? roomIds : []
  const values = [
    ctx.practiceId,
    JSON.stringify(visit),
    JSON.stringify(takings),
    choices,
    visit.starts_at.toISOString(),
    visit.starts_at,
    visit.ends_at,
  ]
  const { rows } = await ctx.db.executeQuery<{
    room_id: string | null
    taken: { resource_id: string; resource_kind: string }[]
  }>(CompiledQuery.raw(INSERT_VISIT, values))
  const { room_id, taken } = rows[0]!
  const roomId = room_id ?? visit.room_id
  const wanted = takings.map((each) =>
    each.resource_kind === 'room' && roomId ? { ...each, resource_id: roomId } : each,
  )
  const had = new Set(taken.map((each) => each.resource_id))
  return {
    roomId,
    lost: had.size === wanted.length ? [] : wanted.filter((each) => !had.has(each.resource_id)),
  }
}

const INSERT_VISIT = `with
  picked as materialized (select u.id from unnest($4::uuid[]) u (id)
    where not exists (select from occupancy o where o.practice_id = $1 and o.resource_id = u.id and o.starts_at < $7 and o.starts_at > $6::timestamptz - interval '1 day' and o.ends_at > $6)
      and pg_try_advisory_xact_lock(hashtextextended($5 || u.id::text, 0)) limit 1),
  made as (insert into appointment
    select * from jsonb_populate_record(null::appointment, $2::jsonb || coalesce((select jsonb_build_object('room_id', id) from picked), '{}'))),
  taken as (insert into occupancy (practice_id, resource_id, appointment_id, resource_kind, starts_at, ends_at, lead, tail, held_until)
    select $1::uuid, coalesce(case when x.resource_kind = 'room' then (select id from picked) end, x.resource_id) as resource_id, x.appointment_id, x.resource_kind,
      x.starts_at, x.ends_at, tstzrange(x.starts_at - make_interval(mins => x.before), x.ends_at), tstzrange(x.starts_at, x.ends_at + make_interval(mins => x.after)),
      x.held_until
    from jsonb_to_recordset($3::jsonb) as x(resource_id uuid, appointment_id uuid, resource_kind text, starts_at timestamptz, ends_at timestamptz,
      before int, after int, held_until timestamptz)
    order by 2 on conflict do nothing returning resource_id, resource_kind)
  select (select id from picked) as room_id, (select coalesce(json_agg(taken), '[]') from taken) as taken`

/** Gives back all that a session takes up; what its attendees have of their own stays. */
export async function freeSessionTime(ctx: Context, sessionId: string) {
  await sql`delete from occupancy where practice_id = ${ctx.practiceId} and session_id = ${sessionId}`.execute(
    ctx.db,
  )
}

/** Gives back all that a visit takes up. */
export async function freeTime(ctx: Context, appointmentId: string) {
  await sql`delete from occupancy where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(
    ctx.db,
  )
}

/** A hold becomes a visit: what it takes up expires no more. */
export async function keepTime(ctx: Context, appointmentId: string) {
  await sql`update occupancy set held_until = null where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(
    ctx.db,
  )
}

/** A hold lasts longer: its client has a mail to open first. */
export async function extendTime(ctx: Context, appointmentId: string, until: Date) {
  await sql`update occupancy set held_until = ${until} where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(
    ctx.db,
  )
}

/**
 * Lets moves wait for one another: each gives up one time and takes another, so two that swap would wait in a circle.
 * Locks end with the transaction.
 */
export async function lockResources(ctx: Context, resourceIds: readonly (string | null)[]) {
  const sorted = [...new Set(resourceIds.filter((id) => id !== null))].sort()
  if (sorted.length === 0) return
  await sql`select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(${sorted}::text[]) with ordinality as x(id, nth) order by nth`.execute(
    ctx.db,
  )
}

/** Makes holds whose time is over free what they took up, a seat in a session too; answers those that it was. Sorted, like every lock here. */
export async function clearExpiredHolds(
  ctx: Context,
  ids: readonly string[],
): Promise<{ id: string; session_id: string | null }[]> {
  const { rows } = await sql<{ id: string; session_id: string | null }>`with
    over as materialized (select id from appointment where practice_id = ${ctx.practiceId} and id = any(${[...ids]}::uuid[]) and state = 'held'
      and held_until <= ${ctx.now} order by id for update),
    gone as (update appointment set state = 'expired', row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id in (select id from over) returning id, session_id),
    seats as (update session s set taken = taken - g.seats from (select session_id, count(*)::int as seats from gone where session_id is not null group by 1) g
      where s.practice_id = ${ctx.practiceId} and s.id = g.session_id),
    freed as (delete from occupancy where practice_id = ${ctx.practiceId} and appointment_id in (select id from over))
    select id, session_id from gone`.execute(ctx.db)
  return rows
}

/** The expired holds that keep these takings from being free. */
export async function findHoldsInTheWay(ctx: Context, takings: readonly Taking[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select distinct o.appointment_id as id from jsonb_to_recordset(${JSON.stringify(takings)}::jsonb)
      as x(resource_id uuid, starts_at timestamptz, ends_at timestamptz)
    join occupancy o on o.practice_id = ${ctx.practiceId} and o.resource_id = x.resource_id and o.starts_at > x.starts_at - interval '32 hours'
      and o.starts_at < x.ends_at + interval '8 hours' and o.ends_at > x.starts_at - interval '8 hours' and o.held_until <= ${ctx.now}`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

export interface TakenRow {
  resource_id: string
  appointment_id: string
}

function lostOf(takings: readonly Taking[], taken: readonly TakenRow[]): Taking[] {
  if (taken.length === takings.length) return []
  const had = new Set(taken.map((each) => `${each.appointment_id} ${each.resource_id}`))
  return takings.filter((each) => !had.has(`${each.appointment_id ?? each.session_id} ${each.resource_id}`))
}
