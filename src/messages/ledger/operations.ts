import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, InstantIn, pageOf, paging } from '../../platform/operation/shapes.ts'
import { CHANNELS, PURPOSES } from '../channels/purposes.ts'
import { findMessage } from '../list-messages.ts'
import { MessageView, present } from '../operations/views.ts'
import { changeTime, countLedger, readLedger } from './ledger.ts'

const days = z.coerce.number().int().min(1).max(60).default(7)

export const list = operation({
  path: 'GET /message-ledger',
  summary: 'The coming days: who gets what, when, on which channel and why; and who does not, and why not',
  allow: 'messages.see',
  takes: z.strictObject({
    view: z.enum(['going', 'not']).default('going'),
    days,
    channel: z.enum(CHANNELS).optional(),
    purpose: z.enum(PURPOSES).optional(),
    rule: z.string().max(40).optional(),
    ...paging,
  }),
  returns: pageOf(MessageView),
  run: async (ctx, filter) => {
    const { items, next } = await readLedger(ctx, filter)
    return { items: items.map((row) => present(ctx, row)), next }
  },
})

export const counts = operation({
  path: 'GET /message-ledger/counts',
  summary: 'How many messages go out in the coming days on each channel, and how many do not',
  allow: 'messages.see',
  takes: z.strictObject({ days }),
  returns: z.object({
    counts: z.array(z.object({ channel: z.enum(CHANNELS), going: z.int(), not: z.int() })),
  }),
  run: async (ctx, wish) => ({ counts: await countLedger(ctx, wish.days) }),
})

export const time = operation({
  path: 'PUT /messages/{id}/time',
  summary: 'Send a planned message at another time',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, sendAt: InstantIn, evenIfQuiet: z.boolean().default(false) }),
  returns: MessageView,
  fails: ['message_not_planned', 'quiet_hours'],
  run: async (ctx, { id, ...wish }) => {
    await changeTime(ctx, id, wish)
    return present(ctx, await findMessage(ctx, id))
  },
})

export const now = operation({
  path: 'POST /messages/{id}/sending',
  summary: 'Send a planned message now',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id }),
  returns: MessageView,
  fails: ['message_not_planned'],
  run: async (ctx, { id }) => {
    await changeTime(ctx, id, { sendAt: ctx.now, evenIfQuiet: true })
    return present(ctx, await findMessage(ctx, id))
  },
})
