import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Overdue, Spared } from './steps.ts'

/** Who owes: a client, or a payer for all the clients they pay for. */
export interface Debtor {
  clientId: string | null
  payerId: string | null
}

export interface OverdueInvoice extends Overdue {
  number: number
  clientId: string
  payerId: string | null
  currency: string
}

interface Row {
  id: string
  number: number
  client_id: string
  payer_id: string | null
  currency: string
  open_minor: number
  due_on: string
  last_step: number | null
  last_on: string | null
  is_paused: boolean
  is_disputed: boolean
  is_charging: boolean
  is_planned: boolean
  is_fee: boolean
}

/** Everything overdue on a day with how far it was reminded of, by debtor; or of one debtor. */
export async function readOverdue(
  ctx: Context,
  { today, debtor }: { today: string; debtor?: Debtor },
): Promise<{ debtor: Debtor; invoices: OverdueInvoice[] }[]> {
  const { rows } =
    await sql<Row>`select i.id, i.number, i.client_id, i.payer_id, i.currency, i.open_minor, i.due_on, d.step as last_step, d.day as last_on,
      exists (select from dunning_pause p where p.practice_id = i.practice_id and p.ended_at is null and (p.until_day is null or p.until_day >= ${today})
        and (p.invoice_id = i.id or p.payer_id = i.payer_id or (p.client_id = i.client_id and i.payer_id is null))) as is_paused,
      exists (select from payment_dispute x join payment y on y.practice_id = x.practice_id and y.id = x.payment_id
        where x.practice_id = i.practice_id and x.state = 'open' and y.client_id = i.client_id and y.payer_id is not distinct from i.payer_id) as is_disputed,
      exists (select from card_charge h where h.practice_id = i.practice_id and h.invoice_id = i.id and h.state in ('sending', 'unknown')) as is_charging,
      exists (select from payment_plan n where n.practice_id = i.practice_id and n.invoice_id = i.id and n.ended_at is null and n.finished_at is null) as is_planned,
      exists (select from dunning_letter f where f.practice_id = i.practice_id and f.fee_invoice_id = i.id) as is_fee
    from invoice i
    left join lateral (select l.step, r.day from dunning_letter_invoice l join dunning_letter r on r.practice_id = l.practice_id and r.id = l.letter_id
      where l.practice_id = i.practice_id and l.invoice_id = i.id and l.counts and l.step is not null order by l.step desc limit 1) d on true
    where i.practice_id = ${ctx.practiceId} and i.open_minor > 0 and i.due_on < ${today} ${ofDebtor(debtor)}
    order by i.due_on, i.number`.execute(ctx.db)
  const groups = new Map<string, { debtor: Debtor; invoices: OverdueInvoice[] }>()
  for (const row of rows) {
    const key = `${row.payer_id ?? row.client_id} ${row.currency}`
    const group = groups.get(key) ?? {
      debtor: { clientId: row.payer_id ? null : row.client_id, payerId: row.payer_id },
      invoices: [],
    }
    groups.set(key, group)
    group.invoices.push(present(row))
  }
  return [...groups.values()]
}

function ofDebtor(debtor: Debtor | undefined) {
  if (!debtor) return sql``
  return debtor.payerId
    ? sql`and i.payer_id = ${debtor.payerId}`
    : sql`and i.client_id = ${debtor.clientId} and i.payer_id is null`
}

function present(row: Row): OverdueInvoice {
  return {
    id: row.id,
    number: row.number,
    clientId: row.client_id,
    payerId: row.payer_id,
    currency: row.currency,
    openMinor: row.open_minor,
    dueOn: row.due_on,
    lastStep: row.last_step ?? 0,
    lastOn: row.last_on,
    spared: sparedOf(row),
    isFee: row.is_fee,
  }
}

function sparedOf(row: Row): Spared | null {
  if (row.is_paused) return 'paused'
  if (row.is_disputed) return 'disputed'
  if (row.is_planned) return 'planned'
  return row.is_charging ? 'charging' : null
}
