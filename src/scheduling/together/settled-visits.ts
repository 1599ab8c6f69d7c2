import type { Context } from '../../platform/operation/context.ts'
import type { Visit } from '../appointment/visit-row.ts'

/** Which of these visits are settled already, though they are ahead: billed in advance, or with a signed note. */
export type SettledVisits = (ctx: Context, ids: readonly string[]) => Promise<readonly string[]>

const asked = new WeakMap<object, readonly SettledVisits[]>()

/** Later slices say which visits they have settled. Called once when the house is put together. */
export function connectSettledVisits(house: { services: object }, by: readonly SettledVisits[]) {
  asked.set(house.services, by)
}

/** The visits without those that are settled: a step over many leaves them as they are, whoever means one opens it. */
export async function withoutSettled(ctx: Context, visits: readonly Visit[]): Promise<Visit[]> {
  if (visits.length === 0) return []
  const ids = visits.map((visit) => visit.id)
  const settled = new Set<string>()
  for (const ask of asked.get(ctx.services) ?? []) for (const id of await ask(ctx, ids)) settled.add(id)
  return visits.filter((visit) => !settled.has(visit.id))
}
