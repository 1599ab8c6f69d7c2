import type { Context } from '../../platform/operation/context.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { settleSeats } from '../sessions/seats.ts'
import type { Taking } from './occupancy.ts'
import { clearExpiredHolds, findHoldsInTheWay } from './occupancy.ts'

/**
 * Clears the expired holds that the diary showed, before anything is taken: whoever holds nothing yet may wait for
 * others who do the same.
 */
export async function clearHoldsIn(ctx: Context, { busy }: DiaryRows): Promise<void> {
  const expired = new Set(
    busy.filter(([, , , , , , isExpired]) => isExpired).map(([, , , , , appointmentId]) => appointmentId),
  )
  if (expired.size > 0) await clear(ctx, [...expired])
}

/** Clears the expired holds that keep these takings from being free; true when there were any. */
export async function clearHoldsInTheWay(ctx: Context, lost: readonly Taking[]): Promise<boolean> {
  return clear(ctx, await findHoldsInTheWay(ctx, lost))
}

async function clear(ctx: Context, ids: readonly string[]): Promise<boolean> {
  const expired = await clearExpiredHolds(ctx, ids)
  for (const { id } of expired) ctx.record('appointment.expired', { subject: ['appointment', id] })
  await settleSeats(
    ctx,
    expired.map((each) => each.session_id),
  )
  return expired.length > 0
}
