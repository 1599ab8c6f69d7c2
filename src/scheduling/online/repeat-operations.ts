import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Instant, InstantIn } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { subjectOf } from './client-visit.ts'
import { findHolds } from './hold.ts'
import { ClientVisitView, presentToClient } from './present-to-client.ts'
import { holdRepeats, lookAtRepeats, presentRepeat } from './repeats.ts'

const Wall = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
const fields = {
  everyWeeks: z.int().min(1).max(8),
  visits: z.int().min(1).max(52).describe('With the one that is kept already; 1: no further ones.'),
  rows: z
    .array(
      z.strictObject({
        wall: Wall,
        choice: z.enum(['book', 'skip', 'move']),
        startsAt: InstantIn.optional().describe('For move: where to.'),
      }),
    )
    .max(52)
    .default([]),
}
const FAILURES = ['no_series', 'hold_expired', 'wrong_state', 'not_offered'] as const

export const look = operation({
  path: 'POST /holds/series/preview',
  summary: 'Look at the further dates of a weekly series: free or not, with the nearest free times',
  allow: 'link:hold',
  takes: z.strictObject(fields),
  returns: z.object({
    rows: z.array(
      z.object({
        wall: z.string(),
        startsAt: z.string().nullable(),
        state: z.enum(['free', 'conflict', 'no_such_time', 'left_out']),
        alternatives: z.array(z.object({ startsAt: z.string(), endsAt: z.string() })),
      }),
    ),
  }),
  fails: FAILURES,
  run: async (ctx, wish) => {
    const hold = await oneHold(ctx)
    if (wish.visits < 2) return { rows: [] }
    const { rows, zone } = await lookAtRepeats(ctx, hold, wish)
    return { rows: rows.map((row) => presentRepeat(ctx, row, zone)) }
  },
})

export const keep = operation({
  path: 'POST /holds/series',
  summary: 'Keep further dates of a weekly series together with the time that is kept: all or none',
  allow: 'link:hold',
  takes: z.strictObject(fields),
  returns: z.object({ heldUntil: Instant, visit: ClientVisitView }),
  fails: [...FAILURES, ...BOOKING_FAILURES, 'rows_taken'],
  run: async (ctx, wish) => {
    const visit = await holdRepeats(ctx, await oneHold(ctx), wish)
    return { heldUntil: visit.held_until!, visit: await presentToClient(ctx, visit) }
  },
})

/** Several services in a row come once; they do not repeat. */
async function oneHold(ctx: Context): Promise<Visit> {
  const [hold] = await findHolds(ctx, subjectOf(ctx))
  if (hold.bundle_id)
    throw problem(422, 'no_series', 'Several services in one visit are booked one visit at a time.')
  return hold
}
