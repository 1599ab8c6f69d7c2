import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { findMeasure, visibleMeasures } from './all.ts'
import { dimensions } from './dimensions.ts'
import type { Measure } from './measure.ts'
import { readMeasure } from './read.ts'
import { MeasureRow, readMeasureRows } from './rows.ts'

const Sum = z.object({ name: z.string(), title: z.string() })

const Definition = z.object({
  name: z.string(),
  title: z.string(),
  formula: z.string(),
  unit: z.enum(['share', 'count', 'minor', 'hours', 'minutes']),
  numerator: Sum,
  denominator: Sum.nullable(),
  dimensions: z.array(z.object({ name: z.string(), title: z.string() })),
  better: z.enum(['more', 'less', 'neither']),
  rows: z.enum(['appointment', 'transfer', 'lead', 'client', 'hours']),
})

function define(ctx: Context, measure: Measure): z.input<typeof Definition> {
  const locale = ctx.locale === 'de' ? 'de' : 'en'
  const sum = ({ name, title }: { name: string; title: { en: string; de: string } }) => ({
    name,
    title: title[locale],
  })
  return {
    name: measure.name,
    title: measure.title[locale],
    formula: measure.formula[locale],
    unit: measure.unit,
    numerator: sum(measure.numerator),
    denominator: measure.denominator && sum(measure.denominator),
    dimensions: measure.dimensions.map((name) => ({ name, title: dimensions[name].title[locale] })),
    better: measure.better,
    rows: measure.rows,
  }
}

const By = line(60).optional().describe('A dimension of the measure, or fact:NAME for what an import kept.')
const figures = { numerator: z.number(), denominator: z.number().nullable(), value: z.number().nullable() }

export const list = operation({
  path: 'GET /measures',
  summary: 'The figures Atrium tells, each with its definition in words',
  allow: 'insight.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(Definition) }),
  run: async (ctx) => ({ items: visibleMeasures(ctx).map((each) => define(ctx, each)) }),
})

export const get = operation({
  path: 'GET /measures/{name}',
  summary: 'A figure over a span of days, in all and by group',
  allow: 'insight.see',
  takes: z.strictObject({ name: line(60), by: By, from: Day.optional(), to: Day.optional() }),
  returns: z.object({
    definition: Definition,
    by: z.string().nullable(),
    from: Day.nullable(),
    to: Day.nullable(),
    currency: z.string(),
    total: z.object({
      ...figures,
      clients: z.int(),
      firstDay: Day.nullable(),
      lastDay: Day.nullable(),
      days: z.int(),
    }),
    groups: z.array(z.object({ key: z.string(), label: z.string(), ...figures })),
  }),
  run: async (ctx, { name, by = null, from = null, to = null }) => {
    refuseBackwards({ from, to })
    const measure = findMeasure(ctx, name)
    const { currency } = await ctx.practice()
    return {
      definition: define(ctx, measure),
      by,
      from,
      to,
      currency,
      ...(await readMeasure(ctx, measure, { by, from, to })),
    }
  },
})

export const rows = operation({
  path: 'GET /measures/{name}/rows',
  summary: 'The rows behind a figure or one of its groups',
  allow: 'insight.see',
  takes: z.strictObject({
    name: line(60),
    by: By,
    key: line(200).optional(),
    from: Day.optional(),
    to: Day.optional(),
    counted: z
      .enum(['true', 'false'])
      .default('false')
      .describe('true: only rows that count for the first sum.'),
    ...paging,
  }),
  returns: pageOf(MeasureRow),
  run: async (ctx, { name, by = null, key = null, from = null, to = null, counted, ...page }) => {
    refuseBackwards({ from, to })
    return readMeasureRows(ctx, findMeasure(ctx, name), {
      by,
      key,
      from,
      to,
      counted: counted === 'true',
      ...page,
    })
  },
})

function refuseBackwards({ from, to }: { from: string | null; to: string | null }) {
  if (from !== null && to !== null && to < from)
    throw invalid('to', 'The last day must not be before the first.')
}
