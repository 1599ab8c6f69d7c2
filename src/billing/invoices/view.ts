import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { clientName, seesClient } from '../../clients/index.ts'
import { TENDERS, WRITE_OFF_REASONS } from '../ledger/chart.ts'
import { CreditNoteView, listCreditNotes } from './credit-note-view.ts'
import { canApprove } from './approval.ts'
import type { Invoice } from './invoice.ts'
import { INVOICE_STATES, stateOf, todayOf } from './invoice.ts'
import { LineTaxView, LineView, listLines, sumTaxes } from './lines.ts'

const Printed = z.object({ name: z.string(), lines: z.array(z.string()) }).nullable()

export const AppliedView = z.object({
  paymentId: Id,
  tender: z.enum(TENDERS),
  receivedOn: Day,
  reference: z.string().nullable(),
  /** What of this payment stands on this invoice. */
  appliedMinor: Minor,
  amountMinor: Minor,
  refundedMinor: Minor,
})

export const WriteOffView = z.object({
  id: Id,
  amountMinor: Minor,
  reasonCode: z.enum(WRITE_OFF_REASONS),
  reason: z.string(),
  writtenOffOn: Day,
  createdBy: z.string(),
  /** Who agreed, where two were needed. */
  approvedBy: z.string().nullable(),
  reversedAt: Instant.nullable(),
})

export const InvoiceView = z.object({
  id: Id,
  number: z.int().nullable(),
  state: z.enum(INVOICE_STATES),
  clientId: Id,
  clientName: z.string(),
  /** Who owes when it is not the client. */
  payerId: Id.nullable(),
  payerName: z.string().nullable(),
  currency: z.string(),
  netMinor: Minor,
  /** The tax of each rate. */
  taxes: z.array(LineTaxView),
  taxMinor: Minor,
  totalMinor: Minor,
  openMinor: Minor,
  issuedOn: Day.nullable(),
  dueOn: Day.nullable(),
  billTo: Printed,
  locale: z.enum(['en', 'de']),
  note: z.string().nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  issuedBy: z.string().nullable(),
  sentAt: Instant.nullable(),
  voidedAt: Instant.nullable(),
  voidedBy: z.string().nullable(),
  voidReason: z.string().nullable(),
  /** Of the note that voided it. */
  creditNoteNumber: z.int().nullable(),
  creditNotes: z.array(CreditNoteView),
  /** What credit notes took back in parts. */
  creditedMinor: Minor,
  lines: z.array(LineView),
  payments: z.array(AppliedView),
  writeOffs: z.array(WriteOffView),
  /** The client's money that stands on no invoice. */
  creditMinor: Minor,
  rowVersion: z.int(),
  can: z.object({
    edit: z.boolean(),
    approve: z.boolean(),
    send: z.boolean(),
    void: z.boolean(),
    takePayment: z.boolean(),
    refund: z.boolean(),
    writeOff: z.boolean(),
  }),
})

export type InvoiceView = z.input<typeof InvoiceView>

interface Found extends Invoice {
  payer_name: string | null
  given_name: string
  family_name: string
  credit_note_number: number | null
  credit_minor: number
}

/** An invoice with all that a screen shows of it. 404 for whoever may not see its client. */
export async function viewInvoice(ctx: Context, id: string): Promise<InvoiceView> {
  const { rows } = await sql<Found>`select i.*, c.given_name, c.family_name, y.name as payer_name,
      (select n.number from credit_note n where n.practice_id = i.practice_id and n.invoice_id = i.id and n.kind = 'void') as credit_note_number,
      (select coalesce(sum(p.unapplied_minor), 0)::bigint from payment p
        where p.practice_id = i.practice_id and p.client_id = i.client_id and p.payer_id is not distinct from i.payer_id and p.currency = i.currency and p.unapplied_minor > 0) as credit_minor
    from invoice i join client c on c.practice_id = i.practice_id and c.id = i.client_id
    left join bill_payer y on y.practice_id = i.practice_id and y.id = i.payer_id
    where i.practice_id = ${ctx.practiceId} and i.id = ${id} and ${seesClient(ctx, sql.ref('i.client_id'))}`.execute(
    ctx.db,
  )
  const invoice = rows[0]
  if (!invoice) throw notFound('This invoice')
  const state = stateOf(invoice, await todayOf(ctx))
  const [payments, lines] = [await listApplied(ctx, id), await listLines(ctx, invoice)]
  return {
    id,
    number: invoice.number,
    state,
    clientId: invoice.client_id,
    clientName: clientName(invoice),
    payerId: invoice.payer_id,
    payerName: invoice.payer_name,
    currency: invoice.currency,
    netMinor: invoice.net_minor,
    taxes: sumTaxes(lines),
    taxMinor: invoice.tax_minor,
    totalMinor: invoice.total_minor,
    openMinor: invoice.number === null ? invoice.total_minor : invoice.open_minor,
    issuedOn: invoice.issued_on,
    dueOn: invoice.due_on,
    billTo: invoice.bill_to,
    locale: invoice.locale,
    note: invoice.note,
    createdAt: invoice.created_at,
    createdBy: invoice.created_by,
    issuedBy: invoice.issued_by,
    sentAt: invoice.sent_at,
    voidedAt: invoice.voided_at,
    voidedBy: invoice.voided_by,
    voidReason: invoice.void_reason,
    creditNoteNumber: invoice.credit_note_number,
    creditNotes: await listCreditNotes(ctx, id),
    creditedMinor: invoice.credited_minor,
    lines,
    payments,
    writeOffs: await listWriteOffs(ctx, id),
    creditMinor: invoice.credit_minor,
    rowVersion: invoice.row_version,
    can: canOf(ctx, invoice, { hasPayments: payments.length > 0, approve: await canApprove(ctx) }),
  }
}

function canOf(
  ctx: Context,
  invoice: Invoice,
  { hasPayments, approve }: { hasPayments: boolean; approve: boolean },
) {
  const isDraft = invoice.number === null
  const isOwed = !isDraft && !invoice.voided_at && invoice.open_minor > 0
  return {
    edit: isDraft && ctx.can('invoices.manage'),
    approve: isDraft && invoice.total_minor > 0 && approve,
    send: !isDraft && !invoice.voided_at && ctx.can('invoices.manage'),
    void:
      !isDraft &&
      !invoice.voided_at &&
      invoice.credited_minor < invoice.total_minor &&
      ctx.can('invoices.void'),
    takePayment: isOwed && ctx.can('payments.take'),
    refund: hasPayments && ctx.can('payments.refund'),
    writeOff: isOwed && ctx.can('writeoffs.make'),
  }
}

/** What stands on an invoice of each payment, by the ledger. */
export async function listApplied(ctx: Context, invoiceId: string): Promise<z.input<typeof AppliedView>[]> {
  const { rows } = await sql<
    z.input<typeof AppliedView>
  >`select p.id as "paymentId", p.tender, p.received_on as "receivedOn", p.reference, a.applied as "appliedMinor",
      p.amount_minor as "amountMinor", p.refunded_minor as "refundedMinor"
    from (select payment_id, sum(case when credit = 'receivable' then amount_minor else -amount_minor end)::bigint as applied
      from ledger_transfer where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} and payment_id is not null group by payment_id) a
    join payment p on p.practice_id = ${ctx.practiceId} and p.id = a.payment_id
    where a.applied > 0 order by p.received_on, p.id`.execute(ctx.db)
  return rows
}

async function listWriteOffs(ctx: Context, invoiceId: string): Promise<z.input<typeof WriteOffView>[]> {
  const { rows } = await sql<
    z.input<typeof WriteOffView>
  >`select id, amount_minor as "amountMinor", reason_code as "reasonCode", reason,
      written_off_on as "writtenOffOn", created_by as "createdBy", approved_by as "approvedBy", reversed_at as "reversedAt"
    from write_off where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} order by id`.execute(
    ctx.db,
  )
  return rows
}
