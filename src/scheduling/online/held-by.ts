import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'

const DAY = 24 * 3_600_000
/** What one address may hold at once and within a day: a household fits, a program that hoards does not. */
const MOST_HOLDS_AT_ONCE = 3
const MOST_HOLDS_A_DAY = 20

/** A keyed hash: addresses are not kept, and can't be found out by trying them all. */
export function heldByOf(ctx: Context): string | null {
  const { address, services } = ctx
  if (!address) return null
  return createHmac('sha256', services.settings.secret)
    .update(`hold ${ctx.practiceId} ${address}`)
    .digest('hex')
    .slice(0, 32)
}

/** 429 when an address keeps too many times at once, or took too many today. */
export async function refuseHoarding(ctx: Context, heldBy: string) {
  // Two holds of one address at once count one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${heldBy}, 0))`.execute(ctx.db)
  const { rows } = await sql<{
    live: number
    today: number
  }>`select count(distinct coalesce(bundle_id, series_id, id)) filter (where state = 'held' and held_until > ${ctx.now})::int as live,
      count(distinct coalesce(bundle_id, series_id, id))::int as today
    from appointment where practice_id = ${ctx.practiceId} and held_by = ${heldBy} and created_at > ${new Date(ctx.now.getTime() - DAY)}`.execute(
    ctx.db,
  )
  const { live, today } = rows[0]!
  if (live >= MOST_HOLDS_AT_ONCE)
    throw problem(
      429,
      'too_many_holds',
      'You are already keeping three times. Finish one of these bookings first, or wait ten minutes.',
      { retryAfter: 600 },
    )
  if (today >= MOST_HOLDS_A_DAY)
    throw problem(
      429,
      'too_many_holds',
      'Too many times were kept from here today. Please call the practice.',
      { retryAfter: 3600 },
    )
}
