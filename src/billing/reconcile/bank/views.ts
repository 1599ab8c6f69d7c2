import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../../platform/operation/shapes.ts'
import { SETTLED_AS } from './line.ts'
import type { Proposal } from './propose.ts'
import { WHYS, propose } from './propose.ts'
import { readWorld } from './world.ts'

const InvoicePart = z.object({
  invoiceId: Id,
  number: z.int(),
  name: z.string(),
  openMinor: Minor,
  amountMinor: Minor,
})

export const BankLineView = z.object({
  id: Id,
  accountId: Id,
  accountName: z.string(),
  bookedOn: Day,
  amountMinor: Minor,
  currency: z.string(),
  counterparty: z.string().nullable(),
  purpose: z.string().nullable(),
  reference: z.string().nullable(),
  settledAs: z.enum(SETTLED_AS).nullable(),
  note: z.string().nullable(),
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  /** What it is or has become. */
  matches: z.array(
    z.object({
      kind: z.enum(['payment', 'payout', 'refund', 'entry']),
      id: Id,
      amountMinor: Minor,
      /** The payment of a payment or refund, to open it. */
      paymentId: Id.nullable(),
      name: z.string().nullable(),
      isMade: z.boolean(),
    }),
  ),
  /** What it may be, the best first; only while it waits. */
  proposals: z.array(
    z.object({
      kind: z.enum(['invoices', 'payment', 'payout', 'refund']),
      id: Id.nullable(),
      parts: z.array(InvoicePart),
      restMinor: Minor,
      sureness: z.enum(['sure', 'likely', 'possible']),
      why: z.array(z.enum(WHYS)),
      /** Whose payment or which payout. */
      name: z.string().nullable(),
    }),
  ),
})
type View = z.input<typeof BankLineView>

export interface LineQuestion {
  id?: string
  state?: 'waiting' | 'settled' | 'ignored' | 'all' | undefined
  accountId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  q?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** Lines of the bank, the latest first, those that wait with what they may be. */
export async function listLines(ctx: Context, question: LineQuestion) {
  const rows = await readLines(ctx, question)
  const page = toPage(rows, question.limit, (row) => [row.bookedOn as string, row.id as string])
  const waiting = page.items.filter((each) => !each.settledAs)
  const world = await readWorld(
    ctx,
    waiting.map((each) => ({ bookedOn: each.bookedOn as string })),
  )
  const invoices = new Map(world.invoices.map((each) => [each.id, each]))
  const names = new Map(
    [...world.payments, ...world.payouts, ...world.refunds].map((each) => [each.id, each.names[0] ?? null]),
  )
  const presentProposal = ({ parts, ...each }: Proposal) => ({
    ...each,
    name: each.id ? (names.get(each.id) ?? null) : null,
    parts: parts.map((part) => {
      const {
        number,
        names: [name = ''],
        openMinor,
      } = invoices.get(part.invoiceId)!
      return { ...part, number, name, openMinor }
    }),
  })
  const items = page.items.map((each) => ({
    ...each,
    proposals: each.settledAs ? [] : propose(each as never, world).map(presentProposal),
  }))
  return { items, next: page.next }
}

type Found = Omit<View, 'proposals'>

async function readLines(ctx: Context, question: LineQuestion): Promise<Found[]> {
  const { id, state = 'all', accountId, from, to, q, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const inState = {
    all: sql``,
    waiting: sql`and l.settled_as is null`,
    settled: sql`and l.settled_as is not null and l.settled_as <> 'ignored'`,
    ignored: sql`and l.settled_as = 'ignored'`,
  }[state]
  const { rows } =
    await sql<Found>`select l.id, l.bank_account_id as "accountId", a.name as "accountName", l.booked_on as "bookedOn", l.amount_minor as "amountMinor",
      l.currency, l.counterparty, l.purpose, l.reference, l.settled_as as "settledAs", l.note, l.settled_at as "settledAt", l.settled_by as "settledBy",
      coalesce((select json_agg(json_build_object('kind', case when m.payment_id is not null then 'payment' when m.payout_id is not null then 'payout'
            when m.refund_id is not null then 'refund' else 'entry' end, 'id', coalesce(m.payment_id, m.payout_id, m.refund_id, m.entry_id),
          'amountMinor', m.amount_minor, 'paymentId', coalesce(m.payment_id, r.payment_id), 'isMade', m.is_made,
          'name', coalesce(y.name, trim(c.given_name || ' ' || c.family_name), o.provider)) order by m.id)
        from bank_match m
        left join refund r on r.practice_id = m.practice_id and r.id = m.refund_id
        left join payout o on o.practice_id = m.practice_id and o.id = m.payout_id
        left join payment p on p.practice_id = m.practice_id and p.id = coalesce(m.payment_id, r.payment_id)
        left join client c on c.practice_id = p.practice_id and c.id = p.client_id
        left join bill_payer y on y.practice_id = p.practice_id and y.id = p.payer_id
        where m.practice_id = l.practice_id and m.line_id = l.id and m.undone_at is null), '[]') as matches
    from bank_line l join bank_account a on a.practice_id = l.practice_id and a.id = l.bank_account_id
    where l.practice_id = ${ctx.practiceId} ${inState}
      ${id ? sql`and l.id = ${id}` : sql``}
      ${accountId ? sql`and l.bank_account_id = ${accountId}` : sql``}
      ${from ? sql`and l.booked_on >= ${from}` : sql``}
      ${to ? sql`and l.booked_on <= ${to}` : sql``}
      ${q ? sql`and position(lower(${q}) in lower(concat_ws(' ', l.counterparty, l.purpose, l.reference))) > 0` : sql``}
      ${after ? sql`and (l.booked_on, l.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by l.booked_on desc, l.id desc limit ${limit + 1}`.execute(ctx.db)
  return rows
}
