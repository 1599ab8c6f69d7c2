import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { formatDay } from '../../platform/time/index.ts'
import type { Parties } from '../invoices/parties.ts'
import { findParties, findPartiesOfPayer } from '../invoices/parties.ts'
import type { Account, Statement } from '../reports/statement.ts'
import { writeStatement } from '../reports/statement.ts'
import { localeOf, paperOf } from './paper.ts'
import type { DocumentWords } from './words.ts'
import { documentWords } from './words.ts'

const TEMPLATE = 'src/billing/documents/statement.typ'

/** The statement of a client's or a payer's account as PDF, in their language. */
export async function renderStatement(
  ctx: Context,
  wish: Account & { from: string; to: string },
): Promise<{ bytes: Uint8Array; name: string }> {
  const parties =
    'payerId' in wish ? await findPartiesOfPayer(ctx, wish.payerId) : await findParties(ctx, wish.clientId)
  const data = statementData(await writeStatement(ctx, wish), parties)
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: ctx.now })
  return { bytes, name: `${data.title}-${wish.from}-${wish.to}.pdf`.replaceAll(' ', '-') }
}

/** What the template places; every text finished. */
export function statementData(statement: Statement, { billTo, letterhead, locale: language }: Parties) {
  const words = documentWords[language]
  const locale = localeOf(language, letterhead.country)
  const money = (minor: number) => formatMoney(minor, statement.currency, locale)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const short = (text: string) =>
    formatDay(text, locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
  const { openingMinor, closingMinor, rows, from, to } = statement
  return {
    title: words.statement,
    lang: language,
    paper: paperOf(letterhead.country),
    practice: { name: letterhead.name, lines: letterhead.lines, footer: letterhead.footer ?? [] },
    sender: [letterhead.name, ...(letterhead.footer ?? []).slice(1, 3)].join(' · '),
    recipient: [billTo.name, ...billTo.lines],
    facts: [
      [words.period, `${short(from)} – ${short(to)}`],
      [words.balance, money(closingMinor)],
      ...(letterhead.taxNumber ? [[words.taxNumber, letterhead.taxNumber]] : []),
    ],
    columns: [
      { label: words.date },
      { label: words.description, width: '1fr' },
      { label: words.amount, align: 'right' },
      { label: words.balance, align: 'right' },
    ],
    rows: [
      [short(from), words.carriedOver, '', money(openingMinor)],
      ...rows.map((row) => [
        short(row.day),
        textOf(row, words),
        money(row.amountMinor),
        money(row.balanceMinor),
      ]),
    ],
    totals: [
      {
        label: closingMinor < 0 ? words.credit : words.open,
        value: money(Math.abs(closingMinor)),
        strong: true,
      },
    ],
    status:
      closingMinor > 0
        ? words.owedOn(money(closingMinor), day(to))
        : closingMinor < 0
          ? words.heldOn(money(-closingMinor), day(to))
          : words.settledOn(day(to)),
  }
}

function textOf(row: Statement['rows'][number], words: DocumentWords): string {
  const tender = row.tender ? (words.tenders[row.tender] ?? row.tender) : ''
  const what = (words.entries[row.kind] ?? words.entries.other!)(row.number, tender)
  return [what, row.clientName].filter(Boolean).join(' · ')
}
