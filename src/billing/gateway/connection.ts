import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { sealText, unsealText } from '../../platform/sealed.ts'

/** A practice's account with a card provider, without its keys. */
export interface Connection {
  provider: 'stripe'
  accountRef: string
  accountName: string
  isLive: boolean
  /** Whether we opened the door for its messages there ourselves. */
  ownsDoor: boolean
  connectedAt: Date
  connectedBy: string
}

export interface ConnectionKeys {
  accountRef: string
  key: string
  webhookSecret: string
  webhookRef: string | null
}

interface Row {
  provider: 'stripe'
  account_ref: string
  account_name: string
  is_live: boolean
  sealed_key: string
  sealed_webhook_secret: string
  webhook_ref: string | null
  connected_at: Date
  connected_by: string
}

export async function findConnectionIfAny(ctx: Context): Promise<Connection | undefined> {
  const row = await readRow(ctx)
  return (
    row && {
      provider: row.provider,
      accountRef: row.account_ref,
      accountName: row.account_name,
      isLive: row.is_live,
      ownsDoor: row.webhook_ref !== null,
      connectedAt: row.connected_at,
      connectedBy: row.connected_by,
    }
  )
}

/** The keys, for whoever is about to ask the provider. 409 `not_connected`, also when they were sealed with another secret. */
export async function findKeys(ctx: Context): Promise<ConnectionKeys> {
  const row = await readRow(ctx)
  const key = row && unsealText(ctx, row.sealed_key)
  const webhookSecret = row && unsealText(ctx, row.sealed_webhook_secret)
  if (!row || !key || !webhookSecret)
    throw problem(409, 'not_connected', 'No card provider is connected. Connect one in the billing settings.')
  return { accountRef: row.account_ref, key, webhookSecret, webhookRef: row.webhook_ref }
}

export interface NewConnection extends ConnectionKeys {
  accountName: string
  isLive: boolean
}

/** Keeps the account, in the place of an earlier one. */
export async function keepConnection(ctx: Context, wish: NewConnection) {
  const before = await findConnectionIfAny(ctx)
  await sql`insert into gateway_connection (practice_id, provider, account_ref, account_name, is_live, sealed_key, sealed_webhook_secret,
      webhook_ref, connected_at, connected_by)
    values (${ctx.practiceId}, 'stripe', ${wish.accountRef}, ${wish.accountName}, ${wish.isLive}, ${sealText(ctx, wish.key)},
      ${sealText(ctx, wish.webhookSecret)}, ${wish.webhookRef}, ${ctx.now}, ${ctx.actor.name})
    on conflict (practice_id, provider) do update set account_ref = excluded.account_ref, account_name = excluded.account_name,
      is_live = excluded.is_live, sealed_key = excluded.sealed_key, sealed_webhook_secret = excluded.sealed_webhook_secret,
      webhook_ref = excluded.webhook_ref, connected_at = excluded.connected_at, connected_by = excluded.connected_by,
      row_version = gateway_connection.row_version + 1`.execute(ctx.db)
  ctx.record('billing.provider_connected', {
    subject: ['practice', ctx.practiceId],
    before: before ?? null,
    after: await findConnectionIfAny(ctx),
  })
}

/** Forgets the account and its keys; cards that lie there can't be charged any more. */
export async function forgetConnection(ctx: Context) {
  const before = await findConnectionIfAny(ctx)
  if (!before) return
  await sql`delete from gateway_connection where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  await sql`update billing_settings set online_provider = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and online_provider = 'stripe'`.execute(ctx.db)
  ctx.record('billing.provider_disconnected', { subject: ['practice', ctx.practiceId], before })
}

async function readRow(ctx: Context): Promise<Row | undefined> {
  const { rows } =
    await sql<Row>`select * from gateway_connection where practice_id = ${ctx.practiceId} and provider = 'stripe'`.execute(
      ctx.db,
    )
  return rows[0]
}
