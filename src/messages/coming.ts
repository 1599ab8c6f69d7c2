import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { localDay } from '../platform/time/index.ts'
import type { VisitFacts } from './visit-facts.ts'
import { findVisitFacts } from './visit-facts.ts'

/** The visit and, of several services in a row, the others of its local day that are still in one of these states. */
export async function comingOf(
  ctx: Context,
  visit: VisitFacts,
  states: readonly string[],
): Promise<VisitFacts[]> {
  if (!visit.bundleId) return [visit]
  const parts = await partsOf(ctx, visit.bundleId)
  return parts.filter((part) => states.includes(part.state) && isSameDay(part, visit))
}

/** All services of a bundle, the earliest first. */
export async function partsOf(ctx: Context, bundleId: string): Promise<VisitFacts[]> {
  const { rows } = await sql<{ id: string }>`select id from appointment
    where practice_id = ${ctx.practiceId} and bundle_id = ${bundleId} and client_id is not null
    order by starts_at, id`.execute(ctx.db)
  const parts: VisitFacts[] = []
  for (const { id } of rows) parts.push(await findVisitFacts(ctx, id))
  return parts
}

export function isSameDay(a: VisitFacts, b: VisitFacts): boolean {
  return localDay(a.startsAt, a.zone) === localDay(b.startsAt, b.zone)
}

/** One visit as a whole: names, people and instructions of all its services, from the first start. */
export function asOneVisit(coming: readonly VisitFacts[]): VisitFacts {
  const [first] = coming
  const each = (values: (string | null)[]) => [...new Set(values.filter((value) => value))]
  return {
    ...first!,
    serviceName: each(coming.map(({ serviceName }) => serviceName)).join(', '),
    practitionerName: each(coming.map(({ practitionerName }) => practitionerName)).join(', ') || null,
    instructions: each(coming.map(({ instructions }) => instructions)).join('\n\n') || null,
    endsAt: coming.at(-1)!.endsAt,
  }
}
