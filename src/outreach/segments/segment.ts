import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { todayOf } from '../recalls/recall.ts'
import type { Condition } from './conditions.ts'
import { toSql } from './conditions.ts'

/** Everybody of whom all conditions hold, in an order that stays; archived clients never. */
export async function findSegment(
  ctx: Context,
  conditions: readonly Condition[],
  page: { after?: string | null; limit: number; clientId?: string },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, trim(c.given_name || ' ' || c.family_name) as name from client c
    where ${await whereOf(ctx, conditions)} ${page.after ? sql`and c.id > ${page.after}` : sql``}
      ${page.clientId ? sql`and c.id = ${page.clientId}` : sql``}
    order by c.id limit ${page.limit}`.execute(ctx.db)
  return rows
}

export async function isInSegment(
  ctx: Context,
  conditions: readonly Condition[],
  clientId: string,
): Promise<boolean> {
  return (await findSegment(ctx, conditions, { limit: 1, clientId })).length > 0
}

export async function countSegment(ctx: Context, conditions: readonly Condition[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from client c
    where ${await whereOf(ctx, conditions)}`.execute(ctx.db)
  return rows[0]!.count
}

async function whereOf(ctx: Context, conditions: readonly Condition[]) {
  const today = await todayOf(ctx)
  const all = [
    sql`c.practice_id = ${ctx.practiceId}`,
    sql`c.archived_at is null`,
    seesClient(ctx, sql.ref('c.id')),
    ...conditions.map((condition) => toSql(ctx, condition, today)),
  ]
  return sql.join(all, sql` and `)
}
