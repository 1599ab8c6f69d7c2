import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { priceLine, rateByHand } from '../charges/price.ts'
import { findParties } from '../invoices/parties.ts'
import type { Tender } from '../ledger/chart.ts'
import {
  CLIENT_CREDIT,
  RECEIVABLE,
  accountOfTender,
  revenueOf,
  taxOf,
  typeOfAccount,
} from '../ledger/chart.ts'
import type { Row, Rows } from './past-entry.ts'
import { addEntry } from './past-entry.ts'

/** A visit of the past with what it cost, and when and how it was paid (if it was). */
export interface PastBill {
  appointmentId: string
  clientId: string
  serviceId: string
  practitionerId: string | null
  locationId: string
  description: string
  code: string | null
  unitPriceMinor: number
  taxBasisPoints: number
  currency: string
  /** The practice's calendar day of the visit and of the bill. */
  servedOn: string
  at: Date
  dueOn: string
  paid: { on: string; at: Date; tender: Exclude<Tender, 'online'> } | null
}

/**
 * Writes charges, invoices, payments and their postings of a history in one statement, by the rules of `issueCharges`
 * and `payInvoice` (`verify books` proves it). The bills come in the order of their days; they take the next numbers.
 * Leaves no events: the history of a demo practice is not news.
 */
export async function keepPastBills(ctx: Context, bills: readonly PastBill[]) {
  if (bills.length === 0) return
  const { rows: counter } = await sql<{
    last: number
  }>`insert into document_counter (practice_id, series, last_number) values (${ctx.practiceId}, 'invoice', ${bills.length})
    on conflict (practice_id, series) do update set last_number = document_counter.last_number + ${bills.length} returning last_number as last`.execute(
    ctx.db,
  )
  const first = counter[0]!.last - bills.length + 1
  const rows: Rows = {
    charge: [],
    invoice: [],
    invoice_line: [],
    payment: [],
    ledger_entry: [],
    ledger_transfer: [],
  }
  const parties = new Map<string, Awaited<ReturnType<typeof findParties>>>()
  for (const [index, bill] of bills.entries()) {
    if (!parties.has(bill.clientId)) parties.set(bill.clientId, await findParties(ctx, bill.clientId))
    addBill(ctx, rows, { bill, number: first + index, parties: parties.get(bill.clientId)! })
  }
  await writeRows(ctx, rows)
}

async function writeRows(ctx: Context, rows: Rows) {
  const codes = new Set(
    rows.ledger_transfer.flatMap(({ debit, credit }) => [debit as string, credit as string]),
  )
  const accounts = [...codes].map((code) => ({
    practice_id: ctx.practiceId,
    code,
    type: typeOfAccount(code),
  }))
  // Columns that are not named keep their defaults: a new one does not stop the past from being written.
  const insert = (table: string, values: Row[]) => {
    const names = [...new Set(values.flatMap((row) => Object.keys(row)))]
    const columns = sql.join((names.length > 0 ? names : ['practice_id']).map((name) => sql.ref(name)))
    return sql`insert into ${sql.table(table)} (${columns}) select ${columns}
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(values)}::jsonb)`
  }
  await sql`with chart as (${insert('ledger_account', accounts)} on conflict do nothing),
    bills as (${insert('invoice', rows.invoice)}), charges as (${insert('charge', rows.charge)}), lines as (${insert('invoice_line', rows.invoice_line)}),
    money as (${insert('payment', rows.payment)}), entries as (${insert('ledger_entry', rows.ledger_entry)})
    ${insert('ledger_transfer', rows.ledger_transfer)}`.execute(ctx.db)
}

interface Numbered {
  bill: PastBill
  number: number
  parties: Awaited<ReturnType<typeof findParties>>
}

function addBill(ctx: Context, rows: Rows, { bill, number, parties }: Numbered) {
  const ids = { charge: ctx.newId(), invoice: ctx.newId(), line: ctx.newId() }
  const priced = priceLine({
    quantity: 1,
    unitPriceMinor: bill.unitPriceMinor,
    rates: rateByHand(bill.taxBasisPoints),
    priceIncludesTax: false,
  })
  const amounts = { net_minor: priced.netMinor, tax_minor: priced.taxMinor, total_minor: priced.totalMinor }
  const made = { practice_id: ctx.practiceId, created_at: bill.at, created_by: ctx.actor.name }
  const what = {
    kind: 'service',
    description: bill.description,
    code: bill.code,
    served_on: bill.servedOn,
    service_id: bill.serviceId,
    practitioner_id: bill.practitionerId,
    location_id: bill.locationId,
    quantity: '1.000',
    unit_price_minor: bill.unitPriceMinor,
    tax_basis_points: bill.taxBasisPoints,
    price_includes_tax: false,
    ...amounts,
  }
  rows.charge.push({
    ...made,
    ...what,
    id: ids.charge,
    client_id: bill.clientId,
    appointment_id: bill.appointmentId,
    currency: bill.currency,
    invoice_id: ids.invoice,
    source_key: `appointment:${bill.appointmentId}`,
    row_version: 1,
  })
  rows.invoice.push({
    ...made,
    ...amounts,
    id: ids.invoice,
    number,
    client_id: bill.clientId,
    currency: bill.currency,
    open_minor: bill.paid ? 0 : priced.totalMinor,
    issued_on: bill.servedOn,
    due_on: bill.dueOn,
    moved_on: bill.paid?.on ?? bill.servedOn,
    bill_to: parties.billTo,
    letterhead: parties.letterhead,
    locale: parties.locale,
    issued_at: bill.at,
    issued_by: ctx.actor.name,
    row_version: 1,
  })
  rows.invoice_line.push({
    practice_id: ctx.practiceId,
    ...what,
    id: ids.line,
    invoice_id: ids.invoice,
    charge_id: ids.charge,
    position: 1,
  })
  const cut = {
    client_id: bill.clientId,
    practitioner_id: bill.practitionerId,
    location_id: bill.locationId,
    service_id: bill.serviceId,
    invoice_id: ids.invoice,
    line_id: ids.line,
  }
  addEntry(
    ctx,
    rows,
    {
      kind: 'invoice',
      on: bill.servedOn,
      at: bill.at,
      currency: bill.currency,
      subject: ['invoice', ids.invoice],
    },
    [
      { debit: RECEIVABLE, credit: revenueOf('service'), amount_minor: priced.netMinor, ...cut },
      {
        debit: RECEIVABLE,
        credit: taxOf({ code: null, ratePpm: bill.taxBasisPoints * 100 }),
        amount_minor: priced.taxMinor,
        ...cut,
      },
    ],
  )
  if (bill.paid) addPayment(ctx, rows, { bill, paid: bill.paid, total: priced.totalMinor, cut })
}

function addPayment(
  ctx: Context,
  rows: Rows,
  {
    bill,
    paid,
    total,
    cut,
  }: { bill: PastBill; paid: NonNullable<PastBill['paid']>; total: number; cut: Row },
) {
  const id = ctx.newId()
  rows.payment.push({
    practice_id: ctx.practiceId,
    id,
    client_id: bill.clientId,
    tender: paid.tender,
    amount_minor: total,
    currency: bill.currency,
    unapplied_minor: 0,
    refunded_minor: 0,
    received_on: paid.on,
    moved_on: paid.on,
    location_id: bill.locationId,
    created_at: paid.at,
    created_by: ctx.actor.name,
    row_version: 1,
  })
  const entry = { on: paid.on, at: paid.at, currency: bill.currency, subject: ['payment', id] as const }
  const received = {
    debit: accountOfTender(paid.tender, null),
    credit: CLIENT_CREDIT,
    amount_minor: total,
    client_id: bill.clientId,
    location_id: bill.locationId,
    payment_id: id,
  }
  addEntry(ctx, rows, { kind: 'payment', ...entry }, [received])
  addEntry(ctx, rows, { kind: 'application', ...entry }, [
    { debit: CLIENT_CREDIT, credit: RECEIVABLE, amount_minor: total, ...cut, payment_id: id },
  ])
}
