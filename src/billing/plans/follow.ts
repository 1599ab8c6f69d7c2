import { sql } from 'kysely'
import { sendMessage } from '../../messages/index.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { stopRunsOf } from '../autopay/stop.ts'
import { PAY_LINK_DAYS } from '../gateway/pay-link.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { lockInvoice, todayOf } from '../invoices/invoice.ts'
import { writerFor } from '../invoices/tell-client.ts'
import { close } from './change.ts'
import { rollPlan } from './next-part.ts'
import type { PaymentPlan } from './plan.ts'
import { coveredParts, lockLivePlanIfAny } from './plan.ts'

const REMIND_DAYS = 3
const AT_ONCE = 100

/** Money on an invoice moves its plan: finished when all is paid, ended when the invoice is void, else the next part is looked at. */
export const followMoney = subscriber({
  name: 'billing.followPlan',
  on: ['invoice.paid', 'invoice.voided', 'invoice.balance_changed', 'invoice.written_off'],
  run: async (ctx, event) => {
    const invoice = await lockInvoice(ctx, event.subjectId)
    const plan = await lockLivePlanIfAny(ctx, invoice.id)
    if (!plan) return
    if (invoice.voided_at) return close(ctx, plan, 'voided')
    if (invoice.open_minor > 0) return rollPlan(ctx, invoice)
    await sql`update payment_plan set finished_at = ${ctx.now}, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${plan.id}`.execute(ctx.db)
    ctx.record('payment_plan.finished', {
      subject: ['invoice', invoice.id],
      clientId: plan.client_id,
      data: { planId: plan.id },
    })
  },
})

/** Reminds of instalments that come, and notes those that were missed. */
export const planDaySweep = sweep({
  name: 'billing.paymentPlans',
  everySeconds: 900,
  run: async (house, practiceId) => {
    const who = {
      practiceId,
      actor: { kind: 'system', name: 'Payment plans' } as const,
      name: 'billing.paymentPlans',
    }
    for (const invoiceId of await inPractice(house, who, invoicesToLookAt))
      await inPractice(house, who, (ctx) => lookAt(ctx, invoiceId))
  },
})

/** Agreed plans with an instalment near or over; some of them are covered, which is seen when one looks. */
async function invoicesToLookAt(ctx: Context): Promise<string[]> {
  const soon = addLocalDays(await todayOf(ctx), REMIND_DAYS)
  const { rows } = await sql<{ id: string }>`select distinct p.invoice_id as id from payment_plan p
    join invoice i on i.practice_id = p.practice_id and i.id = p.invoice_id
    join payment_plan_part s on s.practice_id = p.practice_id and s.plan_id = p.id and s.due_on <= ${soon}
    where p.practice_id = ${ctx.practiceId} and p.ended_at is null and p.finished_at is null and p.agreed_at is not null and p.missed_at is null
      and (select sum(t.amount_minor) from payment_plan_part t where t.practice_id = p.practice_id and t.plan_id = p.id and t.position <= s.position)
        > p.total_minor - i.open_minor
      and (s.reminded_at is null or s.due_on + p.grace_days < ${await todayOf(ctx)}::date)
    limit ${AT_ONCE * 5}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** One plan on one day; looked at twice it is once. */
async function lookAt(ctx: Context, invoiceId: string) {
  const invoice = await lockInvoice(ctx, invoiceId)
  const plan = await lockLivePlanIfAny(ctx, invoiceId)
  if (!plan?.agreed_at || plan.missed_at) return
  const today = await todayOf(ctx)
  const parts = await coveredParts(ctx, plan, { invoice, today })
  const missed = parts.find((part) => part.state === 'missed')
  if (missed) return noteMissed(ctx, { invoice, plan, part: missed })
  const next = parts.find((part) => part.state !== 'paid')
  if (next && next.dueOn <= addLocalDays(today, REMIND_DAYS)) await remind(ctx, { invoice, plan, part: next })
}

interface Look {
  invoice: Invoice
  plan: PaymentPlan
  part: { position: number; dueOn: string; amountMinor: number; paidMinor: number }
}

/** Whoever is charged gets the notice of that instead. */
async function remind(ctx: Context, { invoice, plan, part }: Look) {
  const { rows } =
    await sql`update payment_plan_part set reminded_at = ${ctx.now} where practice_id = ${ctx.practiceId} and plan_id = ${plan.id}
    and position = ${part.position} and reminded_at is null returning 1`.execute(ctx.db)
  if (rows.length > 0 && plan.how === 'link') await tell(ctx, 'instalment_due', { invoice, plan, part })
}

async function noteMissed(ctx: Context, { invoice, plan, part }: Look) {
  await sql`update payment_plan set missed_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${plan.id}`.execute(ctx.db)
  if (plan.missed_rule === 'rest_due') {
    await close(ctx, plan, 'missed')
    await stopRunsOf(ctx, { invoiceId: invoice.id, why: 'plan' })
  }
  await tell(ctx, 'instalment_missed', { invoice, plan, part })
  ctx.record('payment_plan.missed', {
    subject: ['invoice', invoice.id],
    clientId: plan.client_id,
    data: {
      planId: plan.id,
      amountMinor: part.amountMinor - part.paidMinor,
      currency: plan.currency,
      dueOn: part.dueOn,
      restIsDue: plan.missed_rule === 'rest_due',
    },
  })
}

async function tell(
  ctx: Context,
  template: 'instalment_due' | 'instalment_missed',
  { invoice, plan, part }: Look,
) {
  const { money, day } = await writerFor(ctx, invoice)
  await sendMessage(ctx, {
    clientId: plan.client_id,
    template,
    rule: template,
    purpose: 'billing',
    why: 'The invoice is paid in instalments.',
    subject: ['invoice', invoice.id],
    key: `${template} ${plan.id} ${part.position}`,
    data: {
      invoice_number: String(invoice.number),
      amount: money(part.amountMinor - part.paidMinor),
      day: day(part.dueOn),
      rest: plan.missed_rule === 'rest_due' ? money(invoice.open_minor) : '',
    },
    link: { purpose: 'pay', page: '/pay', subject: ['invoice', invoice.id], validForDays: PAY_LINK_DAYS },
  })
}
