import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { createLink } from '../../platform/links/links.ts'
import { KEEP_CARD } from '../gateway/checkout.ts'
import type { GatewayMessage } from '../gateway/gateway.ts'
import { findGateway } from '../gateway/providers.ts'
import { findBillingSettings } from '../settings/settings.ts'

/** A client's way to the provider's page for keeping a card. */
export interface CardSetup {
  id: string
  client_id: string
  provider: string
  return_path: string
  url: string | null
  problem: string | null
  state: 'open' | 'left' | 'done'
  created_at: Date
}

/** The job that opens the provider's page. */
export const OPEN_SETUP = 'billing.openSetup'
export const CARD_LINK_DAYS = 30
const DAY_MS = 86_400_000

/** The secret page on which a client keeps a card with us. 409 `not_offered` where the provider keeps none. */
export async function linkToCards(ctx: Context, clientId: string) {
  await providerThatKeeps(ctx)
  return createLink(ctx, {
    purpose: 'payment_card',
    subject: ['client', clientId],
    clientId,
    validFor: CARD_LINK_DAYS * DAY_MS,
    page: '/pay/card',
  })
}

/** Who keeps cards for this practice. 409 `not_offered`. */
export async function providerThatKeeps(ctx: Context): Promise<string> {
  const { onlineProvider } = await findBillingSettings(ctx)
  if (!onlineProvider || !findGateway(ctx, onlineProvider).cards)
    throw problem(409, 'not_offered', 'This practice does not keep cards. Please pay another way.')
  return onlineProvider
}

/** Begins the way; a job opens the page, which is there when `url` is. */
export async function startSetup(
  ctx: Context,
  wish: { clientId: string; returnPath: string },
): Promise<CardSetup> {
  const provider = await providerThatKeeps(ctx)
  const { rows } =
    await sql<CardSetup>`insert into card_setup (practice_id, id, client_id, provider, return_path, state, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.clientId}, ${provider}, ${wish.returnPath}, 'open', ${ctx.now}) returning *`.execute(
      ctx.db,
    )
  const setup = rows[0]!
  ctx.later(OPEN_SETUP, { setupId: setup.id }, { key: `setup ${setup.id}` })
  return setup
}

export async function findSetupIfAny(ctx: Context, id: string): Promise<CardSetup | undefined> {
  const { rows } =
    await sql<CardSetup>`select * from card_setup where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  return rows[0]
}

/** What the provider said about a setup; a card that was kept is read and noted by a job. 404 when it is not (yet) known. */
export async function finishSetup(
  ctx: Context,
  provider: string,
  message: Extract<GatewayMessage, { setupId: string }>,
) {
  const setup = await findSetupIfAny(ctx, message.setupId)
  if (!setup || setup.provider !== provider) throw notFound('This setup')
  const state = message.type === 'setup.done' ? 'done' : 'left'
  if (setup.state === 'done' || setup.state === state) return
  await sql`update card_setup set state = ${state}, finished_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${setup.id} and state <> 'done'`.execute(
    ctx.db,
  )
  if (state === 'done')
    ctx.later(
      KEEP_CARD,
      { clientId: setup.client_id, provider, ref: message.setupRef },
      { key: `keep ${message.setupRef}` },
    )
}
