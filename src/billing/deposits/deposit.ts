import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import { latest, todayOf } from '../invoices/invoice.ts'
import { CLIENT_CREDIT, DEPOSITS } from '../ledger/chart.ts'
import { post } from '../ledger/post.ts'
import { movePayment } from '../payments/apply.ts'
import type { Payment } from '../payments/payment.ts'
import { findPayment } from '../payments/payment.ts'

export const DEPOSIT_STATES = ['asked', 'held', 'applied', 'refunded', 'kept', 'lapsed', 'waived'] as const
export type DepositState = (typeof DEPOSIT_STATES)[number]

/** Money that is asked for a visit before it, and what became of it. */
export interface Deposit {
  id: string
  client_id: string
  appointment_id: string
  amount_minor: number
  currency: string
  state: DepositState
  because: 'rule' | 'staff'
  due_at: Date | null
  asked_at: Date
  asked_by: string
  payment_id: string | null
  held_at: Date | null
  invoice_id: string | null
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
  row_version: number
}

export async function findDeposit(ctx: Context, id: string): Promise<Deposit> {
  const { rows } =
    await sql<Deposit>`select * from deposit where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This deposit')
  return rows[0]
}

export async function lockDeposit(ctx: Context, id: string): Promise<Deposit> {
  const { rows } =
    await sql<Deposit>`select * from deposit where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This deposit')
  return rows[0]
}

/** The one that a visit waits for or holds. */
export async function findLiveDepositIfAny(
  ctx: Context,
  appointmentId: string,
): Promise<Deposit | undefined> {
  const { rows } =
    await sql<Deposit>`select * from deposit where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}
    and state in ('asked', 'held')`.execute(ctx.db)
  return rows[0]
}

type Change = Partial<Pick<Deposit, 'state' | 'payment_id' | 'held_at' | 'invoice_id' | 'reason'>>

/** Writes a new state of a locked deposit, and says so. */
export async function moveDeposit(ctx: Context, deposit: Deposit, change: Change): Promise<Deposit> {
  const next = { ...deposit, ...change }
  const isDecided = next.state !== 'asked' && next.state !== 'held'
  const { rows } =
    await sql<Deposit>`update deposit set state = ${next.state}, payment_id = ${next.payment_id}, held_at = ${next.held_at},
      invoice_id = ${next.invoice_id}, reason = ${next.reason}, decided_at = ${isDecided ? ctx.now : null},
      decided_by = ${isDecided ? ctx.actor.name : null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${deposit.id} returning *`.execute(ctx.db)
  recordDeposit(ctx, rows[0]!)
  return rows[0]!
}

export function recordDeposit(ctx: Context, deposit: Deposit) {
  ctx.record(`deposit.${deposit.state}`, {
    subject: ['deposit', deposit.id],
    clientId: deposit.client_id,
    data: {
      appointmentId: deposit.appointment_id,
      amountMinor: deposit.amount_minor,
      currency: deposit.currency,
      because: deposit.because,
    },
  })
}

/**
 * Ties money that came in to the visit. When the deposit is not waited for any more, or less came than was asked, it stays the
 * client's credit: it is theirs whatever became of the visit.
 */
export async function holdDeposit(ctx: Context, id: string, payment: Payment) {
  const deposit = await lockDeposit(ctx, id)
  if (deposit.state !== 'asked' || payment.unapplied_minor < deposit.amount_minor) return
  await tie(ctx, { deposit, payment, isHeld: true })
  await moveDeposit(ctx, deposit, { state: 'held', payment_id: payment.id, held_at: ctx.now })
}

/** Makes held money free again; answers its payment. The deposit is locked, and so are the invoices it will go to. */
export async function freeDeposit(ctx: Context, deposit: Deposit): Promise<Payment> {
  await sql`select 1 from payment where practice_id = ${ctx.practiceId} and id = ${deposit.payment_id} for update`.execute(
    ctx.db,
  )
  const payment = await findPayment(ctx, deposit.payment_id!)
  await tie(ctx, { deposit, payment, isHeld: false })
  return payment
}

async function tie(
  ctx: Context,
  { deposit, payment, isHeld }: { deposit: Deposit; payment: Payment; isHeld: boolean },
) {
  const postedOn = latest(payment.moved_on, await todayOf(ctx))
  await post(ctx, {
    kind: isHeld ? 'deposit_held' : 'deposit_released',
    postedOn,
    currency: deposit.currency,
    subject: ['deposit', deposit.id],
    transfers: [
      {
        debit: isHeld ? CLIENT_CREDIT : DEPOSITS,
        credit: isHeld ? DEPOSITS : CLIENT_CREDIT,
        amountMinor: deposit.amount_minor,
        clientId: deposit.client_id,
        payerId: payment.payer_id,
        paymentId: payment.id,
      },
    ],
  })
  await movePayment(ctx, payment, { by: isHeld ? -deposit.amount_minor : deposit.amount_minor, on: postedOn })
}
