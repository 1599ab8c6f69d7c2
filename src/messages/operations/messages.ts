import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, InstantIn, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import type { Channel } from '../channels/purposes.ts'
import { CHANNELS } from '../channels/purposes.ts'
import { openLinkOf } from '../channels/links.ts'
import {
  cancelMessage,
  countMessages,
  findMessage,
  listMessages,
  noteCall,
  retryMessage,
} from '../list-messages.ts'
import { sendMessage } from '../send-message.ts'
import { noteAnswered } from '../conversations/thread.ts'
import { MessageView, STATES, present } from './views.ts'

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
      byName: ctx.actor.name,
      subject: ['client', clientId],
      key: `by_hand ${ctx.newId()}`,
    })
    const row = await findMessage(ctx, id!)
    await noteAnswered(ctx, { clientId, channel: row.channel as Channel, text: words, at: ctx.now })
    return present(ctx, row)
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
