import { sql } from 'kysely'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { localDay } from '../../platform/time/index.ts'
import { recordVisit, seesAppointment, VISIT_COLUMNS, VISIT_JOINS } from '../appointment/appointment.ts'
import { cancelAppointment } from '../appointment/cancel-appointment.ts'
import { openForStep, updateVisit } from '../appointment/change.ts'
import { wishOf } from '../appointment/move-appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { retakeTime } from '../booking/retake.ts'
import { comingOf } from '../bundles/coming.ts'
import { cancelTogether } from '../together/cancel-together.ts'
import { approveComing } from './approve-coming.ts'

export interface Approval {
  /** Another time, person or place than was asked for: the proposal is booked at once, the client may still move it. */
  startsAt?: Date | undefined
  practitionerId?: string | undefined
  locationId?: string | undefined
  rowVersion?: number | undefined
}

/** The practice agrees: the request is a visit from now on, and all that follows a booking follows. */
export async function approveRequest(ctx: Context, id: string, approval: Approval = {}): Promise<Visit> {
  const { rowVersion, ...place } = approval
  const visit = await openForStep(ctx, id, 'approve', rowVersion)
  const coming = await comingOf(ctx, visit, { lock: true })
  if (coming.length > 1) return approveComing(ctx, coming, { visit, place })
  const agreed = { state: 'booked', booked_at: ctx.now, held_until: null } as const
  const isOther = Object.values(place).some((value) => value !== undefined)
  const booked = isOther
    ? await retakeTime(ctx, visit, {
        wish: wishOf(visit, { ...place, by: 'staff' }),
        fields: { ...agreed, sequence: visit.sequence + 1 },
      })
    : await updateVisit(ctx, visit, agreed)
  recordVisit(ctx, 'appointment.booked', booked, {
    data: { isNewClient: visit.is_first, approved: true, otherTime: isOther },
    before: { state: visit.state, startsAt: visit.starts_at, practitionerId: visit.practitioner_id },
    after: { state: booked.state, startsAt: booked.starts_at, practitionerId: booked.practitioner_id },
  })
  return booked
}

/** The practice can't take it; the client reads the reason. */
export async function declineRequest(
  ctx: Context,
  id: string,
  { reason, rowVersion }: { reason: string; rowVersion?: number | undefined },
): Promise<Visit> {
  const visit = await openForStep(ctx, id, 'approve', rowVersion)
  const coming = await comingOf(ctx, visit, { lock: true })
  const how = { by: 'practice', reason, data: { declined: true } } as const
  if (coming.length === 1) return cancelAppointment(ctx, id, how)
  const { visits } = await cancelTogether(ctx, coming, how)
  return visits.find((each) => each.id === id)!
}

/** What was asked for at once: one visit, or several services in a row, in their order. */
export type Asked = readonly [Visit, ...Visit[]]

/** Requests that wait for an answer, the one that ends first at the top; what is answered as one is one. */
export async function listRequests(ctx: Context): Promise<Asked[]> {
  const { rows } = await sql<Visit>`select ${VISIT_COLUMNS} from appointment a ${VISIT_JOINS}
    where a.practice_id = ${ctx.practiceId} and a.state = 'requested' and ${seesAppointment(ctx)}
    order by a.held_until nulls last, a.starts_at, a.id limit 500`.execute(ctx.db)
  const asked = new Map<string, [Visit, ...Visit[]]>()
  for (const visit of rows) {
    const key = visit.bundle_id ? `${visit.bundle_id} ${localDay(visit.starts_at, visit.zone)}` : visit.id
    const known = asked.get(key)
    if (known) known.push(visit)
    else asked.set(key, [visit])
  }
  return [...asked.values()]
}

/** How many wait. */
export async function countRequests(ctx: Context): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(distinct (coalesce(a.bundle_id, a.id), (a.starts_at at time zone a.zone)::date))::int as count from appointment a
    where a.practice_id = ${ctx.practiceId} and a.state = 'requested' and ${seesAppointment(ctx)}`.execute(
    ctx.db,
  )
  return rows[0]!.count
}

/** Requests that nobody answered in time are over: the time is free again, and the client is told. */
export const expireRequests = sweep({
  name: 'scheduling.expireRequests',
  everySeconds: 60,
  run: async (house, practiceId) => {
    const actor = { kind: 'system', name: 'Unanswered requests' } as const
    await inPractice(house, { practiceId, actor, name: 'scheduling.expireRequests' }, async (ctx) => {
      const { rows } = await sql<{
        id: string
        bundle_id: string | null
      }>`select id, bundle_id from appointment
        where practice_id = ${practiceId} and state = 'requested' and (held_until <= ${ctx.now} or starts_at <= ${ctx.now})
        order by starts_at, id limit 200 for update skip locked`.execute(ctx.db)
      for (const [nth, { id, bundle_id }] of rows.entries()) {
        // Services in a row end together: the client is told once, by the first.
        const isLater = bundle_id && rows.slice(0, nth).some((each) => each.bundle_id === bundle_id)
        const data = { declined: true, unanswered: true, ...(isLater ? { together: { nth: 2 } } : {}) }
        await cancelAppointment(ctx, id, { by: 'practice', reason: null, data })
      }
    })
  },
})
