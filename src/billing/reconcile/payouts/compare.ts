import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import type { PayoutLineFacts } from '../../gateway/gateway.ts'
import type { Payout } from './payout.ts'

export type Difference = 'unknown' | 'amount' | 'currency' | null

interface Known {
  payment_id: string
  amount: number
  currency: string
}

/** Which payment a line of a payout belongs to, and what does not fit: nobody here knows it, or the books say another amount. */
export async function compareLine(
  ctx: Context,
  { provider }: Payout,
  line: PayoutLineFacts,
): Promise<{ paymentId: string | null; difference: Difference }> {
  if (line.kind === 'cost' || isOwnMovement(line)) return { paymentId: null, difference: null }
  const known = await findKnown(ctx, provider, line)
  if (!known) return { paymentId: null, difference: 'unknown' }
  const paymentId = known.payment_id
  if (known.currency !== line.currency) return { paymentId, difference: 'currency' }
  return { paymentId, difference: known.amount === Math.abs(line.grossMinor) ? null : 'amount' }
}

/** A payout that came back lies in the next one: the books took it back themselves. */
function isOwnMovement({ kind, sourceRef }: PayoutLineFacts): boolean {
  return kind === 'other' && (sourceRef ?? '').startsWith('po_')
}

async function findKnown(ctx: Context, provider: string, line: PayoutLineFacts): Promise<Known | undefined> {
  const { practiceId } = ctx
  if (line.kind === 'payment') {
    const { rows } = await sql<Known>`select id as payment_id, amount_minor as amount, currency from payment
      where practice_id = ${practiceId} and provider = ${provider} and reference = ${line.paymentRef} and reversed_at is null limit 1`.execute(
      ctx.db,
    )
    return rows[0]
  }
  if (line.kind === 'refund') {
    const { rows } = await sql<Known>`select r.payment_id, r.amount_minor as amount, r.currency from refund r
      join payment p on p.practice_id = r.practice_id and p.id = r.payment_id and p.provider = ${provider}
      where r.practice_id = ${practiceId} and (r.id::text = ${line.refundId} or r.provider_ref = ${line.sourceRef}) limit 1`.execute(
      ctx.db,
    )
    return rows[0]
  }
  if (line.kind !== 'dispute') return undefined
  const { rows } = await sql<Known>`select payment_id, amount_minor as amount, currency from payment_dispute
    where practice_id = ${practiceId} and provider = ${provider} and provider_ref = ${line.sourceRef} limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
