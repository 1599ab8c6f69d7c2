import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { ChangeView } from '../series/shapes.ts'
import { presentLastChange } from '../together/changes.ts'
import { isAhead, visitsOf } from '../together/visits-of.ts'
import type { BundleTimes } from './find-bundle-times.ts'

/** Services in a row in one coming, as callers see them. */
export const BundleView = z.object({
  id: Id,
  clientId: Id.nullable(),
  ahead: z.int().describe('Parts that can still be moved or cancelled.'),
  visits: z.array(AppointmentView),
  lastChange: ChangeView.nullable().describe('The step that would be taken back.'),
})

export const BundleTimesView = z.object({
  items: z.array(
    z.object({
      startsAt: z.string(),
      endsAt: z.string(),
      zone: z.string(),
      locationId: Id,
      parts: z.array(
        z.object({ serviceId: Id, startsAt: z.string(), endsAt: z.string(), practitionerId: Id }),
      ),
    }),
  ),
})

/** The visits that belong together, the earliest first; 404 when this actor may see none of them. */
export async function findBundle(ctx: Context, id: string, { lock = false } = {}): Promise<Visit[]> {
  const visits = await visitsOf(ctx, ['bundle_id', id], { lock })
  if (visits.length === 0) throw notFound('This chain of services')
  return visits
}

/**
 * The parts that are still ahead, locked. 409 `nothing_to_change` when none is; `parts_hidden` when the actor may not see
 * all of them, because what concerns all of them is done with all or with none.
 */
export async function partsAhead(ctx: Context, id: string): Promise<Visit[]> {
  const visits = await findBundle(ctx, id, { lock: true })
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from appointment
    where practice_id = ${ctx.practiceId} and bundle_id = ${id}`.execute(ctx.db)
  if (rows[0]!.count > visits.length) {
    throw problem(
      409,
      'parts_hidden',
      'Some of these visits are with somebody whose diary you may not change. Change your own visit alone, or ask the front desk.',
    )
  }
  const ahead = visits.filter((visit) => isAhead(ctx, visit))
  if (ahead.length === 0) {
    throw problem(
      409,
      'nothing_to_change',
      'None of these visits can be changed: they are over, have begun or are cancelled.',
    )
  }
  return ahead
}

export async function presentBundle(ctx: Context, id: string, visits: readonly Visit[]) {
  return {
    id,
    clientId: visits[0]!.client_id,
    ahead: visits.filter((visit) => isAhead(ctx, visit)).length,
    visits: visits.map((visit) => presentAppointment(ctx, visit)),
    lastChange: await presentLastChange(ctx, id),
  }
}

/** Times in the offset of their location. */
export function presentBundleTimes({ chains, diaries }: BundleTimes) {
  const zones = new Map(diaries.flatMap(({ locations }) => locations.map(({ id, zone }) => [id, zone])))
  return {
    items: chains.map(({ options }) => {
      const [first, last] = [options[0]!, options.at(-1)!]
      const zone = zones.get(first.locationId)!
      const told = (minutes: number) => toOffsetIso(new Date(minutes * 60_000), zone)
      return {
        startsAt: told(first.from),
        endsAt: told(last.to),
        zone,
        locationId: first.locationId,
        parts: options.map(({ from, to, practitionerId, wish }) => ({
          serviceId: wish.serviceId,
          startsAt: told(from),
          endsAt: told(to),
          practitionerId,
        })),
      }
    }),
  }
}
