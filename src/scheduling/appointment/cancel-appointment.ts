import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { freeTime } from '../booking/occupancy.ts'
import { retakeTime } from '../booking/retake.ts'
import { freeSeat } from '../sessions/seats.ts'
import { recordVisit } from './appointment.ts'
import { openForStep, updateVisit } from './change.ts'
import { wishOf } from './move-appointment.ts'
import type { Visit } from './visit-row.ts'

export interface Cancellation {
  by: 'client' | 'practice'
  reason: string | null
  /** The client does it alone, by link: the service's cutoff holds. */
  online?: boolean
  /** Joins the event's data: that a request was declined, or that nobody answered it. */
  data?: Record<string, unknown>
  rowVersion?: number | undefined
}

/** Cancels a visit and frees everything it takes up. Late means: by the client, after the service's cutoff. */
export async function cancelAppointment(
  ctx: Context,
  id: string,
  { by, reason, online = false, data = {}, rowVersion }: Cancellation,
): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'cancel', rowVersion)
  if (visit.state === 'held') return releaseHold(ctx, visit)
  const last = cancelUntil(visit)
  // Nobody has agreed to a request yet: whoever takes it back is not late.
  const late = by === 'client' && visit.state !== 'requested' && ctx.now > last
  if (online && late) {
    throw problem(
      409,
      'cutoff_passed',
      'It is too late to cancel this visit online. Please call the practice.',
      { until: last.toISOString() },
    )
  }
  await freeTime(ctx, id)
  if (visit.session_id) await freeSeat(ctx, visit.session_id)
  const cancelled = await updateVisit(ctx, visit, {
    state: 'cancelled',
    cancelled_at: ctx.now,
    cancelled_by: by,
    cancel_reason: reason,
    cancelled_late: late,
    held_until: null,
    sequence: visit.sequence + 1,
  })
  recordVisit(ctx, 'appointment.cancelled', cancelled, {
    data: { ...data, by, late },
    before: { state: visit.state },
    after: { reason },
  })
  return { ...cancelled, units: [] }
}

/** Until when a client may cancel without being late. */
export function cancelUntil({
  starts_at,
  cancel_cutoff_minutes,
}: Pick<Visit, 'starts_at' | 'cancel_cutoff_minutes'>): Date {
  return new Date(starts_at.getTime() - cancel_cutoff_minutes * 60_000)
}

/** Gives up a hold before its time is over. */
export async function releaseHold(ctx: Context, visit: Visit): Promise<Visit> {
  await freeTime(ctx, visit.id)
  if (visit.session_id) await freeSeat(ctx, visit.session_id)
  const expired = await updateVisit(ctx, visit, { state: 'expired' })
  recordVisit(ctx, 'appointment.expired', expired)
  return { ...expired, units: [] }
}

/** Brings a cancelled visit back, if its time is still free; somebody may have taken it meanwhile. */
export async function restoreAppointment(
  ctx: Context,
  id: string,
  wish: { knowingly?: { reason: string } | null | undefined; rowVersion?: number | undefined },
): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'restore', wish.rowVersion)
  const restored = await retakeTime(ctx, visit, {
    wish: { ...wishOf(visit, { by: 'staff', knowingly: wish.knowingly }), locationId: visit.location_id },
    fields: {
      state: visit.confirmed_at ? 'confirmed' : 'booked',
      cancelled_at: null,
      cancelled_by: null,
      cancel_reason: null,
      cancelled_late: null,
      // A declined request that comes back is a visit.
      booked_at: visit.booked_at ?? ctx.now,
      arrived_at: null,
      no_show_at: null,
      sequence: visit.sequence + 1,
    },
  })
  recordVisit(ctx, 'appointment.restored', restored, {
    before: { state: 'cancelled', reason: visit.cancel_reason },
  })
  return restored
}
