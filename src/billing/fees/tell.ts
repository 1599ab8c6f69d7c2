import { sql } from 'kysely'
import { sendMessage } from '../../messages/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatDateTime } from '../../platform/time/index.ts'
import { PAY_LINK_DAYS } from '../gateway/pay-link.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { writerFor } from '../invoices/tell-client.ts'
import { findPolicy } from '../settings/policy.ts'
import type { Fee } from './fee.ts'
import { FEES } from './rules.ts'
import type { FeeVisit } from './visit.ts'

/** Tells the client about a fee, with its reason and the link to its invoice: instead of the mail that every invoice gets. */
export async function tellFee(
  ctx: Context,
  { fee, visit, invoice }: { fee: Fee; visit: FeeVisit; invoice: Invoice },
) {
  const { lateHours } = await findPolicy(ctx, FEES)
  const { money } = await writerFor(ctx, invoice)
  const sent = await sendMessage(ctx, {
    clientId: fee.client_id,
    template: 'fee_charged',
    rule: 'fee_charged',
    purpose: 'billing',
    why: fee.kind === 'no_show' ? 'The visit was missed.' : 'The visit was cancelled late.',
    subject: ['invoice', invoice.id],
    // The key of the invoice's own mail, which thanks for a visit that did not take place.
    key: `invoice ${invoice.id}`,
    data: {
      service_name: visit.service_name,
      starts: startOf(visit),
      amount: money(invoice.total_minor),
      hours: String(lateHours),
      no_show: fee.kind === 'no_show' ? 'yes' : '',
    },
    link: { purpose: 'pay', page: '/pay', subject: ['invoice', invoice.id], validForDays: PAY_LINK_DAYS },
    appointmentId: fee.appointment_id,
  })
  if (sent)
    await sql`update invoice set sent_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${invoice.id}`.execute(
      ctx.db,
    )
}

/** The beginning of a visit as its client reads it. */
export function startOf(visit: Pick<FeeVisit, 'starts_at' | 'zone' | 'language'>): string {
  return formatDateTime(visit.starts_at, {
    zone: visit.zone,
    locale: visit.language === 'de' ? 'de-DE' : 'en-US',
  })
}
