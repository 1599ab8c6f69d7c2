import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'

export const EntryView = z.object({
  id: Id,
  kind: z.string(),
  postedOn: Day,
  at: Instant,
  actorName: z.string(),
  subjectType: z.string(),
  subjectId: Id,
  reverses: Id.nullable(),
  transfers: z.array(
    z.object({
      debit: z.string(),
      credit: z.string(),
      amountMinor: Minor,
      currency: z.string(),
      clientId: Id.nullable(),
      practitionerId: Id.nullable(),
      locationId: Id.nullable(),
      serviceId: Id.nullable(),
      invoiceId: Id.nullable(),
      paymentId: Id.nullable(),
    }),
  ),
})

export interface JournalQuestion {
  invoiceId?: string | undefined
  paymentId?: string | undefined
  clientId?: string | undefined
  account?: string | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** The journal, the latest first: the transfers behind any figure. */
export async function listEntries(ctx: Context, question: JournalQuestion) {
  const { invoiceId, paymentId, clientId, account, from, to, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const touches = [
    invoiceId ? sql`t.invoice_id = ${invoiceId}` : null,
    paymentId ? sql`t.payment_id = ${paymentId}` : null,
    clientId ? sql`t.client_id = ${clientId}` : null,
    account ? sql`(t.debit = ${account} or t.credit = ${account})` : null,
  ].filter((each) => each !== null)
  const touched =
    touches.length > 0
      ? sql`and e.id in (select t.entry_id from ledger_transfer t where t.practice_id = ${ctx.practiceId} and ${sql.join(touches, sql` and `)})`
      : sql``
  const { rows } = await sql<
    z.input<typeof EntryView>
  >`select e.id, e.kind, e.posted_on as "postedOn", e.at, e.actor_name as "actorName", e.subject_type as "subjectType",
      e.subject_id as "subjectId", e.reverses, (select json_agg(json_build_object('debit', t.debit, 'credit', t.credit, 'amountMinor', t.amount_minor, 'currency', t.currency,
        'clientId', t.client_id, 'practitionerId', t.practitioner_id, 'locationId', t.location_id, 'serviceId', t.service_id,
        'invoiceId', t.invoice_id, 'paymentId', t.payment_id) order by t.id)
        from ledger_transfer t where t.practice_id = e.practice_id and t.entry_id = e.id) as transfers
    from ledger_entry e where e.practice_id = ${ctx.practiceId} ${touched}
      ${from ? sql`and e.posted_on >= ${from}` : sql``}
      ${to ? sql`and e.posted_on <= ${to}` : sql``}
      ${after ? sql`and (e.posted_on, e.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by e.posted_on desc, e.id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.postedOn, row.id])
}
