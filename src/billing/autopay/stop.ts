import { sql } from 'kysely'
import { cancelPlanned } from '../../messages/index.ts'
import type { Context } from '../../platform/operation/context.ts'

/** Why an invoice is not charged any more. */
export type StopReason =
  | 'paid_otherwise'
  | 'voided'
  | 'disputed'
  | 'by_client'
  | 'by_staff'
  | 'ended'
  | 'not_owed'
  /** A payment plan takes its place, or is over. */
  | 'plan'

/** States in which nothing is under way with a card: only these are stopped. */
const AT_REST = ['planned', 'over_limit', 'needs_payer', 'gave_up']

export const NOTICE = 'autopay_notice'

/**
 * Stops what is planned for an invoice or for all of a client's, with the messages about it that have not left. A charge that
 * is under way is left alone: how it ends decides. Answers the invoices.
 */
export async function stopRunsOf(
  ctx: Context,
  of: { invoiceId?: string; clientId?: string; why: StopReason },
): Promise<string[]> {
  const { rows } = await sql<{
    invoice_id: string
    client_id: string
  }>`update autopay_run set state = 'stopped', why = ${of.why},
      changed_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and state = any(${AT_REST})
      and ${of.invoiceId ? sql`invoice_id = ${of.invoiceId}` : sql`client_id = ${of.clientId}`}
    returning invoice_id, client_id`.execute(ctx.db)
  for (const { invoice_id: invoiceId, client_id: clientId } of rows) {
    await cancelPlanned(ctx, { subjectId: invoiceId, rules: [NOTICE], why: 'The charge was stopped.' })
    ctx.record('autopay.stopped', { subject: ['invoice', invoiceId], clientId, data: { why: of.why } })
  }
  return rows.map((each) => each.invoice_id)
}
