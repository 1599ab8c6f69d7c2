import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { findDefaultCardIfAny } from '../cards/saved-card.ts'
import { lockInvoice, refuseIfNotOwed, todayOf } from '../invoices/invoice.ts'
import { findChargingPlanIfAny, rollPlan } from '../plans/next-part.ts'
import { lockLivePlanIfAny } from '../plans/plan.ts'
import { findPolicy } from '../settings/policy.ts'
import { findAgreementIfAny } from './agreement.ts'
import { findRunIfAny, lockRun } from './run.ts'
import { AUTOPAY } from './settings.ts'
import { stopRunsOf } from './stop.ts'

/** A person (or the client on their page) stops the charge of one invoice. 409 `not_planned`. */
export async function stopRun(ctx: Context, invoiceId: string, why: 'by_staff' | 'by_client') {
  const stopped = await stopRunsOf(ctx, { invoiceId, why })
  if (stopped.length === 0)
    throw problem(409, 'not_planned', 'No charge is planned for this invoice, or it is being made just now.')
}

/**
 * Plans again what waits for a person, failed or was stopped, for what is open now; the client is told anew, and the tries begin
 * again. 409 `not_planned`, `not_on`, `no_card`, `already_paid`.
 */
export async function releaseRun(ctx: Context, invoiceId: string) {
  const invoice = await lockInvoice(ctx, invoiceId)
  refuseIfNotOwed(invoice)
  if (invoice.open_minor === 0) throw problem(409, 'already_paid', 'Nothing is open on this invoice.')
  const known = await findRunIfAny(ctx, invoiceId)
  if (!known || ['planned', 'charging', 'paid'].includes(known.state))
    throw problem(409, 'not_planned', 'There is no charge of this invoice that waits for you.')
  const run = await lockRun(ctx, invoiceId)
  if (await findChargingPlanIfAny(ctx, invoiceId)) return rollPlan(ctx, invoice, { anew: true })
  if (await lockLivePlanIfAny(ctx, invoiceId))
    throw problem(409, 'not_planned', 'This invoice has a payment plan. Change or end that one.')
  if (!(await findAgreementIfAny(ctx, run.client_id)))
    throw problem(409, 'not_on', 'Automatic payment is not on for this client. Charge the card by hand.')
  if (!(await findDefaultCardIfAny(ctx, run.client_id)))
    throw problem(409, 'no_card', 'There is no kept card to charge. Keep one first.')
  const { noticeDays } = await findPolicy(ctx, AUTOPAY)
  const today = await todayOf(ctx)
  await sql`update autopay_run set state = 'planned', why = null, amount_minor = ${invoice.open_minor}, notice_on = ${today},
      charge_on = ${addLocalDays(today, noticeDays)}, noticed_at = null, tries = 0, changed_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}`.execute(ctx.db)
  ctx.record('autopay.released', {
    subject: ['invoice', invoiceId],
    clientId: run.client_id,
    data: { amountMinor: invoice.open_minor, currency: invoice.currency },
  })
}
