import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { NewClient, clientFor } from '../booking/operations.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { bookSeries } from './book-series.ts'
import { lookAtSeries } from './look-at-series.ts'
import { SeriesView, findSeries, presentSeries } from './series.ts'
import { SeriesPreview, bookingFields, presentSeriesLook, seriesFields } from './shapes.ts'

const RULE_FAILURES = ['series_endless', 'series_too_long', 'series_empty', 'not_offered', 'client_only']

export const preview = operation({
  path: 'POST /series/preview',
  summary:
    'Look at a series before it is booked: every date, free or not and why, with the nearest free times',
  allow: 'appointments.book',
  takes: z.strictObject({ clientId: Id.nullish(), ...seriesFields }),
  returns: SeriesPreview,
  fails: RULE_FAILURES,
  run: async (ctx, wish) =>
    presentSeriesLook(ctx, await lookAtSeries(ctx, { ...wish, clientId: wish.clientId ?? null })),
})

export const book = operation({
  path: 'POST /series',
  summary: 'Book a series: every date, or none',
  allow: 'appointments.book',
  takes: z.strictObject({
    clientId: Id.optional(),
    newClient: NewClient.optional(),
    ...seriesFields,
    ...bookingFields,
  }),
  returns: SeriesView.extend({ skippedByClock: z.array(z.string()) }),
  fails: [...RULE_FAILURES, ...BOOKING_FAILURES, 'rows_taken'],
  run: async (ctx, { clientId, newClient, ...wish }) => {
    const who = await clientFor(ctx, { clientId, newClient, leadId: undefined })
    const { id, skippedByClock } = await bookSeries(ctx, { ...wish, clientId: who })
    return { ...(await presentSeries(ctx, await findSeries(ctx, id))), skippedByClock }
  },
})

export const get = operation({
  path: 'GET /series/{id}',
  summary: 'Open a series with its visits',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: SeriesView,
  run: async (ctx, { id }) => presentSeries(ctx, await findSeries(ctx, id)),
})
