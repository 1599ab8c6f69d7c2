import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { CHART } from './chart.ts'
import { MOVES } from './moves.ts'

export interface Check {
  what: string
  /** Answers one row with `found` for each thing that is wrong. */
  of(practiceId: string): RawBuilder<unknown>
}

const accounts = sql.join(
  Object.entries(CHART).map(
    ([family, { type, part, sign }]) => sql`(${family}::text, ${type}::text, ${part}::text, ${sign}::text)`,
  ),
)
const moves = sql.join(
  Object.entries(MOVES).flatMap(([kind, pairs]) =>
    pairs.map(([debit, credit]) => sql`(${kind}::text, ${debit}::text, ${credit}::text)`),
  ),
)
const family = (code: string) => sql`split_part(${sql.ref(code)}, ':', 1)`

/** The book against the chart of accounts: known accounts, known movements, no account on its wrong side. */
export const CHART_CHECKS: Check[] = [
  {
    what: 'An account is not in the chart of accounts, or of another type there',
    of: (practiceId) => sql`select 'account ' || a.code as found from ledger_account a
      left join (values ${accounts}) c (family, type, part, sign) on c.family = ${family('a.code')}
      where a.practice_id = ${practiceId} and (c.type is distinct from a.type
        or (c.part = 'none' and a.code like '%:%') or (c.part = 'must' and a.code not like '%:%'))`,
  },
  {
    what: 'An entry moved accounts that its kind never moves',
    of: (practiceId) => sql`select 'transfer ' || t.id as found from ledger_transfer t
      join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
      left join (values ${moves}) m (kind, debit, credit) on m.kind = e.kind and m.debit = ${family('t.debit')} and m.credit = ${family('t.credit')}
      where t.practice_id = ${practiceId} and m.kind is null`,
  },
  {
    what: 'An account ended a day on its wrong side',
    of: (practiceId) => sql`select 'account ' || account || ' on ' || min(posted_on) as found from (
        select s.account, s.currency, s.posted_on, c.type, sum(sum(s.amount)) over (partition by s.account, s.currency order by s.posted_on) as balance
        from (select debit as account, currency, posted_on, amount_minor as amount from ledger_transfer where practice_id = ${practiceId}
          union all select credit, currency, posted_on, -amount_minor from ledger_transfer where practice_id = ${practiceId}) s
        join (values ${accounts}) c (family, type, part, sign) on c.family = ${family('s.account')} and c.sign = 'natural'
        group by s.account, s.currency, s.posted_on, c.type) b
      where case when type in ('asset', 'expense') then balance < 0 else balance > 0 end group by account`,
  },
  {
    what: 'What is owed moved without saying whose, or otherwise than its line says: cuts would not add up',
    of: (practiceId) => sql`select 'transfer ' || t.id as found from ledger_transfer t
      left join invoice_line l on l.practice_id = t.practice_id and l.id = t.line_id
      left join invoice i on i.practice_id = t.practice_id and i.id = t.invoice_id
      where t.practice_id = ${practiceId} and (t.debit = 'receivable' or t.credit = 'receivable')
        and (l.id is null or l.invoice_id <> t.invoice_id or t.client_id is distinct from i.client_id or t.payer_id is distinct from i.payer_id
          or t.practitioner_id is distinct from l.practitioner_id or t.location_id is distinct from l.location_id
          or t.service_id is distinct from l.service_id or t.currency <> i.currency)`,
  },
]
