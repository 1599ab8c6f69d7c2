import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import type { Dimension } from './dimensions.ts'
import { dimensions, factDimension } from './dimensions.ts'
import type { DimensionName, Measure, Span } from './measure.ts'

export interface Figures {
  numerator: number
  /** Null for measures that are one sum. */
  denominator: number | null
  /** numerator / denominator (null when there is nothing to divide by), or the one sum. */
  value: number | null
}

export interface Group extends Figures {
  key: string
  /** The name of a place, person or service; else the key. */
  label: string
}

export interface Reading {
  total: Figures & { clients: number; firstDay: string | null; lastDay: string | null; days: number }
  groups: Group[]
}

interface Row {
  key: string | null
  label: string | null
  num: number
  den: number
  clients: number
  first_day: string | null
  last_day: string | null
  days: number
}

/** The figure, in all and by group, from one query: groups and total cannot disagree. */
export async function readMeasure(
  ctx: Context,
  measure: Measure,
  { by, ...span }: Span & { by: string | null },
): Promise<Reading> {
  const dimension = by === null ? null : findDimension(measure, by)
  const { rows } = await sql<Row>`with f as materialized (${measure.facts(ctx, span)}),
      g as (select ${dimension ? dimension.key : sql`'all'`} as key, sum(f.num) as num, sum(f.den) as den, ${orderOf(dimension)} as nth from f group by 1)
    select g.key, ${labelOf(ctx, dimension)} as label, coalesce(g.num, 0)::float8 as num, coalesce(g.den, 0)::float8 as den,
      0::int as clients, null::date as first_day, null::date as last_day, 0::int as days, g.nth from g where ${dimension !== null}
    union all
    select null, null, coalesce(sum(f.num), 0)::float8, coalesce(sum(f.den), 0)::float8, count(distinct f.client_id)::int, min(f.day), max(f.day), count(distinct f.day)::int, null from f
    order by nth nulls last, key`.execute(ctx.db)
  const total = rows.find((row) => row.key === null)!
  return {
    total: {
      ...figuresOf(measure, total),
      clients: total.clients,
      firstDay: total.first_day,
      lastDay: total.last_day,
      days: total.days,
    },
    groups: rows.flatMap((row) =>
      row.key === null ? [] : [{ key: row.key, label: row.label ?? row.key, ...figuresOf(measure, row) }],
    ),
  }
}

/** A dimension of the measure by its name, or a fact that an import kept (`fact:sms`); 422 names those there are. */
export function findDimension(measure: Measure, by: string): Dimension {
  if (measure.dimensions.includes(by as DimensionName)) return dimensions[by as DimensionName]
  const fact = /^fact:([a-z][a-z0-9_]{0,39})$/.exec(by)?.[1]
  if (fact && measure.rows === 'appointment') return factDimension(fact)
  throw invalid(
    'by',
    `"${measure.name}" can't be told by "${by}". It can by ${measure.dimensions.join(', ')}${measure.rows === 'appointment' ? ' and fact:NAME' : ''}.`,
  )
}

function orderOf(dimension: Dimension | null) {
  if (dimension === null || dimension.order === 'key') return sql`null::numeric`
  return dimension.order === 'size'
    ? sql`-coalesce(nullif(sum(f.den), 0), sum(abs(f.num)))::numeric`
    : sql`(${dimension.order})::numeric`
}

function labelOf(ctx: Context, dimension: Dimension | null) {
  if (!dimension?.names) return sql`g.key`
  return sql`coalesce((select n.name from ${sql.table(dimension.names)} n where n.practice_id = ${ctx.practiceId} and n.id::text = g.key), g.key)`
}

function figuresOf({ denominator }: Measure, { num, den }: { num: number; den: number }): Figures {
  if (denominator === null) return { numerator: num, denominator: null, value: num }
  return { numerator: num, denominator: den, value: den === 0 ? null : num / den }
}
