import type { Context } from '../../platform/operation/context.ts'
import { Problem, invalid, problem } from '../../platform/problem.ts'
import type { Mode } from '../appointment/states.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import type { VisitPlan } from '../booking/plan-visit.ts'
import { withoutLost } from '../booking/next-choice.ts'
import { planVisit } from '../booking/plan-visit.ts'
import { refuseAsTaken } from '../booking/refusals.ts'
import type { Taking } from '../booking/occupancy.ts'
import { insertSession, recordScheduled, sessionOf } from './open-session.ts'
import { findSession } from './session.ts'
import type { Session } from './session.ts'
import type { SessionRow } from './session-row.ts'

/** One session or, with several starts, a class. */
export interface SessionsWish {
  serviceId: string
  practitionerId: string
  locationId?: string | null | undefined
  roomId?: string | null | undefined
  startsAt: readonly Date[]
  durationMinutes?: number | undefined
  capacity?: number | undefined
  mode?: Mode | undefined
  title?: string | null | undefined
  notes?: string | null | undefined
  autoPromote?: boolean | undefined
  /** Leave out the starts that a rule forbids; else nothing is scheduled when one is. */
  skipRefused?: boolean | undefined
}

export interface RefusedStart {
  startsAt: Date
  code: string
  message: string
}

/** Schedules sessions through the same rules as visits. They belong to one class when there is more than one. */
export async function scheduleSessions(
  ctx: Context,
  wish: SessionsWish,
): Promise<{ sessions: Session[]; refused: RefusedStart[] }> {
  const starts = [...new Set(wish.startsAt.map((each) => each.getTime()))].sort((a, b) => a - b)
  const classId = starts.length > 1 ? ctx.newId() : null
  const sessions: Session[] = []
  const refused: RefusedStart[] = []
  for (const start of starts) {
    const startsAt = new Date(start)
    const made = await scheduleOne(ctx, { ...wish, startsAt, classId }).catch((error: unknown) =>
      startRefused(error, startsAt),
    )
    if ('code' in made) refused.push(made)
    else sessions.push(made)
  }
  if (refused.length > 0 && (!wish.skipRefused || sessions.length === 0)) throw refusal(refused)
  return { sessions, refused }
}

function startRefused(error: unknown, startsAt: Date): RefusedStart {
  // Wrong input is wrong for all of them; only what is taken or closed is a matter of the one start.
  if (!(error instanceof Problem) || error.status === 404 || error.code === 'invalid') throw error
  return { startsAt, code: error.code, message: error.message }
}

function refusal(refused: readonly RefusedStart[]) {
  const [first] = refused
  const said = refused.map((each) => ({ ...each, startsAt: each.startsAt.toISOString() }))
  return problem(
    409,
    'sessions_refused',
    refused.length === 1
      ? first!.message
      : `${refused.length} of the sessions cannot be scheduled. Change these dates, or schedule the others without them.`,
    { refused: said },
  )
}

async function scheduleOne(
  ctx: Context,
  wish: Omit<SessionsWish, 'startsAt'> & { startsAt: Date; classId: string | null },
): Promise<Session> {
  const plan = await planSession(ctx, wish)
  await clearHoldsIn(ctx, plan.diary)
  const { session, lost } = await insertFirst(ctx, plan, {
    class_id: wish.classId,
    title: wish.title ?? null,
    notes: wish.notes ?? null,
    auto_promote: wish.autoPromote ?? false,
    ...(wish.capacity ? { capacity: wish.capacity } : {}),
  })
  if (!session) throw await refuseAsTaken(ctx, { ...plan, lostKinds: lost.map((each) => each.resource_kind) })
  recordScheduled(ctx, session)
  return findSession(ctx, session.id)
}

export interface SessionPlace {
  serviceId: string
  practitionerId: string
  locationId?: string | null | undefined
  roomId?: string | null | undefined
  startsAt: Date
  durationMinutes?: number | undefined
  mode?: Mode | undefined
  /** The session that is being moved. */
  except?: string | undefined
}

/** Where, with whom and with what a session can take place; refuses with the rule that forbids it. */
export async function planSession(ctx: Context, place: SessionPlace): Promise<VisitPlan> {
  const plan = await planVisit(ctx, {
    ...place,
    clientId: null,
    source: 'staff',
    by: 'staff',
    opensSession: true,
  })
  if (plan.diary.service.capacity === 1)
    throw invalid(
      'serviceId',
      'This service has one seat. Give it more seats before you schedule it for a group.',
    )
  return plan
}

/** The best candidate with what is left of rooms, assistants and units, until all can be had. */
async function insertFirst(
  ctx: Context,
  plan: VisitPlan,
  fields: Partial<SessionRow>,
): Promise<{ session: SessionRow | null; lost: readonly Taking[] }> {
  let left = plan.candidates
  let lost: readonly Taking[] = []
  for (let candidate = left[0]; candidate; candidate = left[0]) {
    const session = sessionOf(ctx, plan, { candidate, fields })
    lost = await insertSession(ctx, session, candidate.unitIds)
    if (lost.length === 0) return { session, lost }
    left = [...withoutLost(candidate, lost), ...left.slice(1)]
  }
  return { session: null, lost }
}
