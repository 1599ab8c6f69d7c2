import { sql } from 'kysely'
import type { Finding, Verification } from '../../platform/verification.ts'
import type { Check } from '../ledger/verify-chart.ts'

const CHECKS: Check[] = [
  {
    what: 'A payout is not what is in it',
    of: (practiceId) => sql`select 'payout ' || o.id as found from payout o
      join payout_line l on l.practice_id = o.practice_id and l.payout_id = o.id
      where o.practice_id = ${practiceId} and o.posted_on is not null group by o.id, o.amount_minor having sum(l.net_minor) <> o.amount_minor`,
  },
  {
    what: 'A payout does not stand in the book as it reached the bank',
    of: (practiceId) => sql`select 'payout ' || o.id as found from payout o
      left join (select e.subject_id, sum(case when t.debit = 'bank' then t.amount_minor else -t.amount_minor end) as amount
        from ledger_entry e join ledger_transfer t on t.practice_id = e.practice_id and t.entry_id = e.id
        where e.practice_id = ${practiceId} and e.subject_type = 'payout' and e.kind in ('payout', 'payout_reversal') group by e.subject_id) b on b.subject_id = o.id
      where o.practice_id = ${practiceId} and coalesce(b.amount, 0) <> case when o.posted_on is null then 0 else o.amount_minor end`,
  },
  {
    what: 'A line of the bank is settled as something else than its amount',
    of: (practiceId) => sql`select 'bank_line ' || l.id as found from bank_line l
      left join bank_match m on m.practice_id = l.practice_id and m.line_id = l.id and m.undone_at is null
      where l.practice_id = ${practiceId} group by l.id, l.amount_minor, l.settled_as
      having coalesce(sum(m.amount_minor), 0) <> case when l.settled_as is null or l.settled_as = 'ignored' then 0 else l.amount_minor end`,
  },
  {
    what: 'A write-off above a limit was approved by nobody, or by the one who asked',
    of: (practiceId) => sql`select 'write_off_request ' || r.id as found from write_off_request r
      left join write_off w on w.practice_id = r.practice_id and w.id = r.write_off_id
      where r.practice_id = ${practiceId} and r.decision = 'approved' and (w.approved_by is null or w.amount_minor <> r.amount_minor or r.decided_by_id = r.requested_by_id)`,
  },
]

/** What happens after the invoice, proved from the rows: payouts and lines of the bank stand in the book as they were. */
export const verifyReconciliation: Verification = {
  subject: 'books',
  promise:
    'Payouts are what is in them and stand in the book once, settled lines of the bank are their amount, approvals are another person’s',
  async run(db, practiceId) {
    const findings: Finding[] = []
    for (const { what, of } of CHECKS) {
      const { rows } = await sql<{
        found: string
      }>`select found from (${of(practiceId)}) wrong limit 100`.execute(db)
      findings.push(...rows.map(({ found }) => ({ what, where: found })))
    }
    return findings
  },
}
