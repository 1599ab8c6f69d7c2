import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { RECEIVABLE, accountOfKind, taxOf } from '../ledger/chart.ts'
import type { Transfer } from '../ledger/post.ts'
import { post } from '../ledger/post.ts'
import { appliedByLine, applyPayment, openOfLines, unapplyPayment } from '../payments/apply.ts'
import type { Payment } from '../payments/payment.ts'
import { lockPayments } from '../payments/payment.ts'
import type { CreditWish, CreditedLine, LineLeft } from './credit-lines.ts'
import { chooseLines, linesLeft } from './credit-lines.ts'
import type { Invoice } from './invoice.ts'
import { latest, lockInvoice, refuseIfNotOwed, todayOf } from './invoice.ts'
import { nextNumber } from './number.ts'

/**
 * Takes chosen lines or amounts of an issued invoice back. What was paid on them is put on what else is open on the
 * invoice, the rest becomes credit. 409 `is_draft`, `is_void`, `more_than_line`, `all_credited`, `written_off`,
 * `prepaid_line`.
 */
export async function creditInvoice(
  ctx: Context,
  id: string,
  wish: CreditWish & { reason: string },
): Promise<string> {
  const invoice = await lockInvoice(ctx, id)
  refuseIfNotOwed(invoice)
  const credited = chooseLines(refuseIfPrepaid(await linesLeft(ctx, id), wish), wish)
  const freed = await freeLines(ctx, invoice, credited)
  const noteId = await writePartNote(ctx, invoice, { credited, reason: wish.reason })
  // A part of the money may have stood on the lines that are gone while others are still owed.
  for (const payment of freed) {
    const amountMinor = Math.min(payment.unapplied_minor, invoice.open_minor)
    if (amountMinor > 0) await applyPayment(ctx, { invoice, payment, amountMinor })
  }
  ctx.record('invoice.credited', {
    subject: ['invoice', id],
    clientId: invoice.client_id,
    data: {
      creditNoteId: noteId,
      number: invoice.number,
      amountMinor: credited.reduce((sum, each) => sum + each.totalMinor, 0),
      openMinor: invoice.open_minor,
      currency: invoice.currency,
    },
  })
  return noteId
}

/** What packages and gift cards hold is taken back with the whole of their line, or not at all. */
function refuseIfPrepaid(lines: readonly LineLeft[], wish: CreditWish): LineLeft[] {
  const prepaid = lines.filter((each) => each.kind === 'package' || each.kind === 'gift_card')
  if (prepaid.some((each) => wish.lines?.some((one) => one.lineId === each.id)))
    throw problem(
      409,
      'prepaid_line',
      'A package or gift card is taken back by voiding its invoice; what is left of a package can be given back at the package.',
    )
  return lines.filter((each) => !prepaid.includes(each))
}

/** Takes payments off the lines as far as more is credited than is open on them. Answers those payments, locked. */
async function freeLines(
  ctx: Context,
  invoice: Invoice,
  credited: readonly CreditedLine[],
): Promise<Payment[]> {
  const open = await openOfLines(ctx, invoice)
  const applied = await appliedByLine(ctx, { invoiceId: invoice.id })
  const payments = await lockPayments(ctx, [...new Set(applied.map((each) => each.paymentId))])
  const freed = new Set<Payment>()
  for (const { line, totalMinor } of credited) {
    let missing = totalMinor - (open.find((each) => each.lineId === line.id)?.openMinor ?? 0)
    // The latest money goes first: what was paid long ago stays where it is.
    for (const payment of [...payments].reverse()) {
      if (missing <= 0) break
      const took = await unapplyPayment(ctx, {
        invoice,
        payment,
        mostMinor: missing,
        lineId: line.id,
        because: 'credit',
      })
      if (took > 0) freed.add(payment)
      missing -= took
    }
    if (missing > 0)
      throw problem(
        409,
        'written_off',
        'A part of this line was written off. Take the write-off back first, or credit less.',
        { missingMinor: missing },
      )
  }
  return [...freed]
}

async function writePartNote(
  ctx: Context,
  invoice: Invoice,
  { credited, reason }: { credited: readonly CreditedLine[]; reason: string },
): Promise<string> {
  const totalMinor = credited.reduce((sum, each) => sum + each.totalMinor, 0)
  const issuedOn = latest(invoice.moved_on, await todayOf(ctx))
  const id = await insertNote(ctx, invoice, { kind: 'part', credited, reason, issuedOn })
  invoice.open_minor -= totalMinor
  invoice.moved_on = issuedOn
  await sql`update invoice set open_minor = open_minor - ${totalMinor}, credited_minor = credited_minor + ${totalMinor}, moved_on = ${issuedOn},
      row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${invoice.id}`.execute(
    ctx.db,
  )
  await post(ctx, {
    kind: 'credit_note',
    postedOn: issuedOn,
    currency: invoice.currency,
    subject: ['credit_note', id],
    transfers: credited.flatMap((each) => transfersOf(invoice, each)),
  })
  return id
}

/** Writes a credit note with its lines; takes the next number, so it comes late. Answers its id. */
export async function insertNote(
  ctx: Context,
  invoice: Invoice,
  note: { kind: 'part' | 'void'; credited: readonly CreditedLine[]; reason: string; issuedOn: string },
): Promise<string> {
  const id = ctx.newId()
  const totalMinor = note.credited.reduce((sum, each) => sum + each.totalMinor, 0)
  const number = await nextNumber(ctx, 'credit_note')
  await sql`insert into credit_note (practice_id, id, number, invoice_id, kind, total_minor, issued_on, reason, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${number}, ${invoice.id}, ${note.kind}, ${totalMinor}, ${note.issuedOn}, ${note.reason}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  const rows = note.credited.map(({ line, netMinor, taxes, totalMinor: total }, index) => ({
    practice_id: ctx.practiceId,
    credit_note_id: id,
    line_id: line.id,
    position: index + 1,
    net_minor: netMinor,
    tax_minor: total - netMinor,
    total_minor: total,
    taxes,
  }))
  await sql`insert into credit_note_line select * from jsonb_populate_recordset(null::credit_note_line, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
  return id
}

/** The mirror of what the invoice posted for these parts of its lines. */
export function transfersOf(invoice: Invoice, { line, netMinor, taxes }: CreditedLine): Transfer[] {
  const dimensions = {
    clientId: invoice.client_id,
    payerId: invoice.payer_id,
    practitionerId: line.practitionerId,
    locationId: line.locationId,
    serviceId: line.serviceId,
    invoiceId: invoice.id,
    lineId: line.id,
  }
  return [
    { debit: accountOfKind(line.kind), credit: RECEIVABLE, amountMinor: netMinor, ...dimensions },
    ...taxes.map((tax) => ({
      debit: taxOf(tax),
      credit: RECEIVABLE,
      amountMinor: tax.taxMinor,
      ...dimensions,
    })),
  ]
}
