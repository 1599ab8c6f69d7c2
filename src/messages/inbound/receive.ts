import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { clientsAtAddress } from '../consent/blocked-address.ts'
import { noteReceived } from '../conversations/thread.ts'

export const READ_JOB = 'messages.readInbound'

export interface InboundAttachment {
  fileId: string | null
  name: string
  type: string
  size: number
  /** Set when the file was not kept: why. */
  refused?: string
}

export interface InboundWish {
  channel: 'email' | 'sms' | 'portal'
  from: string
  fromName?: string | null
  subject?: string | null
  body: string
  attachments?: readonly InboundAttachment[]
  kind: 'message' | 'auto_reply' | 'bounce'
  clientId: string | null
  matchedBy: 'reply_address' | 'sender' | 'link' | null
  /** The gateway's id, or the mail's Message-ID. */
  key: string
}

/** Keeps what came in, once; it lands in its client's thread, or on the list of those nobody knows. Null: known already. */
export async function receiveMessage(ctx: Context, wish: InboundWish): Promise<string | null> {
  const id = ctx.newId()
  const { rows } =
    await sql`insert into inbound_message (practice_id, id, client_id, channel, from_address, from_name, subject, body, attachments, kind,
      matched_by, received_at, key)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${wish.channel}, ${wish.from.slice(0, 300)}, ${wish.fromName ?? null}, ${wish.subject ?? null},
      ${wish.body}, ${JSON.stringify(wish.attachments ?? [])}::jsonb, ${wish.kind}, ${wish.matchedBy}, ${ctx.now}, ${`${wish.channel} ${wish.key}`.slice(0, 500)})
    on conflict on constraint inbound_message_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) return null
  if (wish.kind === 'message') await tell(ctx, id, wish)
  return id
}

async function tell(ctx: Context, id: string, { clientId, channel, body, attachments = [] }: InboundWish) {
  if (clientId) {
    // A photo without a word is told by its name.
    const text = body.trim() || attachments.map(({ name }) => name).join(', ')
    const conversationId = await noteReceived(ctx, { clientId, channel, text, at: ctx.now })
    ctx.record('conversation.received', {
      subject: ['conversation', conversationId],
      clientId,
      data: { channel, inboundMessageId: id },
    })
  } else {
    ctx.record('inbound_message.received', { subject: ['inbound_message', id], data: { channel } })
  }
  if (channel === 'sms') ctx.later(READ_JOB, { inboundMessageId: id }, { key: id })
}

/**
 * Who writes from an address. A family shares one: then it is who was written to last, else who has been a client longest.
 */
export async function clientAtAddressIfAny(
  ctx: Context,
  channel: 'email' | 'sms',
  address: string,
): Promise<string | null> {
  const ids = await clientsAtAddress(ctx, channel, address)
  if (ids.length <= 1) return ids[0] ?? null
  const { rows } = await sql<{ id: string }>`select c.id from client c
    where c.practice_id = ${ctx.practiceId} and c.id = any(${ids}::uuid[])
    order by (select max(m.send_at) from message m where m.practice_id = c.practice_id and m.client_id = c.id
      and m.channel = ${channel} and m.state = 'sent') desc nulls last, c.number limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}
