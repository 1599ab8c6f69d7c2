import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import type { Charge } from '../charges/charge.ts'
import { taxesIn } from '../charges/charge.ts'
import { RECEIVABLE, accountOfKind, taxOf } from '../ledger/chart.ts'
import type { Transfer } from '../ledger/post.ts'
import { post } from '../ledger/post.ts'
import { settlePrepaid } from '../packages/cover.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { Invoice } from './invoice.ts'
import { todayOf } from './invoice.ts'
import { nextNumber } from './number.ts'
import type { Parties } from './parties.ts'
import { findParties } from './parties.ts'

interface Sums {
  net: number
  tax: number
  total: number
}

/**
 * Issues an invoice over charges of one client: number, lines, ledger, event; the charges must be locked or new.
 * With `draft` that invoice is issued, else a new one is made. 409 `nothing_to_bill`, `mixed_currency`.
 */
export async function issueCharges(
  ctx: Context,
  charges: readonly Charge[],
  draft?: Invoice,
): Promise<Invoice> {
  const sums = sumsOf(charges)
  const today = await todayOf(ctx)
  const settings = await findBillingSettings(ctx)
  const payerId = draft ? draft.payer_id : charges[0]!.payer_id
  const parties = await findParties(ctx, charges[0]!.client_id, payerId)
  const invoice = {
    id: draft?.id ?? ctx.newId(),
    charges,
    sums,
    today,
    dueOn: addLocalDays(today, settings.dueDays),
    note: draft?.note ?? settings.invoiceNote,
    parties,
    payerId,
    // Last, because everybody else who issues waits from here on.
    number: await nextNumber(ctx, 'invoice'),
  }
  const issued = await writeInvoice(ctx, invoice, draft)
  const lines = await writeLines(ctx, invoice)
  await post(ctx, {
    kind: 'invoice',
    postedOn: today,
    currency: issued.currency,
    subject: ['invoice', issued.id],
    transfers: lines.flatMap((line) => transfersOf(issued, line)),
  })
  ctx.record('invoice.issued', {
    subject: ['invoice', issued.id],
    clientId: issued.client_id,
    data: {
      number: issued.number,
      totalMinor: issued.total_minor,
      currency: issued.currency,
      appointmentId: charges.find((each) => each.appointment_id)?.appointment_id ?? null,
    },
  })
  await settlePrepaid(ctx, issued, charges)
  return issued
}

function sumsOf(charges: readonly Charge[]): Sums {
  const total = charges.reduce((sum, each) => sum + each.total_minor, 0)
  if (charges.length === 0 || total === 0)
    throw problem(409, 'nothing_to_bill', 'There is nothing to bill on this invoice.')
  if (new Set(charges.map((each) => each.currency)).size > 1)
    throw problem(409, 'mixed_currency', 'One invoice has one currency.')
  const net = charges.reduce((sum, each) => sum + each.net_minor, 0)
  return { net, tax: total - net, total }
}

interface Issue {
  id: string
  charges: readonly Charge[]
  sums: Sums
  today: string
  dueOn: string
  note: string | null
  parties: Parties
  payerId: string | null
  number: number
}

async function writeInvoice(ctx: Context, issue: Issue, draft?: Invoice): Promise<Invoice> {
  const { sums, parties } = issue
  const { rows } =
    await sql<Invoice>`insert into invoice (practice_id, id, number, client_id, payer_id, currency, net_minor, tax_minor, total_minor, open_minor,
      issued_on, due_on, moved_on, bill_to, letterhead, locale, note, created_at, created_by, issued_at, issued_by)
    values (${ctx.practiceId}, ${issue.id}, ${issue.number}, ${issue.charges[0]!.client_id}, ${issue.payerId}, ${issue.charges[0]!.currency},
      ${sums.net}, ${sums.tax}, ${sums.total}, ${sums.total}, ${issue.today}, ${issue.dueOn}, ${issue.today},
      ${JSON.stringify(parties.billTo)}::jsonb, ${JSON.stringify(parties.letterhead)}::jsonb, ${parties.locale}, ${issue.note},
      ${draft?.created_at ?? ctx.now}, ${draft?.created_by ?? ctx.actor.name}, ${ctx.now}, ${ctx.actor.name})
    on conflict (practice_id, id) do update set number = excluded.number, net_minor = excluded.net_minor, tax_minor = excluded.tax_minor,
      total_minor = excluded.total_minor, open_minor = excluded.open_minor, issued_on = excluded.issued_on, due_on = excluded.due_on,
      moved_on = excluded.moved_on, bill_to = excluded.bill_to, letterhead = excluded.letterhead, locale = excluded.locale, note = excluded.note,
      currency = excluded.currency, issued_at = excluded.issued_at, issued_by = excluded.issued_by, row_version = invoice.row_version + 1
    returning *`.execute(ctx.db)
  return rows[0]!
}

interface IssuedLine {
  id: string
  charge: Charge
}

/** Copies the charges as they are printed, and notes on them where they went. */
async function writeLines(ctx: Context, { id: invoiceId, charges }: Issue): Promise<IssuedLine[]> {
  const lines = charges.map((charge) => ({ id: ctx.newId(), charge }))
  const rows = lines.map(({ id, charge }, index) => ({
    practice_id: ctx.practiceId,
    id,
    invoice_id: invoiceId,
    charge_id: charge.id,
    position: index + 1,
    kind: charge.kind,
    description: charge.description,
    code: charge.code,
    served_on: charge.served_on,
    service_id: charge.service_id,
    practitioner_id: charge.practitioner_id,
    location_id: charge.location_id,
    quantity: charge.quantity,
    unit_price_minor: charge.unit_price_minor,
    tax_basis_points: charge.tax_basis_points,
    price_includes_tax: charge.price_includes_tax,
    net_minor: charge.net_minor,
    tax_minor: charge.tax_minor,
    total_minor: charge.total_minor,
    taxes: charge.taxes,
    tax_note: charge.tax_note,
    discount_minor: charge.discount_minor,
    discount_reason: charge.discount_reason,
    share_whole_minor: charge.share_whole_minor,
  }))
  await sql`with taken as (update charge set invoice_id = ${invoiceId}, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = any(${charges.map((each) => each.id)}))
    insert into invoice_line select * from jsonb_populate_recordset(null::invoice_line, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
  return lines
}

function transfersOf(invoice: Invoice, { id, charge }: IssuedLine): Transfer[] {
  const dimensions = {
    clientId: invoice.client_id,
    payerId: invoice.payer_id,
    practitionerId: charge.practitioner_id,
    locationId: charge.location_id,
    serviceId: charge.service_id,
    invoiceId: invoice.id,
    lineId: id,
  }
  return [
    { debit: RECEIVABLE, credit: accountOfKind(charge.kind), amountMinor: charge.net_minor, ...dimensions },
    ...taxesIn(charge).map((tax) => ({
      debit: RECEIVABLE,
      credit: taxOf(tax),
      amountMinor: tax.taxMinor,
      ...dimensions,
    })),
  ]
}
