import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { recordVisit } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { clearHoldsIn } from './clear-holds.ts'
import { keepTheWay } from './keep-the-way.ts'
import { freeTime, insertVisit, takingsOf } from './occupancy.ts'
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
  recordVisit(ctx, 'appointment.booked', visit, {
    data: { isNewClient: isNewClient(plan) },
    after: auditOf(visit),
  })
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
  await clearHoldsIn(ctx, plan.diary)
  const id = ctx.newId()
  let left = await keepTheWay(ctx, plan, plan.candidates)
  let lost: Taking[] = []
  if (left.length === 0) throw await refuseAsTaken(ctx, { ...plan, lostKinds: ['practitioner'] })
  // What a lost try took is given up at once (and not at the end), so that nobody waits for us while we wait for others.
  const mayGoOn = left.length > 1
  if (mayGoOn) await sql`savepoint candidate`.execute(ctx.db)
  for (let candidate = left[0]; candidate; candidate = left[0]) {
    const planned = visitOf(ctx, plan, { candidate, id, fields })
    const outcome = await insertVisit(ctx, planned, {
      takings: takingsOf(planned, candidate.unitIds),
      roomIds: candidate.roomIds,
    })
    const visit = inRoom(plan, planned, outcome.roomId)
    lost = outcome.lost
    if (lost.length === 0) return visit
    if (plan.wish.knowingly) return keepOverlapping(ctx, visit, plan.wish.knowingly.reason)
    if (mayGoOn) await sql`rollback to savepoint candidate`.execute(ctx.db)
    else await removeVisit(ctx, id)
    left = [...withoutRooms(candidate, lost), ...left.slice(1)]
  }
  throw await refuseAsTaken(ctx, { ...plan, lostKinds: lost.map((each) => each.resource_kind) })
}

/** When only the room was lost, the same candidate with the other rooms. */
function withoutRooms(candidate: Candidate, lost: readonly Taking[]): Candidate[] {
  if (lost.some((each) => each.resource_kind !== 'room')) return []
  const roomIds = candidate.roomIds.filter((id) => !lost.some((each) => each.resource_id === id))
  return roomIds.length > 0 ? [{ ...candidate, roomIds }] : []
}

function inRoom({ diary }: VisitPlan, visit: Visit, roomId: string | null): Visit {
  return roomId === visit.room_id
    ? visit
    : { ...visit, room_id: roomId, room_name: diary.rooms.find((each) => each.id === roomId)?.name ?? null }
}

/** What the visit could not take stays with whoever has it; the visit stands beside it, with its reason. */
async function keepOverlapping(ctx: Context, visit: Visit, reason: string): Promise<Visit> {
  await sql`update appointment set overlap_reason = ${reason} where practice_id = ${ctx.practiceId} and id = ${visit.id}`.execute(
    ctx.db,
  )
  return { ...visit, overlap_reason: reason }
}

async function removeVisit(ctx: Context, id: string) {
  await freeTime(ctx, id)
  await sql`delete from appointment where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}
