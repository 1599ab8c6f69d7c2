import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import type { Step } from './states.ts'
import { MODES, SOURCES, STATES, STEP_PERMISSIONS, STEPS } from './states.ts'
import type { Visit } from './visit-row.ts'

const Named = z.object({ id: Id, name: z.string() })

/** A visit as callers see it; `can` says which steps this caller may take now. */
export const AppointmentView = z.object({
  id: Id,
  state: z.enum(STATES),
  client: Named.extend({ number: z.int(), bornOn: Day.nullable() }).nullable(),
  practitioner: Named.extend({ color: z.string().nullable() }).nullable(),
  /** Who helps beside the practitioner. */
  assistant: Named.nullable(),
  service: Named.extend({ color: z.string().nullable() }),
  location: Named,
  room: Named.nullable(),
  equipment: z.array(Named),
  startsAt: Instant,
  endsAt: Instant,
  zone: z.string(),
  hourKnown: z.boolean(),
  mode: z.enum(MODES),
  source: z.enum(SOURCES),
  priceMinor: Minor,
  bufferBeforeMinutes: z.int(),
  bufferAfterMinutes: z.int(),
  heldUntil: Instant.nullable(),
  bookedAt: Instant.nullable(),
  confirmedAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  inRoomAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  noShowAt: Instant.nullable(),
  cancelledAt: Instant.nullable(),
  cancelledBy: z.enum(['client', 'practice']).nullable(),
  cancelReason: z.string().nullable(),
  cancelledLate: z.boolean().nullable(),
  chosenBecause: z.record(z.string(), z.unknown()).nullable(),
  overlapReason: z.string().nullable(),
  notes: z.string().nullable(),
  episodeId: Id.nullable(),
  leadId: Id.nullable(),
  seriesId: Id.nullable(),
  planId: Id.nullable(),
  bundleId: Id.nullable(),
  sessionId: Id.nullable(),
  requestedAt: Instant.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  rowVersion: z.int(),
  can: z.object({
    move: z.boolean(),
    cancel: z.boolean(),
    approve: z.boolean(),
    confirm: z.boolean(),
    arrive: z.boolean(),
    undoArrival: z.boolean(),
    room: z.boolean(),
    complete: z.boolean(),
    noShow: z.boolean(),
    undoNoShow: z.boolean(),
    restore: z.boolean(),
    edit: z.boolean(),
  }),
})
export type AppointmentAnswer = z.input<typeof AppointmentView>

/** Columns and joins of a visit with its names; the table is `a`. */
export const VISIT_COLUMNS =
  sql.raw(`a.*, c.given_name || ' ' || c.family_name as client_name, c.number as client_number, c.born_on as client_born_on,
  st.name as practitioner_name, st.color as practitioner_color, aide.name as assistant_name, s.name as service_name, s.color as service_color,
  s.cancel_cutoff_minutes, s.reschedule_cutoff_minutes, l.name as location_name, r.name as room_name,
  (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name), '[]') from occupancy o
    join equipment_unit u on u.practice_id = o.practice_id and u.id = o.resource_id
    where o.practice_id = a.practice_id and o.appointment_id = a.id and o.resource_kind = 'equipment') as units`)
export const VISIT_JOINS = sql.raw(`join service s on s.practice_id = a.practice_id and s.id = a.service_id
  join location l on l.practice_id = a.practice_id and l.id = a.location_id
  left join client c on c.practice_id = a.practice_id and c.id = a.client_id
  left join staff st on st.practice_id = a.practice_id and st.id = a.practitioner_id
  left join staff aide on aide.practice_id = a.practice_id and aide.id = a.assistant_id
  left join room r on r.practice_id = a.practice_id and r.id = a.room_id`)

/**
 * The condition that limits a query to the visits this actor may see; the table is `a`. Practitioners limited to their
 * own clients see their own visits; a link sees the one it was made for, or those of its client.
 */
export function seesAppointment(ctx: Context): RawBuilder<boolean> {
  const { actor } = ctx
  if (actor.kind === 'link') {
    // Services in a row are one coming, and a series is one client's: the link to one of them shows the others.
    return actor.subjectType === 'appointment'
      ? sql`(a.id = ${actor.subjectId}
          or a.bundle_id = ${belonging(ctx, 'bundle_id', actor.subjectId)} or a.series_id = ${belonging(ctx, 'series_id', actor.subjectId)})`
      : sql`a.client_id = ${actor.clientId}`
  }
  if (actor.kind === 'public') return sql`false`
  if (actor.kind === 'staff' && actor.ownClientsOnly) return sql`a.practitioner_id = ${actor.staffId}`
  return sql`true`
}

function belonging({ practiceId }: Context, column: 'bundle_id' | 'series_id', id: string) {
  return sql`(select b.${sql.raw(column)} from appointment b where b.practice_id = ${practiceId} and b.id = ${id})`
}

/** The visit with its names, if this actor may see it; else 404. `lock` keeps others from changing it meanwhile. */
export async function findAppointment(
  ctx: Context,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Visit> {
  const { rows } = await sql<Visit>`select ${VISIT_COLUMNS} from appointment a ${VISIT_JOINS}
    where a.practice_id = ${ctx.practiceId} and a.id = ${id} and ${seesAppointment(ctx)} ${lock ? sql`for update of a` : sql``}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This appointment')
  return rows[0]
}

/** May this actor take this step with the visit now? */
export function canStep(ctx: Context, visit: Visit, step: Step): boolean {
  return (
    ctx.can(STEP_PERMISSIONS[step]) &&
    (STEPS[step] as readonly string[]).includes(visit.state) &&
    !(ON_ITS_DAY.includes(step) && isBeforeItsDay(ctx, visit))
  )
}

/** What happens when somebody is here. */
const ON_ITS_DAY: readonly Step[] = ['arrive', 'room', 'complete']

/** Is the visit on a later day than today, by the clock of its place? */
export function isBeforeItsDay(
  { now }: Context,
  { starts_at, zone }: Pick<Visit, 'starts_at' | 'zone'>,
): boolean {
  return starts_at > now && localDay(starts_at, zone) > localDay(now, zone)
}

/** The visit as this caller sees it. */
export function presentAppointment(ctx: Context, visit: Visit): AppointmentAnswer {
  const can = Object.fromEntries(
    (Object.keys(STEPS) as Step[]).map((step) => [step, canStep(ctx, visit, step)]),
  ) as Record<Step, boolean>
  return {
    id: visit.id,
    state: visit.state,
    client: visit.client_id
      ? {
          id: visit.client_id,
          name: visit.client_name!,
          number: visit.client_number!,
          bornOn: visit.client_born_on,
        }
      : null,
    practitioner: visit.practitioner_id
      ? { id: visit.practitioner_id, name: visit.practitioner_name!, color: visit.practitioner_color }
      : null,
    assistant: visit.assistant_id ? { id: visit.assistant_id, name: visit.assistant_name! } : null,
    service: { id: visit.service_id, name: visit.service_name, color: visit.service_color },
    location: { id: visit.location_id, name: visit.location_name },
    room: visit.room_id ? { id: visit.room_id, name: visit.room_name! } : null,
    equipment: visit.units,
    startsAt: visit.starts_at,
    endsAt: visit.ends_at,
    zone: visit.zone,
    hourKnown: visit.hour_known,
    mode: visit.mode,
    source: visit.source,
    priceMinor: visit.price_minor,
    bufferBeforeMinutes: visit.buffer_before_minutes,
    bufferAfterMinutes: visit.buffer_after_minutes,
    ...timesOf(visit),
    chosenBecause: visit.chosen_because,
    overlapReason: visit.overlap_reason,
    notes: visit.notes,
    episodeId: visit.episode_id,
    leadId: visit.lead_id,
    seriesId: visit.series_id,
    planId: visit.plan_id,
    bundleId: visit.bundle_id,
    sessionId: visit.session_id,
    requestedAt: visit.requested_at,
    createdBy: visit.created_by,
    createdAt: visit.created_at,
    rowVersion: visit.row_version,
    can: { ...can, edit: ctx.can('appointments.book') && visit.state !== 'expired' },
  }
}

function timesOf(visit: Visit) {
  return {
    heldUntil: visit.held_until,
    bookedAt: visit.booked_at,
    confirmedAt: visit.confirmed_at,
    arrivedAt: visit.arrived_at,
    inRoomAt: visit.in_room_at,
    doneAt: visit.done_at,
    noShowAt: visit.no_show_at,
    cancelledAt: visit.cancelled_at,
    cancelledBy: visit.cancelled_by,
    cancelReason: visit.cancel_reason,
    cancelledLate: visit.cancelled_late,
  }
}

/** Leaves an event about the visit; `more` joins its data. */
export function recordVisit(
  ctx: Context,
  name: string,
  visit: Visit,
  more: { data?: Record<string, unknown>; before?: unknown; after?: unknown } = {},
) {
  ctx.record(name, {
    subject: ['appointment', visit.id],
    clientId: visit.client_id,
    data: {
      serviceId: visit.service_id,
      practitionerId: visit.practitioner_id,
      locationId: visit.location_id,
      startsAt: visit.starts_at.toISOString(),
      endsAt: visit.ends_at.toISOString(),
      source: visit.source,
      ...(visit.series_id ? { seriesId: visit.series_id } : {}),
      ...(visit.plan_id ? { planId: visit.plan_id } : {}),
      ...(visit.bundle_id ? { bundleId: visit.bundle_id } : {}),
      ...more.data,
    },
    ...('before' in more ? { before: more.before } : {}),
    ...('after' in more ? { after: more.after } : {}),
  })
}
