import type Stripe from 'stripe'
import { expect } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import { verifyBooks } from '../../billing/ledger/verify.ts'
import type { Cast } from '../cast.ts'
import type { Caller, TestApp } from '../harness.ts'
import type { CardBehaviour, StripeServer } from './stripe-server.ts'

/** A practice that is connected to the stand-in for Stripe, and what tests do there again and again. */
export async function stripePractice(app: TestApp, stripe: StripeServer, slug: string) {
  const willow: Cast = await app.practice(slug)
  const [bill, owner] = [
    app.withKey(await app.makeKey(willow, 'billing')),
    app.withKey(await app.makeKey(willow, 'owner')),
  ]
  app.house.services.settings.stripeApi = stripe.url
  must(await owner.put('/billing/providers/stripe', { secretKey: stripe.state.secretKey }))
  const { body: settings } = await owner.get('/billing/settings')
  must(await owner.put('/billing/settings', { ...settings, onlineProvider: 'stripe' }))

  async function tell(event: Stripe.Event) {
    const { body, signature } = stripe.sign(event)
    const response = await app.fetch(
      new Request(`http://atrium.test/api/public/${willow.slug}/payment-webhooks/stripe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
        body,
      }),
    )
    expect(response.status, await response.text()).toBe(200)
  }

  return {
    willow,
    bill,
    owner,
    tell,
    tellAll: async (events: Stripe.Event[]) => {
      for (const event of events) await tell(event)
      await app.settle()
    },
    /** An issued invoice of a client, by default Mia. */
    makeInvoice: async (total = 8_000, clientId = willow.mia.id): Promise<{ id: string; number: number }> => {
      const made = must(
        await bill.post('/invoices', {
          clientId,
          lines: [{ description: 'Session', unitPriceMinor: total, practitionerId: willow.petra.id }],
          approve: true,
        }),
      )
      await app.settle()
      return made.body
    },
    /** Mia keeps a card by the link that the desk sent her. */
    keepCard: async (behaviour: CardBehaviour = 'works', clientId = willow.mia.id) => {
      const { body } = await bill.post(`/clients/${clientId}/card-link`)
      const token = tokenOf(body.url)
      const page: Caller = app.withLink(token)
      const begun = must(
        await page.post('/my/payment-cards/setups', { agrees: true, returnPath: `/pay/card/${token}` }),
      )
      await app.settle()
      const { body: opened } = await page.get(`/my/payment-cards/setups/${begun.body.id}`)
      for (const event of stripe.keep(tokenOf(opened.url), behaviour)) await tell(event)
      await app.settle()
      const { body: cards } = await bill.get(`/clients/${clientId}/payment-cards`)
      return { page, card: cards.items[0] as { id: string; last4: string } }
    },
    expectWholeBooks: async () =>
      expect(
        await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
      ).toEqual([]),
  }
}

export type StripePractice = Awaited<ReturnType<typeof stripePractice>>

export const tokenOf = (url: unknown) => String(url).split('/').at(-1)!

function must<Answer extends { status: number; body: unknown }>(answer: Answer): Answer {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer
}
