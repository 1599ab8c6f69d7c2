import { sql } from 'kysely'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import type { House } from '../../platform/operation/gate.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import type { Charge } from '../charges/charge.ts'
import { createCharge } from '../charges/charge.ts'
import { todayOf } from '../invoices/invoice.ts'
import { issueForPayers } from '../payers/by-rule.ts'
import { draftForPayers } from '../payers/split-draft.ts'
import type { PriceFrom } from '../prices/rule.ts'
import { findRulePriceIfAny } from '../prices/rule.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { periodFrom } from './periods.ts'
import type { Recurring } from './recurring.ts'
import { rhythmOf } from './recurring.ts'

/** More periods than that at once are a mistake somewhere: the next round takes the rest. */
const MOST_AT_ONCE = 200
const NAME = 'billing.billRecurring'

/** Bills every period that has come, each in a transaction of its own with its proof: killed anywhere, it is there whole or not at all. */
export const billRecurring = sweep({
  name: NAME,
  everySeconds: 300,
  run: async (house, practiceId) => {
    for (let count = 0; count < MOST_AT_ONCE; count += 1) if (!(await billNextDue(house, practiceId))) return
  },
})

/** Bills one period that is due; false when none is. */
export async function billNextDue(house: House, practiceId: string): Promise<boolean> {
  const actor = { kind: 'system', name: 'Recurring charges' } as const
  return inPractice(house, { practiceId, actor, name: NAME }, async (ctx) => {
    const today = await todayOf(ctx)
    // Another process that bills at the same moment takes another row.
    const { rows } =
      await sql<Recurring>`select * from recurring_charge where practice_id = ${practiceId} and next_on <= ${today} and paused_at is null
      order by next_on, id limit 1 for update skip locked`.execute(ctx.db)
    if (!rows[0]) return false
    await billPeriod(ctx, rows[0], rows[0].next_on!)
    return true
  })
}

async function billPeriod(ctx: Context, row: Recurring, periodOn: string) {
  const charge = await chargePeriod(ctx, row, periodOn)
  const { approvalStep } = await findBillingSettings(ctx)
  if (charge.total_minor > 0) {
    if (row.mode === 'draft' || approvalStep) await draftForPayers(ctx, [charge])
    else await issueForPayers(ctx, [charge])
  }
  await sql`insert into recurring_run (practice_id, recurring_id, period_on, charge_id, at)
    values (${ctx.practiceId}, ${row.id}, ${periodOn}, ${charge.id}, ${ctx.now})`.execute(ctx.db)
  const nextOn = periodFrom(rhythmOf(row), addLocalDays(periodOn, 1))
  await sql`update recurring_charge set next_on = ${nextOn}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  ctx.record('recurring.billed', {
    subject: ['recurring_charge', row.id],
    clientId: row.client_id,
    data: { periodOn, chargeId: charge.id },
  })
}

async function chargePeriod(ctx: Context, row: Recurring, periodOn: string): Promise<Charge> {
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const charge = await createCharge(ctx, {
    clientId: row.client_id,
    kind: row.kind,
    description: row.description,
    servedOn: periodOn,
    quantity: Number(row.quantity),
    ...(await priceOf(ctx, row, periodOn)),
    priceIncludesTax: settings.pricesIncludeTax,
    currency: practice.currency,
    serviceId: row.service_id,
    practitionerId: row.practitioner_id,
    locationId: row.location_id,
    sourceKey: `recurring:${row.id}:${periodOn}`,
  })
  // The row was locked and says that this period is not billed: the key is a second lock on the same door.
  if (!charge) throw new Error(`Period ${periodOn} of a recurring charge was charged before.`)
  return charge
}

async function priceOf(
  ctx: Context,
  row: Recurring,
  servedOn: string,
): Promise<{ unitPriceMinor: number; priceFrom: PriceFrom | null }> {
  if (row.unit_price_minor !== null) return { unitPriceMinor: row.unit_price_minor, priceFrom: null }
  const rule = await findRulePriceIfAny(ctx, {
    clientId: row.client_id,
    serviceId: row.service_id!,
    practitionerId: row.practitioner_id,
    locationId: row.location_id,
    servedOn,
  })
  return { unitPriceMinor: rule?.priceMinor ?? 0, priceFrom: rule?.from ?? null }
}
