import type { Context } from '../../platform/operation/context.ts'
import type { Taking } from './occupancy.ts'
import { clearExpiredHolds } from './occupancy.ts'

/** Makes expired holds free these takings; true when there were any. */
export async function clearHoldsInTheWay(ctx: Context, lost: readonly Taking[]): Promise<boolean> {
  const expired = await clearExpiredHolds(ctx, lost)
  for (const { id } of expired) ctx.record('appointment.expired', { subject: ['appointment', id] })
  return expired.length > 0
}
