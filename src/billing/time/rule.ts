import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'

export const TimeRule = z.object({
  /** Time is billed in steps of so many minutes; six are a tenth of an hour. */
  roundToMinutes: z.union([
    z.literal(1),
    z.literal(5),
    z.literal(6),
    z.literal(10),
    z.literal(15),
    z.literal(30),
  ]),
  roundHow: z.enum(['up', 'nearest']),
  /** 0: nobody has chosen yet, the defaults count. */
  rowVersion: z.int().min(0),
})
export type TimeRule = z.infer<typeof TimeRule>

/** Minutes as they are billed: at least one step, never more than a day. */
export function roundMinutes(
  minutes: number,
  { roundToMinutes, roundHow }: Pick<TimeRule, 'roundToMinutes' | 'roundHow'>,
): number {
  const steps = roundHow === 'up' ? Math.ceil(minutes / roundToMinutes) : Math.round(minutes / roundToMinutes)
  return Math.min(Math.max(steps, 1) * roundToMinutes, 1_440)
}

/** What minutes cost at a rate per hour: rounded once, ties away from zero. Minor units. */
export function costOf(minutes: number, rateMinor: number): number {
  return Number((BigInt(minutes) * BigInt(rateMinor) * 2n + 60n) / 120n)
}

/** How this practice rounds time; tenths of an hour, rounded up, until it says otherwise. */
export async function findTimeRule(ctx: Context): Promise<TimeRule> {
  const { rows } =
    await sql<TimeRule>`select round_to_minutes as "roundToMinutes", round_how as "roundHow", row_version as "rowVersion"
    from time_rule where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return rows[0] ?? { roundToMinutes: 6, roundHow: 'up', rowVersion: 0 }
}

/** Replaces the rule; entries that are written keep their minutes. 409 `changed_meanwhile`. */
export async function saveTimeRule(ctx: Context, wish: TimeRule): Promise<TimeRule> {
  const before = await findTimeRule(ctx)
  const { rows } = await sql`insert into time_rule (practice_id, round_to_minutes, round_how)
    values (${ctx.practiceId}, ${wish.roundToMinutes}, ${wish.roundHow})
    on conflict (practice_id) do update set round_to_minutes = excluded.round_to_minutes, round_how = excluded.round_how, row_version = time_rule.row_version + 1
    where time_rule.row_version = ${wish.rowVersion} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('time.rule_changed', { subject: ['practice', ctx.practiceId], before, after: wish })
  return findTimeRule(ctx)
}
