import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import { sendMessage } from '../../messages/index.ts'
import { keepFile } from '../../platform/files/keep.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import type { Letterhead } from '../invoices/invoice.ts'
import { findParties } from '../invoices/parties.ts'
import { renderSuperbill } from './document.ts'

export interface SuperbillLine {
  servedOn: string
  description: string
  code: string | null
  modifiers: string[]
  placeOfService: string | null
  units: number
  /** Places in `diagnoses`, from 1. */
  points: number[]
  provider: string | null
  chargedMinor: number
  paidMinor: number
}

export interface SuperbillContent {
  letterhead: Letterhead
  client: { name: string; lines: string[]; bornOn: string | null }
  providers: { name: string; number: string | null }[]
  diagnoses: { code: string; label: string | null }[]
  lines: SuperbillLine[]
}

/** A row of `superbill` as the code of this slice reads it. */
export interface Superbill {
  id: string
  client_id: string
  from_on: string
  to_on: string
  locale: 'en' | 'de'
  currency: string
  content: SuperbillContent
  charged_minor: number
  paid_minor: number
  month_on: string | null
  created_at: Date
  created_by: string
  sent_at: Date | null
}

export interface SuperbillWish {
  clientId: string
  from: string
  to: string
  /** Made by the monthly rule for this month. */
  monthOn?: string
}

interface Row extends Omit<SuperbillLine, 'points'> {
  providerNumber: string | null
  diagnoses: { code: string; label: string | null }[]
  born: string | null
}

/**
 * Writes a superbill over what a client was billed for between two days: each visit with its own diagnoses. 409
 * `nothing_to_bill` when there is nothing; null when the monthly one is there already.
 */
export async function writeSuperbill(ctx: Context, wish: SuperbillWish): Promise<string | null> {
  await findClient(ctx, wish.clientId)
  if (wish.to < wish.from) throw invalid('to', 'The last day cannot be before the first.')
  const rows = await readLines(ctx, wish)
  if (rows.length === 0)
    throw problem(409, 'nothing_to_bill', 'Nothing was billed to this client for these days.')
  const { currency } = await ctx.practice()
  const parties = await findParties(ctx, wish.clientId)
  const content = contentOf(rows, { letterhead: parties.letterhead, billTo: parties.billTo })
  const sum = (of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0)
  const { rows: made } = await sql<{
    id: string
  }>`insert into superbill (practice_id, id, client_id, from_on, to_on, locale, currency, content, charged_minor, paid_minor, month_on, created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.clientId}, ${wish.from}, ${wish.to}, ${parties.locale}, ${currency}, ${JSON.stringify(content)}::jsonb,
      ${sum((row) => row.chargedMinor)}, ${sum((row) => row.paidMinor)}, ${wish.monthOn ?? null}, ${ctx.now}, ${ctx.actor.name})
    on conflict on constraint superbill_of_month do nothing returning id`.execute(ctx.db)
  if (!made[0]) return null
  ctx.record('superbill.written', { subject: ['superbill', made[0].id], clientId: wish.clientId })
  return made[0].id
}

/** The client's own lines of issued invoices with their codes; what was credited is taken off, what was paid is by the book. */
async function readLines(ctx: Context, { clientId, from, to }: SuperbillWish): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select l.served_on as "servedOn", l.description, coalesce(k.code, l.code, s.billing_code) as code, coalesce(k.modifiers, '{}') as modifiers,
      k.place_of_service as "placeOfService",
      case when k.minutes_per_unit is null or a.id is null then greatest(1, round(l.quantity))::int
        else greatest(1, round(extract(epoch from a.ends_at - a.starts_at) / 60 / k.minutes_per_unit))::int end as units,
      p.name as provider, p.provider_number as "providerNumber", c.born_on as born,
      (l.total_minor - coalesce((select sum(b.total_minor) from credit_note_line b where b.practice_id = l.practice_id and b.line_id = l.id), 0))::bigint as "chargedMinor",
      (select coalesce(sum(case when t.credit = 'receivable' then t.amount_minor else -t.amount_minor end), 0)::bigint from ledger_transfer t
        where t.practice_id = l.practice_id and t.invoice_id = l.invoice_id and t.line_id = l.id and t.payment_id is not null) as "paidMinor",
      (select coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'label', d.label) order by d.position), '[]') from visit_diagnosis d
        where d.practice_id = l.practice_id and d.appointment_id = h.appointment_id) as diagnoses
    from invoice_line l join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id
    join charge h on h.practice_id = l.practice_id and h.id = l.charge_id
    join client c on c.practice_id = i.practice_id and c.id = i.client_id
    left join service s on s.practice_id = l.practice_id and s.id = l.service_id
    left join service_coding k on k.practice_id = l.practice_id and k.service_id = l.service_id
    left join staff p on p.practice_id = l.practice_id and p.id = l.practitioner_id
    left join appointment a on a.practice_id = h.practice_id and a.id = h.appointment_id
    where l.practice_id = ${ctx.practiceId} and i.client_id = ${clientId} and i.voided_at is null and l.served_on between ${from} and ${to}
      and l.kind in ('service', 'time', 'product')
    order by l.served_on, l.id`.execute(ctx.db)
  return rows.filter((row) => row.chargedMinor > 0)
}

function contentOf(
  rows: readonly Row[],
  { letterhead, billTo }: { letterhead: Letterhead; billTo: Letterhead },
): SuperbillContent {
  const diagnoses = new Map<string, { code: string; label: string | null }>()
  for (const one of rows.flatMap((row) => row.diagnoses))
    diagnoses.set(one.code, diagnoses.get(one.code) ?? one)
  const places = [...diagnoses.keys()]
  const providers = new Map<string, { name: string; number: string | null }>()
  for (const { provider, providerNumber } of rows)
    if (provider) providers.set(provider, { name: provider, number: providerNumber })
  return {
    letterhead,
    client: { name: billTo.name, lines: billTo.lines, bornOn: rows[0]?.born ?? null },
    providers: [...providers.values()],
    diagnoses: [...diagnoses.values()],
    lines: rows.map(({ diagnoses: own, providerNumber: _number, born: _born, ...line }) => ({
      ...line,
      points: own.map((one) => places.indexOf(one.code) + 1),
    })),
  }
}

export async function findSuperbill(ctx: Context, id: string): Promise<Superbill> {
  const { rows } =
    await sql<Superbill>`select * from superbill where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This superbill')
  await findClient(ctx, rows[0].client_id)
  return rows[0]
}

/** Sends a superbill to its client with the PDF. */
export async function sendSuperbill(ctx: Context, id: string) {
  const superbill = await findSuperbill(ctx, id)
  const { bytes, name, period } = await renderSuperbill(ctx, superbill)
  await sendMessage(ctx, {
    clientId: superbill.client_id,
    template: 'superbill',
    rule: 'superbill',
    why: superbill.month_on ? 'The client gets one each month.' : 'Somebody sent the superbill.',
    subject: ['superbill', id],
    key: `superbill ${id} ${superbill.sent_at?.getTime() ?? 0}`,
    data: { period },
    attachments: [(await keepFile(ctx, { bytes, name, clientId: superbill.client_id, isOurs: true })).id],
  })
  await sql`update superbill set sent_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('superbill.sent', { subject: ['superbill', id], clientId: superbill.client_id })
}
