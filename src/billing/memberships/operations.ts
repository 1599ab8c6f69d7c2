import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { RowVersion } from '../../platform/operation/row-version.ts'
import { Day, Id, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { endMembership, join, pause, resume } from './acts.ts'
import { PlanView, listPlans, planFields, savePlan } from './plan.ts'
import { MembershipView, viewMemberships } from './view.ts'

export const getPlans = operation({
  path: 'GET /membership-plans',
  summary: 'The memberships that this practice offers',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(PlanView) }),
  run: async (ctx) => ({ items: await listPlans(ctx) }),
})

export const addPlan = operation({
  path: 'POST /membership-plans',
  summary: 'Define a membership: its price for each period, and what members get for it',
  allow: 'billing.set_up',
  takes: z.strictObject(planFields),
  returns: PlanView,
  run: (ctx, wish) => savePlan(ctx, wish),
})

export const putPlan = operation({
  path: 'PUT /membership-plans/{id}',
  summary: 'Change a membership; members keep the terms they joined on',
  allow: 'billing.set_up',
  takes: z.strictObject({
    id: Id,
    ...planFields,
    archived: z.boolean().default(false),
    rowVersion: RowVersion,
  }),
  returns: PlanView,
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => savePlan(ctx, wish),
})

export const getMemberships = operation({
  path: 'GET /memberships',
  summary: 'Members and how their memberships stand',
  allow: 'billing.see',
  takes: z.strictObject({ running: z.stringbool().default(false) }),
  returns: z.object({ items: z.array(MembershipView) }),
  run: async (ctx, question) => ({ items: await viewMemberships(ctx, question) }),
})

async function viewMembership(ctx: Context, id: string) {
  const [found] = await viewMemberships(ctx, { id })
  if (!found) throw notFound('This membership')
  return found
}

const BILLING_FAILS = ['nothing_to_bill', 'mixed_currency', 'too_small']

export const joinMembership = operation({
  path: 'POST /clients/{id}/memberships',
  summary: 'A client becomes a member; the first period is billed on its first day',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, planId: Id, startsOn: Day.optional(), locationId: Id.nullish() }),
  returns: MembershipView,
  fails: ['is_archived', 'is_member', ...BILLING_FAILS],
  run: async (ctx, { id, ...wish }) => viewMembership(ctx, await join(ctx, { clientId: id, ...wish })),
})

export const pauseMembership = operation({
  path: 'POST /memberships/{id}/pause',
  summary: 'From the next period on nothing is billed, until a day or until it is resumed',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, until: Day.nullable().default(null) }),
  returns: MembershipView,
  fails: ['is_over', 'is_paused'],
  run: async (ctx, { id, until }) => {
    await pause(ctx, id, until)
    return viewMembership(ctx, id)
  },
})

export const resumeMembership = operation({
  path: 'DELETE /memberships/{id}/pause',
  summary: 'A paused membership goes on',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: MembershipView,
  fails: ['not_paused', ...BILLING_FAILS],
  run: async (ctx, { id }) => {
    await resume(ctx, id)
    return viewMembership(ctx, id)
  },
})

export const endOneMembership = operation({
  path: 'POST /memberships/{id}/end',
  summary: 'Give notice: it ends with the period in which the notice runs out, or today',
  allow: 'invoices.manage',
  reason: 'required',
  takes: z.strictObject({ id: Id, reason: line(500), atOnce: z.boolean().default(false) }),
  returns: MembershipView,
  fails: ['is_over'],
  run: async (ctx, { id, ...wish }) => {
    await endMembership(ctx, id, wish)
    return viewMembership(ctx, id)
  },
})
