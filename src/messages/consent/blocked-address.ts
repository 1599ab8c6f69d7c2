import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

export type BlockReason = 'stop' | 'carrier' | 'invalid' | 'bounced' | 'complaint'

export interface AddressToBlock {
  channel: 'email' | 'sms'
  address: string
  reason: BlockReason
}

/** Why nothing may be sent to an address; null: it may. */
export async function blockOfAddress(
  ctx: Context,
  channel: 'email' | 'sms',
  address: string,
): Promise<{ reason: BlockReason; since: Date } | null> {
  const { rows } = await sql<{
    reason: BlockReason
    since: Date
  }>`select reason, since from blocked_address where practice_id = ${ctx.practiceId} and channel = ${channel}
    and address = ${address} and lifted_at is null`.execute(ctx.db)
  return rows[0] ?? null
}

/** Nothing is sent to this address any more. Twice is once. */
export async function blockAddress(
  ctx: Context,
  { channel, address, reason }: AddressToBlock,
): Promise<void> {
  await sql`insert into blocked_address (practice_id, channel, address, reason, since)
    values (${ctx.practiceId}, ${channel}, ${address}, ${reason}, ${ctx.now})
    on conflict (practice_id, channel, address) do update set reason = excluded.reason, since = excluded.since, lifted_at = null
      where blocked_address.lifted_at is not null or blocked_address.reason <> excluded.reason`.execute(
    ctx.db,
  )
}

/** The address may be used again. Answers whether it was blocked. */
export async function unblockAddress(
  ctx: Context,
  channel: 'email' | 'sms',
  address: string,
): Promise<boolean> {
  const { rows } = await sql`update blocked_address set lifted_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and channel = ${channel} and address = ${address} and lifted_at is null returning 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

/** Everybody in the practice who has this address; a family may share one. */
export async function clientsAtAddress(
  ctx: Context,
  channel: 'email' | 'sms',
  address: string,
): Promise<string[]> {
  const { rows } = await sql<{ client_id: string }>`select distinct p.client_id from contact_point p
    join client c on c.practice_id = p.practice_id and c.id = p.client_id
    where p.practice_id = ${ctx.practiceId} and p.kind = ${channel === 'sms' ? 'phone' : 'email'} and p.value = ${address}
      and c.archived_at is null`.execute(ctx.db)
  return rows.map(({ client_id }) => client_id)
}
