import { sql } from 'kysely'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import { formatDay } from '../../platform/time/index.ts'
import { taxesIn } from '../charges/charge.ts'
import type { LineTax } from '../charges/price.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { sumTaxes } from '../invoices/lines.ts'
import { viewInvoice } from '../invoices/view.ts'
import { localeOf, paperOf } from './paper.ts'
import { documentWords } from './words.ts'

// The same sheet as an invoice: only what stands on it is another thing.
const TEMPLATE = 'src/billing/documents/invoice.typ'

interface Note {
  number: number
  invoice_id: string
  total_minor: number
  issued_on: string
  reason: string
  created_at: Date
}

interface NoteLine {
  description: string
  code: string | null
  served_on: string
  quantity: string
  /** What the line had cost, tax included. */
  whole: number
  net: number
  total: number
  taxes: LineTax[]
}

/** A credit note as PDF: which invoice, which lines, how much of each, and why. */
export async function renderCreditNote(
  ctx: Context,
  id: string,
): Promise<{ bytes: Uint8Array; name: string }> {
  const { rows } =
    await sql<Note>`select number, invoice_id, total_minor, issued_on, reason, created_at from credit_note
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  const note = rows[0]
  if (!note) throw notFound('This credit note')
  // Whoever may not see the client is told that there is none.
  await viewInvoice(ctx, note.invoice_id)
  const data = noteData(note, {
    invoice: await findInvoice(ctx, note.invoice_id),
    lines: await linesOf(ctx, id, note),
  })
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: note.created_at })
  return { bytes, name: `${data.title.replaceAll(' ', '-')}.pdf` }
}

/** Those of before notes had lines took back the whole invoice. */
async function linesOf(ctx: Context, id: string, note: Note): Promise<NoteLine[]> {
  const { rows } =
    await sql<NoteLine>`select l.description, l.code, l.served_on, l.quantity, l.total_minor as whole, b.net_minor as net, b.total_minor as total, b.taxes
    from credit_note_line b join invoice_line l on l.practice_id = b.practice_id and l.id = b.line_id
    where b.practice_id = ${ctx.practiceId} and b.credit_note_id = ${id} order by b.position`.execute(ctx.db)
  if (rows.length > 0) return rows
  const { rows: whole } = await sql<
    NoteLine & { tax_minor: number; tax_basis_points: number }
  >`select description, code, served_on, quantity, total_minor as whole, net_minor as net,
      total_minor as total, taxes, tax_minor, tax_basis_points
    from invoice_line where practice_id = ${ctx.practiceId} and invoice_id = ${note.invoice_id} order by position`.execute(
    ctx.db,
  )
  return whole.map((line) => ({ ...line, taxes: taxesIn(line) }))
}

/** What the template places; every text finished. */
export function noteData(note: Note, { invoice, lines }: { invoice: Invoice; lines: readonly NoteLine[] }) {
  const { letterhead, bill_to: billTo } = invoice
  const words = documentWords[invoice.locale]
  const locale = localeOf(invoice.locale, letterhead?.country)
  const money = (minor: number) => formatMoney(minor, invoice.currency, locale)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 })
  const taxes = sumTaxes(lines).filter((each) => each.taxMinor > 0)
  const net = lines.reduce((sum, each) => sum + each.net, 0)
  return {
    title: `${words.creditNote} ${note.number}`,
    lang: invoice.locale,
    paper: paperOf(letterhead?.country),
    practice: {
      name: letterhead?.name ?? '',
      lines: letterhead?.lines ?? [],
      footer: letterhead?.footer ?? [],
    },
    sender: [letterhead?.name ?? '', ...(letterhead?.footer ?? []).slice(1, 3)].join(' · '),
    recipient: [billTo?.name ?? '', ...(billTo?.lines ?? [])],
    facts: [
      [words.creditNoteNumber, String(note.number)],
      [words.invoiceDate, day(note.issued_on)],
      [words.toInvoice, `${invoice.number} · ${day(invoice.issued_on!)}`],
      ...(billTo?.about ? [[words.forClient, billTo.about]] : []),
      ...(letterhead?.taxNumber ? [[words.taxNumber, letterhead.taxNumber]] : []),
    ],
    head: [words.date, words.description, words.quantity, words.price, words.amount],
    lines: lines.map((line) => ({
      day: formatDay(line.served_on, locale, { day: '2-digit', month: '2-digit', year: 'numeric' }),
      text: line.description,
      detail: [line.code, line.total < line.whole && words.partOf(money(line.whole))]
        .filter(Boolean)
        .join(' · '),
      quantity:
        line.total < line.whole
          ? ''
          : new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(Number(line.quantity)),
      price: '',
      amount: money(-line.net),
    })),
    totals: [
      ...(taxes.length > 0
        ? [
            { label: words.net, value: money(-net) },
            ...taxes.map((tax) => ({
              label: words.tax(percent.format(tax.ratePpm / 1_000_000), tax.name),
              value: money(-tax.taxMinor),
            })),
          ]
        : []),
      { label: words.total, value: money(-note.total_minor), strong: true },
    ],
    status: words.creditedBecause(note.reason),
    note: words.creditedNote,
  }
}
