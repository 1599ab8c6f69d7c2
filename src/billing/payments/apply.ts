import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { allocate } from '../../platform/money/money.ts'
import { problem } from '../../platform/problem.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { latest, todayOf } from '../invoices/invoice.ts'
import { CLIENT_CREDIT, RECEIVABLE } from '../ledger/chart.ts'
import type { Transfer } from '../ledger/post.ts'
import { post, reversed } from '../ledger/post.ts'
import type { Payment } from './payment.ts'

/** What is open on a line of an invoice. */
export interface LineOpen {
  lineId: string
  practitionerId: string | null
  locationId: string | null
  serviceId: string | null
  openMinor: number
}

/**
 * Puts money of a payment on an invoice; both are locked by the caller and brought up to date here. It is shared out
 * over the lines by what is open on each, so that every cut of the books (practitioner, location, service) stays whole.
 */
export async function applyPayment(
  ctx: Context,
  { invoice, payment, amountMinor }: { invoice: Invoice; payment: Payment; amountMinor: number },
) {
  if (amountMinor < 1 || amountMinor > invoice.open_minor || amountMinor > payment.unapplied_minor)
    throw new Error('More is applied than there is.')
  if (invoice.currency !== payment.currency)
    throw problem(409, 'mixed_currency', 'The payment and the invoice have different currencies.')
  // Never before a movement of either: the state of any past day must be one that really was.
  const postedOn = latest(payment.moved_on, invoice.moved_on)
  const lines = await openOfLines(ctx, invoice)
  const transfers = shareOut(amountMinor, lines).map(({ line, share }): Transfer => ({
    ...dimensionsOf(invoice, line),
    debit: CLIENT_CREDIT,
    credit: RECEIVABLE,
    amountMinor: share,
    paymentId: payment.id,
  }))
  await post(ctx, {
    kind: 'application',
    postedOn,
    currency: invoice.currency,
    subject: ['payment', payment.id],
    transfers,
  })
  await moveInvoice(ctx, invoice, { by: -amountMinor, on: postedOn, because: 'payment' })
  await movePayment(ctx, payment, { by: -amountMinor, on: postedOn })
}

/** Takes all or some of a payment off an invoice, line by line as it was put there. Answers how much it took. */
export async function unapplyPayment(
  ctx: Context,
  wish: {
    invoice: Invoice
    payment: Payment
    mostMinor: number
    /** Only what stands on this line. */
    lineId?: string
    because?: 'void' | 'credit'
  },
): Promise<number> {
  const { invoice, payment, because = 'payment' } = wish
  const applied = (await appliedByLine(ctx, { invoiceId: invoice.id })).filter(
    (each) => each.paymentId === payment.id && (wish.lineId === undefined || each.lineId === wish.lineId),
  )
  const total = applied.reduce((sum, each) => sum + each.openMinor, 0)
  const amountMinor = Math.min(total, wish.mostMinor)
  if (amountMinor === 0) return 0
  const postedOn = latest(payment.moved_on, invoice.moved_on, await todayOf(ctx))
  const transfers = shareOut(amountMinor, applied).map(({ line, share }): Transfer => ({
    ...dimensionsOf(invoice, line),
    debit: CLIENT_CREDIT,
    credit: RECEIVABLE,
    amountMinor: share,
    paymentId: payment.id,
  }))
  await post(ctx, {
    kind: 'unapplication',
    postedOn,
    currency: invoice.currency,
    subject: ['payment', payment.id],
    transfers: reversed(transfers),
  })
  await moveInvoice(ctx, invoice, { by: amountMinor, on: postedOn, because })
  await movePayment(ctx, payment, { by: amountMinor, on: postedOn })
  return amountMinor
}

/** Which invoices hold money of a payment, and how much. */
export async function invoicesOfPayment(
  ctx: Context,
  paymentId: string,
): Promise<{ invoiceId: string; appliedMinor: number }[]> {
  const { rows } = await sql<{ invoiceId: string; appliedMinor: number }>`select invoice_id as "invoiceId",
      sum(case when credit = ${RECEIVABLE} then amount_minor else -amount_minor end)::bigint as "appliedMinor"
    from ledger_transfer where practice_id = ${ctx.practiceId} and payment_id = ${paymentId} and invoice_id is not null
    group by invoice_id having sum(case when credit = ${RECEIVABLE} then amount_minor else -amount_minor end) > 0
    order by max(id::text) desc`.execute(ctx.db)
  return rows
}

/** What each payment has put on each line of an invoice. */
export async function appliedByLine(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<(LineOpen & { paymentId: string })[]> {
  const { rows } = await sql<
    LineOpen & { paymentId: string }
  >`select payment_id as "paymentId", line_id as "lineId",
      practitioner_id as "practitionerId", location_id as "locationId", service_id as "serviceId",
      sum(case when credit = ${RECEIVABLE} then amount_minor else -amount_minor end)::bigint as "openMinor"
    from ledger_transfer where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} and payment_id is not null
    group by 1, 2, 3, 4, 5 having sum(case when credit = ${RECEIVABLE} then amount_minor else -amount_minor end) > 0
    order by 1, 2`.execute(ctx.db)
  return rows
}

/** What is open on each line of an invoice, by the ledger. */
export async function openOfLines(ctx: Context, invoice: Pick<Invoice, 'id'>): Promise<LineOpen[]> {
  const { rows } =
    await sql<LineOpen>`select line_id as "lineId", practitioner_id as "practitionerId", location_id as "locationId",
      service_id as "serviceId", sum(case when debit = ${RECEIVABLE} then amount_minor else -amount_minor end)::bigint as "openMinor"
    from ledger_transfer where practice_id = ${ctx.practiceId} and invoice_id = ${invoice.id} and (debit = ${RECEIVABLE} or credit = ${RECEIVABLE})
    group by 1, 2, 3, 4 order by 1`.execute(ctx.db)
  return rows
}

/** An amount over lines by what is open on each: exact to the minor unit, never more than is open. */
export function shareOut<Line extends { openMinor: number }>(
  amountMinor: number,
  lines: readonly Line[],
): { line: Line; share: number }[] {
  const shares = allocate(
    amountMinor,
    lines.map((each) => each.openMinor),
  )
  return lines.map((line, index) => ({ line, share: shares[index]! })).filter((each) => each.share > 0)
}

export function dimensionsOf(invoice: Invoice, line: LineOpen) {
  return {
    clientId: invoice.client_id,
    payerId: invoice.payer_id,
    practitionerId: line.practitionerId,
    locationId: line.locationId,
    serviceId: line.serviceId,
    invoiceId: invoice.id,
    lineId: line.lineId,
  }
}

interface Movement {
  by: number
  on: string
  because: 'payment' | 'write_off' | 'void' | 'credit'
}

/** Brings the cache of an invoice up to date, in the row and in the hand; says when it is paid or open again. */
export async function moveInvoice(ctx: Context, invoice: Invoice, { by, on, because }: Movement) {
  const before = invoice.open_minor
  invoice.open_minor += by
  invoice.moved_on = on
  await sql`update invoice set open_minor = open_minor + ${by}, moved_on = ${on}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${invoice.id}`.execute(ctx.db)
  // Whoever voids or credits says so itself.
  if (because === 'void' || because === 'credit') return
  const isPaid = invoice.open_minor === 0 && because === 'payment'
  ctx.record(isPaid ? 'invoice.paid' : before === 0 ? 'invoice.reopened' : 'invoice.balance_changed', {
    subject: ['invoice', invoice.id],
    clientId: invoice.client_id,
    data: {
      number: invoice.number,
      totalMinor: invoice.total_minor,
      openMinor: invoice.open_minor,
      currency: invoice.currency,
    },
  })
}

export async function movePayment(ctx: Context, payment: Payment, { by, on }: { by: number; on: string }) {
  payment.unapplied_minor += by
  payment.moved_on = on
  await sql`update payment set unapplied_minor = unapplied_minor + ${by}, moved_on = ${on}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${payment.id}`.execute(ctx.db)
}
