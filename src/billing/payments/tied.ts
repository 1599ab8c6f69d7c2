import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** What of a payment is held as a deposit or was taken by a lost dispute: it can neither be refunded nor taken back. */
export async function tiedOf(ctx: Context, paymentId: string): Promise<number> {
  const { rows } = await sql<{ tied: number }>`select coalesce(sum(case
        when credit = 'deposits' or (starts_with(credit, 'disputed:') and debit = 'client_credit') then amount_minor
        when debit = 'deposits' then -amount_minor else 0 end), 0)::bigint as tied
    from ledger_transfer where practice_id = ${ctx.practiceId} and payment_id = ${paymentId}`.execute(ctx.db)
  return rows[0]!.tied
}
