import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { stopRunsOf } from '../autopay/stop.ts'
import { findDefaultCardIfAny } from '../cards/saved-card.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { lockInvoice, refuseIfNotOwed, todayOf } from '../invoices/invoice.ts'
import { rollPlan } from './next-part.ts'
import type { PaymentPlan } from './plan.ts'
import { listParts, lockLivePlan, lockLivePlanIfAny } from './plan.ts'
import type { Part } from './split.ts'
import { PLAN_WORDS, planText } from './words.ts'

const FURTHEST_DAYS = 5 * 366

export interface PlanWish {
  parts: readonly Part[]
  how: 'autopay' | 'link'
  graceDays: number
  missedRule: 'rest_due' | 'task'
  /** The client said yes to somebody; otherwise they agree on the payment page. */
  clientAgrees: boolean
}

/**
 * Splits what is open on an invoice into instalments. A plan that counts already is replaced, for what is open now, when its
 * `rowVersion` is given. 409 `has_plan`, `no_card`, `already_paid`, `is_draft`, `is_void`; 422 when the sum is not what is open.
 */
export async function makePlan(
  ctx: Context,
  invoiceId: string,
  wish: PlanWish & { rowVersion?: number | undefined },
): Promise<PaymentPlan> {
  const invoice = await lockInvoice(ctx, invoiceId)
  refuseIfNotOwed(invoice)
  if (invoice.open_minor === 0) throw problem(409, 'already_paid', 'Nothing is open on this invoice.')
  const before = await lockLivePlanIfAny(ctx, invoiceId)
  if (before && wish.rowVersion === undefined)
    throw problem(409, 'has_plan', 'This invoice has a payment plan. Change that one.')
  if (before && wish.rowVersion !== before.row_version) throw changedMeanwhile(before.row_version)
  await checkParts(ctx, invoice, wish.parts)
  if (wish.how === 'autopay' && !(await findDefaultCardIfAny(ctx, invoice.client_id)))
    throw problem(409, 'no_card', 'There is no kept card to charge. Keep one first, or send links.')
  if (before) await close(ctx, before, 'changed')
  const plan = await insertPlan(ctx, invoice, wish)
  ctx.record(before ? 'payment_plan.changed' : 'payment_plan.proposed', {
    subject: ['invoice', invoiceId],
    clientId: invoice.client_id,
    data: {
      planId: plan.id,
      totalMinor: plan.total_minor,
      currency: plan.currency,
      count: wish.parts.length,
    },
    after: wish.parts,
  })
  await stopRunsOf(ctx, { invoiceId, why: 'plan' })
  return wish.clientAgrees ? agreeToPlan(ctx, invoiceId, { how: 'staff', by: ctx.actor.name }) : plan
}

/** The client agrees, on the payment page or to somebody. 409 `already_agreed`. */
export async function agreeToPlan(
  ctx: Context,
  invoiceId: string,
  who: { how: 'client' | 'staff'; by: string },
): Promise<PaymentPlan> {
  const invoice = await lockInvoice(ctx, invoiceId)
  const plan = await lockLivePlan(ctx, invoiceId)
  if (plan.agreed_at) throw problem(409, 'already_agreed', 'This plan is agreed already.')
  const text = planText(invoice.locale, {
    parts: await listParts(ctx, plan.id),
    currency: plan.currency,
    how: plan.how,
    graceDays: plan.grace_days,
    missedRule: plan.missed_rule,
  })
  const { rows } =
    await sql<PaymentPlan>`update payment_plan set agreed_to = ${PLAN_WORDS}, agreed_text = ${text}, agreed_at = ${ctx.now},
      agreed_by = ${who.by}, agreed_how = ${who.how}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${plan.id} returning *`.execute(ctx.db)
  ctx.record('payment_plan.agreed', {
    subject: ['invoice', invoiceId],
    clientId: plan.client_id,
    data: { planId: plan.id, how: who.how },
  })
  await rollPlan(ctx, invoice, { anew: true })
  return rows[0]!
}

/** Ends a plan: what is open is owed as the invoice says. */
export async function endPlan(ctx: Context, invoiceId: string, reason: string) {
  await lockInvoice(ctx, invoiceId)
  const plan = await lockLivePlan(ctx, invoiceId)
  await close(ctx, plan, reason)
  await stopRunsOf(ctx, { invoiceId, why: 'plan' })
  ctx.record('payment_plan.ended', {
    subject: ['invoice', invoiceId],
    clientId: plan.client_id,
    data: { planId: plan.id },
  })
}

/** Writes the end of a plan. */
export async function close(ctx: Context, plan: PaymentPlan, reason: string) {
  await sql`update payment_plan set ended_at = ${ctx.now}, ended_by = ${ctx.actor.name}, end_reason = ${reason}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${plan.id}`.execute(ctx.db)
}

async function checkParts(ctx: Context, invoice: Invoice, parts: readonly Part[]) {
  const sum = parts.reduce((total, each) => total + each.amountMinor, 0)
  if (sum !== invoice.open_minor)
    throw invalid('parts', 'The instalments do not add up to what is open. Change an amount so that they do.')
  const today = await todayOf(ctx)
  parts.forEach((part, index) => {
    if (part.dueOn < today) throw invalid('parts', 'An instalment cannot be due on a day that is over.')
    if (part.dueOn > addLocalDays(today, FURTHEST_DAYS))
      throw invalid('parts', 'An instalment can be due at most five years ahead.')
    if (index > 0 && part.dueOn <= parts[index - 1]!.dueOn)
      throw invalid('parts', 'Each instalment must be due after the one before it.')
  })
}

async function insertPlan(ctx: Context, invoice: Invoice, wish: PlanWish): Promise<PaymentPlan> {
  const id = ctx.newId()
  const rows = wish.parts.map((part, index) => ({
    practice_id: ctx.practiceId,
    plan_id: id,
    position: index + 1,
    due_on: part.dueOn,
    amount_minor: part.amountMinor,
  }))
  const { rows: made } =
    await sql<PaymentPlan>`insert into payment_plan (practice_id, id, invoice_id, client_id, total_minor, currency, how, grace_days, missed_rule,
      proposed_at, proposed_by)
    values (${ctx.practiceId}, ${id}, ${invoice.id}, ${invoice.client_id}, ${invoice.open_minor}, ${invoice.currency}, ${wish.how}, ${wish.graceDays},
      ${wish.missedRule}, ${ctx.now}, ${ctx.actor.name}) returning *`.execute(ctx.db)
  await sql`insert into payment_plan_part select * from jsonb_populate_recordset(null::payment_plan_part, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
  return made[0]!
}
