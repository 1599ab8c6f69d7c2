import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { OutboundError, postOutside } from '../../platform/http/outbound.ts'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { unsealText } from '../../platform/sealed.ts'
import { findWebhookIfAny } from './webhook.ts'

const JOB = 'team.webhook'
const TIMEOUT_MS = 10_000
const MOST_BYTES = 64 * 1024
const MOST_TRIES = 8

export interface Delivery {
  id: string
  eventName: string
  state: 'planned' | 'sent' | 'failed'
  tries: number
  answer: string | null
  createdAt: Date
  triedAt: Date | null
}

/** Plans to tell a webhook something; the same key once. Null when it was planned before. */
export async function planDelivery(
  ctx: Context,
  wish: { webhookId: string; key: string; eventName: string; body: unknown },
): Promise<string | null> {
  const id = ctx.newId()
  const { rows } =
    await sql`insert into webhook_delivery (practice_id, id, webhook_id, key, event_name, body, state, created_at)
    values (${ctx.practiceId}, ${id}, ${wish.webhookId}, ${wish.key}, ${wish.eventName}, ${JSON.stringify(wish.body)}, 'planned', ${ctx.now})
    on conflict on constraint webhook_delivery_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) return null
  ctx.later(JOB, { deliveryId: id }, { key: id })
  return id
}

/** What a webhook was told, the latest first. */
export async function listDeliveries(
  ctx: Context,
  webhookId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const [before] = cursor ? valuesOfCursor(cursor, 1) : [null]
  const { rows } =
    await sql<Delivery>`select id, event_name as "eventName", state, tries, answer, created_at as "createdAt", tried_at as "triedAt"
    from webhook_delivery where practice_id = ${ctx.practiceId} and webhook_id = ${webhookId}
      ${cursor ? sql`and id < ${before}::uuid` : sql``} order by id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.id])
}

/** Tells it again, with the same id, from the first try. 409 `still_planned`. */
export async function replayDelivery(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{
    state: string
  }>`select state from webhook_delivery where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This delivery')
  if (rows[0].state === 'planned') throw problem(409, 'still_planned', 'It is still being tried by itself.')
  await sql`update webhook_delivery set state = 'planned', tries = 0 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('webhook.replayed', { subject: ['webhook_delivery', id] })
  ctx.later(JOB, { deliveryId: id }, { key: id })
}

/**
 * Tells it, signed as standardwebhooks says. What it does not take is tried again by the job's own back-off; a receiver
 * that hears it twice knows it by `webhook-id`.
 */
export const deliverJob = job({
  kind: JOB,
  run: async (house, { practiceId, payload, isLastAttempt }) => {
    const who = { practiceId, actor: { kind: 'system', name: 'team.webhook' } as const, name: 'team.webhook' }
    const id = String(payload.deliveryId)
    const call = await inPractice(house, who, (ctx) => takeDelivery(ctx, id))
    if (!call) return
    try {
      if ('gone' in call) throw new OutboundError(call.gone, false)
      await postOutside({
        url: call.url,
        headers: signedHeaders(call, { id, now: house.services.clock.now() }),
        body: call.body,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MOST_BYTES,
        allowPrivate: house.services.settings.privateGateways,
      })
      await inPractice(house, who, (ctx) => note(ctx, id, { state: 'sent', answer: null }))
    } catch (error) {
      const { message, isTemporary = true } = error as OutboundError
      const isFinal = !isTemporary || isLastAttempt || call.tries >= MOST_TRIES
      await inPractice(house, who, (ctx) =>
        note(ctx, id, { state: isFinal ? 'failed' : 'planned', answer: message.slice(0, 500) }),
      )
      if (!isFinal) throw error
    }
  },
})

type Call = { tries: number } & ({ url: string; secret: string; body: string } | { gone: string })

async function takeDelivery(ctx: Context, id: string): Promise<Call | null> {
  const { rows } = await sql<{
    webhookId: string
    body: string
    tries: number
  }>`update webhook_delivery set tries = tries + 1, tried_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'planned' returning webhook_id as "webhookId", body, tries`.execute(
    ctx.db,
  )
  const row = rows[0]
  if (!row) return null
  const webhook = await findWebhookIfAny(ctx, row.webhookId)
  if (!webhook) return { tries: row.tries, gone: 'The webhook was removed.' }
  const secret = unsealText(ctx, webhook.sealedSecret)
  if (!secret) return { tries: row.tries, gone: 'Its secret can no longer be read. Make the webhook anew.' }
  return { tries: row.tries, url: webhook.url, secret, body: row.body }
}

function signedHeaders(call: { secret: string; body: string }, { id, now }: { id: string; now: Date }) {
  return {
    'content-type': 'application/json',
    'user-agent': 'Atrium',
    'webhook-id': `msg_${id}`,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(call.secret).sign(`msg_${id}`, now, call.body),
  }
}

async function note(
  ctx: Context,
  id: string,
  { state, answer }: { state: Delivery['state']; answer: string | null },
) {
  await sql`update webhook_delivery set state = ${state}, answer = ${answer} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  if (state !== 'planned') ctx.record(`webhook.${state}`, { subject: ['webhook_delivery', id] })
}
