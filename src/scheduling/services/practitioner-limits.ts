import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { requirePractitioner } from '../hours/hours.ts'

const fields = {
  maxPerDay: z.int().min(1).max(200).nullable(),
  maxPerWeek: z.int().min(1).max(1000).nullable(),
  maxMinutesPerDay: z.int().min(1).max(1440).nullable().default(null),
  maxMinutesPerWeek: z.int().min(1).max(10_080).nullable().default(null),
}
const Limits = z.object(fields)
type Limits = z.output<typeof Limits>

export const getLimits = operation({
  path: 'GET /practitioners/{id}/limits',
  summary: 'The most visits, or minutes of visits, of any service that a practitioner takes in a day or week',
  allow: 'hours.see',
  takes: z.strictObject({ id: Id }),
  returns: Limits,
  run: async (ctx, { id }) => {
    await requirePractitioner(ctx, id)
    return findLimits(ctx, id)
  },
})

export const setLimits = operation({
  path: 'PUT /practitioners/{id}/limits',
  summary: 'Limit the visits of a practitioner, or their minutes, in a day or week; null: no limit',
  allow: 'hours.manage',
  takes: z.strictObject({ id: Id, ...fields }),
  returns: Limits,
  run: async (ctx, { id, ...limits }) => {
    await requirePractitioner(ctx, id)
    const before = await findLimits(ctx, id)
    await keepLimits(ctx, id, limits)
    ctx.record('hours.changed', {
      subject: ['hours', id],
      data: { practitionerId: id, limits: true },
      before,
      after: limits,
    })
    return limits
  },
})

async function findLimits(ctx: Context, id: string): Promise<Limits> {
  const { rows } = await sql<Limits>`select max_per_day as "maxPerDay", max_per_week as "maxPerWeek",
      max_minutes_per_day as "maxMinutesPerDay", max_minutes_per_week as "maxMinutesPerWeek" from practitioner_limit
    where practice_id = ${ctx.practiceId} and practitioner_id = ${id}`.execute(ctx.db)
  return rows[0] ?? { maxPerDay: null, maxPerWeek: null, maxMinutesPerDay: null, maxMinutesPerWeek: null }
}

async function keepLimits(ctx: Context, id: string, limits: Limits) {
  const { maxPerDay, maxPerWeek, maxMinutesPerDay, maxMinutesPerWeek } = limits
  await sql`delete from practitioner_limit where practice_id = ${ctx.practiceId} and practitioner_id = ${id}`.execute(
    ctx.db,
  )
  if (Object.values(limits).every((limit) => limit === null)) return
  await sql`insert into practitioner_limit (practice_id, practitioner_id, max_per_day, max_per_week, max_minutes_per_day, max_minutes_per_week)
    values (${ctx.practiceId}, ${id}, ${maxPerDay}, ${maxPerWeek}, ${maxMinutesPerDay}, ${maxMinutesPerWeek})`.execute(
    ctx.db,
  )
}
