import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { Reason } from '../availability/reasons.ts'
import { FAILURES, MESSAGES } from '../booking/refusals.ts'
import type { Looked } from './look.ts'
import { nearestFree } from './look.ts'

export interface Refused {
  key: string
  looked: Looked
}

/**
 * Refuses a whole set for the sake of these rows, if there are any: 409 `rows_taken`, each row with its rules and the
 * nearest free times. Nothing of the set is kept, so the caller may choose anew and send all of it again.
 */
export function refuseRows(ctx: Context, rows: readonly Refused[], why: 'rules' | 'taken' = 'rules') {
  if (rows.length === 0) return
  const one = rows.length === 1
  throw problem(
    409,
    'rows_taken',
    one
      ? 'One time cannot be booked, so nothing was. Choose another time for it, or leave it out.'
      : `${rows.length} times cannot be booked, so nothing was. Choose another time for them, or leave them out.`,
    {
      canOverlap: ctx.can('appointments.overlap'),
      rows: rows.map(({ key, looked }) => ({
        key,
        ...(why === 'taken' ? { code: 'slot_taken', message: MESSAGES.slot_taken } : codeOf(looked.reasons)),
        // A client is told nothing of other people's visits.
        rules: looked.reasons.map(({ code, values }) =>
          looked.wish.by === 'client' ? { code } : { code, values },
        ),
        alternatives: nearestFree(ctx, looked).filter(
          (each) => why === 'rules' || Date.parse(each.startsAt) !== looked.wish.startsAt.getTime(),
        ),
      })),
    },
  )
}

function codeOf(reasons: readonly Reason[]) {
  const code = reasons[0] ? FAILURES[reasons[0].code] : 'not_offered'
  return { code, message: MESSAGES[code] }
}
