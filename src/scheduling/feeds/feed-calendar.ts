import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { FeedEvent } from '../../platform/ical/ical.ts'
import { calendarFeed } from '../../platform/ical/ical.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { State } from '../appointment/states.ts'
import type { TimeOff } from '../hours/time-off.ts'
import { listTimeOff } from '../hours/time-off.ts'
import type { FeedDetail } from './feed.ts'

const DAY = 86_400_000
const DAYS_BACK = 30
const DAYS_AHEAD = 365
/** A cancelled visit is told for so long, then it is left out. */
const CANCELLED_DAYS = 30
const READ_NOTED_EVERY = 3_600_000

const WORDS = {
  en: {
    busy: 'Busy',
    request: 'Request',
    off: { leave: 'Leave', sick: 'Away', meeting: 'Meeting', blocked: 'Blocked' },
    calendar: (who: string) => `Calendar of ${who}`,
  },
  de: {
    busy: 'Belegt',
    request: 'Anfrage',
    off: { leave: 'Urlaub', sick: 'Abwesend', meeting: 'Besprechung', blocked: 'Gesperrt' },
    calendar: (who: string) => `Kalender von ${who}`,
  },
}

interface FeedFacts {
  id: string
  detail: FeedDetail
  practitionerId: string
  practitionerName: string
}

/** A practitioner's visits as an iCalendar file, no more of them than the feed's detail allows, and its version. */
export async function readFeed(ctx: Context, feedId: string): Promise<{ content: string; etag: string }> {
  const feed = await openFeed(ctx, feedId)
  const practice = await ctx.practice()
  const words = WORDS[practice.locale === 'de' ? 'de' : 'en']
  const host = new URL(ctx.services.settings.publicUrl).hostname
  const visits = await visitsOf(ctx, feed.practitionerId)
  const off = await timeOffOf(ctx, feed.practitionerId)
  const events = [
    ...visits.map((visit) => eventOf(visit, { detail: feed.detail, words, host })),
    ...off.map((each) => awayOf(each, { detail: feed.detail, words, host, zone: practice.zone })),
  ]
  const content = calendarFeed(
    { name: words.calendar(feed.practitionerName), zone: practice.zone, now: ctx.now },
    events,
  )
  // When the file was made stands in it; whether anything changed is told by the events alone.
  const version = createHash('sha256').update(JSON.stringify([feed.practitionerName, practice.zone, events]))
  return { content, etag: `W/"${version.digest('base64url').slice(0, 27)}"` }
}

async function openFeed(ctx: Context, id: string): Promise<FeedFacts> {
  const { rows } = await sql<FeedFacts & { lastReadAt: Date | null }>`select f.id, f.detail,
      f.practitioner_id as "practitionerId", st.name as "practitionerName", f.last_read_at as "lastReadAt"
    from calendar_feed f join staff st on st.practice_id = f.practice_id and st.id = f.practitioner_id
    where f.practice_id = ${ctx.practiceId} and f.id = ${id} and f.revoked_at is null and st.disabled_at is null`.execute(
    ctx.db,
  )
  const feed = rows[0]
  if (!feed) throw notFound('This calendar')
  if (!feed.lastReadAt || ctx.now.getTime() - feed.lastReadAt.getTime() > READ_NOTED_EVERY)
    await sql`update calendar_feed set last_read_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  return feed
}

interface FeedVisit {
  id: string
  state: State
  startsAt: Date
  endsAt: Date
  zone: string
  sequence: number
  givenName: string | null
  familyName: string | null
  service: string
  location: string
  room: string | null
}

async function visitsOf(ctx: Context, practitionerId: string): Promise<FeedVisit[]> {
  const day = (days: number) => new Date(ctx.now.getTime() + days * DAY)
  const { rows } =
    await sql<FeedVisit>`select a.id, a.state, a.starts_at as "startsAt", a.ends_at as "endsAt", a.zone, a.sequence,
      c.given_name as "givenName", c.family_name as "familyName", s.name as service, l.name as location, r.name as room
    from appointment a
      join service s on s.practice_id = a.practice_id and s.id = a.service_id
      join location l on l.practice_id = a.practice_id and l.id = a.location_id
      left join client c on c.practice_id = a.practice_id and c.id = a.client_id
      left join room r on r.practice_id = a.practice_id and r.id = a.room_id
    where a.practice_id = ${ctx.practiceId} and a.practitioner_id = ${practitionerId}
      and a.starts_at >= ${day(-DAYS_BACK)} and a.starts_at < ${day(DAYS_AHEAD)} and a.hour_known
      and a.state not in ('held', 'expired') and (a.state <> 'cancelled' or a.cancelled_at > ${day(-CANCELLED_DAYS)})
    order by a.starts_at, a.id`.execute(ctx.db)
  return rows
}

function eventOf(
  visit: FeedVisit,
  { detail, words, host }: { detail: FeedDetail; words: (typeof WORDS)['en']; host: string },
): FeedEvent {
  const tentative = visit.state === 'requested'
  const summary = summaryOf(visit, detail) ?? words.busy
  return {
    // Not the event of the client's mail: a client who works here may have both.
    uid: `visit-${visit.id}@${host}`,
    sequence: visit.sequence,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    zone: visit.zone,
    summary: tentative ? `${words.request}: ${summary}` : summary,
    cancelled: visit.state === 'cancelled',
    tentative,
    busy: visit.state !== 'cancelled' && visit.state !== 'no_show',
    ...(detail === 'busy' ? {} : { location: [visit.location, visit.room].filter(Boolean).join(', ') }),
  }
}

/** Leave, meetings and blocked time of a practitioner that count; what is only asked for does not yet. */
async function timeOffOf(ctx: Context, practitionerId: string): Promise<TimeOff[]> {
  const day = (days: number) => new Date(ctx.now.getTime() + days * DAY)
  const all = await listTimeOff(ctx, { practitionerId, from: day(-DAYS_BACK), to: day(DAYS_AHEAD) })
  return all.filter(({ state }) => state === 'approved')
}

// Why somebody is away is told to whoever reads names only, and never what was noted beside it.
function awayOf(
  off: TimeOff,
  {
    detail,
    words,
    host,
    zone,
  }: { detail: FeedDetail; words: (typeof WORDS)['en']; host: string; zone: string },
): FeedEvent {
  return {
    uid: `off-${off.id}@${host}`,
    sequence: 0,
    startsAt: off.startsAt,
    endsAt: off.endsAt,
    zone,
    summary: detail === 'busy' ? words.busy : words.off[off.kind],
    busy: true,
  }
}

function summaryOf({ givenName, familyName, service }: FeedVisit, detail: FeedDetail): string | null {
  if (detail === 'busy') return null
  const names = [givenName, familyName].filter((name): name is string => Boolean(name))
  if (detail === 'names') return [names.join(' '), service].filter(Boolean).join(' · ')
  return names.map(initialOf).join(' ') || null
}

/** The first letter as people see it: some are written with several code points. */
function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name)
  return `${first?.segment ?? ''}.`
}
