import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Minor } from '../../platform/operation/shapes.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import type { Today } from './dashboard.ts'

export const MoneyNow = z.object({
  invoicedTodayMinor: Minor,
  invoicedMonthMinor: Minor,
  receivedTodayMinor: Minor,
  cashTodayMinor: Minor,
  receivedMonthMinor: Minor,
  receivablesMinor: Minor,
  overdueMinor: Minor,
  overdueInvoices: z.int(),
  /** The last four weeks, day by day. */
  days: z.array(z.object({ day: Day, invoicedMinor: Minor, receivedMinor: Minor })),
})

const DAYS_BACK = 27

/** Money as the ledger has it: the same transfers that the measures "invoiced", "takings" and "receivables" sum. */
export async function readMoney(
  ctx: Context,
  { day }: Today,
  currency: string,
): Promise<z.input<typeof MoneyNow>> {
  const month = `${day.slice(0, 7)}-01`
  const first = [month, addLocalDays(day, -DAYS_BACK)].sort()[0]!
  const days = await readDays(ctx, { first, day, currency })
  const { rows } = await sql<{ receivables: number; overdue: number; count: number }>`select
      (select coalesce(sum(case when debit = 'receivable' then amount_minor else -amount_minor end), 0)::bigint from ledger_transfer
        where practice_id = ${ctx.practiceId} and currency = ${currency} and (debit = 'receivable' or credit = 'receivable')) as receivables,
      coalesce(sum(open_minor), 0)::bigint as overdue, count(*)::int as count
    from invoice where practice_id = ${ctx.practiceId} and currency = ${currency} and open_minor > 0 and due_on < ${day}`.execute(
    ctx.db,
  )
  const { receivables, overdue, count } = rows[0]!
  const today = days.find((each) => each.day === day)
  const sum = (of: 'invoicedMinor' | 'receivedMinor') =>
    days.filter((each) => each.day >= month).reduce((all, each) => all + each[of], 0)
  return {
    invoicedTodayMinor: today?.invoicedMinor ?? 0,
    invoicedMonthMinor: sum('invoicedMinor'),
    receivedTodayMinor: today?.receivedMinor ?? 0,
    cashTodayMinor: today?.cashMinor ?? 0,
    receivedMonthMinor: sum('receivedMinor'),
    receivablesMinor: receivables,
    overdueMinor: overdue,
    overdueInvoices: count,
    days: days.slice(-(DAYS_BACK + 1)).map(({ cashMinor: _cash, ...each }) => each),
  }
}

interface MoneyDay {
  day: string
  invoicedMinor: number
  receivedMinor: number
  cashMinor: number
}

async function readDays(
  ctx: Context,
  { first, day, currency }: { first: string; day: string; currency: string },
): Promise<MoneyDay[]> {
  const gain = sql`case when e.kind in ('payment', 'refund_failed') then t.amount_minor else -t.amount_minor end`
  const account = sql`case when e.kind in ('payment', 'refund_failed') then t.debit else t.credit end`
  const isMoney = sql`e.kind in ('payment', 'payment_reversal', 'refund', 'refund_failed')`
  const { rows } = await sql<MoneyDay>`select d.day::date as day,
      coalesce(sum(case when starts_with(t.credit, 'revenue:') then t.amount_minor when starts_with(t.debit, 'revenue:') then -t.amount_minor end), 0)::bigint as "invoicedMinor",
      coalesce(sum(${gain}) filter (where ${isMoney}), 0)::bigint as "receivedMinor",
      coalesce(sum(${gain}) filter (where ${isMoney} and ${account} = 'cash'), 0)::bigint as "cashMinor"
    from generate_series(${first}::date, ${day}::date, interval '1 day') d(day)
    left join ledger_transfer t on t.practice_id = ${ctx.practiceId} and t.posted_on = d.day::date and t.currency = ${currency}
    left join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
    group by 1 order by 1`.execute(ctx.db)
  return rows
}
