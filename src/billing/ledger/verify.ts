import { sql } from 'kysely'
import type { Db } from '../../platform/database/transaction.ts'
import type { Finding, Verification } from '../../platform/verification.ts'
import { PREPAID_CHECKS } from '../packages/verify-prepaid.ts'
import type { Check } from './verify-chart.ts'
import { CHART_CHECKS } from './verify-chart.ts'

const MOST_FINDINGS = 100

/** What must always hold of the books, proved from the rows alone; `atrium verify books` runs it. */
export const verifyBooks: Verification = {
  subject: 'books',
  promise:
    'Every entry is whole and moves only accounts of the chart, invoiced = paid + open + written off by any cut on any day, nothing open is negative, numbers have no gaps, caches equal sums',
  async run(db, practiceId) {
    const findings: Finding[] = []
    for (const check of [
      ...ENTRIES,
      ...CHART_CHECKS,
      ...DOCUMENTS,
      ...CACHES,
      ...PREPAID_CHECKS,
      ...EVERY_DAY,
    ])
      findings.push(...(await findingsOf(db, practiceId, check)))
    return findings
  },
}

async function findingsOf(db: Db, practiceId: string, check: Check): Promise<Finding[]> {
  const { rows } = await sql<{
    found: string
  }>`select found from (${check.of(practiceId)}) wrong limit ${MOST_FINDINGS}`.execute(db)
  return rows.map(({ found }) => ({ what: check.what, where: found }))
}

const signed = (account: string) => sql`case when debit = ${account} then amount_minor else -amount_minor end`
const touches = (account: string) => sql`(debit = ${account} or credit = ${account})`

const ENTRIES: Check[] = [
  {
    what: 'An entry does not have the transfers it was written with',
    of: (practiceId) => sql`select 'entry ' || e.id as found from ledger_entry e
      left join ledger_transfer t on t.practice_id = e.practice_id and t.entry_id = e.id
      where e.practice_id = ${practiceId} group by e.id, e.transfer_count, e.total_minor, e.posted_on
      having count(t.id) <> e.transfer_count or coalesce(sum(t.amount_minor), 0) <> e.total_minor
        or count(distinct t.currency) <> 1 or min(t.posted_on) <> e.posted_on or max(t.posted_on) <> e.posted_on`,
  },
  {
    what: 'An entry that takes another back is not its mirror',
    of: (practiceId) => sql`select 'entry ' || s.reverser as found from (
        select e.id as reverser, t.debit, t.credit, t.amount_minor from ledger_entry e
          join ledger_transfer t on t.practice_id = e.practice_id and t.entry_id = e.id where e.practice_id = ${practiceId} and e.reverses is not null
        union all
        select e.id, t.credit, t.debit, -t.amount_minor from ledger_entry e
          join ledger_transfer t on t.practice_id = e.practice_id and t.entry_id = e.reverses where e.practice_id = ${practiceId}) s
      group by s.reverser, s.debit, s.credit having sum(s.amount_minor) <> 0`,
  },
]

const DOCUMENTS: Check[] = [
  ...(['invoice', 'credit_note'] as const).map((series): Check => ({
    what: `Numbers of the series ${series} have a gap`,
    of: (practiceId) => sql`select 'series ' || ${series} as found
      from (select count(number) as count, coalesce(min(number), 1) as first, coalesce(max(number), 0) as last from ${sql.ref(series)} where practice_id = ${practiceId}) n
      where n.first <> 1 or n.count <> n.last
        or n.last <> coalesce((select last_number from document_counter where practice_id = ${practiceId} and series = ${series}), 0)`,
  })),
  {
    what: 'The sums of an invoice are not those of its lines',
    of: (practiceId) => sql`select 'invoice ' || i.id as found from invoice i
      left join invoice_line l on l.practice_id = i.practice_id and l.invoice_id = i.id
      where i.practice_id = ${practiceId} and i.number is not null group by i.id, i.net_minor, i.tax_minor, i.total_minor
      having coalesce(sum(l.net_minor), 0) <> i.net_minor or coalesce(sum(l.tax_minor), 0) <> i.tax_minor or coalesce(sum(l.total_minor), 0) <> i.total_minor`,
  },
  {
    what: 'The taxes of a line are not what its tax is',
    of: (
      practiceId,
    ) => sql`select 'line ' || id as found from invoice_line where practice_id = ${practiceId} and taxes is not null
      and tax_minor <> (select coalesce(sum((each ->> 'taxMinor')::bigint), 0) from jsonb_array_elements(taxes) each)`,
  },
  {
    what: 'A line does not stand in the ledger as it is printed',
    of: (practiceId) => sql`select 'line ' || l.id as found from invoice_line l
      join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id
      left join (select t.* from ledger_transfer t join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
        where t.practice_id = ${practiceId} and e.kind = 'invoice') t on t.practice_id = l.practice_id and t.line_id = l.id
          and t.client_id = i.client_id and t.invoice_id = i.id and t.posted_on = i.issued_on and t.currency = i.currency
          and t.practitioner_id is not distinct from l.practitioner_id and t.location_id is not distinct from l.location_id
          and t.service_id is not distinct from l.service_id and t.payer_id is not distinct from i.payer_id
      where l.practice_id = ${practiceId} group by l.id, l.net_minor, l.tax_minor
      having coalesce(sum(t.amount_minor) filter (where split_part(t.credit, ':', 1) <> 'tax'), 0) <> l.net_minor
        or coalesce(sum(t.amount_minor) filter (where split_part(t.credit, ':', 1) = 'tax'), 0) <> l.tax_minor
        or coalesce(sum(t.amount_minor), 0) <> l.net_minor + l.tax_minor`,
  },
  {
    what: 'An invoice is void without its credit note, has one without being void, or parts of it were taken back otherwise than its notes say',
    of: (practiceId) => sql`select 'invoice ' || i.id as found from invoice i
      left join (select invoice_id, count(*) filter (where kind = 'void') as voids, coalesce(sum(total_minor) filter (where kind = 'void'), 0) as void,
          coalesce(sum(total_minor) filter (where kind = 'part'), 0) as parts from credit_note where practice_id = ${practiceId} group by invoice_id) n on n.invoice_id = i.id
      where i.practice_id = ${practiceId} and ((i.voided_at is null) <> (coalesce(n.voids, 0) = 0) or coalesce(n.parts, 0) <> i.credited_minor
        or (i.voided_at is not null and n.void <> i.total_minor - i.credited_minor))`,
  },
  {
    what: 'A credit note does not take back what its lines say, or not in the book',
    of: (practiceId) => sql`select 'credit note ' || n.id as found from credit_note n
      left join (select credit_note_id, sum(total_minor) as total from credit_note_line where practice_id = ${practiceId} group by 1) l on l.credit_note_id = n.id
      left join (select e.subject_id, sum(t.amount_minor) as total from ledger_entry e join ledger_transfer t on t.practice_id = e.practice_id and t.entry_id = e.id
        where e.practice_id = ${practiceId} and e.kind = 'credit_note' group by 1) t on t.subject_id = n.id
      where n.practice_id = ${practiceId} and (coalesce(l.total, n.total_minor) <> n.total_minor or t.total is distinct from n.total_minor)`,
  },
  {
    what: 'A charge is billed on an invoice that does not show it, or on two',
    of: (practiceId) => sql`select 'charge ' || h.id as found from charge h
      left join invoice_line l on l.practice_id = h.practice_id and l.charge_id = h.id
      left join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id
      left join invoice own on own.practice_id = h.practice_id and own.id = h.invoice_id
      where h.practice_id = ${practiceId} group by h.id, h.invoice_id, own.number
      having count(i.id) filter (where i.voided_at is null) > 1
        or (own.number is not null and count(i.id) filter (where i.voided_at is null and i.id = h.invoice_id) <> 1)
        or (h.invoice_id is null and count(i.id) filter (where i.voided_at is null) > 0)`,
  },
]

const CACHES: Check[] = [
  {
    what: 'What an invoice shows as open is not what the ledger says',
    of: (practiceId) => sql`select 'invoice ' || i.id as found from invoice i
      left join (select invoice_id, sum(${signed('receivable')}) as open from ledger_transfer
        where practice_id = ${practiceId} and ${touches('receivable')} group by invoice_id) t on t.invoice_id = i.id
      where i.practice_id = ${practiceId} and coalesce(t.open, 0) <> i.open_minor`,
  },
  {
    what: 'An invoice is not paid + open + written off',
    of: (practiceId) => sql`select 'invoice ' || i.id as found from invoice i
      left join (select invoice_id, sum(case when credit = 'receivable' then amount_minor else -amount_minor end) as paid from ledger_transfer
        where practice_id = ${practiceId} and ${touches('client_credit')} and ${touches('receivable')} group by invoice_id) p on p.invoice_id = i.id
      left join (select invoice_id, sum(amount_minor) as given_up from write_off where practice_id = ${practiceId} and reversed_at is null group by invoice_id) w on w.invoice_id = i.id
      where i.practice_id = ${practiceId} and i.number is not null
        and (case when i.voided_at is null then i.total_minor - i.credited_minor else 0 end) <> coalesce(p.paid, 0) + i.open_minor + coalesce(w.given_up, 0)`,
  },
  {
    what: 'A payment is not what stands on invoices + what stands on none + what is held + what was given back',
    of: (practiceId) => sql`select 'payment ' || p.id as found from payment p
      left join (select payment_id,
          coalesce(sum(case when credit = 'receivable' then amount_minor else -amount_minor end) filter (where ${touches('receivable')}), 0) as applied,
          coalesce(sum(case when credit = 'client_credit' then amount_minor else -amount_minor end) filter (where ${touches('client_credit')}), 0) as unapplied,
          coalesce(sum(case when credit = 'deposits' then amount_minor else -amount_minor end) filter (where ${touches('deposits')}), 0) as held,
          coalesce(sum(amount_minor) filter (where starts_with(credit, 'disputed:') and debit = 'client_credit'), 0) as lost
        from ledger_transfer where practice_id = ${practiceId} and payment_id is not null group by payment_id) t on t.payment_id = p.id
      left join (select payment_id, sum(amount_minor) as back from refund where practice_id = ${practiceId} and state <> 'failed' group by payment_id) r on r.payment_id = p.id
      where p.practice_id = ${practiceId} and (coalesce(t.unapplied, 0) <> p.unapplied_minor or coalesce(r.back, 0) <> p.refunded_minor
        or (case when p.reversed_at is null then p.amount_minor else 0 end) <> coalesce(t.applied, 0) + p.unapplied_minor + coalesce(t.held, 0) + coalesce(t.lost, 0) + p.refunded_minor)`,
  },
  {
    what: 'What came in and went out by the book is not what payments less refunds say',
    of: (practiceId) => sql`select 'currency ' || currency as found from (
        select currency, amount_minor from payment where practice_id = ${practiceId} and reversed_at is null
        union all select currency, -amount_minor from refund where practice_id = ${practiceId} and state <> 'failed'
        union all select t.currency, case when e.kind in ('payment', 'refund_failed') then -t.amount_minor else t.amount_minor end
          from ledger_transfer t join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
          where t.practice_id = ${practiceId} and e.kind in ('payment', 'payment_reversal', 'refund', 'refund_failed')) s
      group by currency having sum(amount_minor) <> 0`,
  },
]

/** Movements of a line and of a payment are in the order of days, so the running sums are the states at the end of any day. */
const EVERY_DAY: Check[] = [
  {
    what: 'On some day less than nothing was open on a line of an invoice',
    of: (practiceId) => sql`select distinct 'invoice ' || invoice_id as found from (
        select invoice_id, sum(sum(${signed('receivable')})) over (partition by line_id order by posted_on) as open
        from ledger_transfer where practice_id = ${practiceId} and ${touches('receivable')} group by invoice_id, line_id, posted_on) s where open < 0`,
  },
  {
    what: 'On some day more of a payment was used than had come in',
    of: (practiceId) => sql`select distinct 'payment ' || payment_id as found from (
        select payment_id, sum(sum(case when credit = 'client_credit' then amount_minor else -amount_minor end)) over (partition by payment_id order by posted_on) as held
        from ledger_transfer where practice_id = ${practiceId} and ${touches('client_credit')} group by payment_id, posted_on) s where held < 0`,
  },
]
