import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { typeOfAccount } from './chart.ts'
import type { EntryKind } from './moves.ts'
import { checkMove } from './moves.ts'

/** What a figure can be cut by. */
export interface Dimensions {
  clientId?: string | null
  payerId?: string | null
  practitionerId?: string | null
  locationId?: string | null
  serviceId?: string | null
  invoiceId?: string | null
  lineId?: string | null
  paymentId?: string | null
}

/** An amount that leaves `credit` and reaches `debit`. */
export interface Transfer extends Dimensions {
  debit: string
  credit: string
  amountMinor: number
}

export interface Entry {
  kind: EntryKind
  /** The practice's calendar day that it counts for. */
  postedOn: string
  currency: string
  subject: readonly [type: string, id: string]
  /** The entry that this one takes back. */
  reverses?: string | null
  transfers: readonly Transfer[]
}

/** Writes one entry; answers its id. */
export async function post(ctx: Context, entry: Entry): Promise<string> {
  const [id] = await postAll(ctx, [entry])
  return id!
}

/**
 * Writes entries with their transfers in one statement; answers their ids. Transfers of nothing are left out, an
 * entry without transfers is a bug. There is no way to change or delete what was posted: the role has no such grant.
 */
export async function postAll(ctx: Context, entries: readonly Entry[]): Promise<string[]> {
  const written = entries.map((entry) => rowsOf(ctx, entry))
  const transfers = written.flatMap((each) => each.transfers)
  const codes = new Set(transfers.flatMap((each) => [each.debit, each.credit]))
  const accounts = [...codes].map((code) => ({
    practice_id: ctx.practiceId,
    code,
    type: typeOfAccount(code),
  }))
  await sql`with
    chart as (insert into ledger_account select * from jsonb_populate_recordset(null::ledger_account, ${JSON.stringify(accounts)}::jsonb) on conflict do nothing),
    entries as (insert into ledger_entry select * from jsonb_populate_recordset(null::ledger_entry, ${JSON.stringify(written.map((each) => each.entry))}::jsonb))
    insert into ledger_transfer select * from jsonb_populate_recordset(null::ledger_transfer, ${JSON.stringify(transfers)}::jsonb)`.execute(
    ctx.db,
  )
  return written.map((each) => each.entry.id)
}

function rowsOf(ctx: Context, entry: Entry) {
  const id = ctx.newId()
  for (const transfer of entry.transfers) checkMove(entry.kind, transfer)
  const transfers = entry.transfers
    .filter((each) => each.amountMinor !== 0)
    .map((each) => transferRow(ctx, entry, { ...each, entryId: id }))
  if (transfers.length === 0) throw new Error(`An entry of kind ${entry.kind} without transfers.`)
  const row = {
    practice_id: ctx.practiceId,
    id,
    kind: entry.kind,
    posted_on: entry.postedOn,
    at: ctx.now,
    actor_name: ctx.actor.name,
    subject_type: entry.subject[0],
    subject_id: entry.subject[1],
    reverses: entry.reverses ?? null,
    transfer_count: transfers.length,
    total_minor: transfers.reduce((sum, each) => sum + each.amount_minor, 0),
  }
  return { entry: row, transfers }
}

function transferRow(ctx: Context, entry: Entry, transfer: Transfer & { entryId: string }) {
  return {
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    entry_id: transfer.entryId,
    posted_on: entry.postedOn,
    debit: transfer.debit,
    credit: transfer.credit,
    amount_minor: transfer.amountMinor,
    currency: entry.currency,
    client_id: transfer.clientId ?? null,
    payer_id: transfer.payerId ?? null,
    practitioner_id: transfer.practitionerId ?? null,
    location_id: transfer.locationId ?? null,
    service_id: transfer.serviceId ?? null,
    invoice_id: transfer.invoiceId ?? null,
    line_id: transfer.lineId ?? null,
    payment_id: transfer.paymentId ?? null,
  }
}

/** The same transfers the other way round. */
export function reversed(transfers: readonly Transfer[]): Transfer[] {
  return transfers.map((each) => ({ ...each, debit: each.credit, credit: each.debit }))
}

/** What an entry moved, as it was posted. */
export async function transfersOf(ctx: Context, entryId: string): Promise<Transfer[]> {
  const { rows } =
    await sql<Transfer>`select debit, credit, amount_minor as "amountMinor", client_id as "clientId", payer_id as "payerId",
      practitioner_id as "practitionerId", location_id as "locationId", service_id as "serviceId", invoice_id as "invoiceId",
      line_id as "lineId", payment_id as "paymentId"
    from ledger_transfer where practice_id = ${ctx.practiceId} and entry_id = ${entryId} order by id`.execute(
      ctx.db,
    )
  return rows
}
