import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Id, Minor, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { refuseUnknownServices } from '../packages/package-type.ts'

export const PERIODS = ['month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]
export const MONTHS: Record<Period, number> = { month: 1, quarter: 3, year: 12 }

export const planFields = {
  name: line(120),
  every: z.enum(PERIODS).default('month'),
  priceMinor: Minor.min(1).max(MOST_MINOR),
  /** Visits of each period that cost nothing more. */
  visits: z.int().min(0).max(500).default(0),
  /** The services that they are for; none: all of them. */
  serviceIds: z.array(Id).max(200).default([]),
  /** Off the price of all other visits of members. */
  discountBasisPoints: z.int().min(0).max(10_000).default(0),
  /** How long before its end a membership is ended. */
  noticeDays: z.int().min(0).max(366).default(0),
}
const Fields = z.object(planFields)
export const PlanView = z.object({
  ...planFields,
  id: Id,
  archived: z.boolean(),
  members: z.int(),
  rowVersion: z.int(),
})
export type Plan = z.output<typeof PlanView>

/** The memberships that a practice offers, by name; archived ones last. */
export async function listPlans(ctx: Context): Promise<Plan[]> {
  const { rows } =
    await sql<Plan>`select p.id, p.name, p.every, p.price_minor as "priceMinor", p.visits, p.service_ids as "serviceIds",
      p.discount_basis_points as "discountBasisPoints", p.notice_days as "noticeDays", p.archived_at is not null as archived, p.row_version as "rowVersion",
      (select count(*)::int from membership m where m.practice_id = p.practice_id and m.plan_id = p.id and (m.ends_on is null or m.ends_on >= ${ctx.now}::date)) as members
    from membership_plan p where p.practice_id = ${ctx.practiceId} order by p.archived_at is not null, p.name, p.id`.execute(
      ctx.db,
    )
  return rows
}

export async function findPlan(ctx: Context, id: string): Promise<Plan> {
  const plan = (await listPlans(ctx)).find((each) => each.id === id)
  if (!plan) throw notFound('This membership')
  return plan
}

/** Writes what a membership is; members keep the terms they joined on. 409 `changed_meanwhile`. */
export async function savePlan(
  ctx: Context,
  wish: z.output<typeof Fields> & { id?: string; archived?: boolean; rowVersion?: number },
): Promise<Plan> {
  await refuseUnknownServices(ctx, wish.serviceIds)
  const id = wish.id ?? ctx.newId()
  const before = wish.id ? await findPlan(ctx, wish.id) : null
  const archivedAt = wish.archived ? ctx.now : null
  const { rows } = before
    ? await sql`update membership_plan set name = ${wish.name}, every = ${wish.every}, price_minor = ${wish.priceMinor}, visits = ${wish.visits},
        service_ids = ${wish.serviceIds}::uuid[], discount_basis_points = ${wish.discountBasisPoints}, notice_days = ${wish.noticeDays},
        archived_at = ${archivedAt}, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion ?? 0} returning 1`.execute(
        ctx.db,
      )
    : await sql`insert into membership_plan (practice_id, id, name, every, price_minor, visits, service_ids, discount_basis_points, notice_days)
      values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.every}, ${wish.priceMinor}, ${wish.visits}, ${wish.serviceIds}::uuid[],
        ${wish.discountBasisPoints}, ${wish.noticeDays}) returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before!.rowVersion)
  ctx.record('membership.defined', { subject: ['membership_plan', id], before, after: wish })
  return findPlan(ctx, id)
}
