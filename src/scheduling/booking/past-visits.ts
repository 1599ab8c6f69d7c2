import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import type { Mode, Source, State } from '../appointment/states.ts'
import type { AppointmentRow } from '../appointment/visit-row.ts'
import { takingsQuery, takingsOf } from './occupancy.ts'
import type { TakenRow } from './occupancy.ts'

/** A visit that was arranged elsewhere, or in the history of a demo practice. What is left out follows from the state. */
export interface PastVisit {
  clientId: string
  serviceId: string
  practitionerId: string | null
  locationId: string
  roomId?: string | null
  unitIds?: readonly string[]
  startsAt: Date
  /** Left out: as long as the service. */
  durationMinutes?: number
  /** false: only the day is known, so the visit takes up nobody's time. */
  hourKnown?: boolean
  state: Exclude<State, 'held' | 'expired'>
  source: Source
  mode?: Mode
  priceMinor?: number
  episodeId?: string | null
  leadId?: string | null
  bookedAt?: Date
  confirmedAt?: Date | null
  arrivedAt?: Date | null
  inRoomAt?: Date | null
  doneAt?: Date | null
  noShowAt?: Date | null
  cancelledAt?: Date | null
  cancelledBy?: 'client' | 'practice'
  cancelReason?: string | null
  cancelledLate?: boolean
  chosenBecause?: Record<string, unknown> | null
  notes?: string | null
  /** The client's first visit here. */
  isFirst?: boolean
  facts?: Record<string, unknown>
  /** The same key is kept once, however often it is imported. */
  importKey?: string | null
}

/** What became of each: `kept` with its id, `known` (imported before), `taken` (somebody or something is elsewhere then). */
export type PastOutcome = { is: 'kept'; id: string; overlaps: boolean } | { is: 'known' } | { is: 'taken' }

/**
 * Keeps many visits of the past in one statement, past the rules of hours and notice but through the gate: nobody and
 * nothing is in two places. `overlaps: 'keep'` keeps one that collides beside the others, marked, because it did happen.
 * Leaves no event of its own; the caller records what it does. Answers in the order asked.
 */
export async function insertPastAppointments(
  ctx: Context,
  visits: readonly PastVisit[],
  options: { overlaps: 'refuse' | 'keep' },
): Promise<PastOutcome[]> {
  if (visits.length === 0) return []
  const facts = await readFacts(ctx, visits)
  const rows = visits.map((visit) => rowOf(ctx, visit, facts))
  const takings = rows.flatMap((row, index) =>
    row.state === 'cancelled' ? [] : takingsOf(row, visits[index]!.unitIds ?? []),
  )
  const { rows: answer } = await sql<{ made: string[]; taken: TakenRow[] }>`with
    made as (insert into appointment select * from jsonb_populate_recordset(null::appointment, ${JSON.stringify(rows)}::jsonb)
      on conflict (practice_id, import_key) where import_key is not null do nothing returning id),
    taken as (${takingsQuery(ctx, takings, sql`where x.appointment_id in (select id from made)`)})
    select (select coalesce(json_agg(id), '[]') from made) as made,
      (select coalesce(json_agg(json_build_object('resource_id', resource_id, 'appointment_id', appointment_id)), '[]') from taken) as taken`.execute(
    ctx.db,
  )
  const made = new Set(answer[0]!.made)
  const had = new Set(answer[0]!.taken.map((each) => `${each.appointment_id} ${each.resource_id}`))
  const lost = new Set(
    takings
      .filter(
        (each) =>
          each.appointment_id &&
          made.has(each.appointment_id) &&
          !had.has(`${each.appointment_id} ${each.resource_id}`),
      )
      .map((each) => each.appointment_id!),
  )
  await settleOverlaps(ctx, [...lost], options.overlaps)
  return rows.map(({ id }): PastOutcome => {
    if (!made.has(id)) return { is: 'known' }
    return lost.has(id) && options.overlaps === 'refuse'
      ? { is: 'taken' }
      : { is: 'kept', id, overlaps: lost.has(id) }
  })
}

/** One visit of the past; answers its id, or null when it was known or its time was taken. */
export async function insertPastAppointment(ctx: Context, visit: PastVisit): Promise<string | null> {
  const [outcome] = await insertPastAppointments(ctx, [visit], { overlaps: 'refuse' })
  return outcome?.is === 'kept' ? outcome.id : null
}

async function settleOverlaps(ctx: Context, ids: readonly string[], how: 'refuse' | 'keep') {
  if (ids.length === 0) return
  if (how === 'keep') {
    await sql`update appointment set overlap_reason = 'imported' where practice_id = ${ctx.practiceId} and id = any(${ids}::uuid[])`.execute(
      ctx.db,
    )
    return
  }
  await sql`delete from occupancy where practice_id = ${ctx.practiceId} and appointment_id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
  await sql`delete from appointment where practice_id = ${ctx.practiceId} and id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
}

interface Facts {
  services: Map<
    string,
    {
      duration_minutes: number
      price_minor: number
      buffer_before_minutes: number
      buffer_after_minutes: number
    }
  >
  zones: Map<string, string>
}

async function readFacts(ctx: Context, visits: readonly PastVisit[]): Promise<Facts> {
  const services = [...new Set(visits.map((each) => each.serviceId))]
  const { rows } = await sql<{
    services: ({ id: string } & (Facts['services'] extends Map<string, infer S> ? S : never))[]
    places: { id: string; zone: string }[]
  }>`select
    (select coalesce(json_agg(s), '[]') from (select id, duration_minutes, price_minor, buffer_before_minutes, buffer_after_minutes from service
      where practice_id = ${ctx.practiceId} and id = any(${services}::uuid[])) s) as services,
    (select coalesce(json_agg(l), '[]') from (select id, zone from location where practice_id = ${ctx.practiceId}) l) as places`.execute(
    ctx.db,
  )
  return {
    services: new Map(rows[0]!.services.map((each) => [each.id, each])),
    zones: new Map(rows[0]!.places.map(({ id, zone }) => [id, zone])),
  }
}

function rowOf(ctx: Context, visit: PastVisit, { services, zones }: Facts): AppointmentRow {
  const service = services.get(visit.serviceId)
  const zone = zones.get(visit.locationId)
  if (!service) throw invalid('serviceId', 'There is no such service.')
  if (!zone) throw invalid('locationId', 'There is no such location.')
  const minutes = visit.durationMinutes ?? service.duration_minutes
  return {
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    client_id: visit.clientId,
    practitioner_id: visit.practitionerId,
    assistant_id: null,
    service_id: visit.serviceId,
    location_id: visit.locationId,
    room_id: visit.roomId ?? null,
    episode_id: visit.episodeId ?? null,
    lead_id: visit.leadId ?? null,
    starts_at: visit.startsAt,
    ends_at: new Date(visit.startsAt.getTime() + minutes * 60_000),
    zone,
    hour_known: visit.hourKnown ?? true,
    mode: visit.mode ?? 'in_person',
    state: visit.state,
    source: visit.source,
    price_minor: visit.priceMinor ?? service.price_minor,
    buffer_before_minutes: service.buffer_before_minutes,
    buffer_after_minutes: service.buffer_after_minutes,
    ...timesOf(ctx, visit),
    series_id: null,
    plan_id: null,
    bundle_id: null,
    session_id: null,
    created_by: ctx.actor.name,
    chosen_because: visit.chosenBecause ?? null,
    overlap_reason: null,
    notes: visit.notes ?? null,
    is_first: visit.isFirst ?? false,
    sequence: 0,
    facts: visit.facts ?? {},
    import_key: visit.importKey ?? null,
    created_at: ctx.now,
    row_version: 1,
  }
}

function timesOf(ctx: Context, visit: PastVisit) {
  const { state, startsAt } = visit
  const when = (is: boolean, given: Date | null | undefined, otherwise: Date) =>
    given ?? (is ? otherwise : null)
  return {
    held_until: null,
    held_by: null,
    requested_at: null,
    booked_at: visit.bookedAt ?? new Date(Math.min(ctx.now.getTime(), startsAt.getTime())),
    confirmed_at: when(state === 'confirmed', visit.confirmedAt, startsAt),
    arrived_at: when(state === 'arrived', visit.arrivedAt, startsAt),
    in_room_at: when(state === 'in_room', visit.inRoomAt, startsAt),
    done_at: when(state === 'done', visit.doneAt, startsAt),
    no_show_at: when(state === 'no_show', visit.noShowAt, startsAt),
    cancelled_at: when(state === 'cancelled', visit.cancelledAt, startsAt),
    cancelled_by: state === 'cancelled' ? (visit.cancelledBy ?? 'client') : null,
    cancel_reason: visit.cancelReason ?? null,
    cancelled_late: state === 'cancelled' ? (visit.cancelledLate ?? false) : null,
  }
}
