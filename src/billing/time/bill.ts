import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { createCharge } from '../charges/charge.ts'
import { createDraft } from '../invoices/draft.ts'
import { sumDraft } from '../invoices/settle-draft.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { TimeEntry } from './entry.ts'
import { isBilled } from './entry.ts'
import { costOf } from './rule.ts'

export interface BillTimeWish {
  clientId: string
  /** Only these; without them all that is billable and not billed. */
  ids?: readonly string[] | undefined
  until?: string | undefined
}

/**
 * Puts a client's time on a draft: one line for each entry with its narrative. What has no rate yet is named, not
 * billed. 409 `nothing_to_bill`.
 */
export async function billTime(ctx: Context, wish: BillTimeWish) {
  await findClient(ctx, wish.clientId)
  const rows = await lockUnbilled(ctx, wish)
  const ready = rows.filter((entry) => entry.rate_minor !== null)
  if (ready.length === 0)
    throw problem(409, 'nothing_to_bill', 'There is no time with a rate that waits to be billed.')
  const draft = await createDraft(ctx, { clientId: wish.clientId, note: null })
  for (const entry of ready) await chargeEntry(ctx, entry, draft.id)
  await sumDraft(ctx, draft.id)
  return {
    invoiceId: draft.id,
    billed: ready.length,
    withoutRate: rows.filter((entry) => entry.rate_minor === null).map((entry) => entry.id),
  }
}

/**
 * Locked, so that two people who bill at once do not bill the same hour twice. Whether one is billed is asked only when
 * it is locked: a statement that waited for a lock still sees the charges of before.
 */
async function lockUnbilled(ctx: Context, { clientId, ids, until }: BillTimeWish): Promise<TimeEntry[]> {
  const wanted = sql`t.practice_id = ${ctx.practiceId} and t.client_id = ${clientId} and t.removed_at is null and t.is_billable
    ${ids ? sql`and t.id = any(${[...ids]}::uuid[])` : sql``} ${until ? sql`and t.worked_on <= ${until}` : sql``}`
  await sql`select 1 from time_entry t where ${wanted} and not ${isBilled(ctx)} order by t.id for update of t`.execute(
    ctx.db,
  )
  const { rows } =
    await sql<TimeEntry>`select t.*, false as is_billed from time_entry t where ${wanted} and not ${isBilled(ctx)} order by t.worked_on, t.id`.execute(
      ctx.db,
    )
  return rows
}

async function chargeEntry(ctx: Context, entry: TimeEntry, invoiceId: string): Promise<Charge> {
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const charge = await createCharge(ctx, {
    clientId: entry.client_id,
    kind: 'time',
    servedOn: entry.worked_on,
    ...hoursOf(entry),
    priceIncludesTax: settings.pricesIncludeTax,
    currency: practice.currency,
    discount:
      entry.written_down_minor === null
        ? null
        : { minor: entry.written_down_minor, basisPoints: null, reason: entry.write_down_reason! },
    practitionerId: entry.staff_id,
    // A draft line that was taken back lets the same hour be billed again.
    sourceKey: `time:${entry.id}:${entry.row_version}`,
    invoiceId,
  })
  await sql`update time_entry set charge_id = ${charge!.id}, row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${entry.id}`.execute(
    ctx.db,
  )
  return charge!
}

/**
 * The line of an entry: hours × rate. A line keeps thousandths of an hour, and ten minutes are no such number: then the
 * amount itself is the price, so that nobody pays for a rounded hour.
 */
export function hoursOf(entry: Pick<TimeEntry, 'billed_minutes' | 'rate_minor' | 'narrative'>) {
  const { billed_minutes: minutes, rate_minor: rate, narrative } = entry
  if (minutes % 3 === 0) return { description: narrative, quantity: minutes / 60, unitPriceMinor: rate! }
  const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return {
    description: `${narrative} (${clock} h)`,
    quantity: 1,
    unitPriceMinor: costOf(minutes, rate!),
  }
}
