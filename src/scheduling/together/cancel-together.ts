import type { Cancellation } from '../appointment/cancel-appointment.ts'
import { cancelAppointment } from '../appointment/cancel-appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import type { Context } from '../../platform/operation/context.ts'
import { beforeOf } from './changes.ts'
import type { ChangedVisit } from './changes.ts'

/** Cancels all these visits; answers what was changed, with how it was before. */
export async function cancelTogether(
  ctx: Context,
  visits: readonly Visit[],
  { by, reason, online, data }: Pick<Cancellation, 'by' | 'reason' | 'online' | 'data'>,
): Promise<{ visits: Visit[]; changed: ChangedVisit[] }> {
  const cancelled: Visit[] = []
  for (const [index, visit] of visits.entries()) {
    const together = { nth: index + 1, of: visits.length }
    cancelled.push(
      await cancelAppointment(ctx, visit.id, {
        by,
        reason,
        online: online ?? false,
        data: { ...data, together },
      }),
    )
  }
  return {
    visits: cancelled,
    changed: cancelled.map((visit, index) => ({
      id: visit.id,
      from: visits[index]!.row_version,
      rowVersion: visit.row_version,
      before: beforeOf(visits[index]!),
    })),
  }
}
