import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Channel } from '../channels/purposes.ts'
import { CHANNELS, PURPOSES } from '../channels/purposes.ts'
import { openLinkOf } from '../channels/links.ts'
import type { MessageRow } from '../list-messages.ts'
import {
  cancelMessage,
  countMessages,
  findMessage,
  listMessages,
  noteCall,
  retryMessage,
} from '../list-messages.ts'
import { sendMessage } from '../send-message.ts'

const STATES = ['planned', 'sending', 'sent', 'failed', 'cancelled', 'skipped', 'done_by_phone'] as const

const MessageView = z.object({
  id: Id,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  channel: z.enum(CHANNELS),
  address: z.string().nullable(),
  rule: z.string(),
  purpose: z.enum(PURPOSES),
  subjectType: z.string(),
  subjectId: Id,
  subject: z.string(),
  title: z.string(),
  body: z.string(),
  /** The wording of a text message, and how many parts it is charged as. */
  smsText: z.string().nullable(),
  segments: z.int().nullable(),
  hasLink: z.boolean(),
  hasCalendarFile: z.boolean(),
  attachments: z.int(),
  state: z.enum(STATES),
  why: z.string(),
  sendAt: Instant,
  sentAt: Instant.nullable(),
  /** What its gateway reported since: accepted, sent, delivered, read, failed or bounced. */
  delivery: z.string().nullable(),
  deliveryAt: Instant.nullable(),
  /** Until then a message that somebody at a screen caused can be undone. */
  undoUntil: Instant.nullable(),
  error: z.string().nullable(),
  attempts: z.int(),
  can: z.object({ cancel: z.boolean(), retry: z.boolean(), call: z.boolean(), openLink: z.boolean() }),
})

function present(ctx: Context, row: MessageRow): z.input<typeof MessageView> {
  const maySend = ctx.can('messages.send')
  const { state, channel } = row as unknown as { state: (typeof STATES)[number]; channel: Channel }
  return {
    ...(row as unknown as z.input<typeof MessageView>),
    clientId: row.client_id,
    clientName: row.family_name ? `${String(row.given_name)} ${String(row.family_name)}` : null,
    subjectType: String(row.subject_type),
    subjectId: String(row.subject_id),
    hasLink: row.link !== null,
    hasCalendarFile: row.ics !== null,
    attachments: (row.attachments as unknown[]).length,
    sendAt: row.send_at,
    sentAt: row.sent_at as Date | null,
    smsText: row.sms_text as string | null,
    deliveryAt: row.delivery_at as Date | null,
    undoUntil: row.undo_until as Date | null,
    can: {
      cancel: maySend && state === 'planned',
      retry: maySend && state === 'failed',
      call: maySend && state === 'planned' && channel === 'call',
      openLink: maySend && row.link !== null && state !== 'cancelled',
    },
  }
}

export const list = operation({
  path: 'GET /messages',
  summary: 'Messages: planned, sent, failed, and those that do not go out, each with its reason',
  allow: 'messages.see',
  takes: z.strictObject({
    state: z.enum(STATES).optional(),
    rule: z.string().max(40).optional(),
    channel: z.enum(CHANNELS).optional(),
    clientId: Id.optional(),
    subjectId: Id.optional(),
    from: InstantIn.optional(),
    to: InstantIn.optional(),
    ...paging,
  }),
  returns: pageOf(MessageView),
  run: async (ctx, filter) => {
    const { items, next } = await listMessages(ctx, filter)
    return { items: items.map((row) => present(ctx, row)), next }
  },
})

export const counts = operation({
  path: 'GET /messages/counts',
  summary: 'How many messages are in each state',
  allow: 'messages.see',
  takes: z.strictObject({ from: InstantIn, to: InstantIn }),
  returns: z.object({
    counts: z.array(z.object({ state: z.enum(STATES), channel: z.enum(CHANNELS), count: z.int() })),
  }),
  run: async (ctx, span) => ({
    counts: (await countMessages(ctx, span)) as {
      state: (typeof STATES)[number]
      channel: Channel
      count: number
    }[],
  }),
})

export const get = operation({
  path: 'GET /messages/{id}',
  summary: 'One message',
  allow: 'messages.see',
  takes: z.strictObject({ id: Id }),
  returns: MessageView,
  run: async (ctx, { id }) => present(ctx, await findMessage(ctx, id)),
})

export const send = operation({
  path: 'POST /clients/{clientId}/messages',
  summary: 'Write to a client',
  allow: 'messages.send',
  takes: z.strictObject({
    clientId: Id,
    text: text(5000).refine((value) => value.trim() !== '', 'Write something first.'),
  }),
  returns: MessageView,
  run: async (ctx, { clientId, text: words }) => {
    await findClient(ctx, clientId)
    const id = await sendMessage(ctx, {
      clientId,
      template: 'by_hand',
      data: { text: words },
      rule: 'by_hand',
      why: `Written by ${ctx.actor.name}.`,
      subject: ['client', clientId],
      key: `by_hand ${ctx.newId()}`,
    })
    return present(ctx, await findMessage(ctx, id!))
  },
})

export const cancel = operation({
  path: 'POST /messages/{id}/cancellation',
  summary: 'Take a planned message back',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, reason: line(300).optional() }),
  returns: MessageView,
  fails: ['message_not_planned'],
  reason: 'optional',
  run: async (ctx, { id, reason }) => {
    await cancelMessage(ctx, id, reason ?? `Taken back by ${ctx.actor.name}.`)
    return present(ctx, await findMessage(ctx, id))
  },
})

export const retry = operation({
  path: 'POST /messages/{id}/retry',
  summary: 'Send a failed message again',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id }),
  returns: MessageView,
  fails: ['message_not_failed'],
  run: async (ctx, { id }) => {
    await retryMessage(ctx, id)
    return present(ctx, await findMessage(ctx, id))
  },
})

export const called = operation({
  path: 'POST /messages/{id}/call',
  summary: 'Note that somebody called instead',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, outcome: line(300) }),
  returns: MessageView,
  fails: ['message_not_planned'],
  run: async (ctx, { id, outcome }) => {
    await noteCall(ctx, id, outcome)
    return present(ctx, await findMessage(ctx, id))
  },
})

export const openLink = operation({
  path: 'POST /messages/{id}/link',
  summary: 'A fresh secret link of this message, to show on a tablet or read out',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ url: z.string().nullable() }),
  run: async (ctx, { id }) => {
    const row = await findMessage(ctx, id)
    ctx.record('message.link_opened', { subject: ['message', id], clientId: row.client_id })
    return { url: await openLinkOf(ctx, row as never) }
  },
})
