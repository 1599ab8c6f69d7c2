import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { presentLastChange } from '../together/changes.ts'
import { isAhead, visitsOf } from '../together/visits-of.ts'
import { ChangeView } from './shapes.ts'

export interface Series {
  id: string
  client_id: string
  rule: string
  starts_on: string
  starts_time: string
  zone: string
  created_at: Date
  created_by: string
}

/** A series as callers see it, with those of its visits that they may see. */
export const SeriesView = z.object({
  id: Id,
  clientId: Id,
  rule: z.string(),
  startsOn: Day,
  startsTime: z.string(),
  zone: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  visits: z.array(AppointmentView),
  /** How many can still be changed together. */
  ahead: z.int(),
  /** The step that would be taken back. */
  lastChange: ChangeView.nullable(),
})

/** The series with its visits (`lock`: nobody changes them meanwhile); 404 for whoever may see none of them. */
export async function findSeries(
  ctx: Context,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<{ series: Series; visits: Visit[] }> {
  const { rows } =
    await sql<Series>`select * from series where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  const visits = rows[0] ? await visitsOf(ctx, ['series_id', id], { lock }) : []
  if (!rows[0] || visits.length === 0) throw notFound('This series')
  return { series: rows[0], visits }
}

export async function presentSeries(ctx: Context, { series, visits }: { series: Series; visits: Visit[] }) {
  return {
    id: series.id,
    clientId: series.client_id,
    rule: series.rule,
    startsOn: series.starts_on,
    startsTime: series.starts_time.slice(0, 5),
    zone: series.zone,
    createdAt: series.created_at,
    createdBy: series.created_by,
    visits: visits.map((visit) => presentAppointment(ctx, visit)),
    ahead: visits.filter((visit) => isAhead(ctx, visit)).length,
    lastChange: await presentLastChange(ctx, series.id),
  }
}
