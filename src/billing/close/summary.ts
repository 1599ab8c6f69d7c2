import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { problem } from '../../platform/problem.ts'
import { formatDateTime, formatDay } from '../../platform/time/index.ts'
import { localeOf, paperOf } from '../documents/paper.ts'
import { documentWords } from '../documents/words.ts'
import { viewDay } from './day-close.ts'
import type { DayAt, DayFigures } from './figures.ts'
import { summaryWords } from './summary-words.ts'

const TEMPLATE = 'src/billing/close/summary.typ'

/** The summary of a closed day as PDF, with the figures as they were closed. 409 `day_open`. */
export async function renderSummary(ctx: Context, at: DayAt): Promise<{ bytes: Uint8Array; name: string }> {
  const day = await viewDay(ctx, at)
  if (!day.close) throw problem(409, 'day_open', 'This day is not closed yet.')
  const practice = await ctx.practice()
  const language = ctx.locale.startsWith('de') ? 'de' : 'en'
  const locale = localeOf(language, practice.country)
  const words = summaryWords[language]
  const dayName = formatDay(at.day, locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const closed = formatDateTime(new Date(day.close.closedAt), { locale, zone: practice.zone })
  const data = {
    title: `${words.title} ${day.locationName}`,
    lang: language,
    paper: paperOf(practice.country),
    practice: { name: practice.name, lines: [], footer: [practice.name] },
    about: `${dayName} · ${words.closedBy(day.close.closedBy, closed)}`,
    parts: partsOf(day.close.figures, { language, locale }),
    notes: [
      ...(day.close.leftOpenReason ? [`${words.leftOpen}: ${day.close.leftOpenReason}`] : []),
      ...(day.close.note ? [day.close.note] : []),
    ],
  }
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: ctx.now })
  return { bytes, name: `${at.day}-${words.file}.pdf` }
}

function partsOf(figures: DayFigures, { language, locale }: { language: 'en' | 'de'; locale: string }) {
  const words = summaryWords[language]
  const money = (minor: number | null) =>
    minor === null ? '–' : formatMoney(minor, figures.currency, locale)
  const row = (label: string, { count, minor }: { count: number; minor: number }) => [
    label,
    String(count),
    money(minor),
  ]
  const heads = { count: words.count, amount: words.amount }
  const { tenders } = documentWords[language]
  return [
    {
      ...heads,
      title: words.done,
      label: words.what,
      rows: [
        [words.visits, String(figures.visits.done), ''],
        row(words.charged, figures.charged),
        row(words.invoiced, figures.invoiced),
        row(words.unpaid, figures.unpaid),
        row(words.missing, figures.missing),
        row(words.drafts, figures.drafts),
      ],
    },
    {
      ...heads,
      title: words.taken,
      label: words.tender,
      rows: [
        ...figures.taken.map((each) =>
          row(tenders[each.tender] ?? each.tender, { count: each.payments, minor: each.minor }),
        ),
        [words.total, '', money(figures.takenMinor)],
        row(words.prepaid, figures.prepaid),
      ],
    },
    ...(figures.drawers.length === 0
      ? []
      : [
          {
            title: words.drawers,
            label: words.drawer,
            count: words.counted,
            amount: words.difference,
            rows: figures.drawers.map((each) => [
              [each.name, each.differenceReason].filter(Boolean).join(': '),
              money(each.countedMinor),
              money(each.differenceMinor),
            ]),
          },
        ]),
  ]
}
