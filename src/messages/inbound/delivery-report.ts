import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { BlockReason } from '../consent/blocked-address.ts'
import { blockAddress } from '../consent/blocked-address.ts'

/** How far along a message is: a report never takes it back, in whatever order they come. */
const RANK = { accepted: 1, sent: 2, failed: 3, bounced: 3, delivered: 4, read: 5 } as const
export type DeliveryState = keyof typeof RANK

export interface DeliveryReport {
  messageId: string
  state: DeliveryState
  detail: string | null
  /** What the report says of the address itself. */
  block: BlockReason | null
}

interface Row {
  id: string
  client_id: string | null
  channel: 'email' | 'sms'
  address: string | null
  rule: string
  delivery: DeliveryState | null
}

/** Notes what a gateway reports of a message. The same report twice is one; false: we know no such message. */
export async function noteDelivery(ctx: Context, report: DeliveryReport): Promise<boolean> {
  const { rows } = await sql<Row>`select id, client_id, channel, address, rule, delivery from message
    where practice_id = ${ctx.practiceId} and id = ${report.messageId} for update`.execute(ctx.db)
  const message = rows[0]
  if (!message) return false
  const { rows: fresh } =
    await sql`insert into message_report (practice_id, id, message_id, state, detail, reported_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${message.id}, ${report.state}, ${report.detail?.slice(0, 300) ?? null}, ${ctx.now})
    on conflict (practice_id, message_id, state) do nothing returning 1`.execute(ctx.db)
  // Sent again by hand, nothing is known of it: a report that came before may come anew.
  if (fresh.length > 0 || message.delivery === null) await apply(ctx, message, report)
  return true
}

async function apply(ctx: Context, message: Row, { state, detail, block }: DeliveryReport) {
  if (block && message.address)
    await blockAddress(ctx, { channel: message.channel, address: message.address, reason: block })
  if (message.delivery && RANK[message.delivery] >= RANK[state]) return
  const isLost = state === 'failed' || state === 'bounced'
  await sql`update message set delivery = ${state}, delivery_at = ${ctx.now}, taken_until = null, sent_at = coalesce(sent_at, ${ctx.now}),
      state = ${isLost ? 'failed' : 'sent'}, error = ${isLost ? (detail ?? 'The gateway could not deliver it.') : null}
    where practice_id = ${ctx.practiceId} and id = ${message.id}`.execute(ctx.db)
  const about = {
    subject: ['message', message.id] as const,
    clientId: message.client_id,
    data: { rule: message.rule, channel: message.channel },
  }
  if (isLost) ctx.record(state === 'bounced' ? 'message.bounced' : 'message.failed', about)
  else if (state === 'delivered') ctx.record('message.delivered', about)
}

/** The message a gateway's id belongs to; null when it is none of ours. */
export async function messageOfGatewayId(ctx: Context, gatewayId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from message
    where practice_id = ${ctx.practiceId} and gateway_id = ${gatewayId} limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}
