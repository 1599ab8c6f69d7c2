import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** Money that was paid by a gift card goes back to it; one that had ended holds something again. */
export async function giveBackToCard(ctx: Context, id: string, amountMinor: number) {
  await sql`update gift_card set balance_minor = balance_minor + ${amountMinor}, ended_at = null, ended_because = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}
