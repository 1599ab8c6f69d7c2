import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Minor } from '../../platform/operation/shapes.ts'
import { todayOf } from '../invoices/invoice.ts'

export const QUEUES = [
  'unbilled',
  'overdue',
  'failed',
  'unapplied',
  'usable_credit',
  'disputes',
  'bank_lines',
  'payouts',
  'write_offs',
  'letters_to_print',
] as const

const Work = z.object({
  currency: z.string(),
  items: z.array(z.object({ queue: z.enum(QUEUES), count: z.int(), amountMinor: Minor })),
})

interface Row {
  queue: (typeof QUEUES)[number]
  count: number
  amountMinor: number
}

export const getWork = operation({
  path: 'GET /billing/work',
  summary: 'What waits for whoever does the billing: each queue with its count and amount',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Work,
  run: async (ctx) => ({ currency: (await ctx.practice()).currency, items: await countWork(ctx) }),
})

/** Every queue in one question, in the order of `QUEUES`, empty ones too. */
async function countWork(ctx: Context): Promise<Row[]> {
  const [practice, today] = [ctx.practiceId, await todayOf(ctx)]
  const lastTry = sql`(select h.state from card_charge h where h.practice_id = i.practice_id and h.invoice_id = i.id order by h.created_at desc, h.id desc limit 1)`
  const count = (queue: Row['queue'], amount: string, rest: ReturnType<typeof sql>) =>
    sql`select ${queue}::text as queue, count(*)::int as count, coalesce(sum(${sql.raw(amount)}), 0)::bigint as "amountMinor" from ${rest}`
  const questions = [
    count(
      'unbilled',
      'h.total_minor',
      sql`charge h where h.practice_id = ${practice} and h.invoice_id is null and h.voided_at is null and h.total_minor > 0`,
    ),
    count(
      'overdue',
      'i.open_minor',
      sql`invoice i where i.practice_id = ${practice} and i.open_minor > 0 and i.due_on < ${today}`,
    ),
    count(
      'failed',
      'i.open_minor',
      sql`invoice i where i.practice_id = ${practice} and i.open_minor > 0 and ${lastTry} in ('failed', 'needs_payer', 'unknown')`,
    ),
    count(
      'unapplied',
      'p.unapplied_minor',
      sql`payment p where p.practice_id = ${practice} and p.unapplied_minor > 0`,
    ),
    count(
      'usable_credit',
      'c.minor',
      sql`(select client_id, sum(unapplied_minor) as minor from payment where practice_id = ${practice} and unapplied_minor > 0 and payer_id is null group by 1) c
      where exists (select from invoice i where i.practice_id = ${practice} and i.client_id = c.client_id and i.payer_id is null and i.open_minor > 0)`,
    ),
    count(
      'disputes',
      'd.amount_minor',
      sql`payment_dispute d where d.practice_id = ${practice} and d.state = 'open'`,
    ),
    count(
      'bank_lines',
      'abs(l.amount_minor)',
      sql`bank_line l where l.practice_id = ${practice} and l.settled_as is null`,
    ),
    count(
      'payouts',
      'abs(l.gross_minor)',
      sql`payout_line l where l.practice_id = ${practice} and l.difference is not null and l.resolved_as is null`,
    ),
    count(
      'write_offs',
      'r.amount_minor',
      sql`write_off_request r where r.practice_id = ${practice} and r.decision is null`,
    ),
    count(
      'letters_to_print',
      'r.total_minor',
      sql`dunning_letter r where r.practice_id = ${practice} and r.act = 'letter' and r.message_id is null and r.stopped_at is null and r.day > ${today}::date - 14`,
    ),
  ]
  const { rows } = await sql<Row>`${sql.join(questions, sql` union all `)}`.execute(ctx.db)
  return QUEUES.map((queue) => rows.find((row) => row.queue === queue)!)
}
