import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, fileAnswer } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { todayOf } from '../invoices/invoice.ts'
import { AGED_BY, AGE_BASES, BUCKETS, ageReceivables } from './aging.ts'
import { amountIn, csvFile } from './csv.ts'
import { FigureQuestion, FigureRows, followFigure } from './figure.ts'
import { PERIODS, REVENUE_BY, Revenue, TaxReport, sumRevenue, sumTaxes } from './revenue.ts'

const between = { from: Day.optional(), to: Day.optional() }
const revenueFields = {
  ...between,
  period: z.enum(PERIODS).default('month'),
  by: z.enum(REVENUE_BY).default('practitioner'),
}

/** This year so far, where nothing else is asked for. */
async function daysOf(ctx: Context, { from, to }: { from?: string | undefined; to?: string | undefined }) {
  const last = to ?? (await todayOf(ctx))
  const first = from ?? `${last.slice(0, 4)}-01-01`
  if (last < first) throw invalid('to', 'The last day cannot be before the first.')
  return { from: first, to: last }
}

export const getRevenue = operation({
  path: 'GET /billing/revenue',
  summary: 'What was earned between two days, by period and by whom, where, what or for whom',
  allow: 'billing.reports',
  takes: z.strictObject(revenueFields),
  returns: Revenue,
  run: async (ctx, { period, by, ...days }) => sumRevenue(ctx, { ...(await daysOf(ctx, days)), period, by }),
})

export const getRevenueCsv = operation({
  path: 'GET /billing/revenue/csv',
  summary: 'What was earned between two days as CSV',
  allow: 'billing.reports',
  takes: z.strictObject(revenueFields),
  returns: fileAnswer('text/csv'),
  run: async (ctx, { period, by, ...days }) => {
    const found = await sumRevenue(ctx, { ...(await daysOf(ctx, days)), period, by })
    const amount = amountIn(found.currency)
    const rows = found.items.map((one) => [
      one.period,
      one.name ?? one.of,
      amount(one.netMinor),
      found.currency,
    ])
    return csvFile(`revenue-${found.from}-${found.to}`, ['period', by, 'net', 'currency'], rows)
  },
})

export const getTaxReport = operation({
  path: 'GET /billing/taxes/report',
  summary: 'The taxes of a period by tax and rate, with what they were charged on',
  allow: 'billing.reports',
  takes: z.strictObject(between),
  returns: TaxReport,
  run: async (ctx, days) => sumTaxes(ctx, await daysOf(ctx, days)),
})

export const getTaxReportCsv = operation({
  path: 'GET /billing/taxes/report/csv',
  summary: 'The taxes of a period as CSV',
  allow: 'billing.reports',
  takes: z.strictObject(between),
  returns: fileAnswer('text/csv'),
  run: async (ctx, days) => {
    const found = await sumTaxes(ctx, await daysOf(ctx, days))
    const amount = amountIn(found.currency)
    const rows = found.items.map((one) => [
      one.account,
      amount(one.netMinor),
      amount(one.taxMinor),
      found.currency,
    ])
    return csvFile(`taxes-${found.from}-${found.to}`, ['tax', 'net', 'tax_amount', 'currency'], rows)
  },
})

export const getReceivablesCsv = operation({
  path: 'GET /billing/receivables/csv',
  summary: 'What is owed, by age, at the end of any day, as CSV',
  allow: 'billing.reports',
  takes: z.strictObject({
    asOf: Day.optional(),
    basis: z.enum(AGE_BASES).default('service'),
    by: z.enum(AGED_BY).default('client'),
  }),
  returns: fileAnswer('text/csv'),
  run: async (ctx, { asOf, basis, by }) => {
    const found = await ageReceivables(ctx, { asOf: asOf ?? (await todayOf(ctx)), basis, by })
    const amount = amountIn(found.currency)
    const rows = found.clients.map((one) => [
      one.clientName,
      ...BUCKETS.map((bucket) => amount(one.buckets[bucket])),
      amount(one.openMinor),
      amount(one.creditMinor),
      found.currency,
    ])
    return csvFile(`receivables-${found.asOf}`, [by, ...BUCKETS, 'open', 'credit', 'currency'], rows)
  },
})

export const getFigure = operation({
  path: 'GET /billing/figures',
  summary:
    'What stands behind a figure: its rows by invoice or payment, each of which opens to its entries and transfers',
  allow: 'billing.reports',
  takes: FigureQuestion,
  returns: FigureRows,
  run: (ctx, question) => followFigure(ctx, question),
})
