import { minutesOf, workingTimes } from '../availability/hours.ts'
import { clip, subtract, totalMinutes, union } from '../availability/intervals.ts'
import type { Wished } from '../availability/reasons.ts'
import { addLocalDays, localDay, startOfLocalDay, weekdayOf } from '../../platform/time/index.ts'
import type { DiaryRows } from '../times/diary-rows.ts'

/** Why a practitioner was chosen for somebody who had no wish; kept with the visit. */
export interface Choice {
  rule: 'usual' | 'last_seen' | 'only_one' | 'priority' | 'least_booked' | 'fits_together'
  /** Booked share of the offered time of that week, in percent, of everybody who was free; and their weight, where not 100. */
  shares: { practitionerId: string; percent: number; weight?: number }[]
}

interface Rated {
  wished: Wished
  rule: Choice['rule']
  priority: number
  /** What counts: the fuller of week and day, divided by the weight. */
  load: number
}

const RANK = { usual: 0, last_seen: 1, only_one: 2, priority: 2, least_booked: 2, fits_together: 2 } as const

/**
 * Who should take a visit when the client has no wish: whom the client knows (as the service says), else the highest
 * priority, else the smallest load: the booked share of the offered time in that local week, divided by the weight. The
 * day counts, too, so that somebody new with an empty week does not get every visit of a day. Answers everybody who
 * could, best first.
 */
export function orderByChoice(
  diary: DiaryRows,
  free: readonly Wished[],
): { wished: Wished; choice: Choice }[] {
  const priorities = new Set(free.map((wished) => termsOf(diary, wished).priority))
  const shares: Choice['shares'] = []
  const rated = free.map((wished): Rated => {
    const { weight, priority } = termsOf(diary, wished)
    const week = bookedShare(wished, 'week')
    const { id } = wished.practitioner
    shares.push({
      practitionerId: id,
      percent: Math.round(week * 100),
      ...(weight === 100 ? {} : { weight }),
    })
    const known = knownAs(diary, id)
    const rule =
      known ??
      (free.length === 1
        ? 'only_one'
        : priorities.size > 1 && priority === Math.max(...priorities)
          ? 'priority'
          : 'least_booked')
    // Of two who have nothing yet, the greater weight goes first: a hundredth of a share stands for the visit itself.
    const load = (Math.max(week, bookedShare(wished, 'day')) + 0.01) / (weight / 100)
    return { wished, rule, priority, load }
  })
  return rated.sort(byChoice).map(({ wished, rule }) => ({ wished, choice: { rule, shares } }))
}

function termsOf({ practitioners }: DiaryRows, { practitioner }: Wished) {
  return practitioners.find(({ id }) => id === practitioner.id) ?? { weight: 100, priority: 0 }
}

function knownAs({ client, service }: DiaryRows, id: string): 'usual' | 'last_seen' | null {
  if (service.continuity !== 'none' && id === client?.usual_practitioner_id) return 'usual'
  return service.continuity === 'usual_or_last' && id === client?.last?.practitioner_id ? 'last_seen' : null
}

function byChoice(a: Rated, b: Rated): number {
  if (RANK[a.rule] !== RANK[b.rule]) return RANK[a.rule] - RANK[b.rule]
  if (a.priority !== b.priority) return b.priority - a.priority
  if (a.load !== b.load) return a.load - b.load
  return a.wished.practitioner.id < b.wished.practitioner.id ? -1 : 1
}

/** Booked through offered minutes of the practitioner in the local week or day of the visit; time off is not offered. */
function bookedShare({ practitioner, location, visit }: Wished, per: 'week' | 'day'): number {
  const day = localDay(new Date(visit.from * 60_000), location.zone)
  const first = per === 'day' ? day : addLocalDays(day, 1 - weekdayOf(day))
  const span = minutesOf({
    startsAt: startOfLocalDay(first, location.zone),
    endsAt: startOfLocalDay(addLocalDays(first, per === 'day' ? 1 : 7), location.zone),
  })
  const off = union((practitioner.timeOff ?? []).map(minutesOf))
  const offered = totalMinutes(subtract(workingTimes(practitioner, location, span), off))
  const booked = totalMinutes(clip(union(practitioner.busy.map(minutesOf)), span))
  return booked / Math.max(offered, 1)
}
