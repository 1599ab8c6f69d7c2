import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** Whether a payer's bank disputes money that came for an invoice: then nobody takes more for it by themselves. */
export async function isDisputed(ctx: Context, invoiceId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from payment_dispute d where d.practice_id = ${ctx.practiceId} and d.state in ('open', 'lost')
      and d.payment_id in (
        select p.id from payment p join card_charge c on c.practice_id = p.practice_id and c.id = p.card_charge_id
          where p.practice_id = ${ctx.practiceId} and c.invoice_id = ${invoiceId}
        union select p.id from payment p join checkout o on o.practice_id = p.practice_id and o.id = p.checkout_id
          where p.practice_id = ${ctx.practiceId} and o.invoice_id = ${invoiceId}
        union select t.payment_id from ledger_transfer t
          where t.practice_id = ${ctx.practiceId} and t.invoice_id = ${invoiceId} and t.payment_id is not null)
    limit 1`.execute(ctx.db)
  return rows.length > 0
}
