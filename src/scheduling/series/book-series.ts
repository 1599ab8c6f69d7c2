import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { requireOverlapRight } from '../appointment/change.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { bookTogether } from '../together/book-together.ts'
import { keepBooked } from '../together/changes.ts'
import { recordTogether } from '../together/record-together.ts'
import type { LookedSeries, SeriesWish } from './look-at-series.ts'
import { lookAtSeries } from './look-at-series.ts'

export interface BookedSeries {
  id: string
  visits: Visit[]
  /** Wall times that the rule names and the clocks skip; nothing was booked for them. */
  skippedByClock: string[]
}

/**
 * Books every date of the rule as the choices say, or none: 409 `rows_taken` names those that could not be had.
 * Breaking a rule for a row needs the permission appointments.overlap.
 */
export async function bookSeries(
  ctx: Context,
  wish: SeriesWish & { clientId: string },
): Promise<BookedSeries> {
  for (const { choice, reason = '' } of wish.rows ?? []) {
    if (choice === 'force') requireOverlapRight(ctx, { reason })
  }
  const series = await lookAtSeries(ctx, wish)
  const id = ctx.newId()
  const asked = series.rows.flatMap(({ occurrence, choice, looked }) => {
    if (!looked) return []
    const part = { ...looked, wish: { ...looked.wish, seriesId: id } }
    return [{ key: occurrence.wall, looked: part, force: choice?.choice === 'force' ? choice.reason! : null }]
  })
  if (asked.length === 0) {
    throw problem(
      422,
      'series_empty',
      'No date is left: every one is left out. Keep at least one, or choose another rule.',
    )
  }
  await insertSeries(ctx, { id, wish, series })
  const visits = await bookTogether(ctx, asked)
  await keepBooked(ctx, id, visits)
  recordTogether(ctx, 'series.booked', { subject: ['series', id], visits })
  const skippedByClock = series.rows.flatMap(({ occurrence, looked }) =>
    occurrence.clock === 'skipped' && !looked ? occurrence.wall : [],
  )
  return { id, visits, skippedByClock }
}

async function insertSeries(
  ctx: Context,
  { id, wish, series }: { id: string; wish: SeriesWish; series: LookedSeries },
) {
  await sql`insert into series (practice_id, id, client_id, rule, starts_on, starts_time, zone, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.rule}, ${wish.start.slice(0, 10)}, ${wish.start.slice(11)}, ${series.zone}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
}
