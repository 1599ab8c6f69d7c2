import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { afterQuietHours, listQuietHours, quietFor } from '../consent/quiet-hours.ts'
import type { Channel, Purpose } from './purposes.ts'
import { findChannelSettings } from './settings.ts'

export interface TimingWish {
  clientId: string
  channel: Channel
  purpose: Purpose
  /** Null: now. */
  sendAt: Date | null
  /** Somebody at a screen caused it, so that it may be undone for a while. */
  undo: boolean
}

/** When a message goes out: after the time to undo it, and after the quiet hours of the client's zone. */
export async function timeToSend(
  ctx: Context,
  wish: TimingWish,
): Promise<{ sendAt: Date; undoUntil: Date | null }> {
  const { undoSeconds } = wish.undo ? await findChannelSettings(ctx) : { undoSeconds: 0 }
  const undoUntil = undoSeconds > 0 ? new Date(ctx.now.getTime() + undoSeconds * 1000) : null
  const wished = wish.sendAt ?? undoUntil ?? ctx.now
  // A call is made by people, who see what time it is.
  if (wish.channel === 'call') return { sendAt: wished, undoUntil: null }
  const quiet = quietFor(await listQuietHours(ctx), wish.channel, wish.purpose)
  if (quiet.from === quiet.until) return { sendAt: wished, undoUntil }
  return { sendAt: afterQuietHours(wished, await zoneOfClient(ctx, wish.clientId), quiet), undoUntil }
}

/** Where the client is: their own zone if known, else that of the place they come to, else the practice's. */
export async function zoneOfClient(ctx: Context, clientId: string): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select coalesce(c.zone,
      (select a.zone from appointment a where a.practice_id = c.practice_id and a.client_id = c.id order by a.starts_at desc limit 1),
      p.zone) as zone
    from client c join practice p on p.practice_id = c.practice_id
    where c.practice_id = ${ctx.practiceId} and c.id = ${clientId}`.execute(ctx.db)
  return rows[0]?.zone ?? (await ctx.practice()).zone
}
