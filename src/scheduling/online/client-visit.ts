import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { InstantIn, line } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import { findAppointment } from '../appointment/appointment.ts'
import { cancelAppointment } from '../appointment/cancel-appointment.ts'
import { moveAppointment, refuseLateMove } from '../appointment/move-appointment.ts'
import { confirmVisit } from '../appointment/visit-flow.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { comingOf } from '../bundles/coming.ts'
import { moveBundle } from '../bundles/move-bundle.ts'
import { findFreeTimes } from '../times/free-times.ts'
import { FreeTimesView, presentTimes, searchFields, startOf } from '../times/operations.ts'
import { cancelTogether } from '../together/cancel-together.ts'
import { recordTogether } from '../together/record-together.ts'
import { isAhead } from '../together/visits-of.ts'
import { ClientVisitView, presentToClient } from './present-to-client.ts'
import { asOneTime, partsAt, timesOfSeveral } from './several.ts'

export const get = operation({
  path: 'GET /visit',
  summary: 'The visit behind the link in the client’s mail',
  allow: 'link:visit',
  takes: z.strictObject({}),
  returns: ClientVisitView,
  run: async (ctx) => presentToClient(ctx, await findAppointment(ctx, subjectOf(ctx))),
})

export const confirm = operation({
  path: 'POST /visit/confirmation',
  summary: 'The client will come: confirms the visit with all services of the coming. Twice is once',
  allow: 'link:visit',
  takes: z.strictObject({}),
  returns: ClientVisitView,
  fails: ['wrong_state'],
  run: async (ctx) => {
    const coming = await openComing(ctx)
    refuseBegun(ctx, coming)
    for (const { id } of coming) await confirmVisit(ctx, id)
    return presentToClient(ctx, await findAppointment(ctx, coming[0].id))
  },
})

export const cancel = operation({
  path: 'POST /visit/cancellation',
  summary: 'Cancel the visit with all services of the coming, until the cutoff of each',
  allow: 'link:visit',
  takes: z.strictObject({ reason: line(500).optional() }),
  returns: ClientVisitView,
  reason: 'optional',
  fails: ['wrong_state', 'cutoff_passed'],
  run: async (ctx, { reason }) => {
    const how = { by: 'client', reason: reason ?? null, online: true } as const
    const coming = await openComing(ctx)
    const [first] = coming
    if (coming.length === 1) return presentToClient(ctx, await cancelAppointment(ctx, first.id, how))
    refuseBegun(ctx, coming)
    const { visits } = await cancelTogether(ctx, coming, how)
    recordTogether(ctx, 'bundle.cancelled', { subject: ['bundle', first.bundle_id!], visits })
    return presentToClient(ctx, visits[0]!)
  },
})

export const availability = operation({
  path: 'GET /visit/availability',
  summary: 'Other times to which the visit could be moved, with the same practitioner',
  allow: 'link:visit',
  takes: z.strictObject({ from: searchFields.from, days: searchFields.days }),
  returns: FreeTimesView,
  run: async (ctx, { from, days }) => {
    const visit = await findAppointment(ctx, subjectOf(ctx))
    const coming = await comingOf(ctx, visit)
    const start = await startOf(ctx, from)
    const window = { from: start < ctx.now ? ctx.now : start, days, limit: 500 }
    if (coming.length > 1) return { items: await timesOfSeveral(ctx, { ...asAsked(coming), ...window }) }
    const ask = {
      serviceId: visit.service_id,
      practitionerId: visit.practitioner_id,
      clientId: visit.client_id,
      except: visit.id,
      duration: minutesOf(visit),
    }
    return presentTimes(await findFreeTimes(ctx, { ...ask, ...window, by: 'client', mode: visit.mode }))
  },
})

export const move = operation({
  path: 'POST /visit/move',
  summary: 'Move the visit with all services of the coming to another free time of the same practitioners',
  allow: 'link:visit',
  takes: z.strictObject({ startsAt: InstantIn }),
  returns: ClientVisitView,
  fails: [...BOOKING_FAILURES, 'wrong_state', 'cutoff_passed'],
  run: async (ctx, { startsAt }) => {
    const coming = await openComing(ctx)
    if (coming.length > 1) await moveComing(ctx, coming, startsAt)
    else await moveAppointment(ctx, coming[0].id, { startsAt, by: 'client' })
    return presentToClient(ctx, await findAppointment(ctx, coming[0].id))
  },
})

async function moveComing(ctx: Context, coming: readonly Visit[], startsAt: Date) {
  refuseBegun(ctx, coming)
  for (const part of coming) refuseLateMove(ctx, part)
  const parts = await partsAt(ctx, { ...asAsked(coming), startsAt })
  await asOneTime(() =>
    moveBundle(ctx, { id: coming[0]!.bundle_id!, parts, by: 'client', only: coming.map(({ id }) => id) }),
  )
}

/** The parts of a coming as a search asks for them: the same people, lengths and place. */
function asAsked(coming: readonly Visit[]) {
  const [first] = coming
  return {
    parts: coming.map((part) => ({
      id: part.id,
      serviceId: part.service_id,
      durationMinutes: minutesOf(part),
      practitionerId: part.practitioner_id,
    })),
    locationId: first!.location_id,
    clientId: first!.client_id,
    mode: first!.mode,
    except: new Set(coming.map(({ id }) => id)),
  }
}

function minutesOf({ starts_at, ends_at }: Visit): number {
  return (ends_at.getTime() - starts_at.getTime()) / 60_000
}

async function openComing(ctx: Context) {
  return comingOf(ctx, await findAppointment(ctx, subjectOf(ctx), { lock: true }), { lock: true })
}

/** All or none: what has begun can't be taken back, so the rest is the desk's. */
function refuseBegun(ctx: Context, coming: readonly Visit[]) {
  const begun = coming.find((part) => !isAhead(ctx, part))
  if (begun)
    throw problem(409, 'wrong_state', 'Part of this visit is over or cancelled. Please call the practice.', {
      state: begun.state,
    })
}

/** The appointment a link was made for. */
export function subjectOf({ actor }: Context): string {
  if (actor.kind !== 'link') throw new Error('Only a link opens this.')
  return actor.subjectId
}
