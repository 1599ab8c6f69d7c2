import type { RawBuilder } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

export interface Words {
  en: string
  de: string
}

/** The days asked for, both included; null: from the first, to the last. */
export interface Span {
  from: string | null
  to: string | null
}

/** share: 0 to 1. minor: money in minor units of the practice's currency. */
export type Unit = 'share' | 'count' | 'minor' | 'hours' | 'minutes'

/**
 * One figure and how it is made. `facts` is the only SQL of it: totals, groups and the rows behind a figure are made
 * from the same rows, so that they cannot disagree.
 */
export interface Measure {
  name: string
  title: Words
  /** In words, as it is shown beside the figure. */
  formula: Words
  unit: Unit
  /** What the two sums are called. Without a denominator the figure is the first sum. */
  numerator: { name: string; title: Words }
  denominator: { name: string; title: Words } | null
  /** Groups that make sense for it. */
  dimensions: readonly DimensionName[]
  /** Which way is better, for the tone of a comparison. */
  better: 'more' | 'less' | 'neither'
  /** What the rows behind it are. */
  rows: 'appointment' | 'transfer' | 'lead' | 'client' | 'hours'
  /** A permission beyond insight.see. */
  allow?: string
  /**
   * Rows (id, day, num, den and what the dimensions read), limited to the span. Columns that the rows do not have are
   * not read by their dimensions.
   */
  facts(ctx: Context, span: Span): RawBuilder<unknown>
}

export const DIMENSIONS = [
  'day',
  'week',
  'month',
  'weekday',
  'hour',
  'lead-time',
  'age-group',
  'sex',
  'location',
  'practitioner',
  'service',
  'source',
  'tender',
] as const
export type DimensionName = (typeof DIMENSIONS)[number]

/** Dimensions that every row with a day has. */
export const TIME: readonly DimensionName[] = ['day', 'week', 'month', 'weekday']
