import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { inShort } from './asker.ts'
import { pickLocale } from '../../platform/i18n/i18n.ts'
import type { Checkout } from './checkout.ts'
import { OPEN_CHECKOUT, findCheckoutIfAny } from './checkout.ts'
import type { CheckoutWish } from './gateway.ts'
import { findGateway } from './providers.ts'

/** Tries before the payer is told that the page can't be opened; they are waiting. */
const TRIES = 3

/** Opens the provider's page for a checkout, with nothing locked meanwhile; its id is the key, so twice is once. */
export const openCheckout = job({
  kind: OPEN_CHECKOUT,
  run: async (house, { practiceId, payload, attempt }) => {
    const id = String(payload.checkoutId)
    const asker = { house, practiceId }
    const wanted = await inShort(asker, OPEN_CHECKOUT, (ctx) => wishOf(ctx, id, String(payload.returnPath)))
    if (!wanted) return
    try {
      const opened = await findGateway(house, wanted.provider).createCheckout(asker, wanted.wish)
      await inShort(asker, OPEN_CHECKOUT, (ctx) => noteOpened(ctx, id, opened))
    } catch (error) {
      if (attempt < TRIES) throw error
      house.services.log.error({ err: error }, 'the card provider’s page could not be opened')
      await inShort(asker, OPEN_CHECKOUT, (ctx) => noteProblem(ctx, id))
    }
  },
})

async function wishOf(ctx: Context, id: string, returnPath: string) {
  const checkout = await findCheckoutIfAny(ctx, id)
  if (!checkout || checkout.url || checkout.problem) return null
  const { what, locale } = await describe(ctx, checkout)
  const { name } = await ctx.practice()
  const wish: CheckoutWish = {
    checkoutId: id,
    amountMinor: checkout.amount_minor,
    currency: checkout.currency,
    description: `${name} · ${what}`,
    locale,
    returnUrl: `${ctx.services.settings.publicUrl}${returnPath}`,
    keepFor: checkout.keeps_card ? checkout.client_id : null,
  }
  return { provider: checkout.provider, wish }
}

/** What the payer reads on the provider's page; nothing about their health. */
async function describe(ctx: Context, checkout: Checkout): Promise<{ what: string; locale: 'en' | 'de' }> {
  if (checkout.invoice_id) {
    const { number, locale } = await findInvoice(ctx, checkout.invoice_id)
    return { what: String(number), locale }
  }
  const { rows } = await sql<{
    language: string | null
  }>`select language from client where practice_id = ${ctx.practiceId} and id = ${checkout.client_id}`.execute(
    ctx.db,
  )
  const locale = pickLocale(rows[0]?.language ?? null, (await ctx.practice()).locale) as 'en' | 'de'
  return { what: locale === 'de' ? 'Anzahlung' : 'Deposit', locale }
}

/** The provider's message may have come before its answer: what it said about the state is left alone. */
async function noteOpened(ctx: Context, id: string, opened: { providerRef: string; url: string }) {
  await sql`update checkout set provider_ref = ${opened.providerRef}, url = ${opened.url}
    where practice_id = ${ctx.practiceId} and id = ${id} and url is null`.execute(ctx.db)
}

async function noteProblem(ctx: Context, id: string) {
  await sql`update checkout set problem = 'The card provider did not open its page.'
    where practice_id = ${ctx.practiceId} and id = ${id} and url is null`.execute(ctx.db)
}
