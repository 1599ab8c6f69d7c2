import { sql } from 'kysely'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { Problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import { sendSuperbill, writeSuperbill } from './superbill.ts'

const NAME = 'billing.monthlySuperbills'
const MOST_AT_ONCE = 100

/** In the first days of a month everybody with the rule gets the superbill of the month before, once. */
export const monthlySuperbills = sweep({
  name: NAME,
  everySeconds: 3_600,
  run: async (house, practiceId) => {
    const actor = { kind: 'system', name: 'Monthly superbills' } as const
    const who = { practiceId, actor, name: NAME }
    const clients = await inPractice(house, who, (ctx) => clientsDue(ctx))
    for (const clientId of clients) await inPractice(house, who, (ctx) => writeMonth(ctx, clientId))
  },
})

async function monthBefore(ctx: Context): Promise<{ from: string; to: string }> {
  const first = `${(await todayOf(ctx)).slice(0, 7)}-01`
  const to = addLocalDays(first, -1)
  return { from: `${to.slice(0, 7)}-01`, to }
}

/** With something on an issued invoice in that month: without it there is nothing to write, this hour or the next. */
async function clientsDue(ctx: Context): Promise<string[]> {
  const { from, to } = await monthBefore(ctx)
  const { rows } = await sql<{ id: string }>`select r.client_id as id from superbill_rule r
    where r.practice_id = ${ctx.practiceId} and r.from_month <= ${from}
      and not exists (select from superbill s where s.practice_id = r.practice_id and s.client_id = r.client_id and s.month_on = ${from})
      and exists (select from invoice i join invoice_line l on l.practice_id = i.practice_id and l.invoice_id = i.id
        where i.practice_id = r.practice_id and i.client_id = r.client_id and i.voided_at is null and l.served_on between ${from} and ${to})
    order by r.client_id limit ${MOST_AT_ONCE}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

async function writeMonth(ctx: Context, clientId: string) {
  const { from, to } = await monthBefore(ctx)
  try {
    const id = await writeSuperbill(ctx, { clientId, from, to, monthOn: from })
    if (id) await sendSuperbill(ctx, id)
  } catch (error) {
    // Everything of that month was credited or is of a kind that insurers do not see.
    if (!(error instanceof Problem && error.code === 'nothing_to_bill')) throw error
  }
}
