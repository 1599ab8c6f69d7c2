import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Invoice } from './invoice.ts'
import { INVOICE_STATES, stateOf, todayOf } from './invoice.ts'

export const InvoiceRow = z.object({
  id: Id,
  number: z.int().nullable(),
  state: z.enum(INVOICE_STATES),
  clientId: Id,
  clientName: z.string(),
  /** Who owes when it is not the client. */
  payerId: Id.nullable(),
  payerName: z.string().nullable(),
  currency: z.string(),
  totalMinor: Minor,
  openMinor: Minor,
  issuedOn: Day.nullable(),
  dueOn: Day.nullable(),
  sentAt: Instant.nullable(),
  createdAt: Instant,
})

export const LISTED_STATES = [...INVOICE_STATES, 'owed', 'to_send'] as const

export interface InvoiceQuestion {
  state?: (typeof LISTED_STATES)[number] | undefined
  clientId?: string | undefined
  payerId?: string | undefined
  number?: number | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** Invoices, the latest first; `owed` are all that are not yet paid, `to_send` those of them that have not gone out. */
export async function listInvoices(ctx: Context, question: InvoiceQuestion) {
  const today = await todayOf(ctx)
  const { clientId, payerId, number, from, to, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<Row>`select i.*, c.given_name, c.family_name, y.name as payer_name
    from invoice i join client c on c.practice_id = i.practice_id and c.id = i.client_id
    left join bill_payer y on y.practice_id = i.practice_id and y.id = i.payer_id
    where i.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('i.client_id'))} and ${inState(question.state, today)}
      ${clientId ? sql`and i.client_id = ${clientId}` : sql``}
      ${payerId ? sql`and i.payer_id = ${payerId}` : sql``}
      ${number ? sql`and i.number = ${number}` : sql``}
      ${from ? sql`and i.issued_on >= ${from}` : sql``}
      ${to ? sql`and i.issued_on <= ${to}` : sql``}
      ${after ? sql`and (i.created_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by i.created_at desc, i.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.created_at.toISOString(), row.id])
  return { items: page.items.map((row) => present(row, today)), next: page.next }
}

function inState(state: InvoiceQuestion['state'], today: string) {
  switch (state) {
    case undefined:
      return sql`true`
    case 'draft':
      return sql`i.number is null`
    case 'void':
      return sql`i.voided_at is not null`
    case 'paid':
      return sql`i.number is not null and i.voided_at is null and i.open_minor = 0 and i.credited_minor < i.total_minor`
    case 'credited':
      return sql`i.voided_at is null and i.number is not null and i.credited_minor = i.total_minor`
    case 'to_send':
      return sql`i.number is not null and i.sent_at is null and i.voided_at is null and i.open_minor > 0`
    case 'owed':
      return sql`i.open_minor > 0`
    case 'overdue':
      return sql`i.open_minor > 0 and i.due_on < ${today}`
    case 'open':
      return sql`i.open_minor > 0 and i.open_minor = i.total_minor - i.credited_minor and i.due_on >= ${today}`
    case 'part_paid':
      return sql`i.open_minor > 0 and i.open_minor < i.total_minor - i.credited_minor and i.due_on >= ${today}`
  }
}

type Row = Invoice & { given_name: string; family_name: string; payer_name: string | null }

function present(row: Row, today: string): z.input<typeof InvoiceRow> {
  return {
    id: row.id,
    number: row.number,
    state: stateOf(row, today),
    clientId: row.client_id,
    clientName: clientName(row),
    payerId: row.payer_id,
    payerName: row.payer_name,
    currency: row.currency,
    totalMinor: row.total_minor,
    openMinor: row.number === null ? row.total_minor : row.open_minor,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    sentAt: row.sent_at,
    createdAt: row.created_at,
  }
}
