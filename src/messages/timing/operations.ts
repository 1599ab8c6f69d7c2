import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { zoneOfClient } from '../channels/timing.ts'
import { bestChannel } from './best-channel.ts'
import { LEAST_REACTIONS, shareByHour } from './best-hour.ts'
import { keepPin, readPattern, readPracticeHours } from './pattern.ts'
import { TimingSettings, findTiming, keepTiming } from './settings.ts'

const Channel = z.enum(['email', 'sms', 'call'])
const PatternView = z.object({
  zone: z.string(),
  reactions: z.int(),
  leastReactions: z.int(),
  hours: z.array(z.object({ hour: z.int(), count: z.int(), share: z.number() })),
  bestHour: z.int().nullable().describe('Null: too little is known.'),
  channels: z.array(z.object({ channel: z.enum(['email', 'sms']), sent: z.int(), reacted: z.int() })),
  bestChannel: z.enum(['email', 'sms']).nullable(),
  pin: z
    .object({
      hour: z.int().nullable(),
      channel: Channel.nullable(),
      pinnedBy: z.string(),
      pinnedAt: Instant,
    })
    .nullable(),
})

export const settings = operation({
  path: 'GET /reminder-timing',
  summary: 'How reminders follow the person and the risk of absence',
  allow: 'messages.see',
  takes: z.strictObject({}),
  returns: TimingSettings,
  run: findTiming,
})

export const setUp = operation({
  path: 'PUT /reminder-timing',
  summary: 'Decide how reminders follow the person and the risk of absence',
  allow: 'templates.manage',
  takes: TimingSettings,
  returns: TimingSettings,
  run: keepTiming,
})

export const pattern = operation({
  path: 'GET /clients/{clientId}/reminder-pattern',
  summary: 'When and on which channel a client reacts to messages, and what staff chose for them',
  allow: 'messages.see',
  takes: z.strictObject({ clientId: Id }),
  returns: PatternView,
  run: (ctx, { clientId }) => present(ctx, clientId),
})

export const pin = operation({
  path: 'PUT /clients/{clientId}/reminder-pattern',
  summary: 'Choose hour and channel of a client’s reminders; neither: follow their history again',
  allow: 'messages.send',
  takes: z.strictObject({
    clientId: Id,
    hour: z.int().min(0).max(23).nullable(),
    channel: Channel.nullable(),
  }),
  returns: PatternView,
  run: async (ctx, { clientId, hour, channel }) => {
    await findClient(ctx, clientId)
    await keepPin(ctx, clientId, { hour, channel })
    return present(ctx, clientId)
  },
})

async function present(ctx: Context, clientId: string) {
  await findClient(ctx, clientId)
  const zone = await zoneOfClient(ctx, clientId)
  const { hours, reactions, channels, pin: pinned } = await readPattern(ctx, clientId, zone)
  const shares = shareByHour(hours, await readPracticeHours(ctx))
  const best = shares.indexOf(Math.max(...shares))
  return {
    zone,
    reactions,
    leastReactions: LEAST_REACTIONS,
    hours: hours.map((count, hour) => ({ hour, count, share: shares[hour]! })),
    bestHour: reactions >= LEAST_REACTIONS ? best : null,
    channels,
    bestChannel: bestChannel(channels)?.channel ?? null,
    pin: pinned,
  }
}
