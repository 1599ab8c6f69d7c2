import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'

const CUTS = [
  'practitionerId',
  'locationId',
  'serviceId',
  'payerId',
  'clientId',
  'invoiceId',
  'paymentId',
] as const
const COLUMNS = {
  practitionerId: 'practitioner_id',
  locationId: 'location_id',
  serviceId: 'service_id',
  payerId: 'payer_id',
  clientId: 'client_id',
  invoiceId: 'invoice_id',
  paymentId: 'payment_id',
} as const

/** Null in the address is written `none`: what has no practitioner, no payer … */
const Which = z.union([Id, z.literal('none')]).optional()

export const FigureQuestion = z.strictObject({
  /** An account or a family of the chart: receivable, revenue, tax:ust_1900 … */
  account: z
    .string()
    .regex(/^[a-z_]+(:[a-z0-9_]+)?$/)
    .max(60),
  from: Day.optional(),
  to: Day.optional(),
  practitionerId: Which,
  locationId: Which,
  serviceId: Which,
  payerId: Which,
  clientId: Which,
  invoiceId: Which,
  paymentId: Which,
  /** Only lines of services (or invoices, or due days) of these days: a bucket of an aging report. */
  basis: z.enum(['service', 'invoice', 'due']).optional(),
  baseFrom: Day.optional(),
  baseTo: Day.optional(),
})
export type FigureQuestion = z.output<typeof FigureQuestion>

export const FigureRows = z.object({
  currency: z.string(),
  /** The figure: what the account moved by, on the side on which it grows. */
  totalMinor: Minor,
  transfers: z.int(),
  /** Its rows, the largest first; `rest`: how many more there are. */
  rest: z.int(),
  items: z.array(
    z.object({
      /** The document that moved it: an invoice, or a payment that stands on none. */
      invoiceId: Id.nullable(),
      invoiceNumber: z.int().nullable(),
      paymentId: Id.nullable(),
      clientId: Id.nullable(),
      name: z.string().nullable(),
      firstOn: Day,
      lastOn: Day,
      amountMinor: Minor,
      transfers: z.int(),
    }),
  ),
})

type Item = z.input<typeof FigureRows>['items'][number] & { total: number; all: number; moves: number }
const MOST_ROWS = 300

/** What stands behind a figure: the sum of the same transfers, by document. Each row opens to its entries (`GET /billing/entries`). */
export async function followFigure(
  ctx: Context,
  question: FigureQuestion,
): Promise<z.input<typeof FigureRows>> {
  const { currency } = await ctx.practice()
  const grown = growsBy(question.account)
  const { rows } =
    await sql<Item>`with rows as (select t.invoice_id, case when t.invoice_id is null then t.payment_id end as payment_id, (min(t.client_id::text))::uuid as client_id, min(t.posted_on) as first_on,
        max(t.posted_on) as last_on, sum(${grown})::bigint as amount, count(*)::int as transfers
      from ledger_transfer t ${baseJoin(question)}
      where t.practice_id = ${ctx.practiceId} and t.currency = ${currency} and ${touches(question.account)} ${conditions(question)} group by 1, 2 having sum(${grown}) <> 0)
    select r.invoice_id as "invoiceId", i.number as "invoiceNumber", r.payment_id as "paymentId", r.client_id as "clientId",
      coalesce(y.name, trim(c.given_name || ' ' || c.family_name)) as name, r.first_on as "firstOn", r.last_on as "lastOn", r.amount as "amountMinor", r.transfers,
      r.total, r.all, r.moves
    from (select *, sum(amount) over ()::bigint as total, count(*) over ()::int as all, sum(transfers) over ()::int as moves from rows order by abs(amount) desc, invoice_id limit ${MOST_ROWS}) r
    left join invoice i on i.practice_id = ${ctx.practiceId} and i.id = r.invoice_id
    left join bill_payer y on y.practice_id = ${ctx.practiceId} and y.id = i.payer_id
    left join client c on c.practice_id = ${ctx.practiceId} and c.id = r.client_id
    order by abs(r.amount) desc, i.number`.execute(ctx.db)
  const first = rows[0]
  return {
    currency,
    totalMinor: first?.total ?? 0,
    transfers: first?.moves ?? 0,
    rest: (first?.all ?? 0) - rows.length,
    items: rows,
  }
}

const family = (account: string) => account.split(':')[0]!
const GROWS_BY_CREDIT = new Set([
  'client_credit',
  'deposits',
  'gift_cards',
  'prepaid_packages',
  'tax',
  'revenue',
  'remittances',
  'trust_client',
])

const side = (which: 'debit' | 'credit', account: string) =>
  account.includes(':') || account === 'receivable' || account === 'client_credit'
    ? sql`${sql.ref(`t.${which}`)} = ${account}`
    : sql`(${sql.ref(`t.${which}`)} = ${account} or starts_with(${sql.ref(`t.${which}`)}, ${`${account}:`}))`

const touches = (account: string) => sql`(${side('debit', account)} or ${side('credit', account)})`

function growsBy(account: string) {
  const which = GROWS_BY_CREDIT.has(family(account)) ? 'credit' : 'debit'
  const other = which === 'credit' ? 'debit' : 'credit'
  // Within a family (a drawer to another) both sides are its own: nothing grows.
  return sql`(case when ${side(which, account)} then t.amount_minor else 0 end - case when ${side(other, account)} then t.amount_minor else 0 end)`
}

function conditions(question: FigureQuestion) {
  const { from, to, baseFrom, baseTo } = question
  const base = baseDay(question)
  const cuts = CUTS.flatMap((cut) => {
    const value = question[cut]
    if (!value) return []
    const column = sql.ref(`t.${COLUMNS[cut]}`)
    return [value === 'none' ? sql`and ${column} is null` : sql`and ${column} = ${value}`]
  })
  const parts = [
    from ? sql`and t.posted_on >= ${from}` : null,
    to ? sql`and t.posted_on <= ${to}` : null,
    base && baseFrom ? sql`and ${base} >= ${baseFrom}` : null,
    base && baseTo ? sql`and ${base} <= ${baseTo}` : null,
    ...cuts,
  ].filter((each) => each !== null)
  return parts.length > 0 ? sql.join(parts, sql` `) : sql``
}

function baseDay({ basis }: FigureQuestion) {
  if (!basis) return null
  return basis === 'service' ? sql`l.served_on` : basis === 'invoice' ? sql`b.issued_on` : sql`b.due_on`
}

function baseJoin({ basis }: FigureQuestion) {
  if (!basis) return sql``
  return basis === 'service'
    ? sql`join invoice_line l on l.practice_id = t.practice_id and l.id = t.line_id`
    : sql`join invoice b on b.practice_id = t.practice_id and b.id = t.invoice_id`
}
