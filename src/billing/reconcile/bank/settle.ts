import { sql } from 'kysely'
import { findClient } from '../../../clients/index.ts'
import type { Context } from '../../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../../platform/problem.ts'
import { lockInvoices, refuseIfNotOwed } from '../../invoices/invoice.ts'
import type { Invoice } from '../../invoices/invoice.ts'
import { BANK } from '../../ledger/chart.ts'
import { post } from '../../ledger/post.ts'
import { applyPayment } from '../../payments/apply.ts'
import { receive } from '../../payments/take.ts'
import type { BankLine } from './line.ts'
import { lockWaiting, noteMatch, settleLine } from './line.ts'

export const TRANSFER_FROM = ['card_terminal', 'cash', 'cash_transit', 'cheques', 'other_tender'] as const
export type TransferFrom = (typeof TRANSFER_FROM)[number]

export interface Parts {
  parts: readonly { invoiceId: string; amountMinor: number }[]
  /** Whose credit the rest becomes, where there is one. */
  restClientId?: string | null | undefined
}

/**
 * The line pays invoices: a payment for each debtor on it, put on their invoices. 409 `is_settled`, `more_than_open`,
 * `is_draft`, `is_void`; 422 when the parts are more than the line, or a rest belongs to nobody.
 */
export async function settleAsPayment(ctx: Context, id: string, wish: Parts): Promise<BankLine> {
  // Invoices before everything else, as whoever moves money does.
  const invoices = await lockInvoices(
    ctx,
    wish.parts.map(({ invoiceId }) => invoiceId),
  )
  const line = await lockWaiting(ctx, id)
  if (line.amount_minor < 0) throw invalid('parts', 'This money went out: it can pay no invoice.')
  const groups = groupByDebtor(invoices, wish.parts)
  const rest = line.amount_minor - wish.parts.reduce((sum, each) => sum + each.amountMinor, 0)
  if (rest < 0) throw invalid('parts', 'The parts are more than the line of the bank.')
  const only = groups.length === 1 ? groups[0]! : null
  const restOf = rest > 0 ? (wish.restClientId ?? only?.clientId) : null
  if (rest > 0 && !restOf) throw invalid('restClientId', 'Say whose credit the rest becomes.')
  if (restOf) await findClient(ctx, restOf)
  const takesRest = groups.find(
    (each) => each.clientId === restOf && (groups.length === 1 || each.payerId === null),
  )
  for (const group of groups)
    await payGroup(ctx, line, { ...group, restMinor: group === takesRest ? rest : 0 })
  if (restOf && !takesRest)
    await payGroup(ctx, line, { clientId: restOf, payerId: null, parts: [], restMinor: rest })
  return settleLine(ctx, line, { as: 'payment', note: null })
}

interface Group {
  clientId: string
  payerId: string | null
  parts: { invoice: Invoice; amountMinor: number }[]
}

function groupByDebtor(invoices: readonly Invoice[], parts: Parts['parts']): Group[] {
  const groups = new Map<string, Group>()
  for (const { invoiceId, amountMinor } of parts) {
    const invoice = invoices.find((each) => each.id === invoiceId)
    if (!invoice) throw notFound('This invoice')
    refuseIfNotOwed(invoice)
    const key = `${invoice.client_id} ${invoice.payer_id}`
    const group = groups.get(key) ?? { clientId: invoice.client_id, payerId: invoice.payer_id, parts: [] }
    groups.set(key, group)
    if (group.parts.some((each) => each.invoice.id === invoiceId))
      throw invalid('parts', 'An invoice stands there twice.')
    if (amountMinor > invoice.open_minor)
      throw problem(409, 'more_than_open', `Less is open on invoice ${invoice.number} by now.`, {
        invoiceId,
        openMinor: invoice.open_minor,
      })
    group.parts.push({ invoice, amountMinor })
  }
  return [...groups.values()]
}

async function payGroup(ctx: Context, line: BankLine, group: Group & { restMinor: number }) {
  const amountMinor = group.parts.reduce((sum, each) => sum + each.amountMinor, 0) + group.restMinor
  const payment = await receive(ctx, {
    tender: 'bank_transfer',
    amountMinor,
    clientId: group.clientId,
    payerId: group.payerId,
    currency: line.currency,
    receivedOn: line.booked_on,
    reference: (line.reference ?? line.purpose ?? line.counterparty)?.slice(0, 200) ?? null,
  })
  for (const part of group.parts) await applyPayment(ctx, { ...part, payment })
  await noteMatch(ctx, line, { amountMinor, paymentId: payment.id, isMade: true })
}

interface Known {
  amount: number
  isFit: boolean
}

/** The line is a payment, payout or refund that stands in the books. 409 `is_settled`, `amount_differs`, `already_matched`. */
export async function settleAsKnown(
  ctx: Context,
  id: string,
  found: { kind: 'payment' | 'payout' | 'refund'; id: string },
): Promise<BankLine> {
  const line = await lockWaiting(ctx, id)
  const known = await findKnown(ctx, found)
  if (!known?.isFit)
    throw notFound(
      found.kind === 'payout' ? 'This payout' : found.kind === 'refund' ? 'This refund' : 'This payment',
    )
  if (known.amount !== line.amount_minor)
    throw problem(409, 'amount_differs', 'The amounts are not the same, so they cannot be the same money.', {
      amountMinor: known.amount,
    })
  const match = { amountMinor: line.amount_minor, isMade: false }
  await noteMatch(
    ctx,
    line,
    found.kind === 'payment'
      ? { ...match, paymentId: found.id }
      : found.kind === 'payout'
        ? { ...match, payoutId: found.id }
        : { ...match, refundId: found.id },
  )
  return settleLine(ctx, line, { as: found.kind, note: null })
}

async function findKnown(
  ctx: Context,
  { kind, id }: { kind: 'payment' | 'payout' | 'refund'; id: string },
): Promise<Known | undefined> {
  const what = {
    payment: sql`select amount_minor as amount, tender = 'bank_transfer' and reversed_at is null as "isFit" from payment`,
    payout: sql`select amount_minor as amount, state = 'paid' as "isFit" from payout`,
    refund: sql`select -amount_minor as amount, tender = 'bank_transfer' and state = 'done' as "isFit" from refund`,
  }[kind]
  const { rows } = await sql<Known>`${what} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  return rows[0]
}

/** The line is money of ours that changes its place: what the card terminal paid out, cash or cheques that were banked. */
export async function settleAsTransfer(ctx: Context, id: string, from: TransferFrom): Promise<BankLine> {
  const line = await lockWaiting(ctx, id)
  const isIn = line.amount_minor > 0
  const [debit, credit] = isIn ? [BANK, from] : [from, BANK]
  const isTerminal = from === 'card_terminal'
  const entryId = await post(ctx, {
    kind: isTerminal ? (isIn ? 'payout' : 'payout_reversal') : 'cash_moved',
    postedOn: line.booked_on,
    currency: line.currency,
    subject: ['bank_line', id],
    transfers: [{ debit, credit, amountMinor: Math.abs(line.amount_minor) }],
  })
  await noteMatch(ctx, line, { amountMinor: line.amount_minor, entryId, isMade: true })
  return settleLine(ctx, line, { as: 'transfer', note: null })
}

/** The line is none of billing's business (rent, wages); somebody says what it is. */
export async function settleAsIgnored(ctx: Context, id: string, note: string): Promise<BankLine> {
  return settleLine(ctx, await lockWaiting(ctx, id), { as: 'ignored', note })
}
