import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Channel, Purpose } from '../channels/purposes.ts'
import { chooseRoute } from '../channels/route.ts'
import { queueIfDue } from '../send-message.ts'

interface Planned {
  id: string
  channel: Channel
  address: string | null
  purpose: Purpose
  rule: string
  send_at: Date
}

/**
 * What is planned for a client goes another way when the old one is closed to it, to the address that is right now, or
 * not at all, with the reason. Called whenever a yes, a no, an address or a preference changes.
 */
export async function reroutePlanned(ctx: Context, clientId: string): Promise<void> {
  const { rows } = await sql<Planned>`select id, channel, address, purpose, rule, send_at from message
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} and state = 'planned' and rule <> 'keyword_answer' for update`.execute(
    ctx.db,
  )
  for (const message of rows) await reroute(ctx, clientId, message)
}

async function reroute(ctx: Context, clientId: string, message: Planned) {
  const { purpose } = message
  // Somebody who is rung up may now be written to; everything else stays on its channel while it may.
  const wished = message.channel === 'call' ? undefined : message.channel
  const route = await chooseRoute(ctx, { clientId, purpose, channel: wished })
  if (route.skip) {
    await sql`update message set state = 'skipped', why = ${route.skip}
      where practice_id = ${ctx.practiceId} and id = ${message.id}`.execute(ctx.db)
    ctx.record('message.skipped', {
      subject: ['message', message.id],
      clientId,
      data: { rule: message.rule, purpose },
    })
  } else if (route.channel !== message.channel || route.address !== message.address) {
    await sql`update message set channel = ${route.channel}, address = ${route.address}
      where practice_id = ${ctx.practiceId} and id = ${message.id}`.execute(ctx.db)
    if (route.channel !== 'call') queueIfDue(ctx, message.id, message.send_at)
  }
}

/** A client's new address counts for what is planned already. */
export const followAddress = subscriber({
  name: 'messages.followAddress',
  on: ['client.updated'],
  run: (ctx, event) => reroutePlanned(ctx, event.subjectId),
})
