import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { addLocalDays, localDay, startOfLocalDay } from '../../platform/time/index.ts'
import { findAppointment } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { lockResources } from '../booking/occupancy.ts'
import { findService } from '../services/service.ts'
import type { OverbookingSlot } from './read-overbooking.ts'
import { readOverbooking } from './read-overbooking.ts'

export interface BesideWish {
  besideId: string
  clientId: string
  serviceId: string
  durationMinutes?: number | undefined
  notes?: string | null | undefined
}

/**
 * Books somebody beside a visit that will probably not take place, through the same gate as every knowing overlap, with
 * the chances as its reason. 409 `not_overbookable` where the limit or the bound forbids it now.
 */
export async function bookBeside(ctx: Context, wish: BesideWish): Promise<Visit> {
  const host = await findAppointment(ctx, wish.besideId)
  if (!host.practitioner_id || host.client_id === wish.clientId)
    throw invalid('clientId', 'Choose somebody else: this client has the visit already.')
  // The limit counts visits of the whole day, which no constraint compares.
  await lockResources(ctx, [`overbooking ${host.practitioner_id}`])
  const { slot, modelId } = await slotOf(ctx, host)
  const durationMinutes = await fittingLength(ctx, host, wish)
  await requireFreeClient(ctx, host, wish.clientId)
  const absent = Math.round(slot.absent * 100)
  const both = Math.round(slot.both * 100)
  const visit = await bookAppointment(ctx, {
    serviceId: wish.serviceId,
    clientId: wish.clientId,
    practitionerId: host.practitioner_id,
    locationId: host.location_id,
    startsAt: host.starts_at,
    durationMinutes,
    notes: wish.notes,
    source: 'staff',
    by: 'staff',
    knowingly: {
      reason: `Overbooked: the visit at this time has a ${absent} % chance of absence; both come with ${both} %.`,
    },
  })
  await sql`insert into overbooking (practice_id, appointment_id, beside_id, practitioner_id, on_day, absent_percent, both_percent, model_id, booked_by, booked_at)
    values (${ctx.practiceId}, ${visit.id}, ${host.id}, ${host.practitioner_id}, ${localDay(host.starts_at, host.zone)}, ${absent}, ${both},
      ${modelId}, ${ctx.actor.name}, ${ctx.now})`.execute(ctx.db)
  ctx.record('appointment.overbooked', {
    subject: ['appointment', visit.id],
    clientId: visit.client_id,
    data: {
      besideId: host.id,
      practitionerId: host.practitioner_id,
      absentPercent: absent,
      bothPercent: both,
    },
  })
  return visit
}

async function slotOf(ctx: Context, host: Visit): Promise<{ slot: OverbookingSlot; modelId: string }> {
  const day = localDay(host.starts_at, host.zone)
  const { days, modelId } = await readOverbooking(ctx, {
    from: startOfLocalDay(day, host.zone),
    to: startOfLocalDay(addLocalDays(day, 1), host.zone),
    practitionerId: host.practitioner_id!,
  })
  const slot = days.flatMap((each) => each.slots).find((each) => each.appointmentId === host.id)
  if (slot && modelId) return { slot, modelId }
  throw problem(
    409,
    'not_overbookable',
    'Nobody can be booked beside this visit: the limit of the day is reached, or both would probably come. Choose a free time.',
  )
}

/** The guest goes when the other would have gone: a longer visit would reach into the next one. */
async function fittingLength(ctx: Context, host: Visit, wish: BesideWish): Promise<number> {
  const service = await findService(ctx, wish.serviceId)
  const room = (host.ends_at.getTime() - host.starts_at.getTime()) / 60_000
  const minutes = wish.durationMinutes ?? service.duration_minutes
  if (minutes > room)
    throw invalid('serviceId', `This time has ${room} minutes. Choose a service that is not longer.`)
  return minutes
}

async function requireFreeClient(ctx: Context, host: Visit, clientId: string) {
  const { rows } =
    await sql`select from appointment where practice_id = ${ctx.practiceId} and client_id = ${clientId}
    and state in ('requested', 'booked', 'confirmed', 'arrived', 'in_room') and starts_at < ${host.ends_at} and ends_at > ${host.starts_at}`.execute(
      ctx.db,
    )
  if (rows.length > 0)
    throw problem(
      409,
      'client_double_booked',
      'This client has another visit at that time. Choose another time.',
    )
}
