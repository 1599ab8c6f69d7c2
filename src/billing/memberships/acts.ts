import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import { billDue } from './bill.ts'
import type { Membership } from './membership.ts'
import { goOn, lockMembership, recordOf } from './membership.ts'
import { MONTHS, findPlan } from './plan.ts'

const FURTHEST_DAYS = 366

/** A client joins; what is due by today is billed at once. 409 `is_archived`, `is_member`. */
export async function join(
  ctx: Context,
  wish: {
    clientId: string
    planId: string
    startsOn?: string | undefined
    locationId?: string | null | undefined
  },
): Promise<string> {
  await findClient(ctx, wish.clientId)
  const plan = await findPlan(ctx, wish.planId)
  if (plan.archived) throw problem(409, 'is_archived', 'This membership is not offered any more.')
  const today = await todayOf(ctx)
  const startsOn = wish.startsOn ?? today
  if (startsOn < today || startsOn > addLocalDays(today, FURTHEST_DAYS))
    throw invalid('startsOn', 'A membership begins today or on a day of the next twelve months.')
  await refuseTwice(ctx, wish.clientId, plan.id, startsOn)
  const id = ctx.newId()
  await sql`insert into membership (practice_id, id, client_id, plan_id, name, every, price_minor, visits, service_ids, discount_basis_points, notice_days,
      location_id, started_on, counted_from, next_on, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${plan.id}, ${plan.name}, ${plan.every}, ${plan.priceMinor}, ${plan.visits}, ${plan.serviceIds}::uuid[],
      ${plan.discountBasisPoints}, ${plan.noticeDays}, ${wish.locationId ?? null}, ${startsOn}, ${startsOn}, ${startsOn}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('membership.joined', {
    subject: ['membership', id],
    clientId: wish.clientId,
    data: { name: plan.name, startsOn },
  })
  await billDue(ctx, id)
  return id
}

async function refuseTwice(ctx: Context, clientId: string, planId: string, startsOn: string) {
  const { rows } =
    await sql`select 1 from membership where practice_id = ${ctx.practiceId} and client_id = ${clientId} and plan_id = ${planId}
    and (ends_on is null or ends_on >= ${startsOn})`.execute(ctx.db)
  if (rows.length > 0) throw problem(409, 'is_member', 'This client is a member already.')
}

/** From the next period on nothing is billed, until a day or until somebody resumes it. 409 `is_over`, `is_paused`. */
export async function pause(ctx: Context, id: string, until: string | null) {
  const found = await lockMembership(ctx, id)
  const today = await todayOf(ctx)
  refuseIfOver(found, today)
  if (found.paused_from) throw problem(409, 'is_paused', 'This membership is paused already.')
  if (until !== null && until <= found.next_on)
    throw invalid('until', 'A pause begins with the next period; choose a later day.')
  await sql`update membership set paused_from = next_on, paused_until = ${until}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  recordOf(ctx, 'membership.paused', found, { from: found.next_on, until })
}

/** It goes on today, or with the period that was to come. 409 `not_paused`. */
export async function resume(ctx: Context, id: string) {
  const found = await lockMembership(ctx, id)
  if (!found.paused_from) throw problem(409, 'not_paused', 'This membership is not paused.')
  const today = await todayOf(ctx)
  await goOn(ctx, found, today > found.next_on ? today : found.next_on)
  await billDue(ctx, id)
}

/**
 * Gives notice: it ends with the period in which the notice runs out, or today when `atOnce`. Answers its last day.
 * 409 `is_over`.
 */
export async function endMembership(
  ctx: Context,
  id: string,
  wish: { reason: string; atOnce: boolean },
): Promise<string> {
  const found = await lockMembership(ctx, id)
  const today = await todayOf(ctx)
  refuseIfOver(found, today)
  const endsOn = wish.atOnce ? today : await lastDayOf(ctx, found, addLocalDays(today, found.notice_days))
  await sql`update membership set ends_on = ${endsOn}, end_reason = ${wish.reason}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  recordOf(ctx, 'membership.ended', found, { endsOn })
  return endsOn
}

/** The last day of the period in which a notice runs out: never before what is billed already. */
async function lastDayOf(ctx: Context, found: Membership, until: string): Promise<string> {
  if (found.paused_from)
    return until > addLocalDays(found.next_on, -1) ? until : addLocalDays(found.next_on, -1)
  const { rows } = await sql<{
    day: string
  }>`select (${found.counted_from}::date + make_interval(months => n * ${MONTHS[found.every]}::int) - interval '1 day')::date as day
    from generate_series(${found.periods}::int, ${found.periods + 400}::int) n
    where (${found.counted_from}::date + make_interval(months => n * ${MONTHS[found.every]}::int) - interval '1 day')::date >= ${until}::date order by n limit 1`.execute(
    ctx.db,
  )
  return rows[0]!.day
}

function refuseIfOver(found: Membership, today: string) {
  if (found.ends_on !== null && found.ends_on < today)
    throw problem(409, 'is_over', 'This membership is over.')
}
