import type { Context } from '../../platform/operation/context.ts'
import type { Visit } from '../appointment/visit-row.ts'

/**
 * Leaves the one event of a step that concerned many visits: whoever tells clients reads it, and passes over the single
 * events, which say `together`.
 */
export function recordTogether(
  ctx: Context,
  name: `${'series' | 'plan' | 'bundle'}.${'booked' | 'changed' | 'cancelled' | 'restored'}`,
  { subject, visits }: { subject: readonly [type: string, id: string]; visits: readonly Visit[] },
) {
  ctx.record(name, {
    subject,
    clientId: visits[0]?.client_id ?? null,
    data: {
      appointmentIds: visits.map((visit) => visit.id),
      startsAt: visits.map((visit) => visit.starts_at.toISOString()),
      serviceId: visits[0]?.service_id,
      practitionerId: visits[0]?.practitioner_id,
    },
  })
}
