import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/**
 * The next number of a series. The counter's row stays locked until the transaction ends, so whoever rolls back
 * leaves no gap; take it late, because everybody else who issues waits for it.
 */
export async function nextNumber(
  ctx: Context,
  series: 'invoice' | 'credit_note' | 'estimate',
): Promise<number> {
  const { rows } = await sql<{
    last_number: number
  }>`insert into document_counter (practice_id, series, last_number)
    values (${ctx.practiceId}, ${series}, 1)
    on conflict (practice_id, series) do update set last_number = document_counter.last_number + 1
    returning last_number`.execute(ctx.db)
  return rows[0]!.last_number
}
