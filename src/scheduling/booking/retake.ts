import type { Context } from '../../platform/operation/context.ts'
import { updateVisit } from '../appointment/change.ts'
import type { AppointmentRow, Visit } from '../appointment/visit-row.ts'
import { clearHoldsIn } from './clear-holds.ts'
import { keepTheWay } from './keep-the-way.ts'
import { freeTime, lockResources, takeTime, takingsOf } from './occupancy.ts'
import type { Taking } from './occupancy.ts'
import type { Candidate, VisitPlan } from './plan-visit.ts'
import { planVisit } from './plan-visit.ts'
import { refuseAsTaken } from './refusals.ts'
import { visitOf } from './visit-of.ts'
import type { BookingWish } from './wish.ts'

/**
 * Gives a visit that exists another time, person or place (a move), or its time back (a restore), through the same
 * gate as a booking. What it had is given up in the same transaction, so a refusal changes nothing.
 */
export async function retakeTime(
  ctx: Context,
  visit: Visit,
  { wish, fields }: { wish: BookingWish; fields: Partial<AppointmentRow> },
): Promise<Visit> {
  const plan = await planVisit(ctx, wish)
  await lockResources(ctx, [
    visit.practitioner_id,
    visit.room_id,
    visit.client_id,
    ...plan.candidates.flatMap((each) => [each.practitionerId, ...each.roomIds, ...each.unitIds]),
  ])
  await clearHoldsIn(ctx, plan.diary)
  const reaching = await keepTheWay(ctx, plan, plan.candidates)
  if (reaching.length === 0) throw await refuseAsTaken(ctx, { ...plan, lostKinds: ['practitioner'] })
  const candidates = reaching.flatMap((each) => roomByRoom(each, visit.room_id))
  let lost: Taking[] = []
  for (const candidate of candidates) {
    await freeTime(ctx, visit.id)
    const moved = movedVisit(ctx, plan, { visit, candidate })
    const takings = takingsOf(moved, candidate.unitIds)
    lost = await takeTime(ctx, takings)
    if (lost.length === 0 || wish.knowingly) {
      const overlap_reason = lost.length > 0 ? wish.knowingly!.reason : null
      return {
        ...moved,
        ...(await updateVisit(ctx, visit, { ...columnsOf(moved), ...fields, overlap_reason })),
        ...namesOf(moved),
      }
    }
  }
  await freeTime(ctx, visit.id)
  throw await refuseAsTaken(ctx, { ...plan, lostKinds: lost.map((each) => each.resource_kind) })
}

/** The same candidate with each of its rooms, the one the visit has had first. */
function roomByRoom(candidate: Candidate, present: string | null): Candidate[] {
  if (candidate.roomIds.length === 0) return [candidate]
  return [...candidate.roomIds]
    .sort((a, b) => Number(b === present) - Number(a === present))
    .map((roomId) => ({ ...candidate, roomIds: [roomId] }))
}

function movedVisit(
  ctx: Context,
  plan: VisitPlan,
  { visit, candidate }: { visit: Visit; candidate: Candidate },
): Visit {
  const planned = visitOf(ctx, plan, { candidate, id: visit.id, fields: {} })
  return { ...visit, ...columnsOf(planned), ...namesOf(planned) }
}

function columnsOf({
  practitioner_id,
  location_id,
  room_id,
  starts_at,
  ends_at,
  zone,
  buffer_before_minutes,
  buffer_after_minutes,
  chosen_because,
}: Visit) {
  return {
    practitioner_id,
    location_id,
    room_id,
    starts_at,
    ends_at,
    zone,
    buffer_before_minutes,
    buffer_after_minutes,
    chosen_because,
  }
}

function namesOf({ practitioner_name, practitioner_color, location_name, room_name, units }: Visit) {
  return { practitioner_name, practitioner_color, location_name, room_name, units }
}
