import { z } from 'zod'
import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, Minor, line } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { nameOfClient } from '../autopay/agreement.ts'
import { invoiceOfLink } from '../gateway/pay-link.ts'
import { findInvoice, todayOf } from '../invoices/invoice.ts'
import { agreeToPlan, endPlan, makePlan } from './change.ts'
import type { PaymentPlan } from './plan.ts'
import { coveredParts, findPlanIfAny, listParts } from './plan.ts'
import { RHYTHMS, splitIntoParts } from './split.ts'
import { planText } from './words.ts'

const PartIn = z.strictObject({ dueOn: Day, amountMinor: Minor.min(1) })

const PartView = z.object({
  position: z.int(),
  dueOn: Day,
  amountMinor: Minor,
  paidMinor: Minor,
  state: z.enum(['paid', 'part_paid', 'due', 'coming', 'missed']),
})

export const PlanView = z.object({
  id: Id,
  invoiceId: Id,
  invoiceNumber: z.int(),
  state: z.enum(['proposed', 'running', 'missed', 'finished', 'ended']),
  how: z.enum(['autopay', 'link']),
  totalMinor: Minor,
  openMinor: Minor,
  currency: z.string(),
  graceDays: z.int(),
  missedRule: z.enum(['rest_due', 'task']),
  text: z.string(),
  proposedAt: Instant,
  proposedBy: z.string(),
  agreedAt: Instant.nullable(),
  agreedBy: z.string().nullable(),
  endReason: z.string().nullable(),
  rowVersion: z.int(),
  parts: z.array(PartView),
})

const OnePlan = z.object({ plan: PlanView.nullable() })
const PLAN_FAILURES = [
  'is_draft',
  'is_void',
  'already_paid',
  'has_plan',
  'no_card',
  'changed_meanwhile',
] as const

export const proposeParts = operation({
  path: 'GET /invoices/{id}/plan/proposal',
  summary: 'What is open on an invoice in equal instalments, exact to the cent',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    count: z.coerce.number().int().min(1).max(60),
    firstOn: Day.optional(),
    every: z.enum(RHYTHMS).default('month'),
    firstMinor: z.coerce.number().int().min(1).max(1_000_000_000_000).optional(),
  }),
  returns: z.object({ openMinor: Minor, currency: z.string(), parts: z.array(PartIn) }),
  run: async (ctx, { id, firstOn, ...wish }) => {
    const { open_minor: openMinor, currency } = await findInvoice(ctx, id)
    if (wish.firstMinor !== undefined && wish.firstMinor > openMinor)
      throw invalid('firstMinor', 'The first payment is more than is open.')
    const parts = splitIntoParts({ ...wish, firstOn: firstOn ?? (await todayOf(ctx)), totalMinor: openMinor })
    return { openMinor, currency, parts }
  },
})

export const getPlan = operation({
  path: 'GET /invoices/{id}/plan',
  summary: 'The payment plan of an invoice, each instalment with what is paid of it',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: OnePlan,
  run: async (ctx, { id }) => {
    await findInvoice(ctx, id)
    return { plan: await viewPlanOf(ctx, id) }
  },
})

export const getPlansOfClient = operation({
  path: 'GET /clients/{id}/payment-plans',
  summary: 'The payment plans of a client, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ items: z.array(PlanView) }),
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    const { rows } =
      await sql<PaymentPlan>`select * from payment_plan where practice_id = ${ctx.practiceId} and client_id = ${id}
      and coalesce(end_reason, '') <> 'changed' order by proposed_at desc, id desc limit 50`.execute(ctx.db)
    const items = []
    for (const plan of rows) items.push(await viewPlan(ctx, plan))
    return { items }
  },
})

export const putPlan = operation({
  path: 'PUT /invoices/{id}/plan',
  summary: 'Split what is open on an invoice into instalments, or change the plan that there is',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    parts: z.array(PartIn).min(1).max(60),
    how: z.enum(['autopay', 'link']),
    graceDays: z.int().min(0).max(90).default(7),
    missedRule: z.enum(['rest_due', 'task']).default('task'),
    /** They said yes to somebody; else they agree on the payment page. */
    clientAgrees: z.boolean(),
    /** Of the plan that is changed. */
    rowVersion: z.int().optional(),
  }),
  returns: OnePlan,
  fails: [...PLAN_FAILURES, 'already_agreed'],
  run: async (ctx, { id, ...wish }) => {
    await makePlan(ctx, id, wish)
    return { plan: await viewPlanOf(ctx, id) }
  },
})

export const agreeOnWord = operation({
  path: 'POST /invoices/{id}/plan/agreement',
  summary: 'Note that the client agreed to the payment plan',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id }),
  returns: OnePlan,
  fails: ['already_agreed'],
  run: async (ctx, { id }) => {
    await agreeToPlan(ctx, id, { how: 'staff', by: ctx.actor.name })
    return { plan: await viewPlanOf(ctx, id) }
  },
})

export const endOnePlan = operation({
  path: 'POST /invoices/{id}/plan/end',
  summary: 'End a payment plan; what is open is owed as the invoice says',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id, reason: line(300) }),
  returns: OnePlan,
  run: async (ctx, { id, reason }) => {
    await endPlan(ctx, id, reason)
    return { plan: await viewPlanOf(ctx, id) }
  },
})

export const agreeToMyPlan = operation({
  path: 'POST /pay/plan/agreement',
  summary: 'The payment page: agree to the instalments that the practice proposes',
  allow: 'link:pay',
  takes: z.strictObject({ agrees: z.literal(true, 'Agree to it first.') }),
  returns: z.object({ done: z.literal(true) }),
  fails: ['already_agreed'],
  run: async (ctx) => {
    const invoiceId = invoiceOfLink(ctx)
    const plan = await findPlanIfAny(ctx, invoiceId)
    if (!plan) throw notFound('A payment plan of this invoice')
    await agreeToPlan(ctx, invoiceId, { how: 'client', by: await nameOfClient(ctx, plan.client_id) })
    return { done: true as const }
  },
})

/** The plan of an invoice as screens show it; one that was replaced is not shown. */
export async function viewPlanOf(ctx: Context, invoiceId: string): Promise<z.input<typeof PlanView> | null> {
  const plan = await findPlanIfAny(ctx, invoiceId)
  return plan ? viewPlan(ctx, plan) : null
}

/** On the payment page: what is over is not shown. */
export async function livePlanOf(ctx: Context, invoiceId: string): Promise<z.input<typeof PlanView> | null> {
  const plan = await viewPlanOf(ctx, invoiceId)
  return plan && ['proposed', 'running', 'missed'].includes(plan.state) ? plan : null
}

async function viewPlan(ctx: Context, plan: PaymentPlan): Promise<z.input<typeof PlanView>> {
  const invoice = await findInvoice(ctx, plan.invoice_id)
  return {
    id: plan.id,
    invoiceId: plan.invoice_id,
    invoiceNumber: invoice.number!,
    state: stateOf(plan),
    how: plan.how,
    totalMinor: plan.total_minor,
    openMinor: invoice.open_minor,
    currency: plan.currency,
    graceDays: plan.grace_days,
    missedRule: plan.missed_rule,
    text: plan.agreed_text ?? planText(invoice.locale, await termsOf(ctx, plan)),
    proposedAt: plan.proposed_at,
    proposedBy: plan.proposed_by,
    agreedAt: plan.agreed_at,
    agreedBy: plan.agreed_by,
    endReason: plan.end_reason,
    rowVersion: plan.row_version,
    parts: await coveredParts(ctx, plan, { invoice, today: await todayOf(ctx) }),
  }
}

function stateOf(plan: PaymentPlan): z.input<typeof PlanView>['state'] {
  if (plan.finished_at) return 'finished'
  if (plan.ended_at) return 'ended'
  if (plan.missed_at) return 'missed'
  return plan.agreed_at ? 'running' : 'proposed'
}

async function termsOf(ctx: Context, plan: PaymentPlan) {
  return {
    parts: await listParts(ctx, plan.id),
    currency: plan.currency,
    how: plan.how,
    graceDays: plan.grace_days,
    missedRule: plan.missed_rule,
  }
}
