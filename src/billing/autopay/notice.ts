import { sql } from 'kysely'
import { sendMessage } from '../../messages/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { findDefaultCardIfAny } from '../cards/saved-card.ts'
import { PAY_LINK_DAYS } from '../gateway/pay-link.ts'
import { findInvoice, todayOf } from '../invoices/invoice.ts'
import { writerFor } from '../invoices/tell-client.ts'
import { findPolicy } from '../settings/policy.ts'
import type { Run } from './run.ts'
import { AUTOPAY } from './settings.ts'
import { NOTICE } from './stop.ts'

const AT_ONCE = 100

/**
 * Tells up to 100 clients what will be charged, when and to which card; two sweeps at once share them out. The days between
 * notice and charge are kept, however late the notice is. Answers how many.
 */
export async function giveNotices(ctx: Context): Promise<number> {
  const today = await todayOf(ctx)
  const { noticeDays } = await findPolicy(ctx, AUTOPAY)
  const { rows } =
    await sql<Run>`update autopay_run set noticed_at = ${ctx.now}, changed_at = ${ctx.now}, row_version = row_version + 1,
      charge_on = greatest(charge_on, ${addLocalDays(today, noticeDays)}::date)
    where (practice_id, invoice_id) in (select practice_id, invoice_id from autopay_run
      where practice_id = ${ctx.practiceId} and state = 'planned' and noticed_at is null and notice_on <= ${today}
      order by notice_on, invoice_id limit ${AT_ONCE} for update skip locked)
    returning *`.execute(ctx.db)
  for (const run of rows) await giveNotice(ctx, run)
  return rows.length
}

async function giveNotice(ctx: Context, run: Run) {
  const invoice = await findInvoice(ctx, run.invoice_id)
  const card = await findDefaultCardIfAny(ctx, run.client_id)
  const { money, day } = await writerFor(ctx, invoice)
  await sendMessage(ctx, {
    clientId: run.client_id,
    template: 'autopay_notice',
    rule: NOTICE,
    purpose: 'billing',
    why: 'Automatic payment is on.',
    subject: ['invoice', run.invoice_id],
    key: `autopay notice ${run.invoice_id} ${run.row_version}`,
    data: {
      invoice_number: String(invoice.number),
      amount: money(run.amount_minor),
      day: day(run.charge_on),
      card: card ? cardWords(card) : '',
    },
    link: { purpose: 'pay', page: '/pay', subject: ['invoice', run.invoice_id], validForDays: PAY_LINK_DAYS },
  })
  ctx.record('autopay.planned', {
    subject: ['invoice', run.invoice_id],
    clientId: run.client_id,
    data: { amountMinor: run.amount_minor, currency: run.currency, chargeOn: run.charge_on },
  })
}

/** 'Visa •••• 4242' */
export function cardWords({ brand, last4 }: { brand: string; last4: string }): string {
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${last4}`
}
