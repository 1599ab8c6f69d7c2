import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { instantToWall } from '../../platform/time/index.ts'
import { startCardCharge } from '../cards/card-charge.ts'
import { findDefaultCardIfAny } from '../cards/saved-card.ts'
import { inShort } from '../gateway/asker.ts'
import { lockInvoice, todayOf } from '../invoices/invoice.ts'
import { findPolicy } from '../settings/policy.ts'
import { findChargingPlanIfAny } from '../plans/next-part.ts'
import { findAgreementIfAny } from './agreement.ts'
import { giveUp } from './follow.ts'
import { lockRun, moveRun } from './run.ts'
import { AUTOPAY } from './settings.ts'
import type { StopReason } from './stop.ts'
import { isDisputed } from './disputed.ts'

export const CHARGE_DUE = 'billing.autopayCharge'
const MOST_AT_ONCE = 500
const PAGE_OPEN_MS = 60 * 60_000

/** Queues the charges whose day and hour have come. Asked twice at once it is one job each, and each job looks again. */
export async function queueDue(ctx: Context): Promise<number> {
  const { fromHour } = await findPolicy(ctx, AUTOPAY)
  const { zone } = await ctx.practice()
  const hour = Number(instantToWall(ctx.now, zone).slice(11, 13))
  const today = await todayOf(ctx)
  // Later than its day it may be charged at any hour: the house was down, or the bank did not answer.
  const { rows } = await sql<{ invoice_id: string; tries: number }>`select invoice_id, tries from autopay_run
    where practice_id = ${ctx.practiceId} and state = 'planned' and noticed_at is not null
      and (charge_on < ${today} or (charge_on = ${today} and ${hour >= fromHour}))
    order by charge_on, invoice_id limit ${MOST_AT_ONCE}`.execute(ctx.db)
  for (const { invoice_id: invoiceId, tries } of rows)
    ctx.later(CHARGE_DUE, { invoiceId }, { key: `${invoiceId} ${tries}` })
  return rows.length
}

export const chargeDueJob = job({
  kind: CHARGE_DUE,
  run: (house, { practiceId, payload }) =>
    inShort({ house, practiceId }, CHARGE_DUE, (ctx) => chargeDue(ctx, String(payload.invoiceId))),
})

/**
 * Charges what was announced for an invoice, if it is still owed. The invoice is locked first, so of two who come at once the
 * second finds it being charged; never more is charged than the client was told.
 */
export async function chargeDue(ctx: Context, invoiceId: string): Promise<void> {
  const invoice = await lockInvoice(ctx, invoiceId)
  const run = await lockRun(ctx, invoiceId)
  if (run.state !== 'planned' || !run.noticed_at || run.charge_on > (await todayOf(ctx))) return
  if (await isUnderWay(ctx, invoiceId)) return
  const why = await whyNot(ctx, invoice)
  if (why) {
    await moveRun(ctx, run, { state: 'stopped', why })
    ctx.record('autopay.stopped', { subject: ['invoice', invoiceId], clientId: run.client_id, data: { why } })
    return
  }
  const card = await findDefaultCardIfAny(ctx, run.client_id)
  if (!card) return giveUp(ctx, run, 'no_card')
  const charge = await startCardCharge(ctx, {
    invoiceId,
    cardId: card.id,
    amountMinor: Math.min(run.amount_minor, invoice.open_minor),
    because: 'autopay',
  })
  await moveRun(ctx, run, { state: 'charging', tries: run.tries + 1, card_charge_id: charge.id })
}

/** The desk charges a card just now, or the client is on the provider's page: the next sweep looks again. */
async function isUnderWay(ctx: Context, invoiceId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from card_charge where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} and state in ('sending', 'unknown')
    union all select 1 from checkout where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} and state = 'open' and problem is null
      and created_at > ${new Date(ctx.now.getTime() - PAGE_OPEN_MS)} limit 1`.execute(ctx.db)
  return rows.length > 0
}

async function whyNot(
  ctx: Context,
  invoice: { id: string; client_id: string; open_minor: number; voided_at: Date | null },
): Promise<StopReason | null> {
  if (invoice.voided_at) return 'voided'
  if (invoice.open_minor === 0) return 'paid_otherwise'
  if (await isDisputed(ctx, invoice.id)) return 'disputed'
  const mayCharge =
    (await findAgreementIfAny(ctx, invoice.client_id)) ?? (await findChargingPlanIfAny(ctx, invoice.id))
  return mayCharge ? null : 'ended'
}
