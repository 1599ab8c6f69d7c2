import { sql } from 'kysely'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatDay } from '../../platform/time/index.ts'
import { localeOf, paperOf } from '../documents/paper.ts'
import { documentWords } from '../documents/words.ts'
import { sumTaxes } from '../invoices/lines.ts'
import type { EstimateLineRow } from './view.ts'
import { findEstimates, linesOf } from './view.ts'
import { estimateWords } from './words.ts'

// The same sheet as an invoice: only what stands on it is another thing.
const TEMPLATE = 'src/billing/documents/invoice.typ'

/** The estimate as PDF in the language of whoever reads it. */
export async function renderEstimate(ctx: Context, id: string): Promise<{ bytes: Uint8Array; name: string }> {
  const {
    items: [estimate],
  } = await findEstimates(ctx, { id, limit: 1 })
  if (!estimate) throw new Error('The estimate is gone.')
  const providers = estimate.wording === 'good_faith' ? await providersOf(ctx) : []
  const data = estimateData(estimate, { lines: await linesOf(ctx, id), providers })
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: estimate.created_at })
  return { bytes, name: `${data.title.replaceAll(' ', '-')}.pdf` }
}

/** Names with provider numbers, as the good faith wording asks for them. */
async function providersOf(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{
    name: string
    number: string | null
  }>`select name, provider_number as number from staff
    where practice_id = ${ctx.practiceId} and is_practitioner and disabled_at is null and provider_number is not null order by name limit 12`.execute(
    ctx.db,
  )
  return rows.map((one) => `${one.name} (NPI ${one.number})`)
}

type Found = Awaited<ReturnType<typeof findEstimates>>['items'][number]

/** What the template places; every text finished. */
export function estimateData(
  estimate: Found,
  { lines, providers }: { lines: readonly EstimateLineRow[]; providers: readonly string[] },
) {
  const { letterhead, bill_to: billTo } = estimate
  const [words, own] = [documentWords[estimate.locale], estimateWords[estimate.locale]]
  const locale = localeOf(estimate.locale, letterhead.country)
  const money = (minor: number) => formatMoney(minor, estimate.currency, locale)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 })
  const isGoodFaith = estimate.wording === 'good_faith'
  const taxes = sumTaxes(lines).filter((each) => each.taxMinor > 0)
  const included = lines.every((line) => line.priceIncludesTax)
  const taxRows = taxes.map(({ name, ratePpm, taxMinor }) => ({
    label: (included ? words.includedTax : words.tax)(percent.format(ratePpm / 1_000_000), name),
    value: money(taxMinor),
  }))
  const total = { label: own.total, value: money(estimate.total_minor), strong: true }
  return {
    title: `${isGoodFaith ? own.goodFaith : own.estimate} ${estimate.number}`,
    lang: estimate.locale,
    paper: paperOf(letterhead.country),
    practice: { name: letterhead.name, lines: letterhead.lines, footer: letterhead.footer ?? [] },
    sender: [letterhead.name, ...(letterhead.footer ?? []).slice(1, 3)].join(' · '),
    recipient: [billTo.name, ...billTo.lines],
    facts: [
      [own.number, String(estimate.number)],
      [words.invoiceDate, day(estimate.issued_on)],
      [own.validUntil, day(estimate.valid_until)],
      ...(billTo.about ? [[words.forClient, billTo.about]] : []),
      ...(estimate.diagnoses.length > 0 ? [[own.diagnoses, estimate.diagnoses.join(', ')]] : []),
      ...(letterhead.taxNumber ? [[words.taxNumber, letterhead.taxNumber]] : []),
    ],
    ...(estimate.accepted_at ? { stamp: own.accepted } : {}),
    head: [own.position, words.description, words.quantity, words.price, words.amount],
    lines: lines.map((line, index) => ({
      day: String(index + 1),
      text: line.description,
      detail: line.code ?? '',
      quantity: number.format(line.quantity),
      price: money(line.unitPriceMinor),
      amount: money(line.priceIncludesTax ? line.totalMinor : line.netMinor),
    })),
    totals: included
      ? [total, ...taxRows]
      : taxRows.length > 0
        ? [{ label: words.net, value: money(estimate.net_minor) }, ...taxRows, total]
        : [total],
    status: own.goodUntil(day(estimate.valid_until)),
    note: [
      estimate.note,
      isGoodFaith && providers.length > 0 && own.providers(providers.join(', ')),
      isGoodFaith ? own.goodFaithText : own.plainText,
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}
