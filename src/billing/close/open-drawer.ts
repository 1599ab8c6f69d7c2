import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** The drawer that cash goes into or comes from: the only one open where it is taken, or the only one at all. */
export async function openDrawerIfAny(
  ctx: Context,
  locationId: string | null | undefined,
): Promise<string | null> {
  const { rows } = await sql<{ id: string; locationId: string }>`select d.id, d.location_id as "locationId"
    from cash_session s join cash_drawer d on d.practice_id = s.practice_id and d.id = s.drawer_id
    where s.practice_id = ${ctx.practiceId} and s.closed_at is null`.execute(ctx.db)
  const here = locationId ? rows.filter((each) => each.locationId === locationId) : rows
  return here.length === 1 ? here[0]!.id : null
}
