import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { WriteOffReason } from '../ledger/chart.ts'
import { RECEIVABLE, writeOffOf } from '../ledger/chart.ts'
import type { Transfer } from '../ledger/post.ts'
import { post, reversed, transfersOf } from '../ledger/post.ts'
import { dimensionsOf, moveInvoice, openOfLines, shareOut } from '../payments/apply.ts'
import type { Invoice } from './invoice.ts'
import { latest, lockInvoice, refuseIfNotOwed, todayOf } from './invoice.ts'

export interface WriteOff {
  id: string
  invoice_id: string
  amount_minor: number
  currency: string
  reason_code: WriteOffReason
  reason: string
  written_off_on: string
  created_at: Date
  created_by: string
  reversed_at: Date | null
  reversed_by: string | null
  /** Who agreed, where two were needed. */
  approved_by: string | null
}

/** Gives up what is open on an invoice, all or some. 409 `is_draft`, `is_void`, `more_than_open`. */
export async function writeOff(
  ctx: Context,
  invoiceId: string,
  wish: {
    amountMinor: number
    reasonCode: WriteOffReason
    reason: string
    byTwo?: { requestedBy: string; approvedBy: string }
  },
): Promise<WriteOff> {
  const invoice = await lockInvoice(ctx, invoiceId)
  refuseIfNotOwed(invoice)
  if (wish.amountMinor > invoice.open_minor)
    throw problem(409, 'more_than_open', 'That is more than is open on this invoice.', {
      openMinor: invoice.open_minor,
    })
  const postedOn = latest(invoice.moved_on, await todayOf(ctx))
  const { rows } =
    await sql<WriteOff>`insert into write_off (practice_id, id, invoice_id, amount_minor, currency, reason_code, reason, written_off_on, created_at, created_by, approved_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${invoiceId}, ${wish.amountMinor}, ${invoice.currency}, ${wish.reasonCode}, ${wish.reason}, ${postedOn}, ${ctx.now}, ${wish.byTwo?.requestedBy ?? ctx.actor.name}, ${wish.byTwo?.approvedBy ?? null})
    returning *`.execute(ctx.db)
  const written = rows[0]!
  const transfers = shareOut(wish.amountMinor, await openOfLines(ctx, invoice)).map(
    ({ line, share }): Transfer => ({
      ...dimensionsOf(invoice, line),
      debit: writeOffOf(wish.reasonCode),
      credit: RECEIVABLE,
      amountMinor: share,
    }),
  )
  await post(ctx, {
    kind: 'write_off',
    postedOn,
    currency: invoice.currency,
    subject: ['write_off', written.id],
    transfers,
  })
  await moveInvoice(ctx, invoice, { by: -wish.amountMinor, on: postedOn, because: 'write_off' })
  ctx.record('invoice.written_off', {
    subject: ['invoice', invoiceId],
    clientId: invoice.client_id,
    data: {
      writeOffId: written.id,
      amountMinor: wish.amountMinor,
      currency: invoice.currency,
      reasonCode: wish.reasonCode,
    },
  })
  return written
}

/** Takes a write-off back: the amount is owed again. 409 `is_reversed`, `is_void`. */
export async function reverseWriteOff(ctx: Context, id: string) {
  const { rows } =
    await sql<WriteOff>`select * from write_off where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This write-off')
  const invoice = await lockInvoice(ctx, rows[0].invoice_id)
  refuseIfNotOwed(invoice)
  if (!(await takeBack(ctx, { invoice, id, because: 'write_off' })))
    throw problem(409, 'is_reversed', 'This write-off was taken back already.')
  ctx.record('invoice.write_off_reversed', {
    subject: ['invoice', invoice.id],
    clientId: invoice.client_id,
    data: { writeOffId: id },
  })
}

/** Takes back every write-off of a locked invoice, before it is voided. */
export async function reverseWriteOffsOf(ctx: Context, invoice: Invoice) {
  const { rows } = await sql<{
    id: string
  }>`select id from write_off where practice_id = ${ctx.practiceId} and invoice_id = ${invoice.id} and reversed_at is null`.execute(
    ctx.db,
  )
  for (const { id } of rows) await takeBack(ctx, { invoice, id, because: 'void' })
}

async function takeBack(
  ctx: Context,
  { invoice, id, because }: { invoice: Invoice; id: string; because: 'write_off' | 'void' },
): Promise<boolean> {
  const { rows } =
    await sql<WriteOff>`update write_off set reversed_at = ${ctx.now}, reversed_by = ${ctx.actor.name}
    where practice_id = ${ctx.practiceId} and id = ${id} and reversed_at is null returning *`.execute(ctx.db)
  const written = rows[0]
  if (!written) return false
  const postedOn = latest(invoice.moved_on, await todayOf(ctx))
  const { rows: posted } = await sql<{
    id: string
  }>`select id from ledger_entry where practice_id = ${ctx.practiceId} and subject_id = ${id} and kind = 'write_off'`.execute(
    ctx.db,
  )
  await post(ctx, {
    kind: 'write_off_reversal',
    postedOn,
    currency: written.currency,
    subject: ['write_off', id],
    reverses: posted[0]!.id,
    transfers: reversed(await transfersOf(ctx, posted[0]!.id)),
  })
  await moveInvoice(ctx, invoice, { by: written.amount_minor, on: postedOn, because })
  return true
}
