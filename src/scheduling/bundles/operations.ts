import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, InstantIn, line, text } from '../../platform/operation/shapes.ts'
import { NewClient, clientFor } from '../booking/operations.ts'
import { startOf } from '../times/operations.ts'
import { UNDO_FAILURES, undoLast } from '../together/undo-together.ts'
import { bookBundle } from './book-bundle.ts'
import { BundleTimesView, BundleView, findBundle, presentBundle, presentBundleTimes } from './bundle.ts'
import { USUAL_GAP, findBundleTimes } from './find-bundle-times.ts'
import { cancelBundle, moveBundle } from './move-bundle.ts'

const part = {
  serviceId: Id,
  practitionerId: Id.nullish().describe('Left out: anybody who offers it.'),
  durationMinutes: z.int().min(1).max(1440).optional(),
}

export const times = operation({
  path: 'POST /bundles/times',
  summary:
    'Free times for two to five services in a row in one coming, the earliest first: who gives which part when',
  allow: 'calendar.see',
  takes: z.strictObject({
    parts: z.array(z.strictObject(part)).min(2).max(5).describe('In the order in which they are given.'),
    locationId: Id.nullish(),
    clientId: Id.nullish().describe("Keep free of this client's own visits, too."),
    from: z
      .union([Day, InstantIn])
      .optional()
      .describe("A day 'YYYY-MM-DD' in the practice's zone, or an instant; left out: now."),
    days: z.int().min(1).max(62).default(14),
    maxGapMinutes: z.int().min(0).max(60).default(USUAL_GAP).describe('So long the client may wait between.'),
    limit: z.int().min(1).max(500).optional(),
    except: Id.optional().describe('The bundle that is to be moved: it does not stand in its own way.'),
  }),
  returns: BundleTimesView,
  run: async (ctx, { from, except, ...ask }) => {
    const own = except ? (await findBundle(ctx, except)).map(({ id }) => id) : []
    const start = await startOf(ctx, from)
    const found = await findBundleTimes(ctx, { ...ask, from: start, by: 'staff', except: new Set(own) })
    return presentBundleTimes(found)
  },
})

export const book = operation({
  path: 'POST /bundles',
  summary: 'Book two to five services in a row in one coming: all of them, or none',
  allow: 'appointments.book',
  takes: z.strictObject({
    clientId: Id.optional(),
    newClient: NewClient.optional(),
    locationId: Id.nullish().describe('Left out: a place at which all of them can be had.'),
    parts: z
      .array(z.strictObject({ ...part, startsAt: InstantIn }))
      .min(2)
      .max(5),
    source: z.enum(['staff', 'phone']).default('staff'),
    notes: text(4000).nullish(),
    episodeId: Id.nullish(),
  }),
  returns: BundleView,
  fails: ['rows_taken', 'not_offered', 'client_only'],
  run: async (ctx, { clientId, newClient, ...booking }) => {
    const who = await clientFor(ctx, { clientId, newClient, leadId: undefined })
    const id = await bookBundle(ctx, { ...booking, clientId: who })
    return presentBundle(ctx, id, await findBundle(ctx, id))
  },
})

export const get = operation({
  path: 'GET /bundles/{id}',
  summary: 'Open services that are given in one coming',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: BundleView,
  run: async (ctx, { id }) => presentBundle(ctx, id, await findBundle(ctx, id)),
})

export const move = operation({
  path: 'POST /bundles/{id}/move',
  summary: 'Move all services of one coming that are still ahead: all of them, or none',
  allow: 'appointments.move',
  takes: z.strictObject({
    id: Id,
    startsAt: InstantIn.optional().describe('The first part begins then, the others as much later as now.'),
    parts: z
      .array(z.strictObject({ id: Id, startsAt: InstantIn, practitionerId: Id.nullish() }))
      .min(1)
      .max(5)
      .optional()
      .describe('Or a time for each part that is still ahead.'),
    locationId: Id.optional(),
  }),
  returns: BundleView,
  fails: ['nothing_to_change', 'parts_hidden', 'rows_taken', 'not_offered', 'client_only'],
  run: async (ctx, wish) => {
    await moveBundle(ctx, wish)
    return presentBundle(ctx, wish.id, await findBundle(ctx, wish.id))
  },
})

export const cancel = operation({
  path: 'POST /bundles/{id}/cancellation',
  summary: 'Cancel all services of one coming that are still ahead',
  allow: 'appointments.cancel',
  takes: z.strictObject({ id: Id, by: z.enum(['client', 'practice']), reason: line(500).optional() }),
  returns: BundleView,
  reason: 'optional',
  fails: ['nothing_to_change', 'parts_hidden'],
  run: async (ctx, { id, by, reason }) => {
    await cancelBundle(ctx, { id, by, reason: reason ?? null })
    return presentBundle(ctx, id, await findBundle(ctx, id))
  },
})

export const undo = operation({
  path: 'POST /bundles/{id}/undo',
  summary: 'Take back the last step with services in a row, if nobody changed its visits since',
  allow: 'appointments.cancel',
  takes: z.strictObject({ id: Id }),
  returns: BundleView,
  fails: UNDO_FAILURES,
  run: async (ctx, { id }) => {
    await findBundle(ctx, id, { lock: true })
    await undoLast(ctx, ['bundle', id])
    return presentBundle(ctx, id, await findBundle(ctx, id))
  },
})
