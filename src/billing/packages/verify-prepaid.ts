import { sql } from 'kysely'
import type { Check } from '../ledger/verify-chart.ts'

/** What packages and gift cards hold against the book: piece by piece, and all together. */
export const PREPAID_CHECKS: Check[] = [
  {
    what: 'A package does not hold what the book says',
    of: (practiceId) => sql`select 'package ' || p.id as found from client_package p
      left join lateral (select coalesce(sum(l.net_minor), 0) as billed from invoice_line l
        join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id and i.voided_at is null
        join charge c on c.practice_id = l.practice_id and c.id = l.charge_id
        where l.practice_id = p.practice_id and (c.id = p.charge_id or c.share_of = p.charge_id)) b on true
      left join lateral (select coalesce(sum(case when e.kind in ('payment', 'refund_failed') then t.amount_minor else -t.amount_minor end), 0) as used
        from payment y join ledger_transfer t on t.practice_id = y.practice_id and t.payment_id = y.id and (t.debit = 'prepaid_packages' or t.credit = 'prepaid_packages')
        join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
        where y.practice_id = p.practice_id and y.package_id = p.id) u on true
      left join lateral (select coalesce(sum(e.total_minor), 0) as expired from ledger_entry e
        where e.practice_id = p.practice_id and e.subject_id = p.id and e.kind = 'expired') x on true
      left join lateral (select coalesce(sum(s.value_minor), 0) as waiting from package_use s
        where s.practice_id = p.practice_id and s.package_id = p.id and s.undone_at is null and s.payment_id is null) w on true
      where p.practice_id = ${practiceId} and b.billed - u.used - x.expired - w.waiting <> p.value_left_minor`,
  },
  {
    what: 'A gift card does not hold what the book says',
    of: (practiceId) => sql`select 'gift card ' || g.id as found from gift_card g
      left join lateral (select coalesce(sum(l.net_minor), 0) as billed from invoice_line l
        join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id and i.voided_at is null
        join charge c on c.practice_id = l.practice_id and c.id = l.charge_id
        where l.practice_id = g.practice_id and (c.id = g.charge_id or c.share_of = g.charge_id)) b on true
      left join lateral (select coalesce(sum(case when e.kind in ('payment', 'refund_failed') then t.amount_minor else -t.amount_minor end), 0) as used
        from payment y join ledger_transfer t on t.practice_id = y.practice_id and t.payment_id = y.id and (t.debit = 'gift_cards' or t.credit = 'gift_cards')
        join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
        where y.practice_id = g.practice_id and y.gift_card_id = g.id) u on true
      left join lateral (select coalesce(sum(e.total_minor), 0) as expired from ledger_entry e
        where e.practice_id = g.practice_id and e.subject_id = g.id and e.kind = 'expired') x on true
      where g.practice_id = ${practiceId} and b.billed - u.used - x.expired <> g.balance_minor`,
  },
  {
    what: 'Visits of a package do not add up',
    of: (practiceId) => sql`select 'package ' || p.id as found from client_package p
      left join lateral (select coalesce(sum(units), 0) as used from package_use s where s.practice_id = p.practice_id and s.package_id = p.id and s.undone_at is null) u on true
      where p.practice_id = ${practiceId} and p.units - u.used - p.units_ended <> p.units_left`,
  },
  {
    what: 'Visits of a membership do not add up',
    of: (practiceId) => sql`select 'membership period ' || p.id as found from membership_period p
      left join lateral (select count(*) as used from membership_use s where s.practice_id = p.practice_id and s.period_id = p.id and s.undone_at is null) u on true
      where p.practice_id = ${practiceId} and p.visits - u.used <> p.visits_left`,
  },
  {
    what: 'Stock is not the sum of its movements',
    of: (practiceId) => sql`select 'product ' || s.product_id || ' at ' || s.location_id as found from stock s
      left join (select product_id, location_id, sum(quantity) as moved from stock_movement where practice_id = ${practiceId} group by 1, 2) m
        on m.product_id = s.product_id and m.location_id = s.location_id
      where s.practice_id = ${practiceId} and coalesce(m.moved, 0) <> s.on_hand`,
  },
]
