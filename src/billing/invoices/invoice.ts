import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'

/** A row of `invoice` as the code of this slice reads it. */
export interface Invoice {
  id: string
  number: number | null
  client_id: string
  payer_id: string | null
  currency: string
  net_minor: number
  tax_minor: number
  total_minor: number
  open_minor: number
  /** What credit notes took back in parts. */
  credited_minor: number
  issued_on: string | null
  due_on: string | null
  moved_on: string | null
  bill_to: Letterhead | null
  letterhead: Letterhead | null
  locale: 'en' | 'de'
  note: string | null
  created_at: Date
  created_by: string
  issued_at: Date | null
  issued_by: string | null
  sent_at: Date | null
  voided_at: Date | null
  voided_by: string | null
  void_reason: string | null
  row_version: number
}

/** A name with its lines, as printed. */
export interface Letterhead {
  name: string
  lines: string[]
  footer?: string[]
  taxNumber?: string | null
  country?: string
  /** On a payer's invoice: whom it is for. */
  about?: string
}

export const INVOICE_STATES = ['draft', 'open', 'part_paid', 'overdue', 'paid', 'credited', 'void'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

/**
 * The word for an invoice on a day: open, part_paid and overdue are owed; overdue beats part_paid. credited: all of it
 * was taken back in parts.
 */
export function stateOf(
  invoice: Pick<Invoice, 'number' | 'voided_at' | 'open_minor' | 'total_minor' | 'due_on'> &
    Partial<Pick<Invoice, 'credited_minor'>>,
  today: string,
): InvoiceState {
  if (invoice.voided_at) return 'void'
  if (invoice.number === null) return 'draft'
  const billed = invoice.total_minor - (invoice.credited_minor ?? 0)
  if (invoice.open_minor === 0) return billed === 0 ? 'credited' : 'paid'
  if (invoice.due_on !== null && invoice.due_on < today) return 'overdue'
  return invoice.open_minor < billed ? 'part_paid' : 'open'
}

/** The practice's calendar day. */
export async function todayOf(ctx: Context): Promise<string> {
  return localDay(ctx.now, (await ctx.practice()).zone)
}

/** The later of days; nothing counts as the beginning of time. */
export function latest(...days: (string | null)[]): string {
  return days.reduce<string>((last, day) => (day !== null && day > last ? day : last), '0001-01-01')
}

export async function findInvoice(ctx: Context, id: string): Promise<Invoice> {
  const { rows } =
    await sql<Invoice>`select * from invoice where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This invoice')
  return rows[0]
}

/** Invoices locked in the order of their ids: everything that moves money locks invoices first, then payments. */
export async function lockInvoices(ctx: Context, ids: readonly string[]): Promise<Invoice[]> {
  const { rows } =
    await sql<Invoice>`select * from invoice where practice_id = ${ctx.practiceId} and id = any(${[...ids]}) order by id for update`.execute(
      ctx.db,
    )
  return rows
}

export async function lockInvoice(ctx: Context, id: string): Promise<Invoice> {
  const [invoice] = await lockInvoices(ctx, [id])
  if (!invoice) throw notFound('This invoice')
  return invoice
}

/** An invoice on which money can move: issued and not void. 409 `is_draft`, `is_void`. */
export function refuseIfNotOwed(invoice: Invoice) {
  if (invoice.number === null) throw problem(409, 'is_draft', 'This invoice is a draft. Approve it first.')
  if (invoice.voided_at) throw problem(409, 'is_void', 'This invoice was voided.')
}
