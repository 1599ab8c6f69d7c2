import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { MODES } from '../appointment/states.ts'
import type { SessionRow } from './session-row.ts'

const Named = z.object({ id: Id, name: z.string() })

export const SessionView = z.object({
  id: Id,
  /** The class's own name, else the service's. */
  name: z.string(),
  title: z.string().nullable(),
  service: Named.extend({ color: z.string().nullable() }),
  practitioner: Named.extend({ color: z.string().nullable() }),
  assistant: Named.nullable(),
  location: Named,
  room: Named.nullable(),
  /** Sessions that were scheduled together carry the same. */
  classId: Id.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  zone: z.string(),
  mode: z.enum(MODES),
  capacity: z.int(),
  taken: z.int(),
  seatsLeft: z.int(),
  waiting: z.int(),
  /** A booking opened it; it closes when the last attendee leaves. */
  onDemand: z.boolean(),
  /** A seat that frees goes to the first who waits. */
  autoPromote: z.boolean(),
  notes: z.string().nullable(),
  cancelledAt: Instant.nullable(),
  cancelReason: z.string().nullable(),
  rowVersion: z.int(),
  can: z.object({ edit: z.boolean(), move: z.boolean(), cancel: z.boolean(), book: z.boolean() }),
})
type SessionAnswer = z.input<typeof SessionView>

/** The row with the names that belong to it. */
export interface Session extends SessionRow {
  service_name: string
  service_color: string | null
  practitioner_name: string
  practitioner_color: string | null
  assistant_name: string | null
  location_name: string
  room_name: string | null
  waiting: number
}

const SESSIONS =
  sql.raw(`select x.*, s.name as service_name, s.color as service_color, st.name as practitioner_name, st.color as practitioner_color,
  aide.name as assistant_name, l.name as location_name, r.name as room_name,
  (select count(*)::int from session_waiting w where w.practice_id = x.practice_id and w.session_id = x.id and w.left_at is null) as waiting
  from session x join service s on s.practice_id = x.practice_id and s.id = x.service_id
  join staff st on st.practice_id = x.practice_id and st.id = x.practitioner_id
  join location l on l.practice_id = x.practice_id and l.id = x.location_id
  left join staff aide on aide.practice_id = x.practice_id and aide.id = x.assistant_id
  left join room r on r.practice_id = x.practice_id and r.id = x.room_id`)

/** Practitioners limited to their own clients see their own sessions. */
function seesSession({ actor }: Context): RawBuilder<boolean> {
  return actor.kind === 'staff' && actor.ownClientsOnly
    ? sql`x.practitioner_id = ${actor.staffId}`
    : sql`true`
}

/** The session with its names, if this actor may see it; else 404. `lock` keeps others from changing it meanwhile. */
export async function findSession(
  ctx: Context,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Session> {
  const { rows } = await sql<Session>`${SESSIONS}
    where x.practice_id = ${ctx.practiceId} and x.id = ${id} and ${seesSession(ctx)} ${lock ? sql`for update of x` : sql``}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This session')
  return rows[0]
}

/** The session, locked, if it stands and is as the caller saw it. */
export async function openSession(ctx: Context, id: string, rowVersion?: number): Promise<Session> {
  const session = await findSession(ctx, id, { lock: true })
  if (rowVersion !== undefined && rowVersion !== session.row_version)
    throw changedMeanwhile(session.row_version)
  if (session.cancelled_at)
    throw problem(409, 'wrong_state', 'This session is cancelled. Schedule a new one instead.', {
      state: 'cancelled',
    })
  return session
}

export interface SessionsAsk {
  from: Date
  to: Date
  practitionerId?: string | undefined
  locationId?: string | undefined
  serviceId?: string | undefined
  cancelled?: boolean | undefined
}

/** The sessions that begin in [from, to), in their order. */
export async function listSessions(
  ctx: Context,
  { from, to, practitionerId, locationId, serviceId, cancelled = false }: SessionsAsk,
): Promise<Session[]> {
  const { rows } = await sql<Session>`${SESSIONS}
    where x.practice_id = ${ctx.practiceId} and x.starts_at >= ${from} and x.starts_at < ${to} and ${seesSession(ctx)}
      and (${cancelled} or x.cancelled_at is null)
      ${practitionerId ? sql`and x.practitioner_id = ${practitionerId}` : sql``}
      ${locationId ? sql`and x.location_id = ${locationId}` : sql``}
      ${serviceId ? sql`and x.service_id = ${serviceId}` : sql``}
    order by x.starts_at, x.id limit 500`.execute(ctx.db)
  return rows
}

export function presentSession(ctx: Context, row: Session): SessionAnswer {
  const stands = row.cancelled_at === null
  return {
    id: row.id,
    name: row.title ?? row.service_name,
    title: row.title,
    service: { id: row.service_id, name: row.service_name, color: row.service_color },
    practitioner: { id: row.practitioner_id, name: row.practitioner_name, color: row.practitioner_color },
    assistant: row.assistant_id ? { id: row.assistant_id, name: row.assistant_name! } : null,
    location: { id: row.location_id, name: row.location_name },
    room: row.room_id ? { id: row.room_id, name: row.room_name! } : null,
    classId: row.class_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    zone: row.zone,
    mode: row.mode,
    capacity: row.capacity,
    taken: row.taken,
    seatsLeft: row.capacity - row.taken,
    waiting: row.waiting,
    onDemand: row.on_demand,
    autoPromote: row.auto_promote,
    notes: row.notes,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    rowVersion: row.row_version,
    can: {
      edit: stands && ctx.can('sessions.manage'),
      move: stands && ctx.can('sessions.manage'),
      cancel: stands && ctx.can('sessions.manage'),
      book: stands && ctx.can('appointments.book'),
    },
  }
}
