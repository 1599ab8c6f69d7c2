import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { post, reversed, transfersOf } from '../ledger/post.ts'
import { takePrepaidBack } from '../packages/cover.ts'
import { releasePrepaid } from '../packages/release.ts'
import { appliedByLine, unapplyPayment } from '../payments/apply.ts'
import { lockPayments } from '../payments/payment.ts'
import { linesLeft, takeOf } from './credit-lines.ts'
import { insertNote, transfersOf as transfersOfLine } from './credit-note.ts'
import { takePaymentBack } from '../payments/reverse.ts'
import { lockChargesOf } from './settle-draft.ts'
import type { Invoice } from './invoice.ts'
import { latest, lockInvoice, todayOf } from './invoice.ts'
import { reverseWriteOffsOf } from './write-off.ts'

/**
 * Takes an issued invoice back by a credit note with its own number. Money on it becomes the client's credit.
 * Its charges are taken back, too, or wait to be billed again. 409 `is_draft`, `is_void`, `all_credited`,
 * `is_used` (what it sold).
 */
export async function voidInvoice(
  ctx: Context,
  id: string,
  wish: { reason: string; charges: 'void' | 'bill_again' },
): Promise<Invoice> {
  const found = await lockInvoice(ctx, id)
  if (found.number === null) throw problem(409, 'is_draft', 'This invoice is a draft. Discard it instead.')
  if (found.voided_at) throw problem(409, 'is_void', 'This invoice was voided already.')
  const charges = await lockChargesOf(ctx, id)
  await takePrepaidBack(ctx, charges, (paymentId) => takePaymentBack(ctx, paymentId, wish.reason))
  const invoice = await lockInvoice(ctx, id)
  const paymentIds = [...new Set((await appliedByLine(ctx, { invoiceId: id })).map((each) => each.paymentId))]
  for (const payment of await lockPayments(ctx, paymentIds)) {
    await unapplyPayment(ctx, { invoice, payment, mostMinor: payment.amount_minor, because: 'void' })
  }
  await reverseWriteOffsOf(ctx, invoice)
  await writeCreditNote(ctx, invoice, wish.reason)
  await sql`update invoice set open_minor = 0, voided_at = ${ctx.now}, voided_by = ${ctx.actor.name}, void_reason = ${wish.reason}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  await releaseCharges(ctx, id, { ...wish, of: charges })
  ctx.record('invoice.voided', {
    subject: ['invoice', id],
    clientId: invoice.client_id,
    data: {
      number: invoice.number,
      totalMinor: invoice.total_minor,
      currency: invoice.currency,
      charges: wish.charges,
    },
  })
  return { ...invoice, open_minor: 0, voided_at: ctx.now, void_reason: wish.reason }
}

async function writeCreditNote(ctx: Context, invoice: Invoice, reason: string) {
  const issuedOn = latest(invoice.moved_on, await todayOf(ctx))
  const left = (await linesLeft(ctx, invoice.id)).filter((each) => each.leftMinor > 0)
  if (left.length === 0) throw problem(409, 'all_credited', 'All of this invoice was taken back already.')
  const credited = left.map((line) => takeOf(line, line.leftMinor))
  const id = await insertNote(ctx, invoice, { kind: 'void', credited, reason, issuedOn })
  await sql`update invoice set moved_on = ${issuedOn} where practice_id = ${ctx.practiceId} and id = ${invoice.id}`.execute(
    ctx.db,
  )
  const whole = invoice.credited_minor === 0 ? await entryOf(ctx, invoice.id) : null
  await post(ctx, {
    kind: 'credit_note',
    postedOn: issuedOn,
    currency: invoice.currency,
    subject: ['credit_note', id],
    reverses: whole,
    // The mirror of what was posted, whatever rules would say today; of what is left where parts were taken back before.
    transfers: whole
      ? reversed(await transfersOf(ctx, whole))
      : credited.flatMap((each) => transfersOfLine(invoice, each)),
  })
}

async function entryOf(ctx: Context, invoiceId: string): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select id from ledger_entry where practice_id = ${ctx.practiceId} and subject_id = ${invoiceId} and kind = 'invoice'`.execute(
    ctx.db,
  )
  return rows[0]!.id
}

async function releaseCharges(
  ctx: Context,
  invoiceId: string,
  wish: { reason: string; charges: 'void' | 'bill_again'; of: readonly Charge[] },
) {
  const voided = wish.charges === 'void'
  await sql`update charge set invoice_id = null, voided_at = ${voided ? ctx.now : null}, void_reason = ${voided ? wish.reason : null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}`.execute(ctx.db)
  if (!voided) return
  await releasePrepaid(
    ctx,
    wish.of.map((each) => each.id),
  )
}
