import { z } from 'zod'
import { operation } from '../../../platform/operation/operation.ts'
import { Id, line, pageOf, paging } from '../../../platform/operation/shapes.ts'
import { problem } from '../../../platform/problem.ts'
import { findConnectionIfAny } from '../../gateway/connection.ts'
import { findBillingSettings } from '../../settings/settings.ts'
import { queueFetch } from './fetch.ts'
import { resolveLine } from './resolve.ts'
import { Clearing, PayoutRow, PayoutView, listPayouts, viewClearing, viewPayout } from './views.ts'

export const getPayouts = operation({
  path: 'GET /payouts',
  summary: 'What card providers paid out, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({ open: z.stringbool().optional(), ...paging }),
  returns: pageOf(PayoutRow),
  run: (ctx, question) => listPayouts(ctx, question),
})

export const getClearing = operation({
  path: 'GET /payouts/clearing',
  summary: 'What lies with each card provider by the books, and what should have been paid out by now',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Clearing,
  run: (ctx) => viewClearing(ctx),
})

export const getPayout = operation({
  path: 'GET /payouts/{id}',
  summary: 'A payout: its payments, refunds, disputes and the provider’s price, and what does not fit',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: PayoutView,
  run: (ctx, { id }) => viewPayout(ctx, id),
})

export const askForPayouts = operation({
  path: 'POST /payouts/fetch',
  summary: 'Ask the card provider for its payouts now',
  allow: 'bank.reconcile',
  takes: z.strictObject({}),
  returns: z.object({ asked: z.string() }),
  fails: ['not_connected'],
  run: async (ctx) => {
    const provider =
      (await findConnectionIfAny(ctx))?.provider ?? (await findBillingSettings(ctx)).onlineProvider
    if (!provider)
      throw problem(
        409,
        'not_connected',
        'No card provider is connected. Connect one in the billing settings.',
      )
    queueFetch(ctx, provider)
    return { asked: provider }
  },
})

export const resolvePayoutLine = operation({
  path: 'POST /payout-lines/{id}/resolution',
  summary:
    'Resolve what does not fit in a payout: as a client’s payment, as the provider’s price, or as it is',
  allow: 'bank.reconcile',
  reason: 'required',
  takes: z.strictObject({
    id: Id,
    as: z.enum(['payment', 'cost', 'accepted']),
    clientId: Id.nullish(),
    reason: line(300),
  }),
  returns: PayoutView,
  fails: ['no_difference', 'is_resolved'],
  run: async (ctx, { id, reason, ...wish }) =>
    viewPayout(ctx, await resolveLine(ctx, id, { ...wish, note: reason })),
})
