import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { latestLearnedIfAny } from '../noshow/learned.ts'
import { riskOf } from '../noshow/risk.ts'
import type { OverbookingLimit } from './limits.ts'
import { readLimits } from './limits.ts'
import { isTrusted, overbookable } from './rule.ts'
import type { Slot } from './rule.ts'

interface VisitRow {
  id: string
  practitioner_id: string
  day: string
  starts_at: Date
  ends_at: Date
  zone: string
  client_name: string
  service_id: string
  service_name: string
  /** It is itself booked beside another, or has somebody beside it. */
  is_guest: boolean
  has_guest: boolean
}

export interface OverbookingSlot extends Slot {
  startsAt: Date
  endsAt: Date
  zone: string
  clientName: string
  serviceName: string
}

export interface OverbookingDay {
  practitionerId: string
  day: string
  visits: number
  /** Absences to be expected among them. */
  expected: number
  /** Visits booked beside others. */
  used: number
  left: number
  slots: OverbookingSlot[]
}

export interface Overbooking {
  /** Why there is nothing: nothing was learned, or the model is not better than a guess. */
  hindered: 'no_model' | 'weak_model' | null
  modelId: string | null
  guestAbsent: number
  limits: OverbookingLimit[]
  days: OverbookingDay[]
}

/** Where practitioners may be overbooked in a span, by day, for those who have a limit. A guest is taken to come as often as the practice's average. */
export async function readOverbooking(
  ctx: Context,
  span: { from: Date; to: Date; practitionerId?: string },
): Promise<Overbooking> {
  const learned = await latestLearnedIfAny(ctx)
  const limits = await readLimits(ctx)
  const guestAbsent = learned?.baseRate ?? 0
  const hindered = !learned?.model ? 'no_model' : isTrusted(learned.test) ? null : 'weak_model'
  const basics = { hindered, modelId: learned?.id ?? null, guestAbsent, limits } as const
  const asked = limits.filter((each) => !span.practitionerId || each.practitionerId === span.practitionerId)
  if (hindered || asked.length === 0) return { ...basics, days: [] }
  const visits = await readVisits(ctx, span, asked)
  const risks = await riskOf(
    ctx,
    visits.map(({ id }) => id),
  )
  const days = [...byDay(visits).values()].map((own) =>
    dayOf(own, {
      limit: asked.find((each) => each.practitionerId === own[0]!.practitioner_id)!,
      guestAbsent,
      chanceOf: (id) => risks.get(id)?.chance ?? 0,
    }),
  )
  return { ...basics, days }
}

function byDay(visits: readonly VisitRow[]): Map<string, VisitRow[]> {
  const days = new Map<string, VisitRow[]>()
  for (const visit of visits) {
    const key = `${visit.practitioner_id} ${visit.day}`
    days.set(key, [...(days.get(key) ?? []), visit])
  }
  return days
}

interface Sums {
  limit: OverbookingLimit
  guestAbsent: number
  chanceOf: (id: string) => number
}

function dayOf(own: readonly VisitRow[], { limit, guestAbsent, chanceOf }: Sums): OverbookingDay {
  const used = own.filter((each) => each.is_guest).length
  const all = own.map(({ id }) => ({ appointmentId: id, absent: chanceOf(id) }))
  const found = overbookable(all, {
    limit: { mostPerDay: limit.mostPerDay, most: limit.bothPercent / 100 },
    used,
    guestAbsent,
  })
  const slots = found.slots.flatMap((slot) => {
    const visit = own.find(({ id }) => id === slot.appointmentId)!
    if (visit.is_guest || visit.has_guest) return []
    const { starts_at: startsAt, ends_at: endsAt, zone, client_name: clientName } = visit
    return [{ ...slot, startsAt, endsAt, zone, clientName, serviceName: visit.service_name }]
  })
  const { practitioner_id: practitionerId, day } = own[0]!
  return { practitionerId, day, visits: own.length, expected: found.expected, used, left: found.left, slots }
}

async function readVisits(
  ctx: Context,
  { from, to }: { from: Date; to: Date },
  limits: readonly OverbookingLimit[],
): Promise<VisitRow[]> {
  const begin = from > ctx.now ? from : ctx.now
  const { rows } =
    await sql<VisitRow>`select a.id, a.practitioner_id, to_char(a.starts_at at time zone a.zone, 'YYYY-MM-DD') as day,
      a.starts_at, a.ends_at, a.zone, concat_ws(' ', coalesce(c.preferred_name, c.given_name), c.family_name) as client_name,
      a.service_id, v.name as service_name,
      exists (select from overbooking o where o.practice_id = a.practice_id and o.appointment_id = a.id) as is_guest,
      exists (select from overbooking o join appointment g on g.practice_id = o.practice_id and g.id = o.appointment_id
        where o.practice_id = a.practice_id and o.beside_id = a.id and g.state in ('booked', 'confirmed', 'arrived', 'in_room', 'done')) as has_guest
    from appointment a join client c on c.practice_id = a.practice_id and c.id = a.client_id
      join service v on v.practice_id = a.practice_id and v.id = a.service_id
    where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${begin} and a.starts_at < ${to}
      and a.practitioner_id = any(${limits.map((each) => each.practitionerId)}::uuid[])
      and a.state in ('booked', 'confirmed') and a.session_id is null and a.hour_known
    order by a.starts_at, a.id limit 2000`.execute(ctx.db)
  return rows
}
