import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'

/** Rules that a practice sets for money that comes by itself, by name. */
export interface Policy<Shape extends z.ZodObject> {
  name: 'autopay' | 'deposits' | 'fees'
  rules: Shape
}

type Kept<Shape extends z.ZodObject> = z.output<Shape> & { rowVersion: number }

/** What the practice chose; what it never chose has its default. */
export async function findPolicy<Shape extends z.ZodObject>(
  ctx: Context,
  { name, rules }: Policy<Shape>,
): Promise<Kept<Shape>> {
  const { rows } = await sql<{
    rules: unknown
    row_version: number
  }>`select rules, row_version from billing_policy
    where practice_id = ${ctx.practiceId} and name = ${name}`.execute(ctx.db)
  return { ...rules.parse(rows[0]?.rules ?? {}), rowVersion: rows[0]?.row_version ?? 0 }
}

/** Replaces the rules; 409 `changed_meanwhile` when somebody else did so since `rowVersion` was read. */
export async function savePolicy<Shape extends z.ZodObject>(
  ctx: Context,
  policy: Policy<Shape>,
  { rowVersion, ...wish }: Kept<Shape>,
): Promise<Kept<Shape>> {
  const before = await findPolicy(ctx, policy)
  const rules = policy.rules.parse(wish)
  const { rows } =
    await sql`insert into billing_policy (practice_id, name, rules) values (${ctx.practiceId}, ${policy.name}, ${JSON.stringify(rules)}::jsonb)
    on conflict (practice_id, name) do update set rules = excluded.rules, row_version = billing_policy.row_version + 1
    where billing_policy.row_version = ${rowVersion} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('billing.policy_changed', {
    subject: ['practice', ctx.practiceId],
    data: { policy: policy.name },
    before,
    after: rules,
  })
  return findPolicy(ctx, policy)
}
