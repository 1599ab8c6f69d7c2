import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { notFound, problem } from '../../../platform/problem.ts'
import { todayOf } from '../../invoices/invoice.ts'
import type { EntryKind } from '../../ledger/moves.ts'
import { post, reversed, transfersOf } from '../../ledger/post.ts'
import { reversePayment } from '../../payments/reverse.ts'

export const SETTLED_AS = ['payment', 'payout', 'transfer', 'refund', 'ignored'] as const

export interface BankLine {
  id: string
  bank_account_id: string
  booked_on: string
  amount_minor: number
  currency: string
  counterparty: string | null
  purpose: string | null
  reference: string | null
  settled_as: (typeof SETTLED_AS)[number] | null
  note: string | null
  settled_at: Date | null
  settled_by: string | null
}

async function lockLine(ctx: Context, id: string): Promise<BankLine> {
  const { rows } =
    await sql<BankLine>`select * from bank_line where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This line of the bank')
  return rows[0]
}

/** A line that nobody has settled yet, locked. 409 `is_settled`. */
export async function lockWaiting(ctx: Context, id: string): Promise<BankLine> {
  const line = await lockLine(ctx, id)
  if (line.settled_as)
    throw problem(
      409,
      'is_settled',
      `${line.settled_by ?? 'Somebody'} has settled this line already. Undo that first.`,
    )
  return line
}

export async function settleLine(
  ctx: Context,
  line: BankLine,
  { as, note }: { as: (typeof SETTLED_AS)[number]; note: string | null },
): Promise<BankLine> {
  const { rows } =
    await sql<BankLine>`update bank_line set settled_as = ${as}, note = ${note}, settled_at = ${ctx.now}, settled_by = ${ctx.actor.name}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${line.id} returning *`.execute(ctx.db)
  ctx.record('bank.line_settled', {
    subject: ['bank_line', line.id],
    data: { as, amountMinor: line.amount_minor, currency: line.currency },
  })
  return rows[0]!
}

export interface MatchWish {
  amountMinor: number
  paymentId?: string
  payoutId?: string
  refundId?: string
  entryId?: string
  isMade: boolean
}

/** 409 `already_matched` when that payment, payout or refund stands on another line. */
export async function noteMatch(ctx: Context, line: BankLine, wish: MatchWish) {
  const { rows } =
    await sql`insert into bank_match (practice_id, id, line_id, amount_minor, payment_id, payout_id, refund_id, entry_id, is_made)
    values (${ctx.practiceId}, ${ctx.newId()}, ${line.id}, ${wish.amountMinor}, ${wish.paymentId ?? null}, ${wish.payoutId ?? null},
      ${wish.refundId ?? null}, ${wish.entryId ?? null}, ${wish.isMade}) on conflict do nothing returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0)
    throw problem(409, 'already_matched', 'This money stands on another line of the bank already.')
}

interface Match {
  id: string
  payment_id: string | null
  entry_id: string | null
  is_made: boolean
}

/**
 * Takes back what was decided about a line: what confirming it entered is taken out of the books, what was there stays.
 * 409 `not_settled`; `is_refunded`, `is_reversed` when money of it was given back or taken back since.
 */
export async function undoLine(ctx: Context, id: string): Promise<BankLine> {
  const { rows: made } =
    await sql<Match>`select m.id, m.payment_id, m.entry_id, m.is_made and p.reversed_at is null as is_made
    from bank_match m left join payment p on p.practice_id = m.practice_id and p.id = m.payment_id
    where m.practice_id = ${ctx.practiceId} and m.line_id = ${id} and m.undone_at is null order by m.payment_id`.execute(
      ctx.db,
    )
  // Their invoices and payments are locked before the line.
  for (const { payment_id, is_made } of made)
    if (payment_id && is_made)
      await reversePayment(ctx, payment_id, 'The line of the bank was settled by mistake.')
  const line = await lockLine(ctx, id)
  if (!line.settled_as) throw problem(409, 'not_settled', 'Nothing was decided about this line.')
  for (const { entry_id } of made) if (entry_id) await mirror(ctx, line, entry_id)
  await sql`update bank_match set undone_at = ${ctx.now}, undone_by = ${ctx.actor.name}
    where practice_id = ${ctx.practiceId} and line_id = ${id} and undone_at is null`.execute(ctx.db)
  const { rows } =
    await sql<BankLine>`update bank_line set settled_as = null, note = null, settled_at = null, settled_by = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} returning *`.execute(ctx.db)
  ctx.record('bank.line_undone', { subject: ['bank_line', id], before: line })
  return rows[0]!
}

const MIRROR: Partial<Record<string, EntryKind>> = {
  payout: 'payout_reversal',
  payout_reversal: 'payout',
  cash_moved: 'cash_moved',
}

async function mirror(ctx: Context, line: BankLine, entryId: string) {
  const { rows } = await sql<{
    kind: string
  }>`select kind from ledger_entry where practice_id = ${ctx.practiceId} and id = ${entryId}`.execute(ctx.db)
  await post(ctx, {
    kind: MIRROR[rows[0]!.kind]!,
    postedOn: await todayOf(ctx),
    currency: line.currency,
    subject: ['bank_line', line.id],
    reverses: entryId,
    transfers: reversed(await transfersOf(ctx, entryId)),
  })
}
