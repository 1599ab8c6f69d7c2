import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { latest, todayOf } from '../invoices/invoice.ts'
import { findPolicy } from '../settings/policy.ts'
import { AUTOPAY } from '../autopay/settings.ts'
import { coveredParts, findPlanIfAny } from './plan.ts'
import type { PaymentPlan } from './plan.ts'

/** The plan by which a card is charged, agreed and not over. */
export async function findChargingPlanIfAny(
  ctx: Context,
  invoiceId: string,
): Promise<PaymentPlan | undefined> {
  const plan = await findPlanIfAny(ctx, invoiceId)
  const counts = plan && plan.how === 'autopay' && plan.agreed_at && !plan.ended_at && !plan.finished_at
  return counts ? plan : undefined
}

/**
 * Plans the charge of the next instalment, where a plan is paid by the kept card: the first one that is not covered. The invoice
 * is locked. What is being charged just now, waits for a person or was stopped by one is left alone, unless it begins anew.
 */
export async function rollPlan(
  ctx: Context,
  invoice: Pick<Invoice, 'id' | 'client_id' | 'open_minor' | 'currency'>,
  { anew = false }: { anew?: boolean } = {},
) {
  const plan = await findChargingPlanIfAny(ctx, invoice.id)
  if (!plan) return
  const today = await todayOf(ctx)
  const next = (await coveredParts(ctx, plan, { invoice, today })).find((part) => part.state !== 'paid')
  if (!next) return
  const { noticeDays } = await findPolicy(ctx, AUTOPAY)
  const noticeOn = latest(today, addLocalDays(next.dueOn, -noticeDays))
  const amount = next.amountMinor - next.paidMinor
  // What was told already and is the same is not told again.
  const isOther = sql`(r.state <> 'planned' or (r.tries = 0 and (r.amount_minor <> excluded.amount_minor or r.charge_on < excluded.charge_on)))`
  const mayMove = sql`(r.state in ('planned', 'paid') or (r.state = 'stopped' and r.why in ('plan', 'paid_otherwise')))`
  await sql`insert into autopay_run as r (practice_id, invoice_id, client_id, amount_minor, currency, notice_on, charge_on, state, planned_at, changed_at)
    values (${ctx.practiceId}, ${invoice.id}, ${invoice.client_id}, ${amount}, ${invoice.currency}, ${noticeOn}, ${latest(today, next.dueOn)}, 'planned',
      ${ctx.now}, ${ctx.now})
    on conflict (practice_id, invoice_id) do update set amount_minor = excluded.amount_minor, notice_on = excluded.notice_on,
      charge_on = excluded.charge_on, state = 'planned', why = null, noticed_at = null, tries = 0, changed_at = excluded.changed_at,
      row_version = r.row_version + 1
    where ${anew ? sql`r.state <> 'charging'` : sql`${isOther} and ${mayMove}`}`.execute(ctx.db)
}
