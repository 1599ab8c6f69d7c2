import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { Invoice } from '../invoices/invoice.ts'
import type { Part } from './split.ts'
import { coverParts } from './split.ts'

/** An invoice in instalments. */
export interface PaymentPlan {
  id: string
  invoice_id: string
  client_id: string
  total_minor: number
  currency: string
  how: 'autopay' | 'link'
  grace_days: number
  missed_rule: 'rest_due' | 'task'
  proposed_at: Date
  proposed_by: string
  agreed_text: string | null
  agreed_at: Date | null
  agreed_by: string | null
  agreed_how: 'client' | 'staff' | null
  missed_at: Date | null
  finished_at: Date | null
  ended_at: Date | null
  ended_by: string | null
  end_reason: string | null
  row_version: number
}

/** The plan of an invoice that counts now, proposed or agreed; else the latest one. */
export async function findPlanIfAny(ctx: Context, invoiceId: string): Promise<PaymentPlan | undefined> {
  const { rows } =
    await sql<PaymentPlan>`select * from payment_plan where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}
    order by (ended_at is null and finished_at is null) desc, proposed_at desc, id desc limit 1`.execute(
      ctx.db,
    )
  return rows[0]
}

/** The plan that counts now, locked; the invoice is locked before. */
export async function lockLivePlanIfAny(ctx: Context, invoiceId: string): Promise<PaymentPlan | undefined> {
  const { rows } =
    await sql<PaymentPlan>`select * from payment_plan where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}
    and ended_at is null and finished_at is null for update`.execute(ctx.db)
  return rows[0]
}

export async function lockLivePlan(ctx: Context, invoiceId: string): Promise<PaymentPlan> {
  const plan = await lockLivePlanIfAny(ctx, invoiceId)
  if (!plan) throw notFound('A payment plan of this invoice')
  return plan
}

export async function listParts(ctx: Context, planId: string): Promise<(Part & { position: number })[]> {
  const { rows } = await sql<
    Part & { position: number }
  >`select position, due_on as "dueOn", amount_minor as "amountMinor" from payment_plan_part
    where practice_id = ${ctx.practiceId} and plan_id = ${planId} order by position`.execute(ctx.db)
  return rows
}

/** The instalments with what is paid of each. */
export async function coveredParts(
  ctx: Context,
  plan: PaymentPlan,
  { invoice, today }: { invoice: Pick<Invoice, 'open_minor'>; today: string },
) {
  return coverParts(await listParts(ctx, plan.id), {
    paidMinor: plan.total_minor - invoice.open_minor,
    today,
    graceDays: plan.grace_days,
  })
}
