import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Channel } from '../channels/purposes.ts'

const MOST_PREVIEW = 140

export interface Touch {
  clientId: string
  channel: Channel
  text: string
  at: Date
}

interface Known {
  id: string
  asked_at: Date | null
}

/** The client wrote: the thread is open again, unread, and waits for an answer. Answers the conversation's id. */
export async function noteReceived(ctx: Context, { clientId, channel, text, at }: Touch): Promise<string> {
  const id = ctx.newId()
  const { rows } = await sql<{
    id: string
  }>`insert into conversation (practice_id, id, client_id, state, unread, asked_at, last_at, last_text, last_direction, last_channel)
    values (${ctx.practiceId}, ${id}, ${clientId}, 'open', 1, ${at}, ${at}, ${preview(text)}, 'in', ${channel})
    on conflict on constraint conversation_once do update set state = 'open', snoozed_until = null, unread = conversation.unread + 1,
      asked_at = coalesce(conversation.asked_at, excluded.asked_at), last_at = greatest(conversation.last_at, excluded.last_at),
      last_text = excluded.last_text, last_direction = 'in', last_channel = excluded.last_channel
    returning id`.execute(ctx.db)
  return rows[0]!.id
}

/** The practice wrote: what the client asked is answered, and the thread waits for them. */
export async function noteAnswered(ctx: Context, { clientId, channel, text, at }: Touch): Promise<string> {
  const known = await lockIfAny(ctx, clientId)
  if (known?.asked_at)
    await sql`insert into conversation_answer (practice_id, id, conversation_id, asked_at, answered_at, by_name)
      values (${ctx.practiceId}, ${ctx.newId()}, ${known.id}, ${known.asked_at}, ${at}, ${ctx.actor.name})`.execute(
      ctx.db,
    )
  const { rows } = await sql<{
    id: string
  }>`insert into conversation (practice_id, id, client_id, state, unread, asked_at, last_at, last_text, last_direction, last_channel)
    values (${ctx.practiceId}, ${ctx.newId()}, ${clientId}, 'waiting', 0, null, ${at}, ${preview(text)}, 'out', ${channel})
    on conflict on constraint conversation_once do update set state = 'waiting', snoozed_until = null, unread = 0, asked_at = null,
      last_at = greatest(conversation.last_at, excluded.last_at), last_text = excluded.last_text, last_direction = 'out', last_channel = excluded.last_channel
    returning id`.execute(ctx.db)
  const id = rows[0]!.id
  ctx.record('conversation.answered', { subject: ['conversation', id], clientId, data: { channel } })
  return id
}

/** The client's thread; made when there is none yet, so that one can write first. */
export async function openThread(ctx: Context, clientId: string): Promise<string> {
  const known = await lockIfAny(ctx, clientId)
  if (known) return known.id
  const id = ctx.newId()
  await sql`insert into conversation (practice_id, id, client_id, state, last_at, last_text, last_direction, last_channel)
    values (${ctx.practiceId}, ${id}, ${clientId}, 'closed', ${ctx.now}, '', 'out', 'email')
    on conflict on constraint conversation_once do nothing`.execute(ctx.db)
  return (await lockIfAny(ctx, clientId))!.id
}

async function lockIfAny(ctx: Context, clientId: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`select id, asked_at from conversation
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} for update`.execute(ctx.db)
  return rows[0]
}

function preview(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MOST_PREVIEW ? `${line.slice(0, MOST_PREVIEW - 1).trimEnd()}…`.toWellFormed() : line
}
