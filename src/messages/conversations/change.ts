import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { findConversation } from './inbox.ts'

/** Gives the thread to somebody of the team, or to nobody. */
export async function assignConversation(ctx: Context, id: string, staffId: string | null) {
  const { client_id: clientId } = await findConversation(ctx, id, { lock: true })
  if (staffId) {
    const { rows } =
      await sql`select 1 from staff where practice_id = ${ctx.practiceId} and id = ${staffId} and disabled_at is null`.execute(
        ctx.db,
      )
    if (rows.length === 0) throw invalid('staffId', 'Nobody of the team has this id.')
  }
  await sql`update conversation set assigned_to = ${staffId}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('conversation.assigned', { subject: ['conversation', id], clientId, data: { staffId } })
}

/** Opens, sets to waiting or closes the thread. What is closed waits for no answer. */
export async function setConversationState(ctx: Context, id: string, state: 'open' | 'waiting' | 'closed') {
  const { client_id: clientId } = await findConversation(ctx, id, { lock: true })
  const isClosed = state === 'closed'
  await sql`update conversation set state = ${state}, snoozed_until = null, row_version = row_version + 1,
      unread = case when ${isClosed} then 0 else unread end, asked_at = case when ${isClosed} then null else asked_at end
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('conversation.state_changed', { subject: ['conversation', id], clientId, data: { state } })
}

/** Out of sight until then; a new message of the client brings it back at once. Null wakes it. */
export async function snoozeConversation(ctx: Context, id: string, until: Date | null) {
  const { client_id: clientId } = await findConversation(ctx, id, { lock: true })
  if (until && until <= ctx.now) throw invalid('until', 'Choose a time that lies ahead.')
  await sql`update conversation set snoozed_until = ${until}, state = 'open', row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('conversation.snoozed', { subject: ['conversation', id], clientId, data: { until } })
}

/** Somebody has read it. */
export async function readConversation(ctx: Context, id: string) {
  const { client_id: clientId } = await findConversation(ctx, id)
  const { rows } = await sql`update conversation set unread = 0
    where practice_id = ${ctx.practiceId} and id = ${id} and unread > 0 returning 1`.execute(ctx.db)
  if (rows.length > 0) ctx.record('conversation.read', { subject: ['conversation', id], clientId })
}

/** A note of the team, or a call that was made or taken. */
export async function noteInConversation(
  ctx: Context,
  id: string,
  { kind, text }: { kind: 'note' | 'call_in' | 'call_out'; text: string },
) {
  const { client_id: clientId } = await findConversation(ctx, id)
  await sql`insert into conversation_note (practice_id, id, client_id, kind, body, by_name, at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${clientId}, ${kind}, ${text}, ${ctx.actor.name}, ${ctx.now})`.execute(
    ctx.db,
  )
  ctx.record('conversation.noted', { subject: ['conversation', id], clientId, data: { kind } })
}

export interface ReplyFigures {
  answers: number
  medianMinutes: number | null
  withinHour: number
  withinDay: number
  /** Threads in which a client waits for an answer now, and since when the longest. */
  unanswered: number
  oldestAskedAt: Date | null
}

/** How long clients waited for an answer (elapsed minutes; median), and who waits now. */
export async function replyFigures(
  ctx: Context,
  { from, to }: { from: Date; to: Date },
): Promise<ReplyFigures> {
  const { rows } = await sql<ReplyFigures>`with done as (
      select extract(epoch from answered_at - asked_at) / 60 as minutes from conversation_answer
      where practice_id = ${ctx.practiceId} and answered_at >= ${from} and answered_at < ${to}),
    now as (select count(*)::int as unanswered, min(asked_at) as oldest from conversation
      where practice_id = ${ctx.practiceId} and asked_at is not null)
    select count(*)::int as answers, round((percentile_cont(0.5) within group (order by minutes))::numeric, 1)::float as "medianMinutes",
      count(*) filter (where minutes <= 60)::int as "withinHour", count(*) filter (where minutes <= 1440)::int as "withinDay",
      (select unanswered from now) as unanswered, (select oldest from now) as "oldestAskedAt" from done`.execute(
    ctx.db,
  )
  return rows[0]!
}
