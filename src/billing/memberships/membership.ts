import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { Period } from './plan.ts'

/** A row of `membership` as the code of this slice reads it. */
export interface Membership {
  id: string
  client_id: string
  name: string
  every: Period
  price_minor: number
  visits: number
  service_ids: string[]
  discount_basis_points: number
  notice_days: number
  location_id: string | null
  started_on: string
  counted_from: string
  periods: number
  next_on: string
  ends_on: string | null
  end_reason: string | null
  paused_from: string | null
  paused_until: string | null
}

export async function lockMembership(ctx: Context, id: string): Promise<Membership> {
  const { rows } =
    await sql<Membership>`select * from membership where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This membership')
  await findClient(ctx, rows[0].client_id)
  return rows[0]
}

/** Periods are counted anew from the day on which a pause ends. */
export async function goOn(ctx: Context, found: Membership, on: string) {
  const isLater = on > found.next_on
  await sql`update membership set paused_from = null, paused_until = null, next_on = ${on}, counted_from = ${isLater ? on : found.counted_from},
      periods = ${isLater ? 0 : found.periods}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${found.id}`.execute(ctx.db)
  recordOf(ctx, 'membership.resumed', found, { on })
}

/** Leaves an event about a membership. */
export function recordOf(ctx: Context, name: string, found: Membership, data: Record<string, unknown>) {
  ctx.record(name, { subject: ['membership', found.id], clientId: found.client_id, data })
}
