import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { Problem, invalid, problem } from '../../platform/problem.ts'
import type { Mode } from '../appointment/states.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { takeBundle } from '../bundles/book-bundle.ts'
import { presentBundleTimes } from '../bundles/bundle.ts'
import type { BundleAsk } from '../bundles/find-bundle-times.ts'
import { findBundleTimes } from '../bundles/find-bundle-times.ts'
import { MESSAGES } from '../booking/refusals.ts'
import type { BookedAs } from '../together/book-together.ts'

const Minutes = z.coerce.number().int().min(1).max(1440)

/** A service as a client chooses it online. */
export interface OnlinePart {
  serviceId: string
  durationMinutes?: number | null | undefined
}

/** What a search or a hold takes for a length and for further services in the same coming. */
export const Length = Minutes.optional().describe(
  'One of the lengths of the service; left out: its usual one.',
)
export const Also = z
  .array(z.strictObject({ serviceId: Id, durationMinutes: Length }))
  .max(4)
  .default([])
  .describe('Further services in the same coming, in the order in which they are given.')
/** The same in an address: `id,id:minutes`. */
export const AlsoText = z
  .string()
  .max(250)
  .regex(/^[0-9a-f-]{36}(:\d{1,4})?(,[0-9a-f-]{36}(:\d{1,4})?){0,3}$/)
  .optional()
  .describe('Further services in the same coming: up to four ids, each with `:minutes` for another length.')

export function alsoIn(text: string | undefined): OnlinePart[] {
  return (text?.split(',') ?? []).map((part) => {
    const [serviceId, minutes] = part.split(':')
    return { serviceId: serviceId!, durationMinutes: minutes ? Number(minutes) : undefined }
  })
}

/** Clients choose among the lengths that a service offers; any other is for the desk. */
export async function refuseOtherLengths(ctx: Context, parts: readonly OnlinePart[]) {
  const chosen = parts.filter((part) => part.durationMinutes)
  if (chosen.length === 0) return
  const { rows } = await sql<{ id: string; minutes: number[] }>`select s.id, array(
      select s.duration_minutes union select (v ->> 'minutes')::int from jsonb_array_elements(s.duration_variants) v) as minutes
    from service s where s.practice_id = ${ctx.practiceId} and s.id = any(${chosen.map(({ serviceId }) => serviceId)}::uuid[])`.execute(
    ctx.db,
  )
  for (const { serviceId, durationMinutes } of chosen) {
    if (!rows.find(({ id }) => id === serviceId)?.minutes.includes(durationMinutes!))
      throw invalid(
        'durationMinutes',
        'This length is not offered. Choose one of the lengths of the service.',
      )
  }
}

export interface SeveralAsk {
  parts: readonly OnlinePart[]
  practitionerId?: string | null | undefined
  locationId?: string | null | undefined
  clientId?: string | null
  mode?: Mode | undefined
  from: Date
  days: number
  limit?: number | undefined
  /** Visits that are about to be moved: they stand in nobody's way. */
  except?: ReadonlySet<string>
}

/** Times at which all services can be had back to back, by the rules for clients; the shape of a single service's times. */
export async function timesOfSeveral(ctx: Context, { parts, practitionerId, ...ask }: SeveralAsk) {
  const found = await findBundleTimes(ctx, { ...ask, parts: withWhom(parts, practitionerId), by: 'client' })
  const items = presentBundleTimes(found).items
  return items.map(({ parts: given, ...time }) => ({ ...time, practitionerId: given[0]!.practitionerId }))
}

export interface SeveralWish extends Omit<SeveralAsk, 'from' | 'days' | 'limit'> {
  startsAt: Date
}

/** Each part of the chain that begins just then; refuses with the next times at which all can be had. */
export async function partsAt<Part extends OnlinePart>(
  ctx: Context,
  { startsAt, parts, practitionerId, ...wish }: SeveralWish & { parts: readonly Part[] },
): Promise<(Part & { startsAt: Date; practitionerId: string | null })[]> {
  const named = withWhom(parts, practitionerId)
  const ask: BundleAsk = { ...wish, parts: named, from: startsAt, days: 1, limit: 1, by: 'client' }
  const { chains, diaries } = await findBundleTimes(ctx, ask)
  const [chain] = chains
  if (chain?.options[0]!.from === startsAt.getTime() / 60_000)
    return named.map((part, nth) => ({ ...part, startsAt: new Date(chain.options[nth]!.from * 60_000) }))
  const isOffered = diaries.every(
    ({ service }) =>
      !service.archived_at && service.bookable_online && (!wish.mode || service.modes.includes(wish.mode)),
  )
  if (!isOffered) throw problem(422, 'not_offered', MESSAGES.not_offered)
  throw await refuseSeveral(ctx, 'slot_taken', { ...wish, parts: named, startsAt })
}

/** The refusal of a single service, with times at which all of them can be had. */
export async function refuseSeveral(
  ctx: Context,
  code: 'slot_taken' | 'client_double_booked',
  { startsAt, ...wish }: SeveralWish,
): Promise<Problem> {
  const alternatives = await timesOfSeveral(ctx, {
    ...wish,
    from: later(startsAt, ctx.now),
    days: 14,
    limit: 3,
  })
  return problem(409, code, MESSAGES[code], { alternatives })
}

function withWhom<Part extends OnlinePart>(
  parts: readonly Part[],
  practitionerId: string | null | undefined,
): (Part & { practitionerId: string | null })[] {
  return parts.map((part) => ({ practitionerId: practitionerId ?? null, ...part }))
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

/** Keeps all parts, or none. */
export async function holdSeveral(ctx: Context, wish: SeveralWish, as: BookedAs): Promise<Visit[]> {
  const parts = await partsAt(ctx, wish)
  const { locationId, mode } = wish
  return asOneTime(async () => {
    const booking = { parts, locationId, clientId: null, by: 'client', source: 'online' } as const
    return (await takeBundle(ctx, { ...booking, ...(mode ? { mode } : {}) }, as)).visits
  })
}

/** Clients see one time, not its parts: whatever part was lost, the whole has other times. */
export async function asOneTime<Done>(run: () => Promise<Done>): Promise<Done> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'rows_taken') throw error
    const times = (error.details?.times ?? []) as { parts: { practitionerId: string }[] }[]
    throw problem(409, 'slot_taken', MESSAGES.slot_taken, {
      alternatives: times.map(({ parts, ...time }) => ({
        ...time,
        practitionerId: parts[0]!.practitionerId,
      })),
    })
  }
}
