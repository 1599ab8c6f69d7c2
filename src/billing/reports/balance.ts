import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Minor } from '../../platform/operation/shapes.ts'

export const ClientBalance = z.object({
  clientId: Id,
  currency: z.string(),
  /** Owed by the client on issued invoices. */
  openMinor: Minor,
  /** Owed by others for this client. */
  payersOpenMinor: Minor,
  overdueMinor: Minor,
  /** Received, on no invoice. */
  creditMinor: Minor,
  /** Charged, on no issued invoice yet. */
  unbilledMinor: Minor,
  /** open − credit: what is still to come; negative when the practice holds more than is owed. */
  balanceMinor: Minor,
  openInvoices: z.int(),
  firstOpenInvoiceId: Id.nullable(),
})

/** How a client stands with the practice today. */
export async function balanceOfClient(
  ctx: Context,
  wish: { clientId: string; today: string },
): Promise<z.input<typeof ClientBalance>> {
  const { currency } = await ctx.practice()
  const { clientId, today } = wish
  const { rows } = await sql<BalanceRow>`select
      (select coalesce(sum(open_minor), 0)::bigint from invoice where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id is null and open_minor > 0) as open,
      (select coalesce(sum(open_minor), 0)::bigint from invoice where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id is not null and open_minor > 0) as payers_open,
      (select coalesce(sum(open_minor), 0)::bigint from invoice where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id is null and open_minor > 0 and due_on < ${today}) as overdue,
      (select count(*)::int from invoice where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id is null and open_minor > 0) as count,
      (select id from invoice where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id is null and open_minor > 0 order by issued_on, number limit 1) as first,
      (select coalesce(sum(unapplied_minor), 0)::bigint from payment where practice_id = ${ctx.practiceId} and client_id = ${clientId} and payer_id is null and unapplied_minor > 0) as credit,
      (select coalesce(sum(h.total_minor), 0)::bigint from charge h left join invoice i on i.practice_id = h.practice_id and i.id = h.invoice_id
        where h.practice_id = ${ctx.practiceId} and h.client_id = ${clientId} and h.voided_at is null and i.number is null) as unbilled`.execute(
    ctx.db,
  )
  const row = rows[0]!
  return {
    clientId,
    currency,
    openMinor: row.open,
    payersOpenMinor: row.payers_open,
    overdueMinor: row.overdue,
    creditMinor: row.credit,
    unbilledMinor: row.unbilled,
    balanceMinor: row.open - row.credit,
    openInvoices: row.count,
    firstOpenInvoiceId: row.first,
  }
}

interface BalanceRow {
  open: number
  payers_open: number
  overdue: number
  count: number
  first: string | null
  credit: number
  unbilled: number
}
