import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { concludeCardCharge } from '../cards/card-charge.ts'
import { finishSetup } from '../cards/card-setup.ts'
import { noteDispute } from '../payments/dispute.ts'
import { concludeRefund } from '../payments/refund.ts'
import { moveCheckout } from './checkout.ts'
import type { ChargeOutcome, GatewayMessage } from './gateway.ts'

/**
 * Takes in a message of a provider: once, whenever and in whatever order it comes. 404 when what it is about is not
 * (yet) known: the provider sends it again.
 */
export async function takeMessage(
  ctx: Context,
  provider: string,
  message: GatewayMessage,
): Promise<{ isNew: boolean }> {
  const { rows: fresh } =
    await sql`insert into webhook_receipt (practice_id, provider, event_id, type, received_at)
    values (${ctx.practiceId}, ${provider}, ${message.id}, ${message.type}, ${ctx.now}) on conflict do nothing returning 1`.execute(
      ctx.db,
    )
  if (fresh.length === 0) return { isNew: false }
  await takeIn(ctx, provider, message)
  return { isNew: true }
}

async function takeIn(ctx: Context, provider: string, message: GatewayMessage) {
  switch (message.type) {
    case 'checkout.paid':
    case 'checkout.failed':
    case 'checkout.left':
      return moveCheckout(ctx, provider, message)
    case 'setup.done':
    case 'setup.left':
      return finishSetup(ctx, provider, message)
    case 'charge.paid':
    case 'charge.failed':
      return concludeCardCharge(ctx, message.chargeId, outcomeOf(message))
    case 'refund.done':
    case 'refund.failed':
      return concludeRefund(ctx, message.refundId, {
        state: message.type === 'refund.done' ? 'done' : 'failed',
        providerRef: message.providerRef,
      })
    case 'dispute.changed':
      return noteDispute(ctx, provider, message)
  }
}

function outcomeOf(message: Extract<GatewayMessage, { chargeId: string }>): ChargeOutcome {
  const { providerRef } = message
  if (message.type === 'charge.paid') return { state: 'paid', providerRef }
  const failure = message.failure ?? 'card_declined'
  if (failure === 'authentication_required') return { state: 'needs_payer', providerRef, failure }
  return { state: 'failed', providerRef, failure, isFinal: message.isFinal ?? false }
}
