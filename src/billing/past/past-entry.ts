import type { Context } from '../../platform/operation/context.ts'

/** A row as jsonb_populate_recordset takes it. */
export type Row = Record<string, unknown>
/** The rows of a history, by table. */
export interface Rows {
  charge: Row[]
  invoice: Row[]
  invoice_line: Row[]
  payment: Row[]
  ledger_entry: Row[]
  ledger_transfer: Row[]
}

interface EntryFacts {
  kind: 'invoice' | 'payment' | 'application'
  on: string
  at: Date
  currency: string
  subject: readonly [string, string]
}

/** Adds an entry with its transfers to the rows; transfers of nothing are left out. */
export function addEntry(
  ctx: Context,
  rows: Rows,
  facts: EntryFacts,
  transfers: (Row & { amount_minor: number })[],
) {
  const id = ctx.newId()
  const real = transfers.filter((each) => each.amount_minor !== 0)
  const total = real.reduce((sum, each) => sum + each.amount_minor, 0)
  rows.ledger_entry.push({
    practice_id: ctx.practiceId,
    id,
    kind: facts.kind,
    posted_on: facts.on,
    at: facts.at,
    actor_name: ctx.actor.name,
    subject_type: facts.subject[0],
    subject_id: facts.subject[1],
    transfer_count: real.length,
    total_minor: total,
  })
  for (const transfer of real)
    rows.ledger_transfer.push({
      practice_id: ctx.practiceId,
      id: ctx.newId(),
      entry_id: id,
      posted_on: facts.on,
      currency: facts.currency,
      ...transfer,
    })
}
