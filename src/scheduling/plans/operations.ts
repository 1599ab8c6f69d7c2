import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, InstantIn, line } from '../../platform/operation/shapes.ts'
import { NewClient, clientFor } from '../booking/operations.ts'
import { lookAtPlan } from './look-at-plan.ts'
import { UNDO_FAILURES, undoLast } from '../together/undo-together.ts'
import { PlanView, bookPlan, cancelPlan, findPlan, listPlans, presentPlan } from './plan.ts'

const DayPart = z.enum(['morning', 'afternoon', 'evening'])

const planFields = {
  serviceId: Id,
  practitionerId: Id.nullish().describe('Left out: whoever fits; with samePractitioner one for all.'),
  locationId: Id.nullish(),
  durationMinutes: z.int().min(1).max(1440).optional(),
  visits: z.int().min(1).max(60),
  from: Day.describe('The first day that may be used.'),
  minGapDays: z.int().min(0).max(60).default(1).describe('Days between one visit and the next, at least.'),
  maxGapDays: z.int().min(1).max(120).nullish(),
  perWeek: z.int().min(1).max(7).nullish().describe('At most so many in a week from Monday to Sunday.'),
  samePractitioner: z.boolean().default(true),
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).nullish().describe('1 Monday to 7 Sunday.'),
  dayPart: DayPart.nullish().describe('Morning until 12:00, afternoon until 17:00, evening.'),
  sameTime: z.boolean().default(true).describe('Prefer one time of day for all.'),
}

const OptionView = z.object({
  kind: z.enum([
    'as_wished',
    'other_times',
    'other_weekdays',
    'other_times_and_weekdays',
    'other_practitioner',
    'several_practitioners',
    'closer',
    'any',
  ]),
  of: z.int(),
  times: z.array(
    z.object({
      startsAt: z.string(),
      endsAt: z.string(),
      wall: z.string(),
      practitionerId: Id,
      locationId: Id,
    }),
  ),
  practitioners: z.array(z.object({ id: Id, name: z.string() })),
  weekdays: z.array(z.int()).describe('Weekdays it uses although they were not wished for.'),
  dayParts: z.array(DayPart).describe('Parts of the day it uses although they were not wished for.'),
})

export const preview = operation({
  path: 'POST /plans/preview',
  summary: 'Search times for a plan of several visits; when not all fit, what to give up for more of them',
  allow: 'appointments.book',
  takes: z.strictObject({ clientId: Id.nullish(), ...planFields }),
  returns: z.object({ zone: z.string(), options: z.array(OptionView) }),
  run: (ctx, wish) => lookAtPlan(ctx, { ...wish, clientId: wish.clientId ?? null }),
})

export const book = operation({
  path: 'POST /plans',
  summary: 'Book the visits of a plan: all chosen times, or none',
  allow: 'appointments.book',
  takes: z.strictObject({
    clientId: Id.optional(),
    newClient: NewClient.optional(),
    episodeId: Id.nullish(),
    ...planFields,
    times: z
      .array(z.strictObject({ startsAt: InstantIn, practitionerId: Id, locationId: Id }))
      .min(1)
      .max(60),
  }),
  returns: PlanView,
  fails: ['rows_taken', 'not_offered', 'client_only'],
  run: async (ctx, { clientId, newClient, ...wish }) => {
    const who = await clientFor(ctx, { clientId, newClient, leadId: undefined })
    return presentPlan(ctx, await findPlan(ctx, await bookPlan(ctx, { ...wish, clientId: who })))
  },
})

export const list = operation({
  path: 'GET /plans',
  summary: 'The plans of a client with their progress',
  allow: 'appointments.see',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(PlanView) }),
  run: async (ctx, { clientId }) => ({
    items: await Promise.all((await listPlans(ctx, clientId)).map((found) => presentPlan(ctx, found))),
  }),
})

export const get = operation({
  path: 'GET /plans/{id}',
  summary: 'Open a plan with its visits',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: PlanView,
  run: async (ctx, { id }) => presentPlan(ctx, await findPlan(ctx, id)),
})

export const cancel = operation({
  path: 'POST /plans/{id}/cancellation',
  summary: 'Cancel the visits of a plan that are still ahead',
  allow: 'appointments.cancel',
  takes: z.strictObject({ id: Id, by: z.enum(['client', 'practice']), reason: line(500).optional() }),
  returns: PlanView,
  reason: 'optional',
  fails: ['nothing_to_change'],
  run: async (ctx, { id, by, reason }) => {
    await cancelPlan(ctx, { id, by, reason: reason ?? null })
    return presentPlan(ctx, await findPlan(ctx, id))
  },
})

export const undo = operation({
  path: 'POST /plans/{id}/undo',
  summary: 'Take back the last step with a plan, if nobody changed its visits since',
  allow: 'appointments.cancel',
  takes: z.strictObject({ id: Id }),
  returns: PlanView,
  fails: UNDO_FAILURES,
  run: async (ctx, { id }) => {
    await findPlan(ctx, id)
    await undoLast(ctx, ['plan', id])
    return presentPlan(ctx, await findPlan(ctx, id))
  },
})
