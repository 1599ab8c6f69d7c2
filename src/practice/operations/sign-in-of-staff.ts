import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { FRESH_PASSWORD, requireFreshPassword } from '../fresh.ts'
import {
  acceptInvitation,
  changeStaffEmail,
  endStaffSessions,
  inviteStaff,
  listStaffSessions,
  removeSecondFactor,
  renewInvitation,
} from '../staff/sign-in-of-staff.ts'
import { findStaff } from '../staff/staff.ts'
import { Email, StaffView, present } from './staff.ts'

export const invite = operation({
  path: 'POST /staff/{id}/invitation',
  summary:
    'Invite a person to sign in, or let them choose a new password; the link is answered once and mailed',
  allow: 'staff.manage',
  takes: z.strictObject({ id: Id, email: Email.optional() }),
  returns: z.object({ invitation: z.string().nullable() }),
  fails: ['email_taken', 'disabled', ...FRESH_PASSWORD],
  secret: 'answer',
  run: async (ctx, { id, email }) => {
    requireFreshPassword(ctx)
    const known = email ?? (await findStaff(ctx, id)).email
    const { link } = known ? await inviteStaff(ctx, id, known) : await renewInvitation(ctx, id)
    return { invitation: link }
  },
})

const Invited = z.object({
  name: z.string(),
  email: z.string().nullable(),
  practice: z.string(),
  locale: z.string(),
})

export const invitation = operation({
  path: 'GET /invitation',
  summary: 'Who is invited, and where (by the mailed link)',
  allow: 'link:invitation',
  takes: z.strictObject({}),
  returns: Invited,
  run: async (ctx) => {
    const { name, email } = await findStaff(ctx, ctx.actor.kind === 'link' ? ctx.actor.subjectId : '')
    const practice = await ctx.practice()
    return { name, email, practice: practice.name, locale: practice.locale }
  },
})

export const accept = operation({
  path: 'POST /invitation/acceptance',
  summary: 'Choose a password (by the mailed link, once)',
  allow: 'link:invitation',
  takes: z.strictObject({ password: z.string().min(1).max(1_000) }),
  returns: z.object({ email: z.string().nullable() }),
  fails: ['link_spent'],
  secret: 'input',
  run: async (ctx, { password }) => ({ email: (await acceptInvitation(ctx, password)).email }),
})

export const email = operation({
  path: 'PUT /staff/{id}/email',
  summary: 'Change the address a person signs in with',
  allow: 'staff.manage',
  takes: z.strictObject({ id: Id, email: Email }),
  returns: StaffView,
  fails: ['email_taken', 'works_elsewhere', ...FRESH_PASSWORD],
  run: async (ctx, { id, email: address }) => {
    requireFreshPassword(ctx)
    return present(ctx, await changeStaffEmail(ctx, id, address))
  },
})

export const sessions = operation({
  path: 'GET /staff/{id}/sessions',
  summary: 'Where a person is signed in',
  allow: 'staff.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    items: z.array(
      z.object({
        sessionId: z.string(),
        createdAt: Instant,
        lastUsedAt: Instant,
        address: z.string().nullable(),
        userAgent: z.string().nullable(),
      }),
    ),
  }),
  run: async (ctx, { id }) => ({ items: await listStaffSessions(ctx, id) }),
})

export const endSessions = operation({
  path: 'DELETE /staff/{id}/sessions',
  summary: 'Sign a person out everywhere',
  allow: 'staff.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ ended: z.number() }),
  run: async (ctx, { id }) => ({ ended: await endStaffSessions(ctx, id) }),
})

export const endSession = operation({
  path: 'DELETE /staff/{id}/sessions/{sessionId}',
  summary: 'End one session of a person',
  allow: 'staff.manage',
  takes: z.strictObject({ id: Id, sessionId: z.string().max(60) }),
  returns: z.object({ ended: z.number() }),
  run: async (ctx, { id, sessionId }) => ({ ended: await endStaffSessions(ctx, id, sessionId) }),
})

export const forgetSecondFactor = operation({
  path: 'DELETE /staff/{id}/second-factor',
  summary: 'Remove the second factor of somebody who lost their phone',
  allow: 'staff.manage',
  reason: 'optional',
  takes: z.strictObject({ id: Id, reason: z.string().max(500).optional() }),
  returns: z.object({}),
  fails: ['works_elsewhere', ...FRESH_PASSWORD],
  run: async (ctx, { id }) => {
    requireFreshPassword(ctx)
    await removeSecondFactor(ctx, id)
    return {}
  },
})
