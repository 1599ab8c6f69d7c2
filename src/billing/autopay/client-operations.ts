import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Instant } from '../../platform/operation/shapes.ts'
import { clientOfLink } from '../cards/client-operations.ts'
import { invoiceOfLink } from '../gateway/pay-link.ts'
import { findPolicy } from '../settings/policy.ts'
import { agreeToAutopay, endAutopay, findAgreementIfAny, offerTo } from './agreement.ts'
import { stopRun } from './by-hand.ts'
import { AUTOPAY } from './settings.ts'

const MyAutopay = z.object({
  isOffered: z.boolean(),
  isOn: z.boolean(),
  since: Instant.nullable(),
  /** What was agreed to, or would be. */
  text: z.string(),
})

export const getMyAutopay = operation({
  path: 'GET /my/autopay',
  summary: 'The client’s own page: whether invoices are charged to their card by themselves',
  allow: 'link:payment_card',
  takes: z.strictObject({}),
  returns: MyAutopay,
  run: (ctx) => viewMine(ctx, clientOfLink(ctx)),
})

export const agreeMyAutopay = operation({
  path: 'POST /my/autopay',
  summary: 'The client’s own page: agree that invoices are charged by themselves',
  allow: 'link:payment_card',
  takes: z.strictObject({ agrees: z.literal(true, 'Agree to it first.') }),
  returns: MyAutopay,
  fails: ['not_offered', 'no_card', 'already_on'],
  run: async (ctx) => {
    const clientId = clientOfLink(ctx)
    await agreeToAutopay(ctx, { clientId, how: 'client' })
    return viewMine(ctx, clientId)
  },
})

export const endMyAutopay = operation({
  path: 'POST /my/autopay/end',
  summary: 'The client’s own page: end automatic payment',
  allow: 'link:payment_card',
  takes: z.strictObject({}),
  returns: MyAutopay,
  fails: ['not_on'],
  run: async (ctx) => {
    const clientId = clientOfLink(ctx)
    await endAutopay(ctx, { clientId, how: 'client', reason: null })
    return viewMine(ctx, clientId)
  },
})

async function viewMine(ctx: Context, clientId: string): Promise<z.input<typeof MyAutopay>> {
  const { isOffered } = await findPolicy(ctx, AUTOPAY)
  const agreement = await findAgreementIfAny(ctx, clientId)
  return {
    isOffered,
    isOn: agreement !== undefined,
    since: agreement?.agreed_at ?? null,
    text: agreement?.agreed_text ?? (await offerTo(ctx, clientId)).text,
  }
}

export const stopMyPlannedCharge = operation({
  path: 'POST /pay/planned-charge/stop',
  summary: 'The payment page: do not charge this invoice to the kept card',
  allow: 'link:pay',
  takes: z.strictObject({}),
  returns: z.object({ done: z.literal(true) }),
  fails: ['not_planned'],
  run: async (ctx) => {
    await stopRun(ctx, invoiceOfLink(ctx), 'by_client')
    return { done: true as const }
  },
})
