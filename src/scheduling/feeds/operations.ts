import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, fileAnswer, line } from '../../platform/operation/shapes.ts'
import { FRESH_PASSWORD, requireFreshPassword } from '../../practice/index.ts'
import { subjectOf } from '../online/client-visit.ts'
import { DETAILS, FEED_LINK, createFeed, listFeeds, renewFeed, revokeFeed } from './feed.ts'
import { readFeed } from './feed-calendar.ts'

const FeedView = z.object({
  id: Id,
  practitionerId: Id,
  practitionerName: z.string(),
  name: z.string(),
  detail: z.enum(DETAILS),
  createdAt: Instant,
  createdBy: z.string(),
  lastReadAt: Instant.nullable(),
})
const Made = z.object({ feed: FeedView, url: z.string().describe('Shown once; only a hash of it is kept.') })

export const list = operation({
  path: 'GET /calendar-feeds',
  summary: 'Calendars to subscribe to: one’s own, or everybody’s for those who manage them',
  allow: 'feeds.manage_own',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(FeedView) }),
  run: async (ctx) => ({ items: await listFeeds(ctx) }),
})

export const create = operation({
  path: 'POST /calendar-feeds',
  summary: 'Make a secret address under which a practitioner’s calendar can be subscribed to',
  allow: 'feeds.manage_own',
  takes: z.strictObject({
    practitionerId: Id,
    name: line(80).describe('Which program or person it is for, to know it again.'),
    detail: z.enum(DETAILS).default('busy'),
  }),
  returns: Made,
  fails: [...FRESH_PASSWORD],
  secret: 'answer',
  run: async (ctx, wish) => {
    requireFreshPassword(ctx)
    return createFeed(ctx, wish)
  },
})

export const renew = operation({
  path: 'POST /calendar-feeds/{id}/address',
  summary: 'Give a feed another address; the old one answers nothing any more',
  allow: 'feeds.manage_own',
  takes: z.strictObject({ id: Id }),
  returns: Made,
  fails: [...FRESH_PASSWORD],
  secret: 'answer',
  run: async (ctx, { id }) => {
    requireFreshPassword(ctx)
    return renewFeed(ctx, id)
  },
})

export const revoke = operation({
  path: 'DELETE /calendar-feeds/{id}',
  summary: 'End a feed for good',
  allow: 'feeds.manage_own',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  run: async (ctx, { id }) => {
    await revokeFeed(ctx, id)
    return {}
  },
})

export const read = operation({
  path: 'GET /ical/{token}',
  summary:
    'The calendar behind a secret address (iCalendar), for programs that subscribe; honours If-None-Match',
  allow: `link:${FEED_LINK}`,
  takes: z.strictObject({ token: z.string().max(210) }),
  returns: fileAnswer('text/calendar'),
  run: async (ctx) => {
    const { content, etag } = await readFeed(ctx, subjectOf(ctx))
    const type = 'text/calendar; charset=utf-8'
    return { bytes: Buffer.from(content), type, name: 'calendar.ics', inline: true, etag }
  },
})
