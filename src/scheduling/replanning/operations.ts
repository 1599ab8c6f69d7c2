import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import {
  Id,
  InstantIn,
  line,
  pageOf,
  paging,
  toPage,
  valuesOfCursor,
} from '../../platform/operation/shapes.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { approveReplanning, refuseUndone } from './approve.ts'
import { replanLoss } from './create-replanning.ts'
import { proposeAgain } from './propose-again.ts'
import { findReplanning } from './replanning-row.ts'
import { undoReplanning } from './undo.ts'
import {
  ReplanningDetail,
  ReplanningView,
  listReplannings,
  presentDetail,
  presentReplanning,
} from './views.ts'

const APPROACH = z.enum(['move', 'offer'])

export const create = operation({
  path: 'POST /replannings',
  summary:
    'A practitioner, room, unit of equipment or location is lost for a time: propose new times for all visits concerned',
  allow: 'replanning.manage',
  takes: z.strictObject({
    practitionerId: Id.optional(),
    roomId: Id.optional(),
    unitId: Id.optional().describe('Of equipment.'),
    locationId: Id.optional(),
    from: InstantIn,
    to: InstantIn,
    reason: line(300).optional(),
    searchDays: z
      .int()
      .min(1)
      .max(60)
      .default(21)
      .describe('Days after the loss in which new times are looked for.'),
    answerHours: z.int().min(1).max(336).default(24),
    approach: APPROACH.default('offer').describe('Ask each client, or move at once and tell them.'),
    markAway: z.boolean().default(false).describe('Also enter the practitioner as ill for this time.'),
  }),
  returns: ReplanningDetail,
  reason: 'optional',
  fails: ['too_many_visits'],
  run: async (ctx, wish) => detail(ctx, await replanLoss(ctx, { ...wish, reason: wish.reason ?? null })),
})

export const list = operation({
  path: 'GET /replannings',
  summary: 'List replannings, the latest first',
  allow: 'replanning.see',
  takes: z.strictObject({ ...paging }),
  returns: pageOf(ReplanningView),
  run: async (ctx, { limit, cursor }) => {
    const before = cursor ? String(valuesOfCursor(cursor, 1)[0]) : null
    if (before && !z.uuid().safeParse(before).success) throw invalid('cursor', 'Start again without it.')
    const { items, next } = toPage(
      await listReplannings(ctx, { limit: limit + 1, before }),
      limit,
      ({ id }) => [id],
    )
    return { items: items.map(presentReplanning), next }
  },
})

export const get = operation({
  path: 'GET /replannings/{id}',
  summary: 'Open a replanning with all its visits',
  allow: 'replanning.see',
  takes: z.strictObject({ id: Id }),
  returns: ReplanningDetail,
  run: (ctx, { id }) => detail(ctx, id),
})

export const again = operation({
  path: 'POST /replannings/{id}/proposals',
  summary: 'Propose again for all visits that are open and not pinned',
  allow: 'replanning.manage',
  takes: z.strictObject({ id: Id }),
  returns: ReplanningDetail,
  fails: ['wrong_state'],
  run: async (ctx, { id }) => {
    const plan = await findReplanning(ctx, id, { lock: true })
    refuseUndone(plan)
    await proposeAgain(ctx, plan)
    return detail(ctx, id)
  },
})

export const decideAll = operation({
  path: 'PATCH /replannings/{id}',
  summary: 'Say for all open visits whether they are moved at once or offered to the client',
  allow: 'replanning.manage',
  takes: z.strictObject({ id: Id, choice: APPROACH }),
  returns: ReplanningDetail,
  fails: ['wrong_state'],
  run: async (ctx, { id, choice }) => {
    refuseUndone(await findReplanning(ctx, id, { lock: true }))
    await sql`update replanning_row set choice = ${choice} where practice_id = ${ctx.practiceId} and replanning_id = ${id}
      and state in ('proposed', 'nothing_fits') and choice in ('move', 'offer')`.execute(ctx.db)
    ctx.record('replanning.choice_changed', { subject: ['replanning', id], data: { choice } })
    return detail(ctx, id)
  },
})

export const approve = operation({
  path: 'POST /replannings/{id}/approval',
  summary: 'Approve all open visits, or these: they are moved or offered one after the other',
  allow: 'replanning.manage',
  takes: z.strictObject({ id: Id, rowIds: z.array(Id).min(1).max(300).optional() }),
  returns: ReplanningDetail,
  fails: ['nothing_to_approve', 'wrong_state'],
  run: async (ctx, { id, rowIds }) => {
    await approveReplanning(ctx, await findReplanning(ctx, id, { lock: true }), rowIds ?? null)
    return detail(ctx, id)
  },
})

export const undo = operation({
  path: 'POST /replannings/{id}/undo',
  summary: 'Take the approval back, as far as clients have not accepted and the old times are free',
  allow: 'replanning.manage',
  takes: z.strictObject({ id: Id }),
  returns: ReplanningDetail,
  reason: 'optional',
  fails: ['wrong_state'],
  run: async (ctx, { id }) => {
    await undoReplanning(ctx, await findReplanning(ctx, id, { lock: true }))
    return detail(ctx, id)
  },
})

export const discard = operation({
  path: 'DELETE /replannings/{id}',
  summary: 'Throw a draft away; no visit is touched',
  allow: 'replanning.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  fails: ['wrong_state'],
  run: async (ctx, { id }) => {
    const plan = await findReplanning(ctx, id, { lock: true })
    if (plan.approved_at) throw problem(409, 'wrong_state', 'This plan was approved. Undo it instead.')
    await sql`update replanning set discarded_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
    ctx.record('replanning.discarded', { subject: ['replanning', id] })
    return {}
  },
})

/** The replanning as its caller sees it; else 404. */
export async function detail(ctx: Context, id: string) {
  const found = await presentDetail(ctx, id)
  if (!found) throw notFound('This plan')
  return found
}
