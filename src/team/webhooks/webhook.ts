import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { sealText } from '../../platform/sealed.ts'

export interface Webhook {
  id: string
  name: string
  url: string
  createdAt: Date
  createdBy: string
  /** Of the last 30 days. */
  sent: number
  failed: number
}

const COUNTED_MS = 30 * 86_400_000

/** The programs that can be told, in order of their names. */
export async function listWebhooks(ctx: Context): Promise<Webhook[]> {
  const since = new Date(ctx.now.getTime() - COUNTED_MS)
  const { rows } =
    await sql<Webhook>`select w.id, w.name, w.url, w.created_at as "createdAt", w.created_by as "createdBy",
      count(d.id) filter (where d.state = 'sent')::int as sent, count(d.id) filter (where d.state = 'failed')::int as failed
    from webhook w left join webhook_delivery d on d.practice_id = w.practice_id and d.webhook_id = w.id and d.created_at >= ${since}
    where w.practice_id = ${ctx.practiceId} and w.removed_at is null group by w.practice_id, w.id order by w.name, w.id`.execute(
      ctx.db,
    )
  return rows
}

export interface FoundWebhook {
  id: string
  name: string
  url: string
  sealedSecret: string
}

export async function findWebhookIfAny(ctx: Context, id: string): Promise<FoundWebhook | undefined> {
  const { rows } = await sql<FoundWebhook>`select id, name, url, sealed_secret as "sealedSecret" from webhook
    where practice_id = ${ctx.practiceId} and id = ${id} and removed_at is null`.execute(ctx.db)
  return rows[0]
}

/** Keeps an address and makes its secret, which is answered once: `whsec_…`, as standardwebhooks takes it. */
export async function createWebhook(
  ctx: Context,
  wish: { name: string; url: string },
): Promise<{ id: string; secret: string }> {
  refuseAddress(ctx, wish.url)
  const id = ctx.newId()
  const secret = `whsec_${Buffer.from(ctx.services.random.bytes(24)).toString('base64')}`
  await sql`insert into webhook (practice_id, id, name, url, sealed_secret, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.url}, ${sealText(ctx, secret)}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('webhook.created', { subject: ['webhook', id], data: { name: wish.name } })
  return { id, secret }
}

/** It is told nothing more; automations that name it say so. */
export async function removeWebhook(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`update webhook set removed_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${id} and removed_at is null returning name`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This webhook')
  ctx.record('webhook.removed', { subject: ['webhook', id], data: { name: rows[0].name } })
}

/** The name is looked up again whenever it is called; here only what can never be right is refused. */
function refuseAddress({ services }: Context, text: string) {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['https:', 'http:'].includes(url.protocol))
    throw invalid('url', 'Give an address that begins with https://.')
  if (url.username || url.password)
    throw invalid('url', 'Leave user and password out of the address; calls are signed.')
  if (url.protocol === 'http:' && !services.settings.privateGateways)
    throw invalid('url', 'Use https, so that nobody between can read it.')
}
