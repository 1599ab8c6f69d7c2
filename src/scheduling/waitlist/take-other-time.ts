import type { Context } from '../../platform/operation/context.ts'
import { recordVisit } from '../appointment/appointment.ts'
import { moveAppointment } from '../appointment/move-appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { auditOf, insertPlanned, isNewClient } from '../booking/book-appointment.ts'
import { planVisit } from '../booking/plan-visit.ts'
import { onlineRules } from '../online/rules.ts'
import { requestEnd } from '../requests/request-end.ts'
import { endEntry } from './change-entry.ts'
import { lockWhole, refuseEnded } from './claim.ts'
import type { Entry } from './entry.ts'

export interface OtherTime {
  startsAt: Date
  practitionerId: string
  locationId: string
}

/**
 * Whoever came too late takes one of the next free times instead. Nobody offered it, so the terms of online booking hold:
 * notice, cutoff, approval. A visit that was to be replaced is moved; else a new one is booked and the wait is over.
 */
export async function takeOtherTime(ctx: Context, offerId: string, time: OtherTime): Promise<Visit> {
  const { entry, offer } = await lockWhole(ctx, offerId)
  await refuseEnded(ctx, { entry, offer })
  const visit = entry.replaces_id
    ? await moveAppointment(ctx, entry.replaces_id, { ...time, by: 'client' })
    : await bookOnline(ctx, entry, time)
  // Who asked for approval waits on: it may be declined.
  if (visit.state !== 'requested')
    await endEntry(ctx, entry.id, { state: 'booked', because: 'other_time', appointmentId: visit.id })
  return visit
}

async function bookOnline(ctx: Context, entry: Entry, time: OtherTime): Promise<Visit> {
  const plan = await planVisit(ctx, {
    ...time,
    serviceId: entry.service_id,
    clientId: entry.client_id,
    durationMinutes: entry.duration_minutes,
    mode: entry.mode,
    source: 'waitlist',
    by: 'client',
  })
  const { service } = plan.diary
  const terms = { requestedAt: ctx.now, startsAt: time.startsAt, noticeMinutes: service.min_notice_minutes }
  const visit = await insertPlanned(
    ctx,
    plan,
    service.requires_approval
      ? { state: 'requested', requested_at: ctx.now, held_until: requestEnd(terms, await onlineRules(ctx)) }
      : { state: 'booked', booked_at: ctx.now },
  )
  recordVisit(ctx, visit.state === 'requested' ? 'appointment.requested' : 'appointment.booked', visit, {
    data: { isNewClient: isNewClient(plan) },
    after: auditOf(visit),
  })
  return visit
}
