import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { retakeTime } from '../booking/retake.ts'
import type { BookingWish } from '../booking/wish.ts'
import { recordVisit } from './appointment.ts'
import { openForStep } from './change.ts'
import type { Visit } from './visit-row.ts'

/** Where a visit should go; what is left out stays as it is. */
export interface MoveWish {
  startsAt?: Date | undefined
  /** null: any practitioner. */
  practitionerId?: string | null | undefined
  locationId?: string | undefined
  roomId?: string | undefined
  assistantId?: string | undefined
  unitIds?: readonly string[] | undefined
  durationMinutes?: number | undefined
  by: BookingWish['by']
  knowingly?: { reason: string } | null | undefined
  rowVersion?: number | undefined
}

/** Moves a visit to another time, person or place, through the same gate as a booking. */
export async function moveAppointment(ctx: Context, id: string, move: MoveWish): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'move', move.rowVersion)
  if (move.by === 'client') refuseLateMove(ctx, visit)
  const moved = await retakeTime(ctx, visit, {
    wish: wishOf(visit, move),
    fields: { sequence: visit.sequence + 1 },
  })
  recordVisit(ctx, 'appointment.moved', moved, {
    data: { by: move.by === 'client' ? 'client' : 'practice', before: placeOf(visit) },
    before: { ...placeOf(visit), roomId: visit.room_id },
    after: { ...placeOf(moved), roomId: moved.room_id, overlapReason: moved.overlap_reason },
  })
  return moved
}

/** Clients may move a visit until its service's cutoff; afterwards they call. */
export function refuseLateMove(ctx: Context, visit: Visit) {
  const last = visit.starts_at.getTime() - visit.reschedule_cutoff_minutes * 60_000
  if (ctx.now.getTime() > last) {
    throw problem(
      409,
      'cutoff_passed',
      'It is too late to move this visit online. Please call the practice.',
      { until: new Date(last).toISOString() },
    )
  }
}

/** The visit as a wish for itself at another time or place. */
export function wishOf(visit: Visit, move: MoveWish): BookingWish {
  const minutes = (visit.ends_at.getTime() - visit.starts_at.getTime()) / 60_000
  return {
    serviceId: visit.service_id,
    startsAt: move.startsAt ?? visit.starts_at,
    practitionerId: move.practitionerId === undefined ? visit.practitioner_id : move.practitionerId,
    // Dragged to somebody who works elsewhere that day, it goes there with them.
    locationId:
      move.locationId ?? (move.practitionerId === undefined && !move.startsAt ? visit.location_id : null),
    roomId: move.roomId ?? null,
    assistantId: move.assistantId ?? null,
    unitIds: move.unitIds ?? null,
    clientId: visit.client_id,
    durationMinutes: move.durationMinutes ?? minutes,
    mode: visit.mode,
    source: visit.source,
    by: move.by,
    knowingly: move.knowingly,
    except: visit.id,
  }
}

/** Where and when a visit is, as events tell it. */
export function placeOf(visit: Visit) {
  return {
    startsAt: visit.starts_at.toISOString(),
    endsAt: visit.ends_at.toISOString(),
    practitionerId: visit.practitioner_id,
    locationId: visit.location_id,
  }
}
