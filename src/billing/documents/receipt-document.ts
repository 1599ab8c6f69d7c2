import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { formatDay } from '../../platform/time/index.ts'
import { problem } from '../../platform/problem.ts'
import type { Letterhead } from '../invoices/invoice.ts'
import { findParties } from '../invoices/parties.ts'
import { findPayment } from '../payments/payment.ts'
import { viewPayment } from '../payments/view.ts'
import { localeOf, paperOf } from './paper.ts'
import { documentWords } from './words.ts'

const TEMPLATE = 'src/billing/documents/receipt.typ'

/** A receipt for a payment as PDF: what came in, what it was used for, what was given back. 409 `is_reversed`. */
export async function renderReceipt(ctx: Context, id: string): Promise<{ bytes: Uint8Array; name: string }> {
  const [payment, row] = [await viewPayment(ctx, id), await findPayment(ctx, id)]
  if (row.reversed_at)
    throw problem(409, 'is_reversed', 'This payment was taken back. There is no receipt for it.')
  const parties = await findParties(ctx, row.client_id, row.payer_id)
  const data = receiptData(payment, parties)
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: row.created_at })
  return { bytes, name: `${data.title.replaceAll(' ', '-')}.pdf` }
}

type Payment = Awaited<ReturnType<typeof viewPayment>>

/** What the template places; every text finished. */
export function receiptData(
  payment: Payment,
  parties: { billTo: Letterhead; letterhead: Letterhead; locale: 'en' | 'de' },
) {
  const { letterhead, billTo, locale: language } = parties
  const words = documentWords[language]
  const locale = localeOf(language, letterhead.country)
  const money = (minor: number) => formatMoney(minor, payment.currency, locale)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const tender = words.tenders[payment.tender] ?? payment.tender
  return {
    title: words.receipt,
    lang: language,
    paper: paperOf(letterhead.country),
    practice: { name: letterhead.name, lines: letterhead.lines, footer: letterhead.footer ?? [] },
    sender: [letterhead.name, ...(letterhead.footer ?? []).slice(1, 3)].join(' · '),
    recipient: [billTo.name, ...billTo.lines],
    facts: [
      [words.receivedOn, day(payment.receivedOn)],
      [words.method, tender],
      ...(payment.reference && payment.tender !== 'online' ? [[words.reference, payment.reference]] : []),
      ...(letterhead.taxNumber ? [[words.taxNumber, letterhead.taxNumber]] : []),
    ],
    amount: money(payment.amountMinor),
    method: `${words.receivedFrom} ${billTo.name} · ${day(payment.receivedOn)} · ${tender}`,
    columns: [
      { label: words.appliedTo, width: '1fr' },
      { label: words.amount, align: 'right' },
    ],
    rows: [
      ...payment.appliedTo.map((each) => [words.invoiceNumber(each.number), money(each.appliedMinor)]),
      ...(payment.unappliedMinor > 0 ? [[words.credit, money(payment.unappliedMinor)]] : []),
      ...payment.refunds
        .filter((each) => each.state !== 'failed')
        .map((each) => [words.refunded(day(each.refundedOn)), money(each.amountMinor)]),
    ],
    totals: [{ label: words.total, value: money(payment.amountMinor), strong: true }],
  }
}

/** The latest payment that stands on an invoice, for the receipt behind a payment link. */
export async function lastPaymentOf(ctx: Context, invoiceId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select p.id from payment p where p.practice_id = ${ctx.practiceId} and p.reversed_at is null and p.id in
      (select t.payment_id from ledger_transfer t where t.practice_id = ${ctx.practiceId} and t.invoice_id = ${invoiceId} and t.payment_id is not null)
    order by p.created_at desc, p.id desc limit 1`.execute(ctx.db)
  return rows[0]?.id
}
