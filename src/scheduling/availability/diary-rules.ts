import { dayOfNumber, localDayNumber } from '../../platform/time/index.ts'
import { findClashes } from './busy.ts'
import type { Busy, Clash } from './busy.ts'
import { minutesOf } from './hours.ts'
import { clip, totalMinutes } from './intervals.ts'
import { appliesTo, countBooked, firstDayOf, leavesRoom } from './limits.ts'
import { instantOf, tellTimes } from './reasons.ts'
import type { Change, Reason, Values, Wished } from './reasons.ts'
import { blockedTimesOf, isAt } from './resources.ts'
import type { Resource } from './resources.ts'

/** Another visit of the practitioner at the time, or too close to it. */
export function neighbourRules({ search, practitioner, rules, location, visit }: Wished): Reason[] {
  const setting = { before: rules.before, after: rules.after, locationId: location.id, travel: search.travel }
  return findClashes(practitioner.busy, visit, { setting, now: search.now }).map((clash) => {
    if (clash.gap < 0)
      return { code: 'taken', values: toldVisit(clash.visit), change: moving(clash, 'move_visit') }
    const { gap, needed, way } = clash
    const shorten = {
      code: 'shorten_gap',
      values: { ...toldVisit(clash.visit), minutes: gap },
      minutes: needed - gap,
    } as const
    // Buffers are a wish of the practice; the way between two places is not.
    const change = way > gap ? moving(clash, 'move_visit') : shorten
    return { code: 'too_close', values: { ...toldVisit(clash.visit), gap, needed, way }, change }
  })
}

/** The client is somewhere else. */
export function clientRules({ search: { client, now }, visit }: Wished): Reason[] {
  const clashes = findClashes(client?.busy ?? [], visit, { setting: { before: 0, after: 0 }, now })
  return clashes.map((clash) => {
    return { code: 'client_busy', values: toldVisit(clash.visit), change: moving(clash, 'move_client_visit') }
  })
}

/** The day or the week has its full number of visits, or too few minutes left. */
export function limitRules({ search, practitioner, rules, location, visit }: Wished): Reason[] {
  const { weekStartsOn, now } = search
  const found: Reason[] = []
  for (const limit of practitioner.limits ?? []) {
    if (!appliesTo(limit, rules.id)) continue
    const { id: serviceId, duration: minutes } = rules
    const counting = { serviceId, minutes, zone: location.zone, weekStartsOn, now }
    const counts = countBooked(limit, practitioner.counted ?? practitioner.busy, counting)
    const first = firstDayOf(localDayNumber(instantOf(visit.from), location.zone), limit, weekStartsOn)
    const booked = counts.get(first) ?? 0
    if (leavesRoom(limit, booked, counting)) continue
    const about = { per: limit.per, of: limit.of, serviceId: limit.serviceId ?? null }
    const most = booked + (limit.of === 'minutes' ? minutes : 1)
    const change = { code: 'raise_limit', values: { ...about, most }, minutes } as const
    const values = { ...about, limit: limit.most, booked, firstDay: dayOfNumber(first) }
    found.push({ code: limit.per === 'day' ? 'day_full' : 'week_full', values, change })
  }
  return found
}

/** No room, or not enough equipment. */
export function thingRules({ search, rules, location, visit }: Wished): Reason[] {
  const found: Reason[] = []
  const inTheWay = (resource: Resource) =>
    totalMinutes(clip(blockedTimesOf(resource, rules, search.now), visit))
  // A visit is inside a resource's free time or it is not; the one least in the way is the cheapest to free.
  const leastBusy = (resources: readonly Resource[]) =>
    resources
      .filter((resource) => isAt(resource, location.id))
      .map((resource) => ({ id: resource.id, minutes: inTheWay(resource) }))
      .sort((a, b) => a.minutes - b.minutes)
  if (search.rooms) {
    const rooms = leastBusy(search.rooms)
    const best = rooms[0]
    if (!best || best.minutes > 0) {
      const change = best
        ? ({ code: 'free_room', values: { roomId: best.id }, minutes: best.minutes } as const)
        : null
      found.push({ code: 'no_room', values: { rooms: rooms.length }, change })
    }
  }
  for (const { id: poolId, units, need = 1 } of search.pools ?? []) {
    const ordered = leastBusy(units)
    const free = ordered.filter(({ minutes }) => minutes === 0).length
    if (free >= need) continue
    const best = ordered.slice(free, need)
    const minutes = best.reduce((sum, unit) => sum + unit.minutes, 0)
    const change = {
      code: 'free_units',
      values: { poolId, unitIds: best.map(({ id }) => id) },
      minutes,
    } as const
    const values = { poolId, units: ordered.length, free, need }
    found.push({ code: 'no_equipment', values, change: ordered.length < need ? null : change })
  }
  return found
}

function moving({ visit }: Clash, code: 'move_visit' | 'move_client_visit'): Change {
  const { from, to } = minutesOf(visit)
  return { code, values: toldVisit(visit), minutes: to - from }
}

function toldVisit(visit: Busy): Values {
  return { visitId: visit.visitId ?? null, ...tellTimes([minutesOf(visit)])[0] }
}
