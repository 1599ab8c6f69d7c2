import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { byPersonAndWeek, loadsOf } from './read-capacity.ts'
import type { Capacity } from './read-capacity.ts'

/** Booked so much of the offered time is a full week, so little an idle one. */
export const OVERLOADED = 0.9
export const IDLE = 0.6
/** Levelling stops when the week is no fuller than this. */
export const LEVELLED = 0.85

export interface Overload {
  practitionerId: string
  week: string
  percent: number
  /** Who offers something of what is booked there, and has time. */
  colleagues: { practitionerId: string; percent: number }[]
}

/** Full weeks ahead beside colleagues with time who offer the same, the fullest first. */
export async function findOverloads(ctx: Context, capacity: Capacity): Promise<Overload[]> {
  const offers = await readOffers(ctx)
  const loadOf = loadsOf(capacity)
  const bookedBy = byPersonAndWeek(capacity.booked)
  const ahead = capacity.weeks.filter((week) => week >= capacity.thisWeek)
  return ahead
    .flatMap((week) =>
      capacity.practitioners.flatMap(({ id }) => {
        const load = loadOf(id, week)
        if (load === null || load < OVERLOADED) return []
        const services = bookedBy(id, week)
        const shared = new Set(services.flatMap((each) => offers.get(each.serviceId) ?? []))
        const colleagues = capacity.practitioners.flatMap((other) => {
          const theirs = other.id === id || !shared.has(other.id) ? null : loadOf(other.id, week)
          return theirs !== null && theirs <= IDLE
            ? [{ practitionerId: other.id, percent: percentOf(theirs) }]
            : []
        })
        return colleagues.length > 0
          ? [{ practitionerId: id, week, percent: percentOf(load), colleagues }]
          : []
      }),
    )
    .sort((a, b) => b.percent - a.percent || (a.week < b.week ? -1 : 1))
}

function percentOf(share: number): number {
  return Math.round(share * 100)
}

/** Service → who offers it. */
async function readOffers(ctx: Context): Promise<Map<string, string[]>> {
  const { rows } = await sql<{
    service_id: string
    who: string[]
  }>`select service_id, array_agg(practitioner_id) as who
    from service_practitioner where practice_id = ${ctx.practiceId} group by service_id`.execute(ctx.db)
  return new Map(rows.map((each) => [each.service_id, each.who]))
}
