import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import type { Mode, Source, State } from '../appointment/states.ts'

export interface CalendarAsk {
  from: Date
  to: Date
  locationId?: string | undefined
  practitionerId?: string | undefined
  /** Cancelled visits and no expired holds, for those who look for one. */
  cancelled?: boolean | undefined
}

/** A visit as the calendar shows it; instants as ISO text. */
export interface CalendarVisit {
  id: string
  state: State
  startsAt: string
  endsAt: string
  zone: string
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  clientId: string | null
  clientName: string | null
  practitionerId: string | null
  serviceId: string
  serviceName: string
  color: string | null
  locationId: string
  roomId: string | null
  roomName: string | null
  mode: Mode
  source: Source
  arrivedAt: string | null
  inRoomAt: string | null
  heldUntil: string | null
  hasNotes: boolean
  isFirstVisit: boolean
  overlaps: boolean
  rowVersion: number
}

/**
 * The visits that touch [from, to), with all that a calendar draws. As one JSON value: the database writes instants as
 * text, and nothing is turned into a Date and back for a thousand visits.
 */
export async function readCalendar(ctx: Context, ask: CalendarAsk): Promise<CalendarVisit[]> {
  const { rows } = await calendarQuery(ctx, ask).execute(ctx.db)
  return rows[0]!.visits
}

/** The one statement of the calendar; the benchmark runs it bare. */
export function calendarQuery(ctx: Context, { from, to, locationId, practitionerId, cancelled = false }: CalendarAsk) {
  const practitioner = practitionerId ? sql`and a.practitioner_id = ${practitionerId}` : sql``
  const location = locationId ? sql`and a.location_id = ${locationId}` : sql``
  return sql<{ visits: CalendarVisit[] }>`select coalesce(json_agg(v order by v."startsAt", v.id), '[]') as visits from (
    select a.id, a.state, a.starts_at as "startsAt", a.ends_at as "endsAt", a.zone, a.buffer_before_minutes as "bufferBeforeMinutes",
      a.buffer_after_minutes as "bufferAfterMinutes", a.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName",
      a.practitioner_id as "practitionerId", a.service_id as "serviceId", s.name as "serviceName", s.color, a.location_id as "locationId",
      a.room_id as "roomId", r.name as "roomName", a.mode, a.source, a.arrived_at as "arrivedAt", a.in_room_at as "inRoomAt", a.held_until as "heldUntil",
      a.notes is not null as "hasNotes", a.overlap_reason is not null as overlaps, a.row_version as "rowVersion",
      a.client_id is not null and not exists (select from appointment e where e.practice_id = a.practice_id and e.client_id = a.client_id
        and e.starts_at < a.starts_at and e.state not in ('cancelled', 'expired', 'held')) as "isFirstVisit"
    from appointment a
    join service s on s.practice_id = a.practice_id and s.id = a.service_id
    left join client c on c.practice_id = a.practice_id and c.id = a.client_id
    left join room r on r.practice_id = a.practice_id and r.id = a.room_id
    where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${from}::timestamptz - interval '1 day' and a.starts_at < ${to} and a.ends_at > ${from}
      and a.state <> 'expired' and (${cancelled} or a.state <> 'cancelled') and (a.state <> 'held' or a.held_until > ${ctx.now})
      and ${seesAppointment(ctx)} ${practitioner} ${location}) v`
}
