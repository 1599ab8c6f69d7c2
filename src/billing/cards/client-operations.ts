import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { forbidden, notFound } from '../../platform/problem.ts'
import { Opening } from '../gateway/operations.ts'
import { findSetupIfAny, startSetup } from './card-setup.ts'
import { CardView, viewCard } from './operations.ts'
import { listCards, removeCard } from './saved-card.ts'

/** The client whose cards the holder of a link may see. */
export function clientOfLink(ctx: Context): string {
  if (ctx.actor.kind !== 'link') throw forbidden()
  return ctx.actor.subjectId
}

export const getMyCards = operation({
  path: 'GET /my/payment-cards',
  summary: 'The client’s own page: the cards they keep with the practice',
  allow: 'link:payment_card',
  takes: z.strictObject({}),
  returns: z.object({
    practice: z.object({ name: z.string() }),
    items: z.array(CardView),
  }),
  run: async (ctx) => {
    const items = await listCards(ctx, clientOfLink(ctx))
    const { name } = await ctx.practice()
    return { practice: { name }, items: items.map((card) => viewCard(card, ctx.now)) }
  },
})

export const keepMyCard = operation({
  path: 'POST /my/payment-cards/setups',
  summary: 'The client’s own page: go to the provider’s page to keep a card',
  allow: 'link:payment_card',
  takes: z.strictObject({
    /** The client has read what the card may be charged for, and agrees. */
    agrees: z.literal(true, 'Agree that the card may be kept and charged.'),
    returnPath: z.string().regex(/^\/pay\/card\/[A-Za-z0-9_-]{20,200}$/, 'Give the path of the card page.'),
  }),
  returns: Opening,
  fails: ['not_offered'],
  run: async (ctx, { returnPath }) => {
    const setup = await startSetup(ctx, { clientId: clientOfLink(ctx), returnPath })
    return { id: setup.id, url: setup.url, problem: setup.problem }
  },
})

export const getMySetup = operation({
  path: 'GET /my/payment-cards/setups/{id}',
  summary: 'Whether the card provider’s page is open by now, and where',
  allow: 'link:payment_card',
  background: true,
  takes: z.strictObject({ id: Id }),
  returns: Opening,
  run: async (ctx, { id }) => {
    const setup = await findSetupIfAny(ctx, id)
    if (!setup || setup.client_id !== clientOfLink(ctx)) throw notFound('This setup')
    return { id, url: setup.url, problem: setup.problem }
  },
})

export const removeMyCard = operation({
  path: 'DELETE /my/payment-cards/{id}',
  summary: 'The client’s own page: remove a kept card',
  allow: 'link:payment_card',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ done: z.literal(true) }),
  run: async (ctx, { id }) => {
    const own = await listCards(ctx, clientOfLink(ctx))
    if (!own.some((card) => card.id === id)) throw notFound('This card')
    await removeCard(ctx, id)
    return { done: true as const }
  },
})
