import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { problem } from '../../platform/problem.ts'
import { formatDay } from '../../platform/time/index.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { findInvoice } from '../invoices/invoice.ts'
import type { InvoiceView } from '../invoices/view.ts'
import { viewInvoice } from '../invoices/view.ts'
import { localeOf, paperOf } from './paper.ts'
import type { DocumentWords } from './words.ts'
import { documentWords } from './words.ts'

const TEMPLATE = 'src/billing/documents/invoice.typ'

interface Printer {
  words: DocumentWords
  locale: string
  money(minor: number): string
  day(day: string): string
}

/** The invoice as PDF, with its state of now. 409 `is_draft`. `payUrl` adds the way to the payment page. */
export async function renderInvoice(
  ctx: Context,
  id: string,
  options: { payUrl?: string } = {},
): Promise<{ bytes: Uint8Array; name: string }> {
  const [view, row] = [await viewInvoice(ctx, id), await findInvoice(ctx, id)]
  if (row.number === null) throw problem(409, 'is_draft', 'A draft is not printed. Approve it first.')
  const data = invoiceData(view, row, options)
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: row.issued_at! })
  return { bytes, name: `${data.title.replaceAll(' ', '-')}.pdf` }
}

/** What the template places; every text finished. */
export function invoiceData(
  view: InvoiceView,
  row: Pick<Invoice, 'letterhead' | 'bill_to'>,
  { payUrl }: { payUrl?: string } = {},
) {
  const country = row.letterhead?.country
  const printer = printerOf(view, country)
  const { words } = printer
  const practice = {
    name: row.letterhead?.name ?? '',
    lines: row.letterhead?.lines ?? [],
    footer: row.letterhead?.footer ?? [],
  }
  const taxNumber = row.letterhead?.taxNumber
  const canPay = payUrl !== undefined && view.openMinor > 0
  return {
    title: `${words.invoice} ${view.number}`,
    lang: view.locale,
    paper: paperOf(country),
    practice,
    sender: [practice.name, ...practice.footer.slice(1, 3)].join(' · '),
    recipient: [row.bill_to?.name ?? view.clientName, ...(row.bill_to?.lines ?? [])],
    facts: [
      [words.number, String(view.number)],
      [words.invoiceDate, printer.day(view.issuedOn!)],
      [words.due, printer.day(view.dueOn!)],
      ...(row.bill_to?.about ? [[words.forClient, row.bill_to.about]] : []),
      ...(taxNumber ? [[words.taxNumber, taxNumber]] : []),
    ],
    ...(view.state === 'void' ? { stamp: words.void } : view.state === 'paid' ? { stamp: words.paid } : {}),
    head: [words.date, words.description, words.quantity, words.price, words.amount],
    lines: view.lines.map((line) => lineOf(line, printer)),
    totals: totalsOf(view, printer),
    status: statusOf(view, printer),
    ...(canPay ? { payUrl, payLabel: words.payOnline } : {}),
    note: view.note ?? '',
  }
}

function printerOf(view: Pick<InvoiceView, 'locale' | 'currency'>, country: string | undefined): Printer {
  const locale = localeOf(view.locale, country)
  return {
    words: documentWords[view.locale],
    locale,
    money: (minor) => formatMoney(minor, view.currency, locale),
    day: (day) => formatDay(day, locale, { day: 'numeric', month: 'long', year: 'numeric' }),
  }
}

function lineOf(line: InvoiceView['lines'][number], printer: Printer) {
  return {
    day: formatDay(line.servedOn, printer.locale, { day: '2-digit', month: '2-digit', year: 'numeric' }),
    text: line.description,
    detail: detailOf(line, printer),
    quantity: new Intl.NumberFormat(printer.locale, { maximumFractionDigits: 3 }).format(line.quantity),
    price: printer.money(line.unitPriceMinor),
    // Prices without tax add up to the net sum, prices with it to the total.
    amount: printer.money(line.priceIncludesTax ? line.totalMinor : line.netMinor),
  }
}

function detailOf(line: InvoiceView['lines'][number], { words, money }: Printer): string {
  return [
    line.code,
    line.practitionerName,
    line.wholeMinor !== null && words.shareOf(money(line.wholeMinor)),
    line.discountMinor > 0 && words.discount(money(-line.discountMinor)),
    line.taxNote,
  ]
    .filter(Boolean)
    .join(' · ')
}

function totalsOf(view: InvoiceView, printer: Printer) {
  const { words, money, day } = printer
  const included = view.lines.every((line) => line.priceIncludesTax)
  const taxes = taxesOf(view, printer)
  const isOwed = view.state !== 'void'
  const given = view.writeOffs
    .filter((each) => each.reversedAt === null)
    .reduce((sum, each) => sum + each.amountMinor, 0)
  return [
    ...(included || taxes.length === 0 ? [] : [{ label: words.net, value: money(view.netMinor) }, ...taxes]),
    { label: words.total, value: money(view.totalMinor), strong: true },
    ...(included ? taxes : []),
    ...view.creditNotes
      .filter((each) => each.kind === 'part')
      .map((each) => ({
        label: words.credited(each.number, day(each.issuedOn)),
        value: money(-each.totalMinor),
      })),
    ...view.payments.map((each) => ({
      label: words.paidBy(words.tenders[each.tender] ?? each.tender, day(each.receivedOn)),
      value: money(-each.appliedMinor),
    })),
    ...(given > 0 ? [{ label: words.writtenOff, value: money(-given) }] : []),
    ...(isOwed && view.openMinor !== view.totalMinor
      ? [{ label: words.open, value: money(view.openMinor), strong: true }]
      : []),
  ]
}

function taxesOf(view: InvoiceView, { words, locale, money }: Printer) {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 })
  const included = view.lines.every((line) => line.priceIncludesTax)
  return view.taxes.map(({ name, ratePpm, taxMinor }) => {
    const rate = percent.format(ratePpm / 1_000_000)
    return {
      label: included ? words.includedTax(rate, name) : words.tax(rate, name),
      value: money(taxMinor),
    }
  })
}

function statusOf(view: InvoiceView, { words, day }: Printer): string {
  switch (view.state) {
    case 'void':
      return words.voidNote(view.creditNoteNumber ?? 0)
    case 'paid':
      return words.thanks
    case 'credited':
      return words.creditedAll
    case 'overdue':
      return words.wasDue(day(view.dueOn!))
    default:
      return words.payBy(day(view.dueOn!))
  }
}
