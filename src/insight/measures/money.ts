import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { MONEY } from '../access.ts'
import type { Measure, Span } from './measure.ts'
import { TIME } from './measure.ts'

const common = { unit: 'minor', denominator: null, better: 'more', rows: 'transfer', allow: MONEY } as const

/** From the one book: every figure of money is a sum of its transfers. */
export const moneyMeasures: readonly Measure[] = [
  {
    ...common,
    name: 'invoiced',
    title: { en: 'Invoiced', de: 'Fakturiert' },
    formula: {
      en: 'Revenue of invoices issued on these days, without tax, less invoices voided.',
      de: 'Umsatz der an diesen Tagen gestellten Rechnungen, ohne Steuer, abzüglich stornierter.',
    },
    numerator: { name: 'invoiced', title: { en: 'invoiced', de: 'fakturiert' } },
    dimensions: [...TIME, 'practitioner', 'location', 'service'],
    facts: (ctx, span) =>
      transfers(ctx, span, {
        num: sql`case when starts_with(t.credit, 'revenue:') then t.amount_minor else -t.amount_minor end`,
        where: sql`(starts_with(t.credit, 'revenue:') or starts_with(t.debit, 'revenue:'))`,
      }),
  },
  {
    ...common,
    name: 'collected',
    title: { en: 'Collected', de: 'Eingenommen' },
    formula: {
      en: 'Payments put on invoices on these days (tax included), less what was taken off again. By whose work was paid.',
      de: 'Zahlungen, die an diesen Tagen Rechnungen beglichen (mit Steuer), abzüglich zurückgenommener. Nach der bezahlten Arbeit.',
    },
    numerator: { name: 'collected', title: { en: 'collected', de: 'eingenommen' } },
    dimensions: [...TIME, 'practitioner', 'location', 'service'],
    facts: (ctx, span) =>
      transfers(ctx, span, {
        num: sql`case when t.credit = 'receivable' then t.amount_minor else -t.amount_minor end`,
        where: sql`((t.credit = 'receivable' and t.debit = 'client_credit') or (t.debit = 'receivable' and t.credit = 'client_credit'))`,
      }),
  },
  {
    ...common,
    name: 'takings',
    title: { en: 'Money received', de: 'Geldeingang' },
    formula: {
      en: 'Payments received on these days, less refunds and payments taken back as a mistake.',
      de: 'An diesen Tagen erhaltene Zahlungen, abzüglich Rückzahlungen und Fehlbuchungen.',
    },
    numerator: { name: 'received', title: { en: 'received', de: 'erhalten' } },
    dimensions: [...TIME, 'location', 'tender'],
    facts: (ctx, span) =>
      transfers(ctx, span, {
        num: sql`case when e.kind in ('payment', 'refund_failed') then t.amount_minor else -t.amount_minor end`,
        where: sql`e.kind in ('payment', 'payment_reversal', 'refund', 'refund_failed')`,
        tender: sql`split_part(case when e.kind in ('payment', 'refund_failed') then t.debit else t.credit end, ':', 1)`,
      }),
  },
  {
    ...common,
    name: 'receivables',
    title: { en: 'Receivables', de: 'Offene Forderungen' },
    formula: {
      en: 'What is owed on issued invoices at the end of the last day asked for (all days before it count).',
      de: 'Was am Ende des letzten gefragten Tages auf gestellten Rechnungen offen ist (alle Tage davor zählen).',
    },
    numerator: { name: 'open', title: { en: 'open', de: 'offen' } },
    dimensions: ['practitioner', 'location', 'service'],
    better: 'less',
    facts: (ctx, { to }) =>
      transfers(
        ctx,
        { from: null, to },
        {
          num: sql`case when t.debit = 'receivable' then t.amount_minor else -t.amount_minor end`,
          where: sql`(t.debit = 'receivable' or t.credit = 'receivable')`,
        },
      ),
  },
]

interface TransferFigures {
  num: RawBuilder<unknown>
  where: RawBuilder<unknown>
  tender?: RawBuilder<unknown>
}

function transfers(
  ctx: Context,
  { from, to }: Span,
  { num, where, tender = sql`null` }: TransferFigures,
): RawBuilder<unknown> {
  return sql`select t.id, t.posted_on as day, e.at, t.client_id, t.practitioner_id, t.location_id, t.service_id, t.invoice_id, (${tender})::text as tender,
      (${num})::float8 as num, 0::float8 as den
    from ledger_transfer t join ledger_entry e on e.practice_id = t.practice_id and e.id = t.entry_id
    where t.practice_id = ${ctx.practiceId} and t.currency = (select currency from practice where practice_id = ${ctx.practiceId}) and ${where}
      ${from ? sql`and t.posted_on >= ${from}::date` : sql``} ${to ? sql`and t.posted_on <= ${to}::date` : sql``}`
}
