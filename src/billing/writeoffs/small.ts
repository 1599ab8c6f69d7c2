import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { addLocalDays, daysBetween } from '../../platform/time/index.ts'
import { lockInvoices, todayOf } from '../invoices/invoice.ts'
import { writeOff } from '../invoices/write-off.ts'
import { mayWriteOff } from './limit.ts'

export const SmallBalances = z.object({
  mostMinor: Minor,
  afterDays: z.int(),
  currency: z.string(),
  totalMinor: Minor,
  items: z.array(
    z.object({
      invoiceId: Id,
      number: z.int(),
      clientId: Id,
      clientName: z.string(),
      openMinor: Minor,
      totalMinor: Minor,
      dueOn: Day,
      daysOverdue: z.int(),
    }),
  ),
})

interface Row {
  id: string
  number: number
  client_id: string
  given_name: string
  family_name: string
  open_minor: number
  total_minor: number
  due_on: string
}

/** What is open, old and so small that asking for it costs more: a list to look through, nothing is written off. */
export async function proposeSmall(
  ctx: Context,
  { mostMinor, afterDays }: { mostMinor: number; afterDays: number },
): Promise<z.input<typeof SmallBalances>> {
  const [today, { currency }] = [await todayOf(ctx), await ctx.practice()]
  const { rows } =
    await sql<Row>`select i.id, i.number, i.client_id, c.given_name, c.family_name, i.open_minor, i.total_minor, i.due_on
    from invoice i join client c on c.practice_id = i.practice_id and c.id = i.client_id
    where i.practice_id = ${ctx.practiceId} and i.open_minor > 0 and i.open_minor <= ${mostMinor} and i.currency = ${currency}
      and i.due_on <= ${addLocalDays(today, -afterDays)} and ${seesClient(ctx, sql.ref('i.client_id'))}
      and not exists (select from write_off_request r where r.practice_id = i.practice_id and r.invoice_id = i.id and r.decision is null)
    order by i.due_on, i.number limit 500`.execute(ctx.db)
  return {
    mostMinor,
    afterDays,
    currency,
    totalMinor: rows.reduce((sum, row) => sum + row.open_minor, 0),
    items: rows.map((row) => ({
      invoiceId: row.id,
      number: row.number,
      clientId: row.client_id,
      clientName: clientName(row),
      openMinor: row.open_minor,
      totalMinor: row.total_minor,
      dueOn: row.due_on,
      daysOverdue: daysBetween(row.due_on, today),
    })),
  }
}

export interface SmallWish {
  items: readonly { invoiceId: string; openMinor: number }[]
  reason: string
}

/**
 * Writes these off, all that is open on each. What was paid or changed since it was looked at is passed over, and what
 * is above the limit of whoever does it.
 */
export async function writeOffSmall(
  ctx: Context,
  { items, reason }: SmallWish,
): Promise<{ written: number; totalMinor: number; passedOver: string[] }> {
  const seen = new Map(items.map((each) => [each.invoiceId, each.openMinor]))
  const fits = []
  for (const each of await lockInvoices(ctx, [...seen.keys()])) {
    const isAsSeen = each.number !== null && !each.voided_at && each.open_minor === seen.get(each.id)
    const wish = { invoiceId: each.id, amountMinor: each.open_minor }
    if (!isAsSeen || !(await mayWriteOff(ctx, wish))) continue
    await writeOff(ctx, each.id, { amountMinor: each.open_minor, reasonCode: 'small_balance', reason })
    fits.push(each)
  }
  const done = new Set(fits.map((each) => each.id))
  return {
    written: fits.length,
    totalMinor: fits.reduce((sum, each) => sum + seen.get(each.id)!, 0),
    passedOver: [...seen.keys()].filter((id) => !done.has(id)),
  }
}
