import type { Context } from '../../platform/operation/context.ts'
import { findClashes } from '../availability/busy.ts'
import { readBusy } from '../times/diary.ts'
import { busyByResource } from '../times/search.ts'
import { lockResources } from './occupancy.ts'
import type { Candidate, VisitPlan } from './plan-visit.ts'

const DAY = 86_400_000

/**
 * The candidates that still reach their place in time. The occupancy constraints know no way between two places, so where
 * a practice has travel times, bookings of one practitioner wait for one another here (until the transaction ends), and
 * each looks once more at what the other has booked meanwhile. Without travel times nobody waits and nothing is read.
 * `except`: visits that are changed together; each other's way was looked at before.
 */
export async function keepTheWay(
  ctx: Context,
  { diary, wish, except }: Pick<VisitPlan, 'diary' | 'wish'> & { except?: ReadonlySet<string> },
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  if (diary.travel.length === 0 || wish.knowingly) return candidates
  await lockResources(
    ctx,
    candidates.map((each) => each.practitionerId),
  )
  const window = {
    from: new Date(wish.startsAt.getTime() - DAY),
    to: new Date(wish.startsAt.getTime() + DAY),
  }
  const { busy } = await readBusy(ctx, diary, { ...window, except: wish.except ?? null })
  const fresh = busyByResource({ busy: except ? busy.filter((row) => !except.has(row[5])) : busy })
  return candidates.filter(({ practitionerId, locationId, endsAt }) => {
    const visit = { from: wish.startsAt.getTime() / 60_000, to: endsAt.getTime() / 60_000 }
    const setting = { before: 0, after: 0, locationId, travel: diary.travel }
    return findClashes(fresh.get(practitionerId) ?? [], visit, { setting, now: ctx.now }).every(
      // Whatever is no matter of the way is left to the constraints, which know who was first.
      ({ way, gap }) => gap < 0 || gap >= way,
    )
  })
}
