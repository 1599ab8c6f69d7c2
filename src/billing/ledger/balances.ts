import { sql } from 'kysely'
import type { Db } from '../../platform/database/transaction.ts'

export const CUTS = [
  'client_id',
  'payer_id',
  'practitioner_id',
  'location_id',
  'service_id',
  'invoice_id',
  'payment_id',
] as const
export type Cut = (typeof CUTS)[number]

export interface BalanceQuestion {
  practiceId: string
  /** Movements up to and including this day count; all of them without it. */
  asOf?: string
  /** Only these accounts; a family (`tax`) stands for all of its accounts. */
  accounts?: readonly string[]
  /** One row per account and value of this dimension. */
  by?: Cut
}

export interface Balance {
  account: string
  currency: string
  /** The value of the dimension asked for; null without one. */
  of: string | null
  debitMinor: number
  creditMinor: number
  /** Debits less credits: positive for what is owed to the practice or lies in a drawer. */
  balanceMinor: number
}

/** Balances are sums of transfers, for any day. */
export async function balancesOf(db: Db, question: BalanceQuestion): Promise<Balance[]> {
  const { practiceId, asOf, accounts, by } = question
  const of = by ? sql`${sql.ref(by)}::text` : sql`null::text`
  const until = asOf ? sql`and posted_on <= ${asOf}` : sql``
  const only = accounts
    ? sql`where account = any(${[...accounts]}) or split_part(account, ':', 1) = any(${[...accounts]})`
    : sql``
  const { rows } = await sql<Balance>`
    select account, currency, "of", sum(debit)::bigint as "debitMinor", sum(credit)::bigint as "creditMinor", sum(debit - credit)::bigint as "balanceMinor"
    from (
      select debit as account, currency, ${of} as "of", amount_minor as debit, 0 as credit from ledger_transfer where practice_id = ${practiceId} ${until}
      union all
      select credit, currency, ${of}, 0, amount_minor from ledger_transfer where practice_id = ${practiceId} ${until}
    ) sides ${only}
    group by account, currency, "of" order by account, currency, "of"`.execute(db)
  return rows
}
