import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { findAppointment, seesAppointment } from '../../scheduling/index.ts'
import { openItemsOfClients } from '../packets/open-items.ts'
import { findCheckInSettings } from './settings.ts'

const HOUR = 3_600_000

interface Row {
  id: string
  clientId: string
  clientName: string
  serviceName: string
  practitionerId: string | null
  practitionerName: string | null
  locationId: string
  roomName: string | null
  zone: string
  state: 'booked' | 'confirmed' | 'arrived' | 'in_room'
  startsAt: Date
  arrivedAt: Date | null
  inRoomAt: Date | null
  way: 'phone' | 'kiosk' | 'desk' | null
  detailsConfirmedAt: Date | null
  readyAt: Date | null
  overrideReason: string | null
}

/** Who waits, who is in a room, and who is expected within the next hours; those waiting longest first. */
export async function readWaitingRoom(
  ctx: Context,
  ask: { locationId?: string | undefined; practitionerId?: string | undefined },
) {
  const settings = await findCheckInSettings(ctx)
  const hoursOn = (hours: number) => new Date(ctx.now.getTime() + hours * HOUR)
  const { rows } =
    await sql<Row>`select a.id, a.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", s.name as "serviceName",
      a.practitioner_id as "practitionerId", st.name as "practitionerName", a.location_id as "locationId", r.name as "roomName", a.zone, a.state,
      a.starts_at as "startsAt", a.arrived_at as "arrivedAt", a.in_room_at as "inRoomAt", k.way, k.details_confirmed_at as "detailsConfirmedAt",
      k.ready_at as "readyAt", k.override_reason as "overrideReason"
    from appointment a join client c on c.practice_id = a.practice_id and c.id = a.client_id
      join service s on s.practice_id = a.practice_id and s.id = a.service_id
      left join staff st on st.practice_id = a.practice_id and st.id = a.practitioner_id
      left join room r on r.practice_id = a.practice_id and r.id = a.room_id
      left join check_in k on k.practice_id = a.practice_id and k.appointment_id = a.id
    where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${hoursOn(-12)} and a.starts_at < ${hoursOn(12)} and a.mode = 'in_person' and a.hour_known
      and (a.state in ('arrived', 'in_room') or (a.state in ('booked', 'confirmed') and a.ends_at > ${ctx.now} and a.starts_at < ${hoursOn(3)}))
      and (${ask.locationId ?? null}::uuid is null or a.location_id = ${ask.locationId ?? null})
      and (${ask.practitionerId ?? null}::uuid is null or a.practitioner_id = ${ask.practitionerId ?? null}) and ${seesAppointment(ctx)}
    order by case a.state when 'arrived' then 0 when 'in_room' then 1 else 2 end, coalesce(a.arrived_at, a.starts_at), a.starts_at, a.id
    limit 300`.execute(ctx.db)
  const open = await openItemsOfClients(ctx, [...new Set(rows.map(({ clientId }) => clientId))])
  const items = rows.map((row) => ({
    ...row,
    ...timesOf(row, settings, ctx.now),
    missing: open
      .filter((item) => item.clientId === row.clientId && isDueAt(item, row))
      .map(({ kind, title, blocks }) => ({ kind, title, blocks })),
    can: {
      ready: row.state === 'arrived' && ctx.can('appointments.check_in'),
      arrive: isExpected(row) && ctx.can('appointments.check_in'),
    },
  }))
  return { items, settings }
}

const isExpected = ({ state }: Row) => state === 'booked' || state === 'confirmed'

function isDueAt(item: { appointmentId: string | null; visitStartsAt: Date | null }, row: Row): boolean {
  return item.appointmentId === row.id || item.visitStartsAt === null || item.visitStartsAt <= row.startsAt
}

function timesOf(
  row: Row,
  { lateMinutes, longWaitMinutes }: { lateMinutes: number; longWaitMinutes: number },
  now: Date,
) {
  const minutes = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / 60_000)
  const waitingMinutes = row.arrivedAt ? Math.max(0, minutes(row.arrivedAt, row.inRoomAt ?? now)) : null
  return {
    waitingMinutes,
    isLongWait: row.state === 'arrived' && (waitingMinutes ?? 0) >= longWaitMinutes,
    isLate: minutes(row.startsAt, row.arrivedAt ?? now) >= lateMinutes,
  }
}

/** The client can be called in; or not after all. 409 `wrong_state` for who is not waiting. */
export async function markReady(ctx: Context, id: string, isReady: boolean): Promise<void> {
  const visit = await findAppointment(ctx, id, { lock: true })
  if (visit.state !== 'arrived')
    throw problem(409, 'wrong_state', 'Only who is waiting can be marked as ready.')
  await sql`insert into check_in (practice_id, appointment_id, ready_at, ready_by)
    values (${ctx.practiceId}, ${id}, ${isReady ? ctx.now : null}, ${isReady ? ctx.actor.name : null})
    on conflict (practice_id, appointment_id) do update set ready_at = excluded.ready_at, ready_by = excluded.ready_by`.execute(
    ctx.db,
  )
  ctx.record(isReady ? 'check_in.ready' : 'check_in.ready_undone', {
    subject: ['check_in', id],
    clientId: visit.client_id,
    data: { appointmentId: id, practitionerId: visit.practitioner_id },
  })
}
