import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** Which of these visits stand on an invoice that was issued and not voided: nothing moves them together with others. */
export async function findInvoicedVisits(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct c.appointment_id as id from charge c
    join invoice i on i.practice_id = c.practice_id and i.id = c.invoice_id
    where c.practice_id = ${ctx.practiceId} and c.appointment_id = any(${[...ids]}::uuid[]) and c.voided_at is null
      and i.number is not null and i.voided_at is null`.execute(ctx.db)
  return rows.map((row) => row.id)
}
