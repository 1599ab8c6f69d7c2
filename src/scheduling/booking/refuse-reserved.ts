import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { minutesOf } from '../availability/hours.ts'
import { clip } from '../availability/intervals.ts'
import { reservedTimes } from '../availability/reserved.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { reservedAgainst } from '../times/terms-of.ts'
import { MESSAGES } from './refusals.ts'

/**
 * 422 reserved when the time is kept for other clients. While it is only held nobody knows who comes, so hours for new
 * clients are asked again as soon as the client is known.
 */
export function refuseReserved(
  { now }: Context,
  diary: DiaryRows,
  visit: Pick<Visit, 'practitioner_id' | 'location_id' | 'zone' | 'starts_at' | 'ends_at'>,
): void {
  if (!visit.practitioner_id || diary.reserved.length === 0) return
  const window = minutesOf({ startsAt: visit.starts_at, endsAt: visit.ends_at })
  const location = { id: visit.location_id, zone: visit.zone }
  const kept = reservedTimes(reservedAgainst(diary, visit.practitioner_id), { location, window, now })
  if (clip(kept, window).length > 0) throw problem(422, 'reserved', MESSAGES.reserved)
}
