import { sql } from 'kysely'
import { findClient, primaryEmailIfAny } from '../../clients/index.ts'
import { sendMessage } from '../../messages/index.ts'
import { keepFile } from '../../platform/files/keep.ts'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { formatDateTime } from '../../platform/time/index.ts'
import { localeOf } from '../documents/paper.ts'
import { documentWords } from '../documents/words.ts'
import { findParties } from '../invoices/parties.ts'
import type { InvoiceView } from '../invoices/view.ts'
import { viewInvoice } from '../invoices/view.ts'

const TEMPLATE = 'src/billing/shop/till.typ'

interface SaleRow {
  given_minor: number | null
  change_minor: number
  sold_at: Date
  sold_by: string
}

const WORDS = {
  en: { given: 'Given', change: 'Change', by: 'Served by', off: 'off', thanks: 'Thank you.' },
  de: { given: 'Gegeben', change: 'Rückgeld', by: 'Es bediente Sie', off: 'Rabatt', thanks: 'Vielen Dank.' },
}

async function findSale(ctx: Context, invoiceId: string): Promise<SaleRow> {
  const { rows } = await sql<SaleRow>`select given_minor, change_minor, sold_at, sold_by from till_sale
    where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This sale')
  return rows[0]
}

/** The receipt of a sale at the till, on a roll of 80 mm, in the language of its invoice. */
export async function renderTillReceipt(
  ctx: Context,
  invoiceId: string,
): Promise<{ bytes: Uint8Array; name: string }> {
  const [invoice, sale] = [await viewInvoice(ctx, invoiceId), await findSale(ctx, invoiceId)]
  const { letterhead } = await findParties(ctx, invoice.clientId, invoice.payerId)
  const data = await receiptData(ctx, { invoice, sale, letterhead })
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: sale.sold_at })
  return { bytes, name: `${documentWords[invoice.locale].receipt}-${invoice.number}.pdf` }
}

interface Parts {
  invoice: InvoiceView
  sale: SaleRow
  letterhead: Awaited<ReturnType<typeof findParties>>['letterhead']
}

async function receiptData(ctx: Context, { invoice, sale, letterhead }: Parts) {
  const [words, own] = [documentWords[invoice.locale], WORDS[invoice.locale]]
  const locale = localeOf(invoice.locale, letterhead.country)
  const money = (minor: number) => formatMoney(minor, invoice.currency, locale)
  const { zone } = await ctx.practice()
  return {
    title: `${words.receipt} ${invoice.number}`,
    lang: invoice.locale,
    practice: letterhead.name,
    address: letterhead.lines.slice(0, 4),
    facts: [
      formatDateTime(sale.sold_at, { locale, zone }),
      `${own.by}: ${sale.sold_by}`,
      ...(letterhead.taxNumber ? [`${words.taxNumber} ${letterhead.taxNumber}`] : []),
    ],
    lines: invoice.lines.map((each) => ({
      text: each.description,
      detail: [
        each.quantity === 1 ? '' : `${each.quantity} × ${money(each.unitPriceMinor)}`,
        each.discountMinor > 0 ? `${own.off} ${money(each.discountMinor)}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
      amount: money(each.priceIncludesTax ? each.totalMinor : each.netMinor),
    })),
    totals: [
      ...invoice.taxes.map((tax) => ({
        label: `${tax.name ?? ''} ${tax.ratePpm / 10_000} %`.trim(),
        value: money(tax.taxMinor),
        strong: false,
      })),
      { label: words.total, value: money(invoice.totalMinor), strong: true },
      ...invoice.payments.map((each) => ({
        label: words.tenders[each.tender] ?? each.tender,
        value: money(each.appliedMinor),
        strong: false,
      })),
      ...(sale.given_minor === null
        ? []
        : [
            { label: own.given, value: money(sale.given_minor), strong: false },
            { label: own.change, value: money(sale.change_minor), strong: false },
          ]),
      ...(invoice.openMinor > 0
        ? [{ label: words.open, value: money(invoice.openMinor), strong: true }]
        : []),
    ],
    thanks: own.thanks,
  }
}

/** Mails the receipt to the client. 409 `no_address`. */
export async function mailTillReceipt(ctx: Context, invoiceId: string) {
  const invoice = await viewInvoice(ctx, invoiceId)
  await findClient(ctx, invoice.clientId)
  if (!(await primaryEmailIfAny(ctx, invoice.clientId)))
    throw problem(
      409,
      'no_address',
      'This client has no e-mail address. Print the receipt, or add an address first.',
    )
  const { bytes, name } = await renderTillReceipt(ctx, invoiceId)
  const file = await keepFile(ctx, { bytes, name, clientId: invoice.clientId, isOurs: true })
  const locale = localeOf(invoice.locale, (await ctx.practice()).country)
  await sendMessage(ctx, {
    clientId: invoice.clientId,
    template: 'receipt',
    rule: 'receipt',
    why: 'Somebody at the till asked for it.',
    subject: ['invoice', invoiceId],
    key: `till receipt ${invoiceId} ${ctx.newId()}`,
    data: {
      invoice_number: String(invoice.number),
      amount: formatMoney(invoice.totalMinor - invoice.openMinor, invoice.currency, locale),
    },
    attachments: [file.id],
  })
}
