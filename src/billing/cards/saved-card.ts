import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { KeptCard } from '../gateway/gateway.ts'

/** A card that lies with the provider; never its number. */
export interface SavedCard {
  id: string
  client_id: string
  provider: string
  account_ref: string
  customer_ref: string
  card_ref: string
  brand: string
  last4: string
  exp_month: number
  exp_year: number
  is_default: boolean
  agreed_to: string
  agreed_at: Date
  removed_at: Date | null
}

/** Which words the client agreed to when the card was kept; a changed text gets a new name. */
export const CARD_WORDS = 'card-on-file.1'

/** The job that forgets a card at its provider. */
export const FORGET_CARD = 'billing.forgetCard'

export async function listCards(ctx: Context, clientId: string): Promise<SavedCard[]> {
  const { rows } =
    await sql<SavedCard>`select * from saved_card where practice_id = ${ctx.practiceId} and client_id = ${clientId} and removed_at is null
    order by is_default desc, agreed_at desc, id`.execute(ctx.db)
  return rows
}

/** A card that can be charged. 404 for one that is not there, 409 `card_removed`. */
export async function findCard(ctx: Context, id: string): Promise<SavedCard> {
  const { rows } =
    await sql<SavedCard>`select * from saved_card where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This card')
  if (rows[0].removed_at) throw problem(409, 'card_removed', 'This card was removed. Choose another one.')
  return rows[0]
}

export async function findDefaultCardIfAny(ctx: Context, clientId: string): Promise<SavedCard | undefined> {
  const { rows } =
    await sql<SavedCard>`select * from saved_card where practice_id = ${ctx.practiceId} and client_id = ${clientId} and is_default`.execute(
      ctx.db,
    )
  return rows[0]
}

/** Notes a card that the provider keeps; told about twice it is one. The newest is the one charged when nothing is said. */
export async function keepCard(ctx: Context, wish: { clientId: string; provider: string; card: KeptCard }) {
  const { card, clientId, provider } = wish
  await lockWallet(ctx, clientId)
  const { rows } = await sql<{
    id: string
  }>`insert into saved_card (practice_id, id, client_id, provider, account_ref, customer_ref, card_ref, brand, last4,
      exp_month, exp_year, is_default, agreed_to, agreed_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${clientId}, ${provider}, ${card.accountRef}, ${card.customerRef}, ${card.cardRef}, ${card.brand},
      ${card.last4}, ${card.expMonth}, ${card.expYear}, false, ${CARD_WORDS}, ${ctx.now})
    on conflict on constraint saved_card_once do nothing returning id`.execute(ctx.db)
  const id = rows[0]?.id
  if (!id) return
  await makeDefault(ctx, { id, clientId })
  ctx.record('card.saved', {
    subject: ['saved_card', id],
    clientId,
    data: { brand: card.brand, last4: card.last4 },
  })
}

/** Makes a card the one that is charged when nothing else is said. */
export async function chooseCard(ctx: Context, id: string) {
  const card = await findCard(ctx, id)
  await lockWallet(ctx, card.client_id)
  await makeDefault(ctx, { id, clientId: card.client_id })
  ctx.record('card.chosen', {
    subject: ['saved_card', id],
    clientId: card.client_id,
    data: { last4: card.last4 },
  })
}

/** Removes a card here at once, and at the provider by a job; another one of the client's takes its place. */
export async function removeCard(ctx: Context, id: string) {
  const card = await findCard(ctx, id)
  await lockWallet(ctx, card.client_id)
  await sql`update saved_card set removed_at = ${ctx.now}, removed_by = ${ctx.actor.name}, is_default = false, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  const [next] = await listCards(ctx, card.client_id)
  if (next) await makeDefault(ctx, { id: next.id, clientId: card.client_id })
  ctx.later(
    FORGET_CARD,
    { provider: card.provider, cardRef: card.card_ref },
    { key: `forget ${card.card_ref}` },
  )
  ctx.record('card.removed', {
    subject: ['saved_card', id],
    clientId: card.client_id,
    data: { brand: card.brand, last4: card.last4 },
  })
}

/** One at a time for each client, so that there is never a second default. */
async function lockWallet(ctx: Context, clientId: string) {
  await sql`select 1 from client where practice_id = ${ctx.practiceId} and id = ${clientId} for no key update`.execute(
    ctx.db,
  )
}

async function makeDefault(ctx: Context, { id, clientId }: { id: string; clientId: string }) {
  await sql`update saved_card set is_default = false where practice_id = ${ctx.practiceId} and client_id = ${clientId} and is_default and id <> ${id}`.execute(
    ctx.db,
  )
  await sql`update saved_card set is_default = true, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and not is_default`.execute(ctx.db)
}
