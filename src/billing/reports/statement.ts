import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'

export const Statement = z.object({
  from: Day,
  to: Day,
  currency: z.string(),
  openingMinor: Minor,
  closingMinor: Minor,
  rows: z.array(
    z.object({
      entryId: Id,
      day: Day,
      /** The kind of entry: invoice, credit_note, payment, refund, write_off … */
      kind: z.string(),
      number: z.int().nullable(),
      /** For whom, on a payer's statement. */
      clientName: z.string().nullable(),
      tender: z.string().nullable(),
      /** Positive: owed more. */
      amountMinor: Minor,
      balanceMinor: Minor,
    }),
  ),
})
export type Statement = z.input<typeof Statement>

/** Whose account: a client's own, or a payer's over all the clients they pay for. */
export type Account = { clientId: string } | { payerId: string }

interface Row {
  entryId: string
  day: string
  kind: string
  number: number | null
  clientName: string | null
  tender: string | null
  amount: number
}

/**
 * The account of a client or a payer between two days, from the book: what made them owe more or less, with the balance
 * after each. Money that only changes its place (credit put on an invoice) is no row. Negative: the practice holds money.
 */
export async function writeStatement(
  ctx: Context,
  { from, to, ...account }: Account & { from: string; to: string },
): Promise<Statement> {
  const { currency } = await ctx.practice()
  const whose =
    'payerId' in account
      ? sql`t.payer_id = ${account.payerId}`
      : sql`t.client_id = ${account.clientId} and t.payer_id is null`
  const rows = await readRows(ctx, { whose, to, currency, namesClients: 'payerId' in account })
  const before = rows.filter((row) => row.day < from)
  const openingMinor = before.reduce((sum, row) => sum + row.amount, 0)
  let balanceMinor = openingMinor
  const shown = rows.slice(before.length).map(({ amount, ...row }) => {
    balanceMinor += amount
    return { ...row, amountMinor: amount, balanceMinor }
  })
  return { from, to, currency, openingMinor, closingMinor: balanceMinor, rows: shown }
}

interface Question {
  whose: ReturnType<typeof sql>
  to: string
  currency: string
  namesClients: boolean
}

/** What is owed less what is held: the debits of both accounts less their credits. */
const OWN = sql`('receivable', 'client_credit')`

async function readRows(ctx: Context, { whose, to, currency, namesClients }: Question): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select e.id as "entryId", e.posted_on as day, e.kind, coalesce(i.number, n.number) as number, p.tender, s.amount,
      ${namesClients ? sql`trim(c.given_name || ' ' || c.family_name)` : sql`null::text`} as "clientName"
    from (select t.entry_id, (min(t.client_id::text))::uuid as client_id, (min(t.payment_id::text))::uuid as payment_id, sum(case when t.debit in ${OWN} then t.amount_minor else 0 end
          - case when t.credit in ${OWN} then t.amount_minor else 0 end)::bigint as amount
        from ledger_transfer t where t.practice_id = ${ctx.practiceId} and ${whose} and t.posted_on <= ${to} and t.currency = ${currency}
        group by t.entry_id) s
    join ledger_entry e on e.practice_id = ${ctx.practiceId} and e.id = s.entry_id
    left join invoice i on i.practice_id = e.practice_id and i.id = e.subject_id
    left join credit_note n on n.practice_id = e.practice_id and n.id = e.subject_id
    left join payment p on p.practice_id = e.practice_id and p.id = s.payment_id
    left join client c on c.practice_id = e.practice_id and c.id = s.client_id
    where s.amount <> 0 order by e.posted_on, e.id`.execute(ctx.db)
  return rows
}
