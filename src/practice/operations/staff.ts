import { z } from 'zod'
import { ROLES } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { FRESH_PASSWORD, requireFreshPassword } from '../fresh.ts'
import { refuseUnknownWords, rolesAndPermissions } from '../staff/roles.ts'
import { followDisabled, inviteStaff } from '../staff/sign-in-of-staff.ts'
import type { Staff } from '../staff/staff.ts'
import { addStaff, changeAccess, findStaff, listStaff, setDisabled, updateStaff } from '../staff/staff.ts'

export const Role = z.enum(ROLES)
export const Email = z.email('This is not an e-mail address.').max(254)

export const StaffView = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: Role,
  denies: z.array(z.string()),
  ownClientsOnly: z.boolean(),
  isPractitioner: z.boolean(),
  title: z.string().nullable(),
  color: z.string().nullable(),
  providerNumber: z.string().nullable(),
  bookableOnline: z.boolean(),
  signsIn: z.boolean(),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  rowVersion: z.number(),
})

/** Colleagues see each other's names and calling; addresses and access are for who manages them. */
export function present(ctx: Context, staff: Staff) {
  const { userId, ...own } = staff
  const mayManage = ctx.can('staff.manage')
  return {
    ...own,
    email: mayManage ? own.email : null,
    denies: mayManage ? own.denies : [],
    signsIn: userId !== null,
  }
}

export const list = operation({
  path: 'GET /staff',
  summary: 'Everybody who works here',
  allow: 'settings.see',
  takes: z.strictObject({ show: z.enum(['current', 'all']).default('current') }),
  returns: z.object({ items: z.array(StaffView) }),
  run: async (ctx, { show }) => ({
    items: (await listStaff(ctx, { all: show === 'all' })).map((each) => present(ctx, each)),
  }),
})

export const get = operation({
  path: 'GET /staff/{id}',
  summary: 'A person who works here',
  allow: 'settings.see',
  takes: z.strictObject({ id: Id }),
  returns: StaffView,
  run: async (ctx, { id }) => present(ctx, await findStaff(ctx, id)),
})

const fields = {
  name: line(120),
  ownClientsOnly: z.boolean().optional(),
  isPractitioner: z.boolean().optional(),
  title: line(120).nullish(),
  color: z
    .string()
    .regex(/^[a-z]{2,20}$/)
    .nullish(),
  providerNumber: line(60).nullish(),
  bookableOnline: z.boolean().optional(),
}

export const add = operation({
  path: 'POST /staff',
  summary: 'Add a person; with an address they are invited to sign in',
  allow: 'staff.manage',
  takes: z.strictObject({ ...fields, role: Role, email: Email.nullish(), invite: z.boolean().default(true) }),
  /** `invitation` is the link to choose a password, shown once; null when nobody was invited or they sign in elsewhere already. */
  returns: z.object({ staff: StaffView, invitation: z.string().nullable() }),
  fails: ['email_taken', 'disabled', ...FRESH_PASSWORD],
  secret: 'answer',
  run: async (ctx, { invite, ...wish }) => {
    requireFreshPassword(ctx)
    const staff = await addStaff(ctx, wish)
    const { link } = invite && wish.email ? await inviteStaff(ctx, staff.id, wish.email) : { link: null }
    return { staff: present(ctx, await findStaff(ctx, staff.id)), invitation: link }
  },
})

export const edit = operation({
  path: 'PATCH /staff/{id}',
  summary: 'Change what is shown and planned of a person',
  allow: 'staff.manage',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion, ...fields, name: fields.name.optional() }),
  returns: StaffView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { id, ...change }) => present(ctx, await updateStaff(ctx, id, change)),
})

export const access = operation({
  path: 'PUT /staff/{id}/access',
  summary: 'Give a person another role, or deny them single permissions; acts on their next request',
  allow: 'staff.manage',
  reason: 'optional',
  takes: z.strictObject({
    id: Id,
    role: Role,
    denies: z.array(z.string().max(60)).max(200).default([]),
    reason: line(500).optional(),
  }),
  returns: StaffView,
  fails: ['last_owner', ...FRESH_PASSWORD],
  run: async (ctx, { id, role, denies }) => {
    requireFreshPassword(ctx)
    refuseUnknownWords(ctx, 'denies', denies)
    return present(ctx, await changeAccess(ctx, id, { role, denies: [...new Set(denies)].sort() }))
  },
})

function disabling(path: 'disabling' | 'restoration') {
  return operation({
    path: `POST /staff/{id}/${path}`,
    summary:
      path === 'disabling'
        ? 'A person leaves: their sessions end, their work stays'
        : 'A person who left comes back',
    allow: 'staff.manage',
    reason: 'optional',
    takes: z.strictObject({ id: Id, reason: line(500).optional() }),
    returns: StaffView,
    fails: ['last_owner', ...FRESH_PASSWORD],
    run: async (ctx, { id }) => {
      requireFreshPassword(ctx)
      const staff = await setDisabled(ctx, id, path === 'disabling')
      await followDisabled(ctx, staff)
      return present(ctx, staff)
    },
  })
}

export const disable = disabling('disabling')
export const restore = disabling('restoration')

export const roles = operation({
  path: 'GET /roles',
  summary: 'The permission matrix: which role may do what',
  allow: 'settings.see',
  takes: z.strictObject({}),
  returns: z.object({
    roles: z.array(z.object({ role: Role, permissions: z.array(z.string()) })),
    permissions: z.array(z.object({ word: z.string(), roles: z.array(Role) })),
  }),
  run: async (ctx) => rolesAndPermissions(ctx),
})
