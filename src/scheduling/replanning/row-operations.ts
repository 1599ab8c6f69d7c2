import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, InstantIn, line } from '../../platform/operation/shapes.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { decideRow, noteCall, openRow, readRowIn, rowIn } from './approve.ts'
import { detail } from './operations.ts'
import { chooseTime, otherTimes } from './propose-again.ts'
import { CHOICES, findReplanning } from './replanning-row.ts'
import { ReplanningDetail, TermView } from './views.ts'

export const decide = operation({
  path: 'PATCH /replannings/{id}/rows/{rowId}',
  summary: 'Decide about one visit: another time, pinned, moved, offered, left, cancelled or called',
  allow: 'replanning.manage',
  takes: z.strictObject({
    id: Id,
    rowId: Id,
    choice: z.enum(CHOICES).optional(),
    pinned: z.boolean().optional(),
    time: z.strictObject({ startsAt: InstantIn, practitionerId: Id }).optional(),
  }),
  returns: ReplanningDetail,
  fails: ['wrong_state', 'slot_taken'],
  run: async (ctx, { id, rowId, time, choice, pinned }) => {
    const plan = await findReplanning(ctx, id)
    const row = await openRow(ctx, plan, rowId)
    if (time) await chooseTime(ctx, plan, { row, wish: time })
    await decideRow(ctx, row, { choice, pinned })
    return detail(ctx, id)
  },
})

export const times = operation({
  path: 'GET /replannings/{id}/rows/{rowId}/times',
  summary: 'Every time this visit could have, with what it costs the client',
  allow: 'replanning.see',
  takes: z.strictObject({ id: Id, rowId: Id }),
  returns: z.object({
    items: z.array(
      z.object({
        startsAt: z.string(),
        endsAt: z.string(),
        zone: z.string(),
        practitionerId: Id,
        locationId: Id,
        cost: z.int(),
        terms: z.array(TermView),
      }),
    ),
  }),
  run: async (ctx, { id, rowId }) => {
    const plan = await findReplanning(ctx, id)
    const row = await readRowIn(ctx, plan, rowId)
    const zones = await zonesOf(ctx)
    const found = await otherTimes(ctx, plan, row)
    return {
      items: found.map((each) => {
        const zone = zones.get(each.locationId)!
        return {
          startsAt: toOffsetIso(each.startsAt, zone),
          endsAt: toOffsetIso(each.endsAt, zone),
          zone,
          practitionerId: each.practitionerId,
          locationId: each.locationId,
          cost: each.cost,
          terms: [...each.terms],
        }
      }),
    }
  },
})

export const call = operation({
  path: 'POST /replannings/{id}/rows/{rowId}/call',
  summary: 'Note a call of the to-do list: reached, not reached, whose it is, a note',
  allow: 'replanning.manage',
  takes: z.strictObject({
    id: Id,
    rowId: Id,
    outcome: z.enum(['reached', 'not_reached']).optional(),
    staffId: Id.nullable().optional(),
    note: line(500).nullable().optional(),
  }),
  returns: ReplanningDetail,
  fails: ['wrong_state'],
  run: async (ctx, { id, rowId, ...called }) => {
    const plan = await findReplanning(ctx, id)
    await noteCall(ctx, await rowIn(ctx, plan, rowId), called)
    return detail(ctx, id)
  },
})

async function zonesOf(ctx: Context): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string
    zone: string
  }>`select id, zone from location where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return new Map(rows.map((each) => [each.id, each.zone]))
}
