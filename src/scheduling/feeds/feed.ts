import { sql } from 'kysely'
import { createLink, revokeLinks } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { forbidden, notFound } from '../../platform/problem.ts'

export const DETAILS = ['busy', 'initials', 'names'] as const
export type FeedDetail = (typeof DETAILS)[number]
export const FEED_LINK = 'calendar_feed'
/** Subscriptions live until they are ended. */
const TWENTY_YEARS = 20 * 365 * 86_400_000

export interface Feed {
  id: string
  practitionerId: string
  practitionerName: string
  name: string
  detail: FeedDetail
  createdAt: Date
  createdBy: string
  /** When a program last asked for it, to the hour; null: never. */
  lastReadAt: Date | null
}

const COLUMNS =
  sql.raw(`f.id, f.practitioner_id as "practitionerId", st.name as "practitionerName", f.name, f.detail,
  f.created_at as "createdAt", f.created_by as "createdBy", f.last_read_at as "lastReadAt"`)

/** The feeds that work, of everybody or (without the right to manage) one's own. */
export async function listFeeds(ctx: Context): Promise<Feed[]> {
  const { rows } = await sql<Feed>`select ${COLUMNS} from calendar_feed f
    join staff st on st.practice_id = f.practice_id and st.id = f.practitioner_id
    where f.practice_id = ${ctx.practiceId} and f.revoked_at is null and ${ownOrAll(ctx)}
    order by st.name, f.created_at, f.id`.execute(ctx.db)
  return rows
}

/** The feed, if this actor may manage it; else 404. */
export async function findFeed(ctx: Context, id: string): Promise<Feed> {
  const { rows } = await sql<Feed>`select ${COLUMNS} from calendar_feed f
    join staff st on st.practice_id = f.practice_id and st.id = f.practitioner_id
    where f.practice_id = ${ctx.practiceId} and f.id = ${id} and f.revoked_at is null and ${ownOrAll(ctx)}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This calendar feed')
  return rows[0]
}

function ownOrAll(ctx: Context) {
  if (ctx.can('feeds.manage')) return sql`true`
  return ctx.actor.kind === 'staff' ? sql`f.practitioner_id = ${ctx.actor.staffId}` : sql`false`
}

/** Makes a feed; answers its address, which is shown once. */
export async function createFeed(
  ctx: Context,
  wish: { practitionerId: string; name: string; detail: FeedDetail },
): Promise<{ feed: Feed; url: string }> {
  const isOwn = ctx.actor.kind === 'staff' && ctx.actor.staffId === wish.practitionerId
  if (!isOwn && !ctx.can('feeds.manage'))
    throw forbidden('You may make feeds of your own calendar. Ask a manager for one of somebody else’s.')
  await requirePractitioner(ctx, wish.practitionerId)
  const id = ctx.newId()
  await sql`insert into calendar_feed (practice_id, id, practitioner_id, detail, name, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.practitionerId}, ${wish.detail}, ${wish.name}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('calendar_feed.created', {
    subject: ['calendar_feed', id],
    data: { practitionerId: wish.practitionerId, detail: wish.detail },
    after: wish,
  })
  return { feed: await findFeed(ctx, id), url: await newAddress(ctx, id) }
}

/** Gives a feed another address; the old one answers nothing from now on. */
export async function renewFeed(ctx: Context, id: string): Promise<{ feed: Feed; url: string }> {
  const feed = await findFeed(ctx, id)
  const url = await newAddress(ctx, id)
  ctx.record('calendar_feed.renewed', {
    subject: ['calendar_feed', id],
    data: { practitionerId: feed.practitionerId },
  })
  return { feed, url }
}

/** Ends a feed for good. */
export async function revokeFeed(ctx: Context, id: string): Promise<void> {
  const feed = await findFeed(ctx, id)
  await sql`update calendar_feed set revoked_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  await revokeLinks(ctx, { purpose: FEED_LINK, subject: ['calendar_feed', id] })
  ctx.record('calendar_feed.revoked', {
    subject: ['calendar_feed', id],
    data: { practitionerId: feed.practitionerId },
  })
}

async function newAddress(ctx: Context, id: string): Promise<string> {
  const subject = ['calendar_feed', id] as const
  const wish = { purpose: FEED_LINK, subject, clientId: null, validFor: TWENTY_YEARS }
  const { url } = await createLink(ctx, { ...wish, page: '/api/ical' }, { supersede: true })
  return `${url}.ics`
}

async function requirePractitioner(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql`select 1 from staff where practice_id = ${ctx.practiceId} and id = ${id}
    and is_practitioner and disabled_at is null`.execute(ctx.db)
  if (rows.length === 0) throw notFound('This practitioner')
}
