import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import { inShort } from '../gateway/asker.ts'
import { KEEP_CARD } from '../gateway/checkout.ts'
import { findGateway } from '../gateway/providers.ts'
import { OPEN_SETUP, findSetupIfAny } from './card-setup.ts'
import { FORGET_CARD, keepCard } from './saved-card.ts'

const TRIES = 3

/** Opens the provider's page for keeping a card; the setup's id is the key. */
export const openSetup = job({
  kind: OPEN_SETUP,
  run: async (house, { practiceId, payload, attempt }) => {
    const id = String(payload.setupId)
    const asker = { house, practiceId }
    const found = await inShort(asker, OPEN_SETUP, async (ctx) => ({
      setup: await findSetupIfAny(ctx, id),
      practice: await ctx.practice(),
    }))
    const { setup, practice } = found
    const cards = setup && findGateway(house, setup.provider).cards
    if (!setup || !cards || setup.url || setup.problem) return
    try {
      const { url } = await cards.openSetup(asker, {
        setupId: id,
        clientId: setup.client_id,
        currency: practice.currency,
        locale: practice.locale === 'de' ? 'de' : 'en',
        returnUrl: `${house.services.settings.publicUrl}${setup.return_path}`,
      })
      await inShort(asker, OPEN_SETUP, (ctx) =>
        sql`update card_setup set url = ${url} where practice_id = ${practiceId} and id = ${id}`.execute(
          ctx.db,
        ),
      )
    } catch (error) {
      if (attempt < TRIES) throw error
      house.services.log.error({ err: error }, 'the card provider’s page could not be opened')
      await inShort(asker, OPEN_SETUP, (ctx) =>
        sql`update card_setup set problem = 'The card provider did not open its page.' where practice_id = ${practiceId} and id = ${id} and url is null`.execute(
          ctx.db,
        ),
      )
    }
  },
})

/** Reads a card that the provider was told to keep, and notes it. */
export const keepCardJob = job({
  kind: KEEP_CARD,
  run: async (house, { practiceId, payload }) => {
    const asker = { house, practiceId }
    const provider = String(payload.provider)
    const card = await findGateway(house, provider).cards?.readCard(asker, String(payload.ref))
    if (card)
      await inShort(asker, KEEP_CARD, (ctx) =>
        keepCard(ctx, { clientId: String(payload.clientId), provider, card }),
      )
  },
})

/** Forgets a removed card at the provider, too. */
export const forgetCardJob = job({
  kind: FORGET_CARD,
  run: async (house, { practiceId, payload }) => {
    const { cards } = findGateway(house, String(payload.provider))
    await cards?.forget({ house, practiceId }, String(payload.cardRef))
  },
})
