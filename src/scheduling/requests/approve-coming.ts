import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { recordVisit } from '../appointment/appointment.ts'
import { updateVisit } from '../appointment/change.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { shiftBundle } from '../bundles/move-bundle.ts'
import { recordTogether } from '../together/record-together.ts'
import type { Approval } from './request.ts'

/**
 * Agrees to several services in a row that were asked for at once. Another time moves all of them as far as the one that
 * is answered; another person or place would be each part's own, so that is done after the approval.
 */
export async function approveComing(
  ctx: Context,
  asked: readonly Visit[],
  { visit, place }: { visit: Visit; place: Omit<Approval, 'rowVersion'> },
): Promise<Visit> {
  if (place.practitionerId || place.locationId)
    throw invalid(
      place.practitionerId ? 'practitionerId' : 'locationId',
      'These services were asked for together. Agree to them or propose another time; then change each visit.',
    )
  const { startsAt } = place
  const by = startsAt ? startsAt.getTime() - visit.starts_at.getTime() : 0
  const coming = by === 0 ? asked : await shiftBundle(ctx, { id: visit.bundle_id!, by })
  const visits: Visit[] = []
  for (const [nth, part] of coming.entries()) {
    const booked = await updateVisit(ctx, part, { state: 'booked', booked_at: ctx.now, held_until: null })
    const together = { nth: nth + 1, of: coming.length }
    recordVisit(ctx, 'appointment.booked', booked, {
      data: { isNewClient: part.is_first, approved: true, otherTime: by !== 0, together },
      before: { state: part.state },
      after: { state: booked.state, startsAt: booked.starts_at },
    })
    visits.push(booked)
  }
  recordTogether(ctx, 'bundle.booked', { subject: ['bundle', visit.bundle_id!], visits })
  return visits.find(({ id }) => id === visit.id) ?? visits[0]!
}
