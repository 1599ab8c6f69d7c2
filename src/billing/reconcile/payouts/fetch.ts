import { sql } from 'kysely'
import { job } from '../../../platform/jobs/jobs.ts'
import { sweep } from '../../../platform/jobs/sweeps.ts'
import type { Context } from '../../../platform/operation/context.ts'
import { addLocalDays } from '../../../platform/time/index.ts'
import { inShort } from '../../gateway/asker.ts'
import { findConnectionIfAny } from '../../gateway/connection.ts'
import type { Asker } from '../../gateway/gateway.ts'
import { findGateway } from '../../gateway/providers.ts'
import { todayOf } from '../../invoices/invoice.ts'
import { keepPayout } from './payout.ts'

export const FETCH_PAYOUTS = 'billing.fetchPayouts'

/** A payout may fail some days after it was told to have arrived. */
const LOOK_BACK_DAYS = 14
const FIRST_DAYS = 90

/** Asks a provider for its payouts with nothing locked; each is kept in a transaction of its own, once. */
export const fetchPayouts = job({
  kind: FETCH_PAYOUTS,
  run: async (house, { practiceId, payload }) => {
    const asker: Asker = { house, practiceId }
    const provider = String(payload.provider)
    const reading = findGateway(house, provider).payouts
    if (!reading) return
    const { since, accountRef } = await inShort(asker, 'billing.readPayouts', (ctx) =>
      whereWeAre(ctx, provider),
    )
    for (const payout of await reading.list(asker, since)) {
      const lines = await reading.lines(asker, payout)
      await inShort(asker, 'billing.keepPayout', (ctx) =>
        keepPayout(ctx, { provider, accountRef, payout, lines }),
      )
    }
  },
})

async function whereWeAre(ctx: Context, provider: string): Promise<{ since: string; accountRef: string }> {
  const { rows } = await sql<{ last: string | null }>`select max(arrives_on) as last from payout
    where practice_id = ${ctx.practiceId} and provider = ${provider}`.execute(ctx.db)
  const [today, connection] = [await todayOf(ctx), await findConnectionIfAny(ctx)]
  const last = rows[0]!.last
  return {
    since: last
      ? addLocalDays(last < today ? last : today, -LOOK_BACK_DAYS)
      : addLocalDays(today, -FIRST_DAYS),
    accountRef: connection?.provider === provider ? connection.accountRef : provider,
  }
}

/** Queues the question, once at a time. */
export function queueFetch(ctx: Context, provider: string) {
  ctx.later(
    FETCH_PAYOUTS,
    { provider },
    { key: `payouts ${provider} ${Math.floor(ctx.now.getTime() / 10_000)}` },
  )
}

/** Four times a day, where a provider is connected. */
export const payoutSweep = sweep({
  name: 'billing.payouts',
  everySeconds: 6 * 3600,
  run: async (house, practiceId) => {
    await inShort({ house, practiceId }, 'billing.payouts', async (ctx) => {
      if (await findConnectionIfAny(ctx)) queueFetch(ctx, 'stripe')
    })
  },
})
