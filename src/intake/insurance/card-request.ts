import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import { sendMessage } from '../../messages/index.ts'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { PhotoKind } from './photos.ts'

/** "Please send your card": what a client was asked to send. */
export interface CardRequest {
  id: string
  clientId: string
  clientName: string
  kinds: PhotoKind[]
  asksPolicy: boolean
  state: 'asked' | 'received' | 'withdrawn'
  askedAt: Date
  askedBy: string
  receivedAt: Date | null
}

const READ =
  sql.raw(`select r.id, r.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", r.kinds,
  r.asks_policy as "asksPolicy", r.state, r.asked_at as "askedAt", r.asked_by as "askedBy", r.received_at as "receivedAt"
  from card_request r join client c on c.practice_id = r.practice_id and c.id = r.client_id`)

const LINK_DAYS = 30
const DESK_LINK_MS = 2 * 3_600_000

export async function listCardRequests(ctx: Context, clientId: string): Promise<CardRequest[]> {
  const { rows } =
    await sql<CardRequest>`${READ} where r.practice_id = ${ctx.practiceId} and r.client_id = ${clientId}
    and ${seesClient(ctx, sql.ref('r.client_id'))} order by r.asked_at desc, r.id desc limit 50`.execute(
      ctx.db,
    )
  return rows
}

export async function findCardRequest(ctx: Context, id: string): Promise<CardRequest> {
  const { rows } = await sql<CardRequest>`${READ} where r.practice_id = ${ctx.practiceId} and r.id = ${id}
    and ${seesClient(ctx, sql.ref('r.client_id'))}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This request')
  return rows[0]
}

export interface CardWish {
  clientId: string
  kinds: readonly PhotoKind[]
  asksPolicy: boolean
  appointmentId?: string | null
  /** False: no message; the desk opens the page on its own device. */
  tell: boolean
}

/** Asks a client for photos of their cards, and for what stands on them; by a message with a link, or at the desk. */
export async function askForCard(ctx: Context, wish: CardWish): Promise<string> {
  const id = ctx.newId()
  await sql`insert into card_request (practice_id, id, client_id, appointment_id, kinds, asks_policy, state, asked_at, asked_by)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.appointmentId ?? null}, ${wish.kinds}, ${wish.asksPolicy}, 'asked', ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('card.asked', {
    subject: ['card_request', id],
    clientId: wish.clientId,
    data: { kinds: wish.kinds },
  })
  if (wish.tell)
    await sendMessage(ctx, {
      clientId: wish.clientId,
      template: 'card_request',
      rule: 'card_request',
      why: `Asked for by ${ctx.actor.name}.`,
      subject: ['card_request', id],
      key: `card ${id}`,
      data: {},
      link: { purpose: 'card', page: '/card', subject: ['card_request', id], validForDays: LINK_DAYS },
    })
  return id
}

/** A link to the page for two hours, for a tablet at the desk. */
export async function openCardPage(ctx: Context, request: CardRequest): Promise<string> {
  requireOpen(request)
  const { url } = await createLink(ctx, {
    purpose: 'card',
    page: '/card',
    subject: ['card_request', request.id],
    clientId: request.clientId,
    validFor: DESK_LINK_MS,
  })
  ctx.record('card.link_opened', { subject: ['card_request', request.id], clientId: request.clientId })
  return url
}

/** The client is done, or the desk does not need it any more. */
export async function closeCardRequest(
  ctx: Context,
  id: string,
  state: 'received' | 'withdrawn',
): Promise<void> {
  const request = await findCardRequest(ctx, id)
  if (request.state === state) return
  requireOpen(request)
  await sql`update card_request set state = ${state}, received_at = ${state === 'received' ? ctx.now : null}
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'asked'`.execute(ctx.db)
  ctx.record(state === 'received' ? 'card.received' : 'card.withdrawn', {
    subject: ['card_request', id],
    clientId: request.clientId,
  })
}

/** The code to declare in `fails`. */
export const CARD_CLOSED = 'card_request_closed'

export function requireOpen(request: CardRequest) {
  if (request.state !== 'asked')
    throw problem(409, CARD_CLOSED, 'This has been sent already, or is not needed any more. Thank you.')
}
