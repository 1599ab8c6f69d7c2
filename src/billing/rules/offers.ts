import { sql } from 'kysely'
import type { EventEntry, FactGroup } from '../../platform/rules/rules.ts'
import { eventsGiving, fixedChoices } from '../../platform/rules/rules.ts'

const TENDERS = fixedChoices({
  cash: ['cash', 'bar'],
  card_terminal: ['card', 'Karte'],
  bank_transfer: ['bank transfer', 'Überweisung'],
  cheque: ['cheque', 'Scheck'],
  online: ['online', 'online'],
  other: ['another way', 'auf anderem Weg'],
  package: ['package', 'Paket'],
  gift_card: ['gift card', 'Gutschein'],
})

/** What rules may begin with here. */
export const events: EventEntry[] = [
  ...eventsGiving(['charge', 'client', 'appointment'], ['charge.created', 'charge.voided']),
  ...eventsGiving(
    ['invoice', 'client'],
    ['invoice.issued', 'invoice.paid', 'invoice.reopened', 'invoice.voided', 'invoice.written_off'],
  ),
  {
    name: 'payment.received',
    gives: ['payment', 'client'],
    fields: [
      { key: 'tender', words: { en: 'paid by', de: 'bezahlt per' }, kind: 'choice', choices: TENDERS },
    ],
  },
  ...eventsGiving(
    ['client'],
    ['payment.refunded', 'payment.reversed', 'dunning.written', 'dunning.call_due'],
  ),
]

interface InvoiceRow {
  id: string
  clientId: string
  total: number
  open: number
  dueOn: string | null
  issuedOn: string | null
  isPaid: boolean
}

const invoiceFacts: FactGroup = {
  name: 'invoice',
  words: { en: 'the invoice', de: 'die Rechnung' },
  fields: [
    { key: 'total', words: { en: 'amount', de: 'Betrag' }, kind: 'money' },
    { key: 'open', words: { en: 'open amount', de: 'offener Betrag' }, kind: 'money' },
    { key: 'isPaid', words: { en: 'is paid', de: 'ist bezahlt' }, kind: 'yes_no' },
    { key: 'issuedOn', words: { en: 'issued on', de: 'gestellt am' }, kind: 'day' },
    { key: 'dueOn', words: { en: 'due on', de: 'fällig am' }, kind: 'day' },
  ],
  read: async (ctx, ids) => {
    const { rows } =
      await sql<InvoiceRow>`select id, client_id as "clientId", total_minor as total, open_minor as open,
        due_on as "dueOn", issued_on as "issuedOn", (number is not null and open_minor = 0 and voided_at is null) as "isPaid"
      from invoice where practice_id = ${ctx.practiceId} and id = any(${ids}::uuid[])`.execute(ctx.db)
    return new Map(rows.map(({ id, clientId, ...values }) => [id, { values, refs: { client: clientId } }]))
  },
}

const accountFacts: FactGroup = {
  name: 'account',
  of: 'client',
  words: { en: 'the client’s account', de: 'das Konto der Person' },
  fields: [
    { key: 'open', words: { en: 'open amount', de: 'offener Betrag' }, kind: 'money' },
    { key: 'overdue', words: { en: 'overdue amount', de: 'überfälliger Betrag' }, kind: 'money' },
  ],
  read: async (ctx, ids) => {
    const { rows } = await sql<{ client: string; open: number; overdue: number }>`select c.id as client,
        coalesce(sum(i.open_minor), 0)::bigint as open,
        coalesce(sum(i.open_minor) filter (where i.due_on < (${ctx.now}::timestamptz at time zone ${(await ctx.practice()).zone})::date), 0)::bigint as overdue
      from client c left join invoice i on i.practice_id = c.practice_id and i.client_id = c.id and i.open_minor > 0 and i.number is not null
      where c.practice_id = ${ctx.practiceId} and c.id = any(${ids}::uuid[]) group by c.id`.execute(ctx.db)
    return new Map(rows.map(({ client, ...values }) => [client, { values }]))
  },
}

export const facts: FactGroup[] = [invoiceFacts, accountFacts]
