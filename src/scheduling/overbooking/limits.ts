import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { requirePractitioner } from '../hours/hours.ts'

export interface OverbookingLimit {
  practitionerId: string
  mostPerDay: number
  bothPercent: number
}

/** How far practitioners may be overbooked; who is not named is not. */
export async function readLimits(ctx: Context): Promise<OverbookingLimit[]> {
  const { rows } =
    await sql<OverbookingLimit>`select practitioner_id as "practitionerId", most_per_day as "mostPerDay",
      both_percent as "bothPercent"
    from overbooking_limit where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return rows
}

/** Allows overbooking within a limit, or (null) no more. Visits that are booked beside others stay. */
export async function keepLimit(
  ctx: Context,
  practitionerId: string,
  limit: Omit<OverbookingLimit, 'practitionerId'> | null,
): Promise<void> {
  await requirePractitioner(ctx, practitionerId)
  if (limit)
    await sql`insert into overbooking_limit (practice_id, practitioner_id, most_per_day, both_percent)
      values (${ctx.practiceId}, ${practitionerId}, ${limit.mostPerDay}, ${limit.bothPercent})
      on conflict (practice_id, practitioner_id) do update set most_per_day = excluded.most_per_day, both_percent = excluded.both_percent`.execute(
      ctx.db,
    )
  else
    await sql`delete from overbooking_limit where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}`.execute(
      ctx.db,
    )
  ctx.record('overbooking.limit_set', {
    subject: ['staff', practitionerId],
    data: limit ? { ...limit } : { off: true },
  })
}
