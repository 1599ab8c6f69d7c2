import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { recordVisit } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { clearHoldsInTheWay } from './clear-holds.ts'
import { freeTime, insertVisits, takingsOf } from './occupancy.ts'
import type { Taking } from './occupancy.ts'
import type { Candidate, VisitPlan } from './plan-visit.ts'
import { planVisit } from './plan-visit.ts'
import { refuseAsTaken } from './refusals.ts'
import { visitOf } from './visit-of.ts'
import type { BookingWish } from './wish.ts'

/** Books a visit: the rules are asked, then the occupancy constraints decide between those who got this far at once. */
export async function bookAppointment(ctx: Context, wish: BookingWish): Promise<Visit> {
  const plan = await planVisit(ctx, wish)
  const visit = await insertPlanned(ctx, plan, { state: 'booked', booked_at: ctx.now })
  recordVisit(ctx, 'appointment.booked', visit, { data: { isNewClient: isNewClient(plan) }, after: auditOf(visit) })
  return visit
}

/** The client never had a visit here, and has none ahead. */
export function isNewClient({ diary }: Pick<VisitPlan, 'diary'>): boolean {
  return !diary.client?.last
}

/** What the audit keeps of a booking that the event does not say. */
export function auditOf(visit: Visit) {
  return { roomId: visit.room_id, overlapReason: visit.overlap_reason, chosenBecause: visit.chosen_because }
}

/**
 * Keeps the first candidate that nobody took in the meantime; when all are gone, refuses with the next free times.
 * `fields` are the columns in which a hold differs from a booking.
 */
export async function insertPlanned(ctx: Context, plan: VisitPlan, fields: Partial<Visit>): Promise<Visit> {
  let candidates = plan.candidates
  let lost: Taking[] = []
  const id = ctx.newId()
  let cleared = false
  for (let candidate = candidates[0]; candidate; candidate = candidates[0]) {
    const visit = visitOf(ctx, plan, { candidate, id, fields })
    const takings = takingsOf(visit, candidate.unitIds)
    lost = await insertVisits(ctx, [visit], takings)
    if (lost.length === 0) return visit
    if (plan.wish.knowingly) return keepOverlapping(ctx, visit, plan.wish.knowingly.reason)
    await removeVisit(ctx, id)
    if (!cleared && (await clearHoldsInTheWay(ctx, lost))) {
      // An expired hold stood there: the same candidate has another chance.
      cleared = true
      continue
    }
    const gone = new Set(lost.map((each) => each.resource_id))
    candidates = candidates.filter((each) => !resourcesOf(each, visit.client_id).some((one) => gone.has(one)))
  }
  throw await refuseAsTaken(ctx, { ...plan, lostKinds: lost.map((each) => each.resource_kind) })
}

/** What the visit could not take stays with whoever has it; the visit stands beside it, with its reason. */
async function keepOverlapping(ctx: Context, visit: Visit, reason: string): Promise<Visit> {
  await sql`update appointment set overlap_reason = ${reason} where practice_id = ${ctx.practiceId} and id = ${visit.id}`.execute(ctx.db)
  return { ...visit, overlap_reason: reason }
}

async function removeVisit(ctx: Context, id: string) {
  await freeTime(ctx, id)
  await sql`delete from appointment where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}

function resourcesOf({ practitionerId, roomId, unitIds }: Candidate, clientId: string | null): string[] {
  return [practitionerId, ...(roomId ? [roomId] : []), ...unitIds, ...(clientId ? [clientId] : [])]
}
