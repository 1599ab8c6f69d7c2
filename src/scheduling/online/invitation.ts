import { sql } from 'kysely'
import { findClient, primaryEmailIfAny } from '../../clients/index.ts'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { findService } from '../services/service.ts'
import type { Service } from '../services/service.ts'
import type { Holds } from './confirm-hold.ts'

export const INVITATION_LINK = 'booking_invitation'

export interface InvitationWish {
  clientId: string
  /** null: any service that is booked online. */
  serviceId: string | null
  /** null: with anybody. */
  practitionerId: string | null
  singleUse: boolean
  expiresAt: Date
  /** Also mailed to the client. */
  mail: boolean
}

/** A link for one client, as it is kept. */
export interface Invitation {
  id: string
  clientId: string
  clientName: string
  clientLanguage: string | null
  serviceId: string | null
  serviceName: string | null
  /** Ends the address of a service that is booked by link only. */
  linkKey: string | null
  practitionerId: string | null
  practitionerName: string | null
  singleUse: boolean
  expiresAt: Date
  createdAt: Date
  createdBy: string
  usedAt: Date | null
  uses: number
  revokedAt: Date | null
}

const COLUMNS =
  sql.raw(`i.id, i.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", c.language as "clientLanguage", i.service_id as "serviceId", s.name as "serviceName",
  case when s.link_only then s.link_key end as "linkKey", i.practitioner_id as "practitionerId", st.name as "practitionerName", i.single_use as "singleUse",
  i.expires_at as "expiresAt", i.created_at as "createdAt", i.created_by as "createdBy", i.used_at as "usedAt", i.uses, i.revoked_at as "revokedAt"
  from booking_invitation i join client c on c.practice_id = i.practice_id and c.id = i.client_id
    left join service s on s.practice_id = i.practice_id and s.id = i.service_id
    left join staff st on st.practice_id = i.practice_id and st.id = i.practitioner_id`)

/** Makes the link; its address is told once and only its hash is kept. 422 where nothing could be booked by it. */
export async function createInvitation(
  ctx: Context,
  wish: InvitationWish,
): Promise<{ invitation: Invitation; url: string }> {
  const client = await findClient(ctx, wish.clientId)
  if (wish.expiresAt <= ctx.now) throw invalid('until', 'The last day must not lie in the past.')
  if (wish.serviceId) refuseUnbookable(await findService(ctx, wish.serviceId), wish.practitionerId)
  if (wish.mail && !(await primaryEmailIfAny(ctx, client.id)))
    throw invalid(
      'mail',
      'No e-mail address of this client is known. Copy the link instead, or add an address.',
    )
  const id = ctx.newId()
  await sql`insert into booking_invitation (practice_id, id, client_id, service_id, practitioner_id, single_use, expires_at, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${client.id}, ${wish.serviceId}, ${wish.practitionerId}, ${wish.singleUse}, ${wish.expiresAt}, ${ctx.now},
      ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('booking_link.created', {
    subject: ['booking_link', id],
    clientId: client.id,
    data: { serviceId: wish.serviceId, practitionerId: wish.practitionerId, mail: wish.mail },
  })
  const invitation = await findInvitation(ctx, id)
  return { invitation, url: await addressOf(ctx, invitation) }
}

/** One more address that opens the same invitation. */
export async function addressOf(ctx: Context, { id, clientId, expiresAt }: Invitation): Promise<string> {
  const { url } = await createLink(ctx, {
    purpose: INVITATION_LINK,
    subject: ['booking_link', id],
    clientId,
    validFor: expiresAt.getTime() - ctx.now.getTime(),
    page: '/book/for',
  })
  return url
}

function refuseUnbookable(service: Service, practitionerId: string | null) {
  if (service.archived_at || !service.bookable_online)
    throw invalid(
      'serviceId',
      'This service cannot be booked online. Choose another one, or let it be booked online.',
    )
  if (practitionerId && !service.practitioners.some(({ id }) => id === practitionerId))
    throw invalid('practitionerId', 'This practitioner does not offer the service. Choose another one.')
}

/** The links of a client, the newest first. */
export async function listInvitations(ctx: Context, clientId: string): Promise<Invitation[]> {
  await findClient(ctx, clientId)
  const { rows } = await sql<Invitation>`select ${COLUMNS}
    where i.practice_id = ${ctx.practiceId} and i.client_id = ${clientId} order by i.created_at desc, i.id limit 50`.execute(
    ctx.db,
  )
  return rows
}

export async function findInvitation(ctx: Context, id: string): Promise<Invitation> {
  const { rows } = await sql<Invitation>`select ${COLUMNS}
    where i.practice_id = ${ctx.practiceId} and i.id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This booking link')
  return rows[0]
}

/** Ends a link; whoever opens it is told to ask the practice. */
export async function endInvitation(ctx: Context, id: string): Promise<Invitation> {
  const { clientId } = await findInvitation(ctx, id)
  await findClient(ctx, clientId)
  const { rows } = await sql`update booking_invitation set revoked_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${id} and revoked_at is null returning 1`.execute(ctx.db)
  if (rows.length > 0) ctx.record('booking_link.ended', { subject: ['booking_link', id], clientId })
  return findInvitation(ctx, id)
}

/** 410 link_used when it was ended, is over, or was for one booking that has been made. */
export function refuseEnded(ctx: Context, { singleUse, uses, revokedAt, expiresAt }: Invitation): void {
  if (revokedAt || expiresAt <= ctx.now || (singleUse && uses > 0))
    throw problem(
      410,
      'link_used',
      'This link was used already or has ended. Ask the practice for a new one.',
    )
}

/** Spends the invitation for what is kept; 422 invitation_other when it is for another service or practitioner. */
export async function useInvitation(ctx: Context, id: string, holds: Holds): Promise<void> {
  // Two tabs may book at once: the second waits here, and sees that the link is used.
  await sql`select 1 from booking_invitation where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
    ctx.db,
  )
  const invitation = await findInvitation(ctx, id)
  refuseEnded(ctx, invitation)
  const { serviceId, practitionerId } = invitation
  const isOther = holds.some(
    (hold) =>
      (serviceId !== null && hold.service_id !== serviceId) ||
      (practitionerId !== null && hold.practitioner_id !== practitionerId),
  )
  if (isOther)
    throw problem(
      422,
      'invitation_other',
      'Your link is for another service or practitioner. Choose what it names, or ask the practice.',
    )
  await sql`update booking_invitation set uses = uses + 1, used_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}
