import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { recordVisit } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { haveSeat } from '../sessions/have-seat.ts'
import type { Lost } from '../sessions/have-seat.ts'
import { recordScheduled } from '../sessions/open-session.ts'
import { freeSeat } from '../sessions/seats.ts'
import { clearHoldsIn } from './clear-holds.ts'
import { keepTheWay } from './keep-the-way.ts'
import { withoutLost } from './next-choice.ts'
import { freeTime, insertVisit, takingsOf } from './occupancy.ts'
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
  let lost: readonly Lost[] = []
  if (left.length === 0) throw await refuseAsTaken(ctx, { ...plan, lostKinds: ['practitioner'] })
  // What a lost try took is given up at once (and not at the end), so that nobody waits for us while we wait for others.
  const mayGoOn = left.length > 1
  if (mayGoOn) await sql`savepoint candidate`.execute(ctx.db)
  for (let candidate = left[0]; candidate; candidate = left[0]) {
    const tried = await tryCandidate(ctx, plan, { candidate, id, fields })
    lost = tried.lost
    if (tried.visit && lost.length === 0) return tried.visit
    if (tried.visit && plan.wish.knowingly)
      return keepOverlapping(ctx, tried.visit, plan.wish.knowingly.reason)
    if (mayGoOn) await sql`rollback to savepoint candidate`.execute(ctx.db)
    else if (tried.visit) await removeVisit(ctx, tried.visit)
    left = [...withoutLost(candidate, lost), ...left.slice(1)]
  }
  throw await refuseAsTaken(ctx, { ...plan, lostKinds: lost.map((each) => each.resource_kind) })
}

/** The visit with what it could not take; no visit where not even a seat was left. */
async function tryCandidate(
  ctx: Context,
  plan: VisitPlan,
  { candidate: wanted, id, fields }: { candidate: Candidate; id: string; fields: Partial<Visit> },
): Promise<{ visit: Visit | null; lost: readonly Lost[] }> {
  const seat = await haveSeat(ctx, plan, wanted)
  if (seat.lost.length > 0) return { visit: null, lost: seat.lost }
  const { candidate } = seat
  const planned = visitOf(ctx, plan, { candidate, id, fields })
  const { lost, roomId } = await insertVisit(ctx, planned, {
    takings: takingsOf(planned, candidate.unitIds),
    roomIds: candidate.roomIds,
  })
  if (lost.length === 0 && seat.opened) recordScheduled(ctx, seat.opened)
  return { visit: inRoom(plan, planned, roomId), lost }
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

async function removeVisit(ctx: Context, { id, session_id }: Visit) {
  await freeTime(ctx, id)
  if (session_id) await freeSeat(ctx, session_id)
  await sql`delete from appointment where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}
