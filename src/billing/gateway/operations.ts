import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { MyPlanned, plannedOf } from '../autopay/planned.ts'
import { PlanView, livePlanOf } from '../plans/operations.ts'
import { INVOICE_STATES, findInvoice, refuseIfNotOwed } from '../invoices/invoice.ts'
import { LineView } from '../invoices/lines.ts'
import { AppliedView, viewInvoice } from '../invoices/view.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { findCheckoutIfAny, findLastCheckoutIfAny, startCheckout } from './checkout.ts'
import { invoiceOfLink, linkToPay } from './pay-link.ts'
import { findGateway } from './providers.ts'
import { takeMessage } from './take-message.ts'
import { decideTestSession, findTestSession } from './test-gateway.ts'

export const makePaymentLink = operation({
  path: 'POST /invoices/{id}/payment-link',
  summary: 'Make the secret link to the payment page of an invoice',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ url: z.string() }),
  fails: ['is_draft', 'is_void'],
  run: async (ctx, { id }) => {
    const invoice = await viewInvoice(ctx, id)
    refuseIfNotOwed(await findInvoice(ctx, id))
    const { url } = await linkToPay(ctx, { id, clientId: invoice.clientId })
    ctx.record('invoice.link_made', { subject: ['invoice', id], clientId: invoice.clientId })
    return { url }
  },
})

export const PayPage = z.object({
  practice: z.object({ name: z.string(), slug: z.string(), lines: z.array(z.string()) }),
  locale: z.enum(['en', 'de']),
  invoice: z.object({
    number: z.int(),
    state: z.enum(INVOICE_STATES),
    billTo: z.object({ name: z.string(), lines: z.array(z.string()) }).nullable(),
    issuedOn: Day,
    dueOn: Day,
    currency: z.string(),
    netMinor: Minor,
    taxMinor: Minor,
    totalMinor: Minor,
    openMinor: Minor,
    note: z.string().nullable(),
    lines: z.array(
      LineView.pick({
        description: true,
        code: true,
        servedOn: true,
        practitionerName: true,
        quantity: true,
        unitPriceMinor: true,
        taxBasisPoints: true,
        totalMinor: true,
      }),
    ),
    payments: z.array(
      AppliedView.pick({ paymentId: true, tender: true, receivedOn: true, appliedMinor: true }),
    ),
  }),
  /** What will be charged to a kept card by itself. */
  planned: MyPlanned,
  /** Its instalments, proposed or agreed. */
  plan: PlanView.nullable(),
  /** Whether a card can be used here now. */
  canPayOnline: z.boolean(),
  /** Whether the payer may have the card kept for the next time. */
  canKeepCard: z.boolean(),
  /** What became of the latest try with a card. */
  checkout: z
    .object({ id: Id, state: z.enum(['open', 'left', 'failed', 'paid']), amountMinor: Minor })
    .nullable(),
})

export const getPayPage = operation({
  path: 'GET /pay',
  summary: 'The invoice of a payment link: what is owed for what, and how it can be paid',
  allow: 'link:pay',
  takes: z.strictObject({}),
  returns: PayPage,
  run: async (ctx) => {
    const id = invoiceOfLink(ctx)
    const [invoice, practice, settings, checkout] = [
      await viewInvoice(ctx, id),
      await ctx.practice(),
      await findBillingSettings(ctx),
      await findLastCheckoutIfAny(ctx, id),
    ]
    const { letterhead } = await findInvoice(ctx, id)
    return {
      planned: await plannedOf(ctx, id),
      plan: await livePlanOf(ctx, id),
      practice: { name: practice.name, slug: practice.slug, lines: letterhead?.lines ?? [] },
      locale: invoice.locale,
      invoice: { ...invoice, number: invoice.number!, issuedOn: invoice.issuedOn!, dueOn: invoice.dueOn! },
      canKeepCard:
        // A card is kept for a client: who pays for others is none.
        invoice.payerId === null &&
        settings.onlineProvider !== null &&
        Boolean(findGateway(ctx, settings.onlineProvider).cards),
      canPayOnline: settings.onlineProvider !== null && invoice.openMinor > 0 && invoice.state !== 'void',
      checkout: checkout
        ? { id: checkout.id, state: checkout.state, amountMinor: checkout.amount_minor }
        : null,
    }
  },
})

/** The provider's page is opened behind the scenes: it is there when `url` is; `problem`: it will not be. */
export const Opening = z.object({ id: Id, url: z.string().nullable(), problem: z.string().nullable() })

export const payByCard = operation({
  path: 'POST /pay/checkout',
  summary: 'Go to the card provider’s page for the open amount, or a part of it',
  allow: 'link:pay',
  takes: z.strictObject({
    amountMinor: Minor.min(1).optional(),
    /** The page to come back to, without the host. */
    returnPath: z.string().regex(/^\/pay\/[A-Za-z0-9_-]{20,200}$/, 'Give the path of the payment page.'),
    keepCard: z.boolean().default(false),
  }),
  returns: Opening,
  fails: ['not_offered', 'is_draft', 'is_void', 'already_paid', 'more_than_open'],
  run: async (ctx, wish) => {
    const { checkoutId, url } = await startCheckout(ctx, invoiceOfLink(ctx), wish)
    return { id: checkoutId, url, problem: null }
  },
})

export const getCheckout = operation({
  path: 'GET /pay/checkouts/{id}',
  summary: 'Whether the card provider’s page is open by now, and where',
  allow: 'link:pay',
  background: true,
  takes: z.strictObject({ id: Id }),
  returns: Opening,
  run: async (ctx, { id }) => {
    const checkout = await findCheckoutIfAny(ctx, id)
    if (!checkout || checkout.invoice_id !== invoiceOfLink(ctx)) throw notFound('This checkout')
    return { id, url: checkout.url, problem: checkout.problem }
  },
})

export const receiveWebhook = operation({
  path: 'POST /public/{practice}/payment-webhooks/{provider}',
  summary: 'A card provider tells what happened; proved by its signature over the raw body',
  allow: 'anyone',
  upload: { maxBytes: 256 * 1024 },
  headers: { signature: 'webhook-signature', stripeSignature: 'stripe-signature' },
  takes: z.strictObject({
    practice: z.string(),
    provider: z.string().regex(/^[a-z]{1,30}$/),
    signature: z.string().max(2_000).default(''),
    stripeSignature: z.string().max(2_000).default(''),
  }),
  returns: z.object({ received: z.literal(true) }),
  fails: ['bad_signature', 'stale_webhook', 'not_connected'],
  run: async (ctx, { provider, signature, stripeSignature }) => {
    const message = await findGateway(ctx, provider).readWebhook(ctx, {
      body: ctx.upload ?? new Uint8Array(),
      signature: stripeSignature || signature,
    })
    if (message) await takeMessage(ctx, provider, message)
    return { received: true as const }
  },
})

const TestPage = z.object({
  practiceName: z.string(),
  description: z.string(),
  amountMinor: Minor,
  currency: z.string(),
  state: z.enum(['open', 'paid', 'left']),
})

export const getTestCheckout = operation({
  path: 'GET /public/{practice}/test-gateway/{session}',
  summary: 'The test gateway’s page: what is to be paid',
  allow: 'anyone',
  takes: z.strictObject({ practice: z.string(), session: Id }),
  returns: TestPage,
  run: async (ctx, { session }) => {
    const found = await findTestSession(ctx, session)
    return {
      practiceName: (await ctx.practice()).name,
      description: found.description,
      amountMinor: found.amount_minor,
      currency: found.currency,
      state: found.state,
    }
  },
})

export const decideTestCheckout = operation({
  path: 'POST /public/{practice}/test-gateway/{session}/decision',
  summary: 'The test gateway’s page: the payer says what should happen',
  allow: 'anyone',
  takes: z.strictObject({
    practice: z.string(),
    session: Id,
    outcome: z.enum(['succeed', 'decline', 'leave']),
  }),
  returns: z.object({ state: z.enum(['open', 'paid', 'left']) }),
  fails: ['already_paid'],
  run: async (ctx, { session, outcome }) => ({
    state: (await decideTestSession(ctx, session, outcome)).state,
  }),
})
