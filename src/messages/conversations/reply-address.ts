import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ChannelSettings } from '../channels/settings.ts'
import type { Context } from '../../platform/operation/context.ts'

/**
 * Where a client's answer to a mail goes, so that it lands in their thread whoever's mailbox it comes from; null: to
 * the practice's own mailbox. The address proves itself: nobody can make one for another client.
 */
export function replyAddressIfAny(
  ctx: Context,
  { clientId, settings: { replyDomain } }: { clientId: string | null; settings: ChannelSettings },
): string | null {
  if (!clientId || !replyDomain) return null
  const id = clientId.replaceAll('-', '')
  return `reply+${id}${macOf(ctx, id)}@${replyDomain}`
}

/** The client whose reply address this is; null for any other address, and for one that was made up. */
export function clientOfReplyAddress(ctx: Context, address: string): string | null {
  const [, id, mac] = /^reply\+([0-9a-f]{32})([0-9a-f]{16})@/i.exec(address.trim().toLowerCase()) ?? []
  if (!id || !mac || !timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(ctx, id)))) return null
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
}

function macOf(ctx: Context, id: string): string {
  const { secret } = ctx.services.settings
  return createHmac('sha256', secret).update(`reply ${ctx.practiceId} ${id}`).digest('hex').slice(0, 16)
}
