import { minutesOf, workingTimes } from '../availability/hours.ts'
import { clip, subtract, totalMinutes, union } from '../availability/intervals.ts'
import type { Wished } from '../availability/reasons.ts'
import { addLocalDays, localDay, startOfLocalDay, weekdayOf } from '../../platform/time/index.ts'
import type { DiaryRows } from '../times/diary-rows.ts'

/** Why a practitioner was chosen for somebody who had no wish; kept with the visit. */
export interface Choice {
  rule: 'usual' | 'last_seen' | 'only_one' | 'least_booked'
  /** Booked share of the offered time of that week, in percent, of everybody who was free. */
  shares: { practitionerId: string; percent: number }[]
}

/**
 * Who should take a visit when the client has no wish: their usual practitioner, else the one they saw last, else the
 * one with the smallest booked share of the offered time in that local week. Answers everybody who could, best first.
 */
export function orderByChoice(
  diary: DiaryRows,
  free: readonly Wished[],
): { wished: Wished; choice: Choice }[] {
  const rated = free.map((wished) => ({ wished, share: bookedShare(wished) }))
  const shares = rated.map(({ wished, share }) => ({
    practitionerId: wished.practitioner.id,
    percent: Math.round(share * 100),
  }))
  const ruleFor = (id: string): Choice['rule'] => {
    if (id === diary.client?.usual_practitioner_id) return 'usual'
    if (id === diary.client?.last?.practitioner_id) return 'last_seen'
    return free.length === 1 ? 'only_one' : 'least_booked'
  }
  const rank = { usual: 0, last_seen: 1, only_one: 2, least_booked: 2 } as const
  return rated
    .map(({ wished, share }) => ({
      wished,
      share,
      choice: { rule: ruleFor(wished.practitioner.id), shares },
    }))
    .sort(
      (a, b) =>
        rank[a.choice.rule] - rank[b.choice.rule] ||
        a.share - b.share ||
        (a.wished.practitioner.id < b.wished.practitioner.id ? -1 : 1),
    )
}

/** Booked minutes through offered minutes of the practitioner in the local week of the visit; time off is not offered. */
function bookedShare({ practitioner, location, visit }: Wished): number {
  const day = localDay(new Date(visit.from * 60_000), location.zone)
  const monday = addLocalDays(day, 1 - weekdayOf(day))
  const week = minutesOf({
    startsAt: startOfLocalDay(monday, location.zone),
    endsAt: startOfLocalDay(addLocalDays(monday, 7), location.zone),
  })
  const off = union((practitioner.timeOff ?? []).map(minutesOf))
  const offered = totalMinutes(subtract(workingTimes(practitioner, location, week), off))
  const booked = totalMinutes(clip(union(practitioner.busy.map(minutesOf)), week))
  return booked / Math.max(offered, 1)
}
