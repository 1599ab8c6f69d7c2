import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import { findPolicy } from '../settings/policy.ts'
import { AUTOPAY } from './settings.ts'

/**
 * Plans every open invoice of whoever agreed that is not planned yet, in one statement, however many there are; or only one
 * invoice. Invoices from before the agreement stay as they are: nobody agreed to pay old debts. Answers how many.
 */
export async function planAutopay(ctx: Context, only?: { invoiceId: string }): Promise<number> {
  const today = await todayOf(ctx)
  const { noticeDays, chargeOn } = await findPolicy(ctx, AUTOPAY)
  const soonest = addLocalDays(today, noticeDays)
  const on = chargeOn === 'soon' ? sql`${soonest}::date` : sql`greatest(i.due_on, ${soonest}::date)`
  const { rows } = await sql<{
    planned: number
    over: { id: string; client: string; amount: number }[] | null
  }>`with made as (
      insert into autopay_run (practice_id, invoice_id, client_id, amount_minor, currency, notice_on, charge_on, state, planned_at, changed_at)
      select i.practice_id, i.id, i.client_id, i.open_minor, i.currency, ${on} - ${noticeDays}::int, ${on},
        case when i.open_minor > a.limit_minor then 'over_limit' else 'planned' end, ${ctx.now}, ${ctx.now}
      from autopay a
      join invoice i on i.practice_id = a.practice_id and i.client_id = a.client_id and i.issued_at >= a.agreed_at
        and i.open_minor > 0 and i.payer_id is null and i.voided_at is null
        ${only ? sql`and i.id = ${only.invoiceId}` : sql``}
      left join autopay_run r on r.practice_id = i.practice_id and r.invoice_id = i.id
      left join payment_plan p on p.practice_id = i.practice_id and p.invoice_id = i.id and p.ended_at is null and p.finished_at is null
      where a.practice_id = ${ctx.practiceId} and a.ended_at is null and r.invoice_id is null and p.id is null
      on conflict do nothing
      returning invoice_id, client_id, amount_minor, state)
    select count(*)::int as planned,
      jsonb_agg(jsonb_build_object('id', invoice_id, 'client', client_id, 'amount', amount_minor)) filter (where state = 'over_limit') as over
    from made`.execute(ctx.db)
  for (const { id, client, amount } of rows[0]?.over ?? [])
    ctx.record('autopay.over_limit', {
      subject: ['invoice', id],
      clientId: client,
      data: { amountMinor: amount },
    })
  return rows[0]?.planned ?? 0
}
