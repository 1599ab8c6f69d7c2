import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { instantToWall } from '../../platform/time/index.ts'
import type { ChangeRow } from '../together/look-at-changes.ts'
import { UNDO_FAILURES, undoLast } from '../together/undo-together.ts'
import { cancelSeries, changeSeries, lookAtSeriesChange } from './change-series.ts'
import { SeriesView, findSeries, presentSeries } from './series.ts'
import { LookView, presentLook, visitChoices } from './shapes.ts'

const reach = {
  id: Id.describe('The series.'),
  from: Id.describe('The visit from which it is counted.'),
  scope: z.enum(['this', 'following', 'all']),
}

/** What is to be different for each visit; at least one thing. */
export const ChangeFields = z
  .strictObject({
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 09:30.')
      .optional(),
    days: z.int().min(-60).max(60).optional().describe('Days later, or (negative) earlier.'),
    practitionerId: Id.optional(),
    locationId: Id.optional(),
    roomId: Id.optional(),
    serviceId: Id.optional(),
    durationMinutes: z.int().min(1).max(1440).optional(),
  })
  .refine(
    (change) => Object.values(change).some((value) => value !== undefined),
    'Say what is to be different.',
  )

const changeFields = { ...reach, change: ChangeFields, rows: visitChoices }

export const previewChange = operation({
  path: 'POST /series/{id}/changes/preview',
  summary:
    'Look at a change of this, this and the following, or all visits of a series: what each would become',
  allow: 'appointments.move',
  takes: z.strictObject(changeFields),
  returns: z.object({ rows: z.array(z.object({ id: Id, was: z.string(), wall: z.string(), ...LookView })) }),
  fails: ['nothing_to_change', 'not_offered', 'client_only'],
  run: async (ctx, { id, ...wish }) => ({
    rows: (await lookAtSeriesChange(ctx, { ...wish, seriesId: id })).map((row) => presentChangeRow(ctx, row)),
  }),
})

export const change = operation({
  path: 'POST /series/{id}/changes',
  summary:
    'Change this, this and the following, or all visits of a series that are still ahead: all of them or none',
  allow: 'appointments.move',
  takes: z.strictObject(changeFields),
  returns: SeriesView,
  fails: ['nothing_to_change', 'not_offered', 'client_only', 'rows_taken'],
  run: async (ctx, { id, ...wish }) => {
    await changeSeries(ctx, { ...wish, seriesId: id })
    return presentSeries(ctx, await findSeries(ctx, id))
  },
})

export const cancel = operation({
  path: 'POST /series/{id}/cancellation',
  summary: 'Cancel this, this and the following, or all visits of a series that are still ahead',
  allow: 'appointments.cancel',
  takes: z.strictObject({ ...reach, by: z.enum(['client', 'practice']), reason: line(500).optional() }),
  returns: SeriesView,
  reason: 'optional',
  fails: ['nothing_to_change'],
  run: async (ctx, { id, reason, ...wish }) => {
    await cancelSeries(ctx, { ...wish, seriesId: id, reason: reason ?? null })
    return presentSeries(ctx, await findSeries(ctx, id))
  },
})

export const undo = operation({
  path: 'POST /series/{id}/undo',
  summary: 'Take back the last step with a series, if nobody changed its visits since',
  allow: 'appointments.cancel',
  takes: z.strictObject({ id: Id }),
  returns: SeriesView,
  fails: UNDO_FAILURES,
  run: async (ctx, { id }) => {
    await findSeries(ctx, id, { lock: true })
    await undoLast(ctx, ['series', id])
    return presentSeries(ctx, await findSeries(ctx, id))
  },
})

function presentChangeRow(ctx: Context, { visit, wall, choice, looked }: ChangeRow) {
  const empty = choice?.choice === 'skip' ? ('left_out' as const) : ('no_such_time' as const)
  return {
    id: visit.id,
    was: instantToWall(visit.starts_at, visit.zone),
    wall,
    ...presentLook(ctx, looked, visit.zone),
    ...(looked ? {} : { state: empty }),
  }
}
