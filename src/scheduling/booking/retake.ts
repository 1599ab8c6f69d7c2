import type { Context } from '../../platform/operation/context.ts'
import { updateVisit } from '../appointment/change.ts'
import { TAKES_TIME } from '../appointment/states.ts'
import type { AppointmentRow, Visit } from '../appointment/visit-row.ts'
import { haveSeat } from '../sessions/have-seat.ts'
import type { Lost } from '../sessions/have-seat.ts'
import { recordScheduled } from '../sessions/open-session.ts'
import { freeSeat } from '../sessions/seats.ts'
import { clearHoldsIn } from './clear-holds.ts'
import { keepTheWay } from './keep-the-way.ts'
import { preferring, resourcesOf, withoutLost } from './next-choice.ts'
import { freeTime, lockResources, takeTime, takingsOf } from './occupancy.ts'
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
    visit.assistant_id,
    visit.room_id,
    visit.client_id,
    visit.session_id,
    ...plan.candidates.flatMap(resourcesOf),
  ])
  await clearHoldsIn(ctx, plan.diary)
  const reaching = await keepTheWay(ctx, plan, plan.candidates)
  if (reaching.length === 0) throw await refuseAsTaken(ctx, { ...plan, lostKinds: ['practitioner'] })
  const had = {
    roomId: visit.room_id,
    assistantId: visit.assistant_id,
    unitIds: visit.units.map(({ id }) => id),
  }
  let left = reaching.map((each) => preferring(each, had))
  const seat = TAKES_TIME.includes(visit.state) ? visit.session_id : null
  let lost: readonly Lost[] = []
  for (let wanted = left[0]; wanted; wanted = left[0]) {
    await freeTime(ctx, visit.id)
    const seated =
      seat !== null && wanted.sessionId === seat
        ? { candidate: wanted, lost: [], opened: null }
        : await haveSeat(ctx, plan, wanted)
    lost = seated.lost
    left = left.slice(1)
    if (lost.length > 0) continue
    const { candidate } = seated
    const moved = movedVisit(ctx, plan, { visit, candidate })
    lost = await takeTime(ctx, takingsOf(moved, candidate.unitIds))
    if (lost.length > 0 && !wish.knowingly && candidate.sessionId && candidate.sessionId !== seat)
      await freeSeat(ctx, candidate.sessionId)
    if (lost.length === 0 || wish.knowingly) {
      if (seated.opened) recordScheduled(ctx, seated.opened)
      if (seat !== null && seat !== moved.session_id) await freeSeat(ctx, seat)
      const overlap_reason = lost.length > 0 ? wish.knowingly!.reason : null
      return {
        ...moved,
        ...(await updateVisit(ctx, visit, { ...columnsOf(moved), ...fields, overlap_reason })),
        ...namesOf(moved),
      }
    }
    left = [...withoutLost(candidate, lost), ...left]
  }
  await freeTime(ctx, visit.id)
  throw await refuseAsTaken(ctx, { ...plan, lostKinds: lost.map((each) => each.resource_kind) })
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
  assistant_id,
  session_id,
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
    assistant_id,
    session_id,
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

function namesOf(visit: Visit) {
  const { practitioner_name, practitioner_color, assistant_name, location_name, room_name, units } = visit
  return { practitioner_name, practitioner_color, assistant_name, location_name, room_name, units }
}
