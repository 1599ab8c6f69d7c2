import type { Context } from '../../platform/operation/context.ts'
import type { Candidate, VisitPlan } from '../booking/plan-visit.ts'
import type { SessionRow } from './session-row.ts'
import { openForBooking } from './open-session.ts'
import { takeSeat } from './seats.ts'

/** What was in the way: a kind of resource, or the seat. */
export interface Lost {
  resource_id: string
  resource_kind: string
}

/** The candidate with its seat, or what was lost; `opened`: the session that began with this booking. */
export interface Seated {
  candidate: Candidate
  lost: readonly Lost[]
  opened: SessionRow | null
}

/**
 * For a service with several seats, takes one in the session of the candidate (opening it when there is none); for any
 * other service the candidate stays as it is.
 */
export async function haveSeat(ctx: Context, plan: VisitPlan, candidate: Candidate): Promise<Seated> {
  const asItIs = { candidate, lost: [], opened: null }
  if (plan.diary.service.capacity === 1 && !candidate.sessionId) return asItIs
  const seated = candidate.sessionId ? asItIs : await openForBooking(ctx, plan, candidate)
  const { sessionId } = seated.candidate
  if (!sessionId || (await takeSeat(ctx, sessionId))) return seated
  return { ...seated, lost: [{ resource_id: sessionId, resource_kind: 'seat' }] }
}
