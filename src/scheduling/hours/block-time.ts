import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, InstantIn, line } from '../../platform/operation/shapes.ts'
import { forbidden, invalid, problem } from '../../platform/problem.ts'
import { Decided } from './shapes.ts'
import { endTimeOff, enterTimeOff, findTimeOff } from './time-off.ts'
import { isOwn } from './hours.ts'

const MOST_MS = 24 * 3_600_000

export const block = operation({
  path: 'POST /blocked-time',
  summary:
    'Block up to a day of a practitioner’s time in the calendar; answers the visits that are booked then',
  allow: 'time.block',
  takes: z.strictObject({
    practitionerId: Id,
    startsAt: InstantIn,
    endsAt: InstantIn,
    note: line(300).nullish(),
  }),
  returns: Decided,
  run: async (ctx, { note, ...wish }) => {
    requireBlockRight(ctx, wish.practitionerId)
    // What is longer is leave, and others decide about that.
    if (wish.endsAt.getTime() - wish.startsAt.getTime() > MOST_MS)
      throw invalid('endsAt', 'Block at most a day here. Enter longer absences as time off.')
    return enterTimeOff(ctx, { ...wish, kind: 'blocked', note: note ?? null })
  },
})

export const unblock = operation({
  path: 'DELETE /blocked-time/{id}',
  summary: 'Free time again that was blocked in the calendar',
  allow: 'time.block',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  fails: ['wrong_state'],
  run: async (ctx, { id }) => {
    const blocked = await findTimeOff(ctx, id)
    requireBlockRight(ctx, blocked.practitionerId)
    if (blocked.kind !== 'blocked' || blocked.meetingId)
      throw problem(409, 'wrong_state', 'This is leave or a meeting. Change it under Working hours.', {
        kind: blocked.kind,
      })
    await endTimeOff(ctx, blocked)
    return {}
  },
})

/** The desk blocks for everybody, practitioners for themselves. */
function requireBlockRight(ctx: Context, practitionerId: string) {
  if (ctx.can('time.block_others') || isOwn(ctx, practitionerId)) return
  throw forbidden('You may block your own time only.')
}
