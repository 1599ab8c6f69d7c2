import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import { isQuiet, listQuietHours, quietFor } from '../consent/quiet-hours.ts'
import type { Channel, Purpose } from '../channels/purposes.ts'
import { zoneOfClient } from '../channels/timing.ts'
import type { MessageRow } from '../list-messages.ts'
import { findMessage } from '../list-messages.ts'
import { queueIfDue } from '../send-message.ts'

export interface LedgerFilter {
  /** `going`: what is planned; `not`: what was left out, taken back or failed. */
  view: 'going' | 'not'
  days: number
  channel?: string | undefined
  purpose?: string | undefined
  rule?: string | undefined
  limit: number
  cursor?: string | undefined
}

const STATES = { going: ['planned', 'sending'], not: ['skipped', 'cancelled', 'failed'] }
const DAY_MS = 86_400_000

/** Who gets what in the coming days and who does not, the next first. What is overdue (a call, a dead gateway) is part of it. */
export async function readLedger(ctx: Context, filter: LedgerFilter) {
  const after = filter.cursor ? valuesOfCursor(filter.cursor, 2) : null
  const from = filter.view === 'going' ? new Date(0) : ctx.now
  const where = [
    sql`m.practice_id = ${ctx.practiceId} and m.state = any(${STATES[filter.view]})`,
    sql`m.send_at >= ${from} and m.send_at < ${untilOf(ctx, filter.days)}`,
    sql`(m.client_id is null or ${seesClient(ctx, sql.ref('m.client_id'))})`,
    ...(filter.channel ? [sql`m.channel = ${filter.channel}`] : []),
    ...(filter.purpose ? [sql`m.purpose = ${filter.purpose}`] : []),
    ...(filter.rule ? [sql`m.rule = ${filter.rule}`] : []),
    ...(after ? [sql`(m.send_at, m.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ]
  const { rows } = await sql<MessageRow>`select m.*, c.given_name, c.family_name from message m
    left join client c on c.practice_id = m.practice_id and c.id = m.client_id
    where ${sql.join(where, sql` and `)} order by m.send_at, m.id limit ${filter.limit + 1}`.execute(ctx.db)
  return toPage(rows, filter.limit, (row) => [row.send_at.toISOString(), row.id])
}

/** How many go out on each channel in the coming days, and how many do not. */
export async function countLedger(ctx: Context, days: number) {
  const { rows } = await sql<{ channel: Channel; going: number; not: number }>`select channel,
      count(*) filter (where state in ('planned', 'sending'))::int as going,
      count(*) filter (where state in ('skipped', 'cancelled', 'failed') and send_at >= ${ctx.now})::int as not
    from message where practice_id = ${ctx.practiceId} and send_at < ${untilOf(ctx, days)}
      and (state in ('planned', 'sending') or send_at >= ${ctx.now})
      and (client_id is null or ${seesClient(ctx, sql.ref('message.client_id'))}) group by channel`.execute(
    ctx.db,
  )
  return rows
}

function untilOf(ctx: Context, days: number): Date {
  return new Date(ctx.now.getTime() + days * DAY_MS)
}

/** Another time for a planned message. Quiet hours of the client are refused unless one means it. */
export async function changeTime(
  ctx: Context,
  id: string,
  { sendAt, evenIfQuiet }: { sendAt: Date; evenIfQuiet: boolean },
) {
  const message = await findMessage(ctx, id)
  const at = sendAt < ctx.now ? ctx.now : sendAt
  if (!evenIfQuiet) await refuseQuiet(ctx, message, at)
  const { rows } = await sql`update message set send_at = ${at}, try_again_at = null, undo_until = null
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'planned' returning 1`.execute(ctx.db)
  if (rows.length === 0)
    throw problem(409, 'message_not_planned', `This message is not waiting any more: it is ${message.state}.`)
  if (message.channel !== 'call') queueIfDue(ctx, id, at)
  ctx.record('message.rescheduled', {
    subject: ['message', id],
    clientId: message.client_id,
    data: { rule: message.rule, sendAt: at },
    before: { sendAt: message.send_at },
  })
}

async function refuseQuiet(ctx: Context, message: MessageRow, at: Date) {
  if (!message.client_id || message.channel === 'call') return
  const quiet = quietFor(await listQuietHours(ctx), message.channel as Channel, message.purpose as Purpose)
  const zone = await zoneOfClient(ctx, message.client_id)
  if (isQuiet(at, zone, quiet))
    throw problem(
      409,
      'quiet_hours',
      `For this client it is quiet time then (${quiet.from} to ${quiet.until}, ${zone}). Choose another time, or send it all the same.`,
      { from: quiet.from, until: quiet.until, zone },
    )
}
