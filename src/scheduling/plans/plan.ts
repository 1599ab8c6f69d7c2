import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { ChangeView } from '../series/shapes.ts'
import { zoneOf } from '../series/look-at-series.ts'
import { bookTogether } from '../together/book-together.ts'
import { cancelTogether } from '../together/cancel-together.ts'
import { keepBooked, keepChange, presentLastChange } from '../together/changes.ts'
import { readDiaryAt } from '../together/diary-at.ts'
import { look } from '../together/look.ts'
import { recordTogether } from '../together/record-together.ts'
import { withoutSettled } from '../together/settled-visits.ts'
import { isAhead, visitsOf } from '../together/visits-of.ts'
import { refuseByService } from '../booking/refusals.ts'
import type { PlanWish } from './look-at-plan.ts'

export interface Plan {
  id: string
  client_id: string
  service_id: string
  service_name: string
  episode_id: string | null
  visits: number
  conditions: Record<string, unknown>
  created_at: Date
  created_by: string
}

/** A plan as callers see it: how far it is, and its visits as far as they may see them. */
export const PlanView = z.object({
  id: Id,
  clientId: Id,
  service: z.object({ id: Id, name: z.string() }),
  episodeId: Id.nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  conditions: z.record(z.string(), z.unknown()),
  progress: z.object({
    visits: z.int().describe('How many the plan has.'),
    done: z.int(),
    missed: z.int(),
    booked: z.int().describe('Still ahead.'),
    left: z.int().describe('Neither done nor booked.'),
  }),
  visits: z.array(AppointmentView),
  lastChange: ChangeView.nullable().describe('The step that would be taken back.'),
})

export interface PlanBooking extends PlanWish {
  clientId: string
  episodeId?: string | null | undefined
  times: { startsAt: Date; practitionerId: string; locationId: string }[]
}

/** Books the chosen times of a plan, all or none: 409 `rows_taken` names those that were lost meanwhile. */
export async function bookPlan(ctx: Context, wish: PlanBooking): Promise<string> {
  const { clientId, serviceId, times, durationMinutes, visits, episodeId = null, ...conditions } = wish
  const zone = await zoneOf(ctx, wish.locationId ?? null)
  const diary = await readDiaryAt(ctx, {
    serviceId,
    clientId,
    duration: durationMinutes ?? null,
    zone,
    times: times.map(({ startsAt }) => startsAt),
  })
  const id = ctx.newId()
  const asked = times.map((time) => {
    const visit = {
      ...time,
      serviceId,
      clientId,
      durationMinutes,
      episodeId,
      planId: id,
      source: 'plan',
      by: 'staff',
    } as const
    refuseByService(diary.rules, visit)
    return {
      key: time.startsAt.toISOString(),
      looked: look(ctx, diary.around(time.startsAt), visit),
      force: null,
    }
  })
  await sql`insert into treatment_plan (practice_id, id, client_id, service_id, episode_id, visits, conditions, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${clientId}, ${serviceId}, ${episodeId}, ${visits}, ${JSON.stringify(conditions)}::jsonb, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  const booked = await bookTogether(ctx, asked)
  await keepBooked(ctx, id, booked)
  recordTogether(ctx, 'plan.booked', { subject: ['plan', id], visits: booked })
  return id
}

/** Cancels what is still ahead of a plan; 409 `nothing_to_change` when nothing is. */
export async function cancelPlan(
  ctx: Context,
  { id, by, reason }: { id: string; by: 'client' | 'practice'; reason: string | null },
) {
  await findPlan(ctx, id)
  const visits = await visitsOf(ctx, ['plan_id', id], { lock: true })
  const ahead = await withoutSettled(
    ctx,
    visits.filter((visit) => isAhead(ctx, visit)),
  )
  if (ahead.length === 0) throw problem(409, 'nothing_to_change', 'No visit of this plan is still ahead.')
  const gone = await cancelTogether(ctx, ahead, { by, reason })
  await keepChange(ctx, { subjectId: id, kind: 'cancelled', visits: gone.changed })
  recordTogether(ctx, 'plan.cancelled', { subject: ['plan', id], visits: gone.visits })
}

/** The plan, if this actor may see any of its visits; else 404. */
export async function findPlan(ctx: Context, id: string): Promise<{ plan: Plan; visits: Visit[] }> {
  const { rows } = await plansWhere(ctx, sql`p.id = ${id}`)
  const visits = rows[0] ? await visitsOf(ctx, ['plan_id', id]) : []
  if (!rows[0] || visits.length === 0) throw notFound('This plan')
  return { plan: rows[0], visits }
}

/** The plans of a client, the newest first; those of which this actor may see no visit are left out. */
export async function listPlans(ctx: Context, clientId: string) {
  const { rows } = await plansWhere(ctx, sql`p.client_id = ${clientId}`)
  const found: { plan: Plan; visits: Visit[] }[] = []
  for (const plan of rows) {
    const visits = await visitsOf(ctx, ['plan_id', plan.id])
    if (visits.length > 0) found.push({ plan, visits })
  }
  return found
}

function plansWhere(ctx: Context, condition: ReturnType<typeof sql>) {
  return sql<Plan>`select p.*, s.name as service_name from treatment_plan p
    join service s on s.practice_id = p.practice_id and s.id = p.service_id
    where p.practice_id = ${ctx.practiceId} and ${condition} order by p.created_at desc, p.id limit 50`.execute(
    ctx.db,
  )
}

export async function presentPlan(ctx: Context, { plan, visits }: { plan: Plan; visits: Visit[] }) {
  const count = (test: (visit: Visit) => boolean) => visits.filter(test).length
  const done = count(({ state }) => ['done', 'in_room', 'arrived'].includes(state))
  const booked = count(
    ({ state, ends_at }) => ['requested', 'booked', 'confirmed'].includes(state) && ends_at > ctx.now,
  )
  return {
    id: plan.id,
    clientId: plan.client_id,
    service: { id: plan.service_id, name: plan.service_name },
    episodeId: plan.episode_id,
    createdAt: plan.created_at,
    createdBy: plan.created_by,
    conditions: plan.conditions,
    progress: {
      visits: plan.visits,
      done,
      missed: count(({ state }) => state === 'no_show'),
      booked,
      left: Math.max(0, plan.visits - done - booked),
    },
    visits: visits.map((visit) => presentAppointment(ctx, visit)),
    lastChange: await presentLastChange(ctx, plan.id),
  }
}
