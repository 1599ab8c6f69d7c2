import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { forbidden, notFound, problem } from '../../platform/problem.ts'
import type { Checkout } from '../gateway/checkout.ts'
import { findCheckoutIfAny, insertCheckout, openLater } from '../gateway/checkout.ts'
import { Opening } from '../gateway/operations.ts'
import { findFeeVisitIfAny } from '../fees/visit.ts'
import { findPolicy } from '../settings/policy.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { askByRule, linkToDeposit } from './ask.ts'
import { DEPOSIT_STATES, findDeposit, lockDeposit } from './deposit.ts'
import { DEPOSITS_POLICY } from './rules.ts'

const REUSE_MS = 30 * 60_000

const DepositPage = z.object({
  practice: z.object({ name: z.string() }),
  locale: z.enum(['en', 'de']),
  state: z.enum(DEPOSIT_STATES),
  amountMinor: Minor,
  currency: z.string(),
  dueAt: Instant.nullable(),
  /** By a rule the time is free again after `dueAt`. */
  because: z.enum(['rule', 'staff']),
  /** Cancelled later than so many hours before, it stays with the practice. */
  keepHours: z.int(),
  visit: z.object({ serviceName: z.string(), startsAt: Instant, zone: z.string() }),
  canPayOnline: z.boolean(),
  /** What became of the latest try. */
  checkout: z.object({ state: z.enum(['open', 'left', 'failed', 'paid']) }).nullable(),
})

function depositOfLink(ctx: Context): string {
  if (ctx.actor.kind !== 'link') throw forbidden()
  return ctx.actor.subjectId
}

export const getDepositPage = operation({
  path: 'GET /pay/deposit',
  summary: 'The page of a deposit: for which visit, how much, until when',
  allow: 'link:deposit',
  takes: z.strictObject({}),
  returns: DepositPage,
  run: async (ctx) => {
    const deposit = await findDeposit(ctx, depositOfLink(ctx))
    const visit = await findFeeVisitIfAny(ctx, deposit.appointment_id)
    if (!visit) throw notFound('This deposit')
    const { onlineProvider } = await findBillingSettings(ctx)
    const last = await lastCheckoutIfAny(ctx, deposit.id)
    return {
      practice: { name: (await ctx.practice()).name },
      locale: visit.language,
      state: deposit.state,
      amountMinor: deposit.amount_minor,
      currency: deposit.currency,
      dueAt: deposit.due_at,
      because: deposit.because,
      keepHours: (await findPolicy(ctx, DEPOSITS_POLICY)).keepHours,
      visit: { serviceName: visit.service_name, startsAt: visit.starts_at, zone: visit.zone },
      canPayOnline: onlineProvider !== null && deposit.state === 'asked',
      checkout: last ? { state: last.state } : null,
    }
  },
})

export const payDeposit = operation({
  path: 'POST /pay/deposit/checkout',
  summary: 'Go to the card provider’s page to pay a deposit',
  allow: 'link:deposit',
  takes: z.strictObject({
    returnPath: z
      .string()
      .regex(/^\/pay\/deposit\/[A-Za-z0-9_-]{20,200}$/, 'Give the path of the page of the deposit.'),
  }),
  returns: Opening,
  fails: ['not_offered', 'not_asked'],
  run: async (ctx, { returnPath }) => {
    const { onlineProvider } = await findBillingSettings(ctx)
    if (!onlineProvider)
      throw problem(409, 'not_offered', 'This practice does not take cards online. Please call us.')
    // Locked, so that two tabs that ask at the same moment get the same page.
    const deposit = await lockDeposit(ctx, depositOfLink(ctx))
    if (deposit.state !== 'asked' || (deposit.due_at && deposit.due_at <= ctx.now))
      throw problem(409, 'not_asked', 'This deposit is paid or its time is over.')
    const last = await lastCheckoutIfAny(ctx, deposit.id)
    const isFresh =
      last &&
      last.state !== 'paid' &&
      !last.problem &&
      last.created_at.getTime() > ctx.now.getTime() - REUSE_MS
    const checkout = isFresh
      ? last
      : await insertCheckout(ctx, {
          invoiceId: null,
          depositId: deposit.id,
          clientId: deposit.client_id,
          currency: deposit.currency,
          provider: onlineProvider,
          amountMinor: deposit.amount_minor,
          keepCard: false,
        })
    const { checkoutId, url } = openLater(ctx, checkout, returnPath)
    return { id: checkoutId, url, problem: null }
  },
})

export const getDepositCheckout = operation({
  path: 'GET /pay/deposit/checkouts/{id}',
  summary: 'Whether the card provider’s page for a deposit is open by now, and where',
  allow: 'link:deposit',
  background: true,
  takes: z.strictObject({ id: Id }),
  returns: Opening,
  run: async (ctx, { id }) => {
    const checkout = await findCheckoutIfAny(ctx, id)
    if (!checkout || checkout.deposit_id !== depositOfLink(ctx)) throw notFound('This checkout')
    return { id, url: checkout.url, problem: checkout.problem }
  },
})

export const visitDeposit = operation({
  path: 'POST /visit/deposit',
  summary: 'Whether a booked visit waits for a deposit, with a fresh link to pay it',
  allow: 'link:visit',
  secret: 'answer',
  takes: z.strictObject({}),
  returns: z.object({
    deposit: z
      .object({
        state: z.enum(DEPOSIT_STATES),
        amountMinor: Minor,
        currency: z.string(),
        dueAt: Instant.nullable(),
        url: z.string().nullable(),
      })
      .nullable(),
  }),
  run: async (ctx) => {
    const deposit = await askByRule(ctx, depositOfLink(ctx))
    if (!deposit) return { deposit: null }
    return {
      deposit: {
        state: deposit.state,
        amountMinor: deposit.amount_minor,
        currency: deposit.currency,
        dueAt: deposit.due_at,
        url: deposit.state === 'asked' ? await linkToDeposit(ctx, deposit) : null,
      },
    }
  },
})

async function lastCheckoutIfAny(ctx: Context, depositId: string): Promise<Checkout | undefined> {
  const { rows } =
    await sql<Checkout>`select * from checkout where practice_id = ${ctx.practiceId} and deposit_id = ${depositId}
    order by created_at desc, id desc limit 1`.execute(ctx.db)
  return rows[0]
}
