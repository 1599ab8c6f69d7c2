import { sql } from 'kysely'
import { seesClient } from '../clients/index.ts'
import type { Context } from '../platform/operation/context.ts'
import { toPage, valuesOfCursor } from '../platform/operation/shapes.ts'
import { notFound, problem } from '../platform/problem.ts'
import { queueIfDue } from './send-message.ts'

export interface MessageFilter {
  state?: string | undefined
  rule?: string | undefined
  channel?: string | undefined
  clientId?: string | undefined
  subjectId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  limit: number
  cursor?: string | undefined
}

export interface MessageRow {
  id: string
  client_id: string | null
  send_at: Date
  state: string
  [column: string]: unknown
}

/** Messages by their time, newest first; those of clients that the caller may see. */
export async function listMessages(ctx: Context, filter: MessageFilter) {
  const after = filter.cursor ? valuesOfCursor(filter.cursor, 2) : null
  const where = [
    sql`m.practice_id = ${ctx.practiceId}`,
    sql`(m.client_id is null or ${seesClient(ctx, sql.ref('m.client_id'))})`,
    ...(filter.state ? [sql`m.state = ${filter.state}`] : []),
    ...(filter.rule ? [sql`m.rule = ${filter.rule}`] : []),
    ...(filter.channel ? [sql`m.channel = ${filter.channel}`] : []),
    ...(filter.clientId ? [sql`m.client_id = ${filter.clientId}`] : []),
    ...(filter.subjectId ? [sql`m.subject_id = ${filter.subjectId}`] : []),
    ...(filter.from ? [sql`m.send_at >= ${filter.from}`] : []),
    ...(filter.to ? [sql`m.send_at < ${filter.to}`] : []),
    ...(after ? [sql`(m.send_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ]
  const { rows } = await sql<MessageRow>`select m.*, c.given_name, c.family_name from message m
    left join client c on c.practice_id = m.practice_id and c.id = m.client_id
    where ${sql.join(where, sql` and `)} order by m.send_at desc, m.id desc limit ${filter.limit + 1}`.execute(
    ctx.db,
  )
  return toPage(rows, filter.limit, (row) => [row.send_at.toISOString(), row.id])
}

/** How many messages are in each state between two instants. */
export async function countMessages(ctx: Context, { from, to }: { from: Date; to: Date }) {
  const { rows } = await sql<{
    state: string
    channel: string
    count: number
  }>`select state, channel, count(*)::int as count from message
    where practice_id = ${ctx.practiceId} and send_at >= ${from} and send_at < ${to} group by 1, 2`.execute(
    ctx.db,
  )
  return rows
}

export async function findMessage(ctx: Context, id: string): Promise<MessageRow> {
  const { rows } = await sql<MessageRow>`select m.*, c.given_name, c.family_name from message m
    left join client c on c.practice_id = m.practice_id and c.id = m.client_id
    where m.practice_id = ${ctx.practiceId} and m.id = ${id} and (m.client_id is null or ${seesClient(ctx, sql.ref('m.client_id'))})`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This message')
  return rows[0]
}

/** Takes a planned message back. */
export async function cancelMessage(ctx: Context, id: string, why: string) {
  const message = await findMessage(ctx, id)
  const { rows } =
    await sql`update message set state = 'cancelled', why = ${why}, cancelled_by = ${ctx.actor.name}, data = null
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'planned' returning 1`.execute(ctx.db)
  if (rows.length === 0) throw notPlanned(message.state)
  ctx.record('message.cancelled', {
    subject: ['message', id],
    clientId: message.client_id,
    data: { rule: message.rule },
  })
}

/** Tries a failed message again. */
export async function retryMessage(ctx: Context, id: string) {
  const message = await findMessage(ctx, id)
  const { rows } =
    await sql`update message set state = 'planned', send_at = ${ctx.now}, error = null, delivery = null, delivery_at = null, sent_again = sent_again + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'failed' returning 1`.execute(ctx.db)
  if (rows.length === 0)
    throw problem(
      409,
      'message_not_failed',
      `Only a failed message can be sent again; this one is ${message.state}.`,
    )
  queueIfDue(ctx, id, ctx.now)
  ctx.record('message.planned', {
    subject: ['message', id],
    clientId: message.client_id,
    data: { rule: message.rule, channel: message.channel, sendAt: ctx.now },
  })
}

/** Somebody called: the entry leaves the list of calls. */
export async function noteCall(ctx: Context, id: string, outcome: string) {
  const message = await findMessage(ctx, id)
  const { rows } =
    await sql`update message set state = 'done_by_phone', sent_at = ${ctx.now}, gateway_answer = ${outcome}
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'planned' and channel = 'call' returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notPlanned(message.state)
  ctx.record('message.sent', {
    subject: ['message', id],
    clientId: message.client_id,
    data: { rule: message.rule, channel: 'call' },
  })
}

function notPlanned(state: string) {
  return problem(409, 'message_not_planned', `This message is not waiting any more: it is ${state}.`)
}
