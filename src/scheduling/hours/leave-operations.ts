import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, InstantIn, line } from '../../platform/operation/shapes.ts'
import { AffectedVisit } from './affected.ts'
import { findLeaveRules, setLeaveRules } from './leave-rules.ts'
import { decideLeave, listRequests } from './leave.ts'
import { addMeetings, cancelMeetings } from './meetings.ts'
import { Decided, TimeOffView } from './shapes.ts'
import { TIME_OFF_KINDS, addTimeOff, cancelTimeOff, listTimeOff } from './time-off.ts'
import { WallTime } from './weekly.ts'

export const timeOff = operation({
  path: 'GET /time-off',
  summary: 'Leave, meetings and blocked time',
  allow: 'hours.see',
  takes: z.strictObject({ from: InstantIn, to: InstantIn, practitionerId: Id.optional() }),
  returns: z.object({ items: z.array(TimeOffView) }),
  run: async (ctx, ask) => ({ items: await listTimeOff(ctx, ask) }),
})

export const addOff = operation({
  path: 'POST /time-off',
  summary: 'Block time of a practitioner, or ask for leave; answers the visits that are booked then',
  allow: 'hours.manage_own',
  takes: z.strictObject({
    practitionerId: Id,
    startsAt: InstantIn,
    endsAt: InstantIn,
    kind: z.enum(TIME_OFF_KINDS),
    note: line(300).nullish(),
    substituteId: Id.nullish().describe(
      'Who stands in meanwhile: named on the booking page and asked first when replanning.',
    ),
    clientNote: line(500).nullish().describe('What clients read on the booking page meanwhile.'),
  }),
  returns: Decided,
  run: async (ctx, { note, substituteId, clientNote, ...wish }) =>
    addTimeOff(ctx, {
      ...wish,
      note: note ?? null,
      substituteId: substituteId ?? null,
      clientNote: clientNote ?? null,
    }),
})

export const cancelOff = operation({
  path: 'POST /time-off/{id}/cancellation',
  summary: 'Free blocked time again, or withdraw a request',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  run: async (ctx, { id }) => {
    await cancelTimeOff(ctx, id)
    return {}
  },
})

export const requests = operation({
  path: 'GET /time-off/requests',
  summary: 'Leave that waits for a decision, with the number of visits booked in it',
  allow: 'hours.see',
  takes: z.strictObject({}),
  returns: z.object({
    items: z.array(
      TimeOffView.extend({
        practitionerName: z.string(),
        visits: z.int(),
        can: z.object({ decide: z.boolean() }),
      }),
    ),
  }),
  run: async (ctx) => ({ items: await listRequests(ctx) }),
})

export const approve = operation({
  path: 'POST /time-off/{id}/approval',
  summary: 'Approve leave; answers the visits that lie in it',
  allow: 'leave.decide',
  takes: z.strictObject({ id: Id, note: line(300).nullish() }),
  returns: Decided,
  fails: ['wrong_state'],
  run: async (ctx, { id, note }) => decideLeave(ctx, id, { approved: true, note: note ?? null }),
})

export const decline = operation({
  path: 'POST /time-off/{id}/refusal',
  summary: 'Decline leave, with the reason',
  allow: 'leave.decide',
  takes: z.strictObject({ id: Id, note: line(300) }),
  returns: Decided,
  fails: ['wrong_state'],
  run: async (ctx, { id, note }) => decideLeave(ctx, id, { approved: false, note }),
})

const Rules = z.strictObject({
  requestsBlockOnline: z.boolean().describe('Leave that is only asked for is not offered to clients online.'),
})

export const rules = operation({
  path: 'GET /time-off/rules',
  summary: 'How the practice treats leave that is asked for',
  allow: 'hours.see',
  takes: z.strictObject({}),
  returns: Rules,
  run: findLeaveRules,
})

export const setRules = operation({
  path: 'PUT /time-off/rules',
  summary: 'Say how leave that is asked for is treated',
  allow: 'hours.manage',
  takes: Rules,
  returns: Rules,
  run: setLeaveRules,
})

export const meet = operation({
  path: 'POST /time-off/meetings',
  summary: 'Block the same hours of several practitioners week after week, by the wall clock',
  allow: 'hours.manage_own',
  takes: z.strictObject({
    practitionerIds: z.array(Id).min(1).max(100),
    kind: z.enum(['meeting', 'blocked']).default('meeting'),
    locationId: Id.nullish().describe("Whose clock it is; left out: the practice's."),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    everyWeeks: z.int().min(1).max(12).default(1),
    starts: WallTime,
    ends: WallTime,
    from: Day,
    to: Day,
    note: line(300).nullish(),
  }),
  returns: z.object({
    id: Id,
    times: z.array(z.object({ day: Day, startsAt: Instant, endsAt: Instant })),
    affected: z.array(AffectedVisit),
  }),
  run: async (ctx, wish) => addMeetings(ctx, { ...wish, note: wish.note ?? null }),
})

export const cancelMeeting = operation({
  path: 'POST /time-off/meetings/{id}/cancellation',
  summary: 'Take a meeting back, all of it or from a day on',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, from: Day.nullish() }),
  returns: z.object({ times: z.int() }),
  run: async (ctx, { id, from }) => ({ times: await cancelMeetings(ctx, id, from ?? null) }),
})
