import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { invalid, problem } from '../../../platform/problem.ts'
import type { BankAccount } from './account.ts'
import { rememberMap } from './account.ts'
import type { Refusal } from './lines.ts'
import { readLines } from './lines.ts'
import type { BankMap } from './map.ts'
import { columnsOf, readTable } from './table.ts'

export interface ImportOutcome {
  id: string
  rowsRead: number
  added: number
  /** Lines that were there already: the same file, or one that overlaps. */
  known: number
  refused: Refusal[]
}

const MOST_REFUSED = 500

/**
 * Takes the lines of a bank's file in, each once. The map is remembered for the next file. 422 when the file lacks a
 * column of the map, 409 `nothing_read` when not one row could be read.
 */
export async function importFile(
  ctx: Context,
  wish: { account: BankAccount; map: BankMap; bytes: Uint8Array; name: string },
): Promise<ImportOutcome> {
  const { account, map, bytes } = wish
  if (!map.amount && !(map.credit && map.debit))
    throw invalid(
      'map',
      'Say which column holds the amount, or which two hold what came in and what went out.',
    )
  const table = await readTable(bytes, map)
  const missing = columnsOf(map).find((column) => !table.columns.includes(column))
  if (missing) throw invalid('map', `This file has no column “${missing}”. Look at the columns again.`)
  const { lines, refused } = readLines(table, { map, currency: account.currency })
  if (lines.length === 0)
    throw problem(
      409,
      'nothing_read',
      'Not one row could be read this way. Look at the columns, the days and the amounts.',
      {
        refused: refused.slice(0, 5),
      },
    )
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  // Two files at once for one account: the second waits, and then knows the first one's lines.
  await sql`select 1 from bank_account where practice_id = ${ctx.practiceId} and id = ${account.id} for update`.execute(
    ctx.db,
  )
  const isSameFile = await wasImported(ctx, account.id, sha256)
  const importId = ctx.newId()
  const added = isSameFile
    ? 0
    : await countNew(ctx, { accountId: account.id, keys: lines.map(({ key }) => key) })
  const outcome = {
    id: importId,
    rowsRead: lines.length + refused.length,
    added,
    known: lines.length - added,
    refused,
  }
  await sql`insert into bank_import (practice_id, id, bank_account_id, file_name, sha256, rows_read, added, known, refused, created_at, created_by)
    values (${ctx.practiceId}, ${importId}, ${account.id}, ${wish.name}, ${sha256}, ${outcome.rowsRead}, ${added}, ${outcome.known},
      ${JSON.stringify(refused.slice(0, MOST_REFUSED))}::jsonb, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  if (added > 0) await insertLines(ctx, { account, importId, lines })
  await rememberMap(ctx, account.id, map)
  ctx.record('bank.imported', {
    subject: ['bank_account', account.id],
    data: { importId, added, known: outcome.known, refused: refused.length },
  })
  return outcome
}

/** The very same file brings nothing, whatever columns are chosen this time. */
async function wasImported(ctx: Context, accountId: string, sha256: string): Promise<boolean> {
  const { rows } = await sql`select 1 from bank_import
    where practice_id = ${ctx.practiceId} and bank_account_id = ${accountId} and sha256 = ${sha256} limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

async function countNew(
  ctx: Context,
  { accountId, keys }: { accountId: string; keys: string[] },
): Promise<number> {
  const { rows } = await sql<{ known: number }>`select count(*)::int as known from bank_line
    where practice_id = ${ctx.practiceId} and bank_account_id = ${accountId} and key = any(${keys})`.execute(
    ctx.db,
  )
  return keys.length - rows[0]!.known
}

interface NewLines {
  account: BankAccount
  importId: string
  lines: ReturnType<typeof readLines>['lines']
}

async function insertLines(ctx: Context, { account, importId, lines }: NewLines) {
  const rows = lines.map((each) => ({
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    bank_account_id: account.id,
    import_id: importId,
    booked_on: each.bookedOn,
    amount_minor: each.amountMinor,
    currency: account.currency,
    counterparty: each.counterparty,
    purpose: each.purpose,
    reference: each.reference,
    key: each.key,
    row_version: 1,
  }))
  await sql`insert into bank_line select * from jsonb_populate_recordset(null::bank_line, ${JSON.stringify(rows)}::jsonb)
    on conflict on constraint bank_line_once do nothing`.execute(ctx.db)
}
