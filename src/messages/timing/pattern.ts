import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { readOnce } from '../../platform/operation/once.ts'
import type { ChannelRecord } from './best-channel.ts'

export interface Pin {
  hour: number | null
  channel: 'email' | 'sms' | 'call' | null
  pinnedBy: string
  pinnedAt: Date
}

/** What is known of how a person reacts. */
export interface Pattern {
  /** Reactions by hour of their clock. */
  hours: number[]
  reactions: number
  channels: ChannelRecord[]
  pin: Pin | null
}

const DAYS = 730
const PRACTICE_DAYS = 90
const DAY_MS = 86_400_000
/** What a client does after a message: by its link, or by an answer. */
const BY_CLIENT = sql`(actor_kind = 'link' or name = 'conversation.received')`
const TELLING = [
  'appointment.confirmed',
  'appointment.moved',
  'appointment.cancelled',
  'form.link_opened',
  'form.completed',
  'waitlist.claimed',
  'waitlist.declined',
  'replanning.accepted',
  'conversation.received',
]

/** Two years of a person's own reactions to messages, by hour and by channel, and what staff pinned. */
export async function readPattern(ctx: Context, clientId: string, zone: string): Promise<Pattern> {
  const since = new Date(ctx.now.getTime() - DAYS * DAY_MS)
  // A person who opens three pages at once reacted once.
  const { rows } = await sql<{ hour: number; count: number }>`select hour, count(*)::int as count from (
      select distinct extract(hour from at at time zone ${zone})::int as hour, date_trunc('hour', at) from event
      where practice_id = ${ctx.practiceId} and client_id = ${clientId} and at >= ${since} and ${BY_CLIENT}) x group by hour`.execute(
    ctx.db,
  )
  const hours = histogramOf(rows)
  return {
    hours,
    reactions: hours.reduce((sum, each) => sum + each, 0),
    channels: await readChannels(ctx, clientId, since),
    pin: await findPinIfAny(ctx, clientId),
  }
}

/** When the practice's clients react, by hour of the practice's clock. */
export function readPracticeHours(ctx: Context): Promise<number[]> {
  return readOnce(ctx, 'practice_hours', () => countPracticeHours(ctx))
}

async function countPracticeHours(ctx: Context): Promise<number[]> {
  const { zone } = await ctx.practice()
  const since = new Date(ctx.now.getTime() - PRACTICE_DAYS * DAY_MS)
  const { rows } = await sql<{
    hour: number
    count: number
  }>`select extract(hour from at at time zone ${zone})::int as hour, count(*)::int as count
    from event where practice_id = ${ctx.practiceId} and name = any(${TELLING}) and at >= ${since} and ${BY_CLIENT} group by 1`.execute(
    ctx.db,
  )
  return histogramOf(rows)
}

function histogramOf(rows: readonly { hour: number; count: number }[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0)
  for (const { hour, count } of rows) hours[hour] = count
  return hours
}

async function readChannels(ctx: Context, clientId: string, since: Date): Promise<ChannelRecord[]> {
  const { rows } =
    await sql<ChannelRecord>`select m.channel, count(*)::int as sent, count(*) filter (where exists (
        select from event e where e.practice_id = m.practice_id and e.client_id = m.client_id
          and e.at > m.sent_at and e.at < m.sent_at + interval '48 hours' and (e.actor_kind = 'link' or e.name = 'conversation.received')))::int as reacted
    from message m where m.practice_id = ${ctx.practiceId} and m.client_id = ${clientId} and m.channel in ('email', 'sms')
      and m.sent_at >= ${since} and m.sent_at < ${ctx.now} group by m.channel order by m.channel`.execute(
      ctx.db,
    )
  return rows
}

/** What staff pinned for a person. */
export async function findPinIfAny(ctx: Context, clientId: string): Promise<Pin | null> {
  const { rows } =
    await sql<Pin>`select hour, channel, pinned_by as "pinnedBy", pinned_at as "pinnedAt" from reminder_pin
    where practice_id = ${ctx.practiceId} and client_id = ${clientId}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Pins hour and channel of a person's reminders; neither takes the pin away. */
export async function keepPin(
  ctx: Context,
  clientId: string,
  { hour, channel }: Pick<Pin, 'hour' | 'channel'>,
) {
  if (hour === null && channel === null)
    await sql`delete from reminder_pin where practice_id = ${ctx.practiceId} and client_id = ${clientId}`.execute(
      ctx.db,
    )
  else
    await sql`insert into reminder_pin (practice_id, client_id, hour, channel, pinned_by, pinned_at)
      values (${ctx.practiceId}, ${clientId}, ${hour}, ${channel}, ${ctx.actor.name}, ${ctx.now})
      on conflict (practice_id, client_id) do update set hour = excluded.hour, channel = excluded.channel,
        pinned_by = excluded.pinned_by, pinned_at = excluded.pinned_at`.execute(ctx.db)
  ctx.record('reminder_pin.set', { subject: ['client', clientId], clientId, data: { hour, channel } })
}
