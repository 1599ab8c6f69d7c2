import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { ROLES } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { findStaff } from '../../practice/index.ts'
import { refuseIfReversed } from '../taxes/tax.ts'
import { findEpisodeOf } from './episode.ts'

export const rateFields = {
  staffId: Id.nullable().default(null),
  role: z.enum(ROLES).nullable().default(null),
  clientId: Id.nullable().default(null),
  episodeId: Id.nullable().default(null),
  /** What an hour costs. */
  rateMinor: Minor.min(0),
  validFrom: Day,
  validUntil: Day.nullable().default(null),
}
const RateWish = z.object(rateFields)

export const RateView = z.object({
  ...rateFields,
  id: Id,
  staffName: z.string().nullable(),
  clientName: z.string().nullable(),
  episodeTitle: z.string().nullable(),
  createdBy: z.string(),
})

/** All rates, those that say least first. */
export async function listRates(ctx: Context): Promise<z.input<typeof RateView>[]> {
  const { rows } = await sql<
    z.input<typeof RateView>
  >`select r.id, r.staff_id as "staffId", r.role, r.client_id as "clientId", r.episode_id as "episodeId", r.rate_minor as "rateMinor",
      r.valid_from as "validFrom", r.valid_until as "validUntil", s.name as "staffName", trim(c.given_name || ' ' || c.family_name) as "clientName",
      e.title as "episodeTitle", r.created_by as "createdBy"
    from time_rate r left join staff s on s.practice_id = r.practice_id and s.id = r.staff_id
    left join client c on c.practice_id = r.practice_id and c.id = r.client_id
    left join episode e on e.practice_id = r.practice_id and e.id = r.episode_id
    where r.practice_id = ${ctx.practiceId}
    order by num_nonnulls(r.episode_id, r.client_id), num_nonnulls(r.staff_id, r.role), s.name, r.role, r.valid_from desc limit 1000`.execute(
    ctx.db,
  )
  return rows
}

/** Says what an hour costs for whoever and whatever the wish names. Answers its id. */
export async function addRate(ctx: Context, wish: z.output<typeof RateWish>): Promise<string> {
  refuseIfReversed(wish)
  if (wish.staffId && wish.role) throw invalid('role', 'Choose a person or a role, not both.')
  if (wish.staffId) await findStaff(ctx, wish.staffId)
  if (wish.clientId) await findClient(ctx, wish.clientId)
  if (wish.episodeId) {
    if (!wish.clientId) throw invalid('clientId', 'Choose whose matter it is.')
    await findEpisodeOf(ctx, { id: wish.episodeId, clientId: wish.clientId })
  }
  const id = ctx.newId()
  await sql`insert into time_rate (practice_id, id, staff_id, role, client_id, episode_id, rate_minor, valid_from, valid_until, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.staffId}, ${wish.role}, ${wish.clientId}, ${wish.episodeId}, ${wish.rateMinor}, ${wish.validFrom},
      ${wish.validUntil}, ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('time.rate_added', { subject: ['time_rate', id], clientId: wish.clientId, after: wish })
  return id
}

/** Takes a rate away; entries that are written keep theirs. */
export async function removeRate(ctx: Context, id: string) {
  const { rows } =
    await sql`delete from time_rate where practice_id = ${ctx.practiceId} and id = ${id} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This rate')
  ctx.record('time.rate_removed', { subject: ['time_rate', id] })
}

export interface RateQuestion {
  staffId: string
  clientId: string
  episodeId: string | null
  day: string
}

/** What an hour of a person costs for a client on a day: the rate that says most, then the newest; null when none fits. */
export async function findRateIfAny(ctx: Context, wish: RateQuestion): Promise<number | null> {
  const { rows } = await sql<{ rate: number }>`select r.rate_minor as rate from time_rate r
    join staff s on s.practice_id = r.practice_id and s.id = ${wish.staffId}
    where r.practice_id = ${ctx.practiceId} and r.valid_from <= ${wish.day} and (r.valid_until is null or r.valid_until >= ${wish.day})
      and (r.staff_id is null or r.staff_id = s.id) and (r.role is null or r.role = s.role)
      and (r.client_id is null or r.client_id = ${wish.clientId}) and (r.episode_id is null or r.episode_id = ${wish.episodeId}::uuid)
    order by 8 * num_nonnulls(r.episode_id) + 4 * num_nonnulls(r.client_id) + 2 * num_nonnulls(r.staff_id) + num_nonnulls(r.role) desc,
      r.valid_from desc, r.id desc limit 1`.execute(ctx.db)
  return rows[0]?.rate ?? null
}
