import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { sendMessage } from '../../messages/index.ts'
import type { CardCharge } from '../cards/card-charge.ts'
import { findCardCharge } from '../cards/card-charge.ts'
import { PAY_LINK_DAYS } from '../gateway/pay-link.ts'
import { findInvoice, lockInvoice, todayOf } from '../invoices/invoice.ts'
import { writerFor } from '../invoices/tell-client.ts'
import { invoicesOfPayment } from '../payments/apply.ts'
import { rollPlan } from '../plans/next-part.ts'
import { findPolicy } from '../settings/policy.ts'
import { planAutopay } from './plan.ts'
import type { Run } from './run.ts'
import { findRunIfAny, lockRun, moveRun } from './run.ts'
import { AUTOPAY } from './settings.ts'
import { stopRunsOf } from './stop.ts'

/** An issued invoice of whoever agreed is planned at once; the sweep finds what this missed. */
export const planIssued = subscriber({
  name: 'billing.planAutopay',
  on: ['invoice.issued'],
  run: async (ctx, event) => void (await planAutopay(ctx, { invoiceId: event.subjectId })),
})

/** Paid otherwise, voided or disputed: nobody is charged for it any more. */
export const stopSettled = subscriber({
  name: 'billing.stopAutopay',
  on: ['invoice.paid', 'invoice.voided', 'invoice.written_off', 'payment.disputed'],
  run: async (ctx, event) => {
    if (event.name === 'payment.disputed') {
      for (const { invoiceId } of await invoicesOfPayment(ctx, event.subjectId))
        await stopRunsOf(ctx, { invoiceId, why: 'disputed' })
      return
    }
    const invoice = await findInvoice(ctx, event.subjectId)
    // The event may come late: what counts is the invoice as it is now.
    if (invoice.open_minor > 0 && !invoice.voided_at) return
    await stopRunsOf(ctx, { invoiceId: invoice.id, why: invoice.voided_at ? 'voided' : 'paid_otherwise' })
  },
})

/** How a charge ended decides what comes next: done, another try, the client's word, or a person. */
export const followCharges = subscriber({
  name: 'billing.followAutopay',
  on: ['card_charge.paid', 'card_charge.failed', 'card_charge.needs_payer'],
  run: async (ctx, event) => {
    const charge = await findCardCharge(ctx, String(event.data.chargeId))
    if (charge.because !== 'autopay' || !(await findRunIfAny(ctx, charge.invoice_id))) return
    const invoice = await lockInvoice(ctx, charge.invoice_id)
    const run = await lockRun(ctx, charge.invoice_id)
    // An older try, or told about twice.
    if (run.card_charge_id !== charge.id) return
    if (charge.state === 'paid') {
      if (run.state === 'paid') return
      await moveRun(ctx, run, { state: 'paid' })
      return rollPlan(ctx, invoice)
    }
    if (run.state !== 'charging') return
    if (invoice.open_minor === 0 || invoice.voided_at)
      return moveRun(ctx, run, { state: 'stopped', why: invoice.voided_at ? 'voided' : 'paid_otherwise' })
    if (charge.state === 'needs_payer') return askPayer(ctx, run)
    if (charge.state === 'failed') return tryAgain(ctx, run, charge)
  },
})

/** The bank wants the client to confirm: they get the payment page, where they do. */
async function askPayer(ctx: Context, run: Run) {
  await moveRun(ctx, run, { state: 'needs_payer', why: 'authentication_required' })
  await tell(ctx, run, 'autopay_confirm')
  ctx.record('autopay.needs_payer', {
    subject: ['invoice', run.invoice_id],
    clientId: run.client_id,
    data: { amountMinor: run.amount_minor, currency: run.currency },
  })
}

async function tryAgain(ctx: Context, run: Run, charge: CardCharge) {
  const { retryDays } = await findPolicy(ctx, AUTOPAY)
  const wait = charge.is_final || FINAL.has(charge.failure ?? '') ? undefined : retryDays[run.tries - 1]
  if (wait === undefined) return giveUp(ctx, run, charge.failure ?? 'card_declined')
  const chargeOn = addLocalDays(await todayOf(ctx), wait)
  await moveRun(ctx, run, { state: 'planned', why: charge.failure, charge_on: chargeOn })
  await tell(ctx, { ...run, charge_on: chargeOn }, 'autopay_failed', true)
  ctx.record('autopay.retry_planned', {
    subject: ['invoice', run.invoice_id],
    clientId: run.client_id,
    data: { amountMinor: run.amount_minor, currency: run.currency, chargeOn, failure: charge.failure },
  })
}

/** Nobody tries again by themselves: the client gets the link, staff the event (and by it a task). */
export async function giveUp(ctx: Context, run: Run, why: string) {
  await moveRun(ctx, run, { state: 'gave_up', why })
  await tell(ctx, run, 'autopay_failed')
  ctx.record('autopay.gave_up', {
    subject: ['invoice', run.invoice_id],
    clientId: run.client_id,
    data: { amountMinor: run.amount_minor, currency: run.currency, failure: why, tries: run.tries },
  })
}

/** Codes by which a bank says that another try with this card will never work (docs.stripe.com/declines/codes). */
const FINAL = new Set([
  'lost_card',
  'stolen_card',
  'pickup_card',
  'restricted_card',
  'security_violation',
  'fraudulent',
  'expired_card',
  'invalid_account',
  'incorrect_number',
  'card_not_supported',
  'currency_not_supported',
  'revocation_of_authorization',
  'revocation_of_all_authorizations',
  'stop_payment_order',
  'transaction_not_allowed',
  'card_removed',
  'resource_missing',
])

async function tell(ctx: Context, run: Run, template: 'autopay_confirm' | 'autopay_failed', again = false) {
  const invoice = await findInvoice(ctx, run.invoice_id)
  const { money, day } = await writerFor(ctx, invoice)
  await sendMessage(ctx, {
    clientId: run.client_id,
    template,
    rule: template,
    purpose: 'billing',
    why: 'The kept card could not be charged.',
    subject: ['invoice', run.invoice_id],
    key: `${template} ${run.invoice_id} ${run.tries}`,
    data: {
      invoice_number: String(invoice.number),
      amount: money(Math.min(run.amount_minor, invoice.open_minor)),
      next_day: again ? day(run.charge_on) : '',
    },
    link: { purpose: 'pay', page: '/pay', subject: ['invoice', run.invoice_id], validForDays: PAY_LINK_DAYS },
  })
}
