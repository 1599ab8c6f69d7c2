import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import type { Measure, Span } from './measure.ts'
import { findDimension } from './read.ts'

export const MeasureRow = z.object({
  type: z.enum(['appointment', 'transfer', 'lead', 'client', 'hours']),
  id: Id.nullable(),
  day: Day,
  at: Instant.nullable(),
  clientId: Id.nullable(),
  name: z.string().nullable().describe('The client, or who enquired.'),
  practitionerName: z.string().nullable(),
  locationName: z.string().nullable(),
  serviceName: z.string().nullable(),
  invoiceId: Id.nullable(),
  /** What the row adds to the first sum, and to the second. */
  numerator: z.number(),
  denominator: z.number(),
})
type RowAnswer = z.input<typeof MeasureRow>

export interface RowsQuestion extends Span {
  by: string | null
  key: string | null
  /** Only what counts for the first sum (the no-shows, not all visits). */
  counted: boolean
  limit: number
  cursor?: string | undefined
}

/** The rows behind a figure, the latest first: the same rows that were summed. */
export async function readMeasureRows(
  ctx: Context,
  measure: Measure,
  { by, key, counted, limit, cursor, ...span }: RowsQuestion,
) {
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const inGroup = by !== null && key !== null ? sql`and ${findDimension(measure, by).key} = ${key}` : sql``
  const invoice = measure.rows === 'transfer' ? sql`f.invoice_id` : sql`null::uuid`
  const name =
    measure.rows === 'lead'
      ? sql`(select l.name from lead l where l.practice_id = ${ctx.practiceId} and l.id = f.id)`
      : sql`concat_ws(' ', nullif(c.given_name, ''), nullif(c.family_name, ''))`
  const { rows } = await sql<
    Omit<RowAnswer, 'type'> & { nth: string }
  >`with f as materialized (${measure.facts(ctx, span)})
    select f.id, f.day, f.at, f.client_id as "clientId", nullif(${name}, '') as name, ${withNames(measure)} ${invoice} as "invoiceId",
      f.num as numerator, f.den as denominator, coalesce(f.id::text, '') as nth
    from f left join client c on c.practice_id = ${ctx.practiceId} and c.id = f.client_id ${joins(ctx, measure)}
    where (f.num <> 0 or not ${counted}) ${inGroup} ${after ? sql`and (f.day, coalesce(f.id::text, '')) < (${after[0]}::date, ${after[1]})` : sql``}
    order by f.day desc, nth desc limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.day, row.nth])
  return {
    items: page.items.map(({ nth: _nth, ...row }): RowAnswer => ({ type: measure.rows, ...row })),
    next: page.next,
  }
}

function withNames({ rows }: Measure) {
  if (rows === 'lead')
    return sql`null::text as "practitionerName", null::text as "locationName", null::text as "serviceName",`
  return sql`p.name as "practitionerName", l.name as "locationName", s.name as "serviceName",`
}

function joins(ctx: Context, { rows }: Measure) {
  if (rows === 'lead') return sql``
  return sql`left join staff p on p.practice_id = ${ctx.practiceId} and p.id = f.practitioner_id
    left join location l on l.practice_id = ${ctx.practiceId} and l.id = f.location_id
    left join service s on s.practice_id = ${ctx.practiceId} and s.id = f.service_id`
}
