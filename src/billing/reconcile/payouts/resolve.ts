import { sql } from 'kysely'
import { findClient } from '../../../clients/index.ts'
import type { Context } from '../../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../../platform/problem.ts'
import { todayOf } from '../../invoices/invoice.ts'
import { receive } from '../../payments/take.ts'
import { findPayout, postCost } from './payout.ts'

export interface Resolution {
  as: 'payment' | 'cost' | 'accepted'
  /** Whose money it is, where it becomes a payment. */
  clientId?: string | null | undefined
  note: string
}

interface Line {
  id: string
  payout_id: string
  kind: string
  source_ref: string | null
  happened_on: string
  gross_minor: number
  fee_minor: number
  net_minor: number
  difference: string | null
  resolved_as: string | null
}

/**
 * Settles what does not fit in a payout: money of a client that nobody entered becomes their credit, money that the
 * provider took or gave becomes its price, or it stays as it is and somebody says why. 409 `no_difference`, `is_resolved`.
 */
export async function resolveLine(ctx: Context, id: string, wish: Resolution): Promise<string> {
  const { rows } =
    await sql<Line>`select * from payout_line where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  const line = rows[0]
  if (!line) throw notFound('This line')
  if (!line.difference) throw problem(409, 'no_difference', 'This line fits: there is nothing to resolve.')
  if (line.resolved_as) throw problem(409, 'is_resolved', 'This difference was resolved already.')
  const payout = await findPayout(ctx, line.payout_id)
  const paymentId =
    wish.as === 'payment'
      ? await takePayment(ctx, { line, wish, provider: payout.provider, currency: payout.currency })
      : null
  if (wish.as === 'cost')
    await postCost(ctx, {
      provider: payout.provider,
      // Its own fee went into the price when the payout was posted.
      costMinor: -line.gross_minor,
      postedOn: payout.posted_on ?? (await todayOf(ctx)),
      currency: payout.currency,
      subject: ['payout', payout.id],
    })
  await sql`update payout_line set resolved_as = ${wish.as}, resolved_note = ${wish.note}, resolved_at = ${ctx.now}, resolved_by = ${ctx.actor.name},
      payment_id = coalesce(${paymentId}::uuid, payment_id) where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('payout.difference_resolved', {
    subject: ['payout', payout.id],
    clientId: wish.clientId ?? null,
    data: { lineId: id, as: wish.as, amountMinor: line.gross_minor, currency: payout.currency },
  })
  return payout.id
}

interface Taking {
  line: Line
  wish: Resolution
  provider: string
  currency: string
}

async function takePayment(ctx: Context, { line, wish, provider, currency }: Taking): Promise<string> {
  if (line.kind !== 'payment' || line.difference !== 'unknown' || line.gross_minor <= 0)
    throw invalid('as', 'Only money that came in and that nobody knows can become a payment.')
  if (!wish.clientId) throw invalid('clientId', 'Say whose payment it is.')
  await findClient(ctx, wish.clientId)
  const payment = await receive(ctx, {
    tender: 'online',
    provider,
    amountMinor: line.gross_minor,
    clientId: wish.clientId,
    payerId: null,
    currency,
    receivedOn: line.happened_on,
    reference: line.source_ref,
  })
  return payment.id
}
