import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant } from '../../platform/operation/shapes.ts'
import { addLocalDays, localDay, startOfLocalDay } from '../../platform/time/index.ts'
import { subjectOf } from './client-visit.ts'
import {
  INVITATION_LINK,
  createInvitation,
  endInvitation,
  findInvitation,
  listInvitations,
  refuseEnded,
} from './invitation.ts'
import { MAIL_INVITATION } from './invitation-mail.ts'
import { openSession } from './person.ts'

const USUAL_DAYS = 30

const InvitationView = z.object({
  id: Id,
  clientId: Id,
  serviceId: Id.nullable().describe('null: any service that is booked online.'),
  serviceName: z.string().nullable(),
  practitionerId: Id.nullable().describe('null: with anybody.'),
  practitionerName: z.string().nullable(),
  singleUse: z.boolean(),
  expiresAt: Instant,
  createdAt: Instant,
  createdBy: z.string(),
  usedAt: Instant.nullable(),
  uses: z.int(),
  revokedAt: Instant.nullable(),
})

export const create = operation({
  path: 'POST /booking-links',
  summary: 'Make a link by which one client books without typing: any service or one, once or until a day',
  allow: 'appointments.book',
  takes: z.strictObject({
    clientId: Id,
    serviceId: Id.nullable().default(null),
    practitionerId: Id.nullable().default(null),
    singleUse: z.boolean().default(true).describe('It ends with the first booking.'),
    until: Day.optional().describe('The last day; left out: for 30 days.'),
    mail: z.boolean().default(false).describe('Also send it to the client by e-mail.'),
  }),
  returns: InvitationView.extend({ url: z.string().describe('Told once; only its hash is kept.') }),
  secret: 'answer',
  run: async (ctx, { until, ...wish }) => {
    const { zone } = await ctx.practice()
    const last = until ?? addLocalDays(localDay(ctx.now, zone), USUAL_DAYS)
    const expiresAt = startOfLocalDay(addLocalDays(last, 1), zone)
    const { invitation, url } = await createInvitation(ctx, { ...wish, expiresAt })
    if (wish.mail) ctx.later(MAIL_INVITATION, { id: invitation.id })
    return { ...invitation, url }
  },
})

export const list = operation({
  path: 'GET /booking-links',
  summary: 'The booking links that were made for a client',
  allow: 'appointments.book',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(InvitationView) }),
  run: async (ctx, { clientId }) => ({ items: await listInvitations(ctx, clientId) }),
})

export const end = operation({
  path: 'POST /booking-links/{id}/ending',
  summary: 'End a booking link',
  allow: 'appointments.book',
  takes: z.strictObject({ id: Id }),
  returns: InvitationView,
  run: async (ctx, { id }) => endInvitation(ctx, id),
})

export const open = operation({
  path: 'POST /booking-invitations',
  summary: 'Open a booking link: who comes, what is to be booked, and the secret for the next hour',
  allow: `link:${INVITATION_LINK}`,
  takes: z.strictObject({}),
  returns: z.object({
    token: z.string(),
    practice: z.string(),
    people: z.array(z.object({ id: Id, name: z.string(), relation: z.null() })),
    serviceId: Id.nullable(),
    practitionerId: Id.nullable(),
    link: z.string().nullable().describe('Opens a service that is booked by private link only.'),
  }),
  fails: ['link_used'],
  secret: 'answer',
  run: async (ctx) => {
    const invitation = await findInvitation(ctx, subjectOf(ctx))
    refuseEnded(ctx, invitation)
    const { id, clientId, clientName, serviceId, practitionerId, linkKey } = invitation
    return {
      token: await openSession(ctx, ['booking_link', id]),
      practice: (await ctx.practice()).slug,
      people: [{ id: clientId, name: clientName.trim(), relation: null }],
      serviceId,
      practitionerId,
      link: linkKey,
    }
  },
})
