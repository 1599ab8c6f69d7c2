import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import type { Mode, Source, State } from '../appointment/states.ts'
import { STEPS, STEP_PERMISSIONS } from '../appointment/states.ts'

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
  /** The group session in which the visit is a seat. */
  sessionId: string | null
  canMove: boolean
}

/** The visits that touch [from, to), with all that a calendar draws, in the order of their beginnings. */
export async function readCalendar(ctx: Context, ask: CalendarAsk): Promise<CalendarVisit[]> {
  const { rows } = await calendarQuery(ctx, ask).execute(ctx.db)
  const { visits, services, rooms } = rows[0]!
  const mayMove = ctx.can(STEP_PERMISSIONS.move)
  return visits.map((visit) => nameFields(visit, { services, rooms, mayMove }))
}

// Lists, not objects, and every service and room named once: for a thousand visits the names of the fields would cost
// more than all the rest, and instants stay the text that the database writes.
type VisitTuple = [
  id: string,
  state: State,
  startsAt: string,
  endsAt: string,
  zone: string,
  bufferBeforeMinutes: number,
  bufferAfterMinutes: number,
  clientId: string | null,
  clientName: string | null,
  practitionerId: string | null,
  serviceId: string,
  locationId: string,
  roomId: string | null,
  mode: Mode,
  source: Source,
  arrivedAt: string | null,
  inRoomAt: string | null,
  heldUntil: string | null,
  hasNotes: boolean,
  isFirstVisit: boolean,
  overlaps: boolean,
  rowVersion: number,
  sessionId: string | null,
]

interface CalendarRow {
  visits: VisitTuple[]
  services: Record<string, [name: string, color: string | null]>
  rooms: Record<string, string>
}

/** The one statement of the calendar; the benchmark runs it bare. */
export function calendarQuery(
  ctx: Context,
  { from, to, locationId, practitionerId, cancelled = false }: CalendarAsk,
) {
  const practitioner = practitionerId ? sql`and a.practitioner_id = ${practitionerId}` : sql``
  const location = locationId ? sql`and a.location_id = ${locationId}` : sql``
  return sql<CalendarRow>`select
    (select json_object_agg(s.id, json_build_array(s.name, s.color)) from service s where s.practice_id = ${ctx.practiceId}) as services,
    (select json_object_agg(r.id, r.name) from room r where r.practice_id = ${ctx.practiceId}) as rooms,
    (select coalesce(json_agg(json_build_array(a.id, a.state, a.starts_at, a.ends_at, a.zone, a.buffer_before_minutes, a.buffer_after_minutes, a.client_id,
        c.given_name || ' ' || c.family_name, a.practitioner_id, a.service_id, a.location_id, a.room_id, a.mode, a.source, a.arrived_at, a.in_room_at,
        a.held_until, a.notes is not null, a.is_first, a.overlap_reason is not null, a.row_version, a.session_id) order by a.starts_at, a.id), '[]')
      from appointment a left join client c on c.practice_id = a.practice_id and c.id = a.client_id
      where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${from}::timestamptz - interval '1 day' and a.starts_at < ${to} and a.ends_at > ${from}
        and a.state <> 'expired' and (${cancelled} or a.state <> 'cancelled') and (a.state <> 'held' or a.held_until > ${ctx.now})
        and ${seesAppointment(ctx)} ${practitioner} ${location}) as visits`
}

function nameFields(
  visit: VisitTuple,
  { services, rooms, mayMove }: Pick<CalendarRow, 'services' | 'rooms'> & { mayMove: boolean },
): CalendarVisit {
  const [serviceName, color] = services[visit[10]]!
  return {
    id: visit[0],
    state: visit[1],
    startsAt: visit[2],
    endsAt: visit[3],
    zone: visit[4],
    bufferBeforeMinutes: visit[5],
    bufferAfterMinutes: visit[6],
    clientId: visit[7],
    clientName: visit[8],
    practitionerId: visit[9],
    serviceId: visit[10],
    serviceName,
    color,
    locationId: visit[11],
    roomId: visit[12],
    roomName: visit[12] && (rooms[visit[12]] ?? null),
    mode: visit[13],
    source: visit[14],
    arrivedAt: visit[15],
    inRoomAt: visit[16],
    heldUntil: visit[17],
    hasNotes: visit[18],
    isFirstVisit: visit[19],
    overlaps: visit[20],
    rowVersion: visit[21],
    sessionId: visit[22],
    canMove: mayMove && (STEPS.move as readonly State[]).includes(visit[1]),
  }
}
