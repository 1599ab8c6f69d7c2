import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { cancelAppointment } from '../../scheduling/index.ts'
import { createCharge } from '../charges/charge.ts'
import { feeByRule } from '../fees/fee.ts'
import { findFeeVisitIfAny } from '../fees/visit.ts'
import { lockInvoice } from '../invoices/invoice.ts'
import { issueCharges } from '../invoices/issue.ts'
import { refundPayment } from '../payments/refund.ts'
import { settle } from '../payments/take.ts'
import { findPolicy } from '../settings/policy.ts'
import { askByRule } from './ask.ts'
import type { Deposit } from './deposit.ts'
import { findLiveDepositIfAny, freeDeposit, lockDeposit, moveDeposit } from './deposit.ts'
import { DEPOSITS_POLICY, givesBack } from './rules.ts'

export const askForDeposits = subscriber({
  name: 'billing.askForDeposit',
  on: ['appointment.booked', 'appointment.requested'],
  run: async (ctx, event) => void (await askByRule(ctx, event.subjectId)),
})

/** The invoice of a visit takes the deposit that is held for it; what is left is the client's credit. */
export const applyDeposits = subscriber({
  name: 'billing.applyDeposit',
  on: ['invoice.issued'],
  run: async (ctx, event) => {
    const { rows } = await sql<{
      id: string
    }>`select d.id from deposit d where d.practice_id = ${ctx.practiceId} and d.state = 'held'
      and d.appointment_id in (select h.appointment_id from invoice_line l
        join charge h on h.practice_id = l.practice_id and h.id = l.charge_id
        where l.practice_id = ${ctx.practiceId} and l.invoice_id = ${event.subjectId} and h.appointment_id is not null)`.execute(
      ctx.db,
    )
    for (const { id } of rows) await applyDeposit(ctx, id, event.subjectId)
  },
})

async function applyDeposit(ctx: Context, id: string, invoiceId: string) {
  const invoice = await lockInvoice(ctx, invoiceId)
  const deposit = await lockDeposit(ctx, id)
  if (
    deposit.state !== 'held' ||
    invoice.payer_id ||
    invoice.voided_at ||
    invoice.currency !== deposit.currency
  )
    return
  const payment = await freeDeposit(ctx, deposit)
  if (invoice.open_minor > 0) await settle(ctx, [invoice], payment)
  await moveDeposit(ctx, deposit, { state: 'applied', invoice_id: invoiceId })
}

/** A visit that does not take place gives its deposit back or keeps it, by the rule; a fee for the same visit takes it first. */
export const endDeposits = subscriber({
  name: 'billing.endDeposit',
  on: ['appointment.cancelled', 'appointment.no_show'],
  run: async (ctx, event) => {
    const live = await findLiveDepositIfAny(ctx, event.subjectId)
    const visit = live && (await findFeeVisitIfAny(ctx, event.subjectId))
    if (!visit || (visit.state !== 'cancelled' && visit.state !== 'no_show')) return
    if (live.state === 'asked') {
      const asked = await lockDeposit(ctx, live.id)
      if (asked.state === 'asked')
        await moveDeposit(ctx, asked, { state: 'waived', reason: 'The visit does not take place.' })
      return
    }
    const policy = await findPolicy(ctx, DEPOSITS_POLICY)
    if (visit.state === 'cancelled' && givesBackFor(policy, visit))
      return void (await refundDeposit(ctx, live.id, 'The visit was cancelled in time.'))
    const fee = await feeByRule(ctx, visit.id)
    // A proposed fee waits for a person, and so does the deposit; the invoice of a charged one takes it (applyDeposits).
    if (fee?.state === 'proposed' || fee?.state === 'charged') return
    await keepDeposit(
      ctx,
      live.id,
      visit.state === 'no_show' ? 'The client did not come.' : 'Cancelled too late.',
    )
  },
})

function givesBackFor(
  policy: { keepHours: number },
  visit: { cancelled_by: string | null; cancelled_at: Date | null; starts_at: Date },
): boolean {
  if (visit.cancelled_by !== 'client') return true
  return givesBack(policy, (visit.starts_at.getTime() - visit.cancelled_at!.getTime()) / 60_000)
}

/** Gives a held deposit back the way it came. 409 `not_held`. */
export async function refundDeposit(ctx: Context, id: string, reason: string): Promise<Deposit> {
  const deposit = await lockHeld(ctx, id)
  const payment = await freeDeposit(ctx, deposit)
  await refundPayment(ctx, payment.id, { amountMinor: deposit.amount_minor, reason })
  return moveDeposit(ctx, deposit, { state: 'refunded', reason })
}

/** The practice keeps a held deposit: charged as a late cancellation or absence, and paid by it. 409 `not_held`. */
export async function keepDeposit(ctx: Context, id: string, reason: string): Promise<Deposit> {
  const deposit = await lockHeld(ctx, id)
  const visit = await findFeeVisitIfAny(ctx, deposit.appointment_id)
  const charge = await createCharge(ctx, {
    clientId: deposit.client_id,
    kind: visit?.state === 'no_show' ? 'no_show' : 'late_cancel',
    description:
      visit?.language === 'de' ? `Anzahlung: ${visit.service_name}` : `Deposit: ${visit?.service_name ?? ''}`,
    servedOn: localDay(visit!.starts_at, visit!.zone),
    quantity: 1,
    unitPriceMinor: deposit.amount_minor,
    priceIncludesTax: true,
    currency: deposit.currency,
    appointmentId: deposit.appointment_id,
    serviceId: visit!.service_id,
    practitionerId: visit!.practitioner_id,
    locationId: visit!.location_id,
    sourceKey: `deposit:${deposit.id}`,
  })
  const invoice = await issueCharges(ctx, [charge!])
  const payment = await freeDeposit(ctx, deposit)
  await settle(ctx, [invoice], payment)
  return moveDeposit(ctx, deposit, { state: 'kept', invoice_id: invoice.id, reason })
}

async function lockHeld(ctx: Context, id: string): Promise<Deposit> {
  const deposit = await lockDeposit(ctx, id)
  if (deposit.state !== 'held') throw problem(409, 'not_held', 'No money is held for this deposit.')
  return deposit
}

/** A deposit that nobody wants any more, before it was paid. 409 `not_asked`. */
export async function waiveDeposit(ctx: Context, id: string, reason: string): Promise<Deposit> {
  const deposit = await lockDeposit(ctx, id)
  if (deposit.state !== 'asked') throw problem(409, 'not_asked', 'This deposit is paid or over.')
  return moveDeposit(ctx, deposit, { state: 'waived', reason })
}

/** Frees the times whose deposit was not paid: the way back to others. What is paid later stays the client's credit. */
export const lapseSweep = sweep({
  name: 'billing.lapseDeposits',
  everySeconds: 60,
  run: async (house, practiceId) => {
    const who = {
      practiceId,
      actor: { kind: 'system', name: 'Deposits' } as const,
      name: 'billing.lapseDeposits',
    }
    const due = await inPractice(house, who, async (ctx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from deposit where practice_id = ${practiceId} and state = 'asked' and due_at <= ${ctx.now}
        order by due_at, id limit 200`.execute(ctx.db)
      return rows
    })
    for (const { id } of due) await inPractice(house, who, (ctx) => lapse(ctx, id))
  },
})

async function lapse(ctx: Context, id: string) {
  const deposit = await lockDeposit(ctx, id)
  if (deposit.state !== 'asked' || !deposit.due_at || deposit.due_at > ctx.now) return
  await moveDeposit(ctx, deposit, { state: 'lapsed', reason: 'Not paid in time.' })
  if (deposit.because !== 'rule') return
  const visit = await findFeeVisitIfAny(ctx, deposit.appointment_id)
  if (visit && ['requested', 'booked', 'confirmed'].includes(visit.state))
    await cancelAppointment(ctx, deposit.appointment_id, {
      by: 'practice',
      reason:
        visit.language === 'de'
          ? 'Die Anzahlung kam nicht rechtzeitig.'
          : 'The deposit was not paid in time.',
      data: { depositId: id },
    })
}
