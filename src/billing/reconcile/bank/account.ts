import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../../platform/operation/context.ts'
import { Id, Instant, line } from '../../../platform/operation/shapes.ts'
import { notFound } from '../../../platform/problem.ts'
import { BankMap } from './map.ts'

export interface BankAccount {
  id: string
  name: string
  currency: string
  map: BankMap | null
}

export const BankAccountWish = z.strictObject({ name: line(80) })

export const BankAccountView = z.object({
  id: Id,
  name: z.string(),
  currency: z.string(),
  map: BankMap.nullable(),
  lines: z.int(),
  waiting: z.int(),
  lastDay: z.iso.date().nullable(),
  lastImportAt: Instant.nullable(),
})

export async function listBankAccounts(ctx: Context): Promise<z.input<typeof BankAccountView>[]> {
  const { rows } = await sql<z.input<typeof BankAccountView>>`select a.id, a.name, a.currency, a.map,
      count(l.id)::int as lines, count(l.id) filter (where l.settled_as is null)::int as waiting, max(l.booked_on) as "lastDay",
      (select max(i.created_at) from bank_import i where i.practice_id = a.practice_id and i.bank_account_id = a.id) as "lastImportAt"
    from bank_account a left join bank_line l on l.practice_id = a.practice_id and l.bank_account_id = a.id
    where a.practice_id = ${ctx.practiceId} and a.archived_at is null group by a.practice_id, a.id, a.name, a.currency, a.map order by a.name, a.id`.execute(
    ctx.db,
  )
  return rows
}

export async function findBankAccount(ctx: Context, id: string): Promise<BankAccount> {
  const { rows } = await sql<BankAccount>`select id, name, currency, map from bank_account
    where practice_id = ${ctx.practiceId} and id = ${id} and archived_at is null`.execute(ctx.db)
  if (!rows[0]) throw notFound('This bank account')
  return rows[0]
}

/** An account whose files are to be read; in the practice's currency. */
export async function openBankAccount(ctx: Context, { name }: { name: string }): Promise<string> {
  const id = ctx.newId()
  const { currency } = await ctx.practice()
  await sql`insert into bank_account (practice_id, id, name, currency, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${name}, ${currency}, ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('bank.account_opened', { subject: ['bank_account', id] })
  return id
}

/** The next file of this bank is read the same way. */
export async function rememberMap(ctx: Context, id: string, map: BankMap) {
  await sql`update bank_account set map = ${JSON.stringify(map)}::jsonb, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}
