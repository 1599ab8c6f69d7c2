import type { Context } from '../../platform/operation/context.ts'
import { allHelpers } from '../availability/assistants.ts'
import { meets } from '../availability/intervals.ts'
import type { Intervals } from '../availability/intervals.ts'
import { blockedTimesOf } from '../availability/resources.ts'
import { freeSlots, rulesFor } from '../availability/slots.ts'
import type { Service, Slot, SlotSearch } from '../availability/slots.ts'
import type { BusyRow, DiaryRows } from '../times/diary-rows.ts'
import { searchesOf } from '../times/search.ts'
import type { Terms } from '../times/search.ts'
import type { AffectedVisit } from './affected-visits.ts'
import type { Way } from './engine/option.ts'
import { wallOf } from './visit-wishes.ts'
import type { Offered } from './visit-wishes.ts'

/** A free time of a service, whoever wants it. */
export interface FoundTime extends Offered {
  slot: Slot
  endsAt: Date
  /** Epoch minutes. */
  from: number
  to: number
  search: SlotSearch
  rules: Service
  /** Every free room with free units of each pool and whoever can help. Looked for when somebody asks: most times nobody wants. */
  ways: () => readonly Way[]
}

const MINUTE = 60_000
const NEAR = 16 * 60 * MINUTE
/** A visit lasts a day at most and keeps eight hours free at most. */
const REACH = { before: 32 * 60 * MINUTE, after: 8 * 60 * MINUTE }

/** All free times of a service under these terms; many visits share them. */
export function findTimes(diary: DiaryRows, terms: Terms): FoundTime[] {
  const zones = new Map(diary.locations.map((each) => [each.id, each.zone]))
  return searchesOf(diary, terms).flatMap((search) => {
    const kinds = new Map(
      search.practitioners.map((each) => {
        const rules = rulesFor(search.service, each)
        return [each.id, { rules, waysAt: waysIn(search, rules) }]
      }),
    )
    return freeSlots(search)
      .filter((slot) => !slot.sessionId)
      .map((slot) => {
        const { rules, waysAt } = kinds.get(slot.practitionerId)!
        let known: readonly Way[] | undefined
        const ways = () => (known ??= waysAt(slot))
        const { startsAt, endsAt, practitionerId, locationId } = slot
        const wall = wallOf(startsAt, zones.get(locationId)!)
        const [from, to] = [startsAt.getTime() / MINUTE, endsAt.getTime() / MINUTE]
        return { slot, startsAt, endsAt, from, to, practitionerId, locationId, wall, search, rules, ways }
      })
  })
}

/** The terms under which a visit looks for its new time. */
export function termsFor({ now }: Context, visit: AffectedVisit) {
  return { now, by: 'staff' as const, duration: visit.minutes, mode: visit.mode }
}

/** Whether a start is so near to the visit that the visit itself may stand in the way. */
export function isNear({ wishes }: AffectedVisit, { from }: FoundTime): boolean {
  return Math.abs(from * MINUTE - wishes.startsAt.getTime()) < NEAR
}

/**
 * Around its own time the visit itself matters, so these times are looked for without it; far from it all visits of a
 * kind share one search. The visit's own minute is asked as well: a colleague may take it over as it is.
 */
export function findTimesNear(
  ctx: Context,
  visit: AffectedVisit,
  { diary, own, from, to }: { diary: DiaryRows; own: readonly BusyRow[]; from: Date; to: Date },
): FoundTime[] {
  const { startsAt } = visit.wishes
  const terms = { ...termsFor(ctx, visit), clientId: visit.clientId }
  const window = {
    from: new Date(Math.max(from.getTime(), startsAt.getTime() - NEAR + 1)),
    to: new Date(Math.min(to.getTime(), startsAt.getTime() + NEAR)),
  }
  if (window.from >= window.to) return []
  const around = { ...diary, busy: [...busyAround(diary.busy, window, visit), ...own] }
  const isAsked = startsAt >= from && startsAt < to
  const found = [
    ...findTimes(around, { ...terms, ...window }),
    ...(isAsked ? findTimes(around, { ...terms, ...minuteFrom(startsAt) }) : []),
  ]
  const seen = new Set<string>()
  return found.filter(({ slot }) => {
    const key = `${slot.startsAt.getTime()} ${slot.practitionerId} ${slot.locationId}`
    return !seen.has(key) && seen.add(key)
  })
}

/** What can matter to starts in the window, without the visit itself: weeks of a practice are too much to go through for each visit. */
function busyAround(
  busy: readonly BusyRow[],
  window: { from: Date; to: Date },
  { id, minutes }: AffectedVisit,
): BusyRow[] {
  const from = window.from.getTime()
  const to = window.to.getTime() + minutes * MINUTE + REACH.after
  return busy.filter(
    ([, startsAt, endsAt, , , visitId]) =>
      startsAt < to && startsAt > from - REACH.before && endsAt > from - REACH.after && visitId !== id,
  )
}

function minuteFrom(startsAt: Date) {
  return { from: startsAt, to: new Date(startsAt.getTime() + MINUTE), slotInterval: 1 }
}

/** Answers, for a start, every free room with free units of each pool and whoever can help; each diary is read once. */
function waysIn(search: SlotSearch, rules: Service): (slot: Slot) => Way[] {
  const { before, after } = rules
  const read = new Map<string, Intervals>()
  const helpersAt = helpersIn(search, rules)
  const isFree =
    (span: { from: number; to: number }) => (resource: NonNullable<SlotSearch['rooms']>[number]) => {
      let blocked = read.get(resource.id)
      if (!blocked) read.set(resource.id, (blocked = blockedTimesOf(resource, { before, after }, search.now)))
      return !meets(blocked, span)
    }
  return (slot) => {
    const { startsAt, endsAt } = slot
    const free = isFree({ from: startsAt.getTime() / MINUTE, to: endsAt.getTime() / MINUTE })
    const rooms = search.rooms ? search.rooms.filter(free).map((each) => each.id) : [null]
    const units = (search.pools ?? []).reduce<string[][]>(
      (sets, pool) => sets.flatMap((set) => pool.units.filter(free).map((unit) => [...set, unit.id])),
      [[]],
    )
    const things = rooms.flatMap((roomId) => units.map((unitIds) => ({ roomId, unitIds })))
    const helpers = helpersAt(slot)
    return helpers
      ? things.flatMap((thing) => helpers.map((assistantId) => ({ ...thing, assistantId })))
      : things
  }
}

const DAY_MINUTES = 1440

/** Answers, for a start, whoever can help then; null where nobody is needed. */
function helpersIn(search: SlotSearch, { before, after }: Service): (slot: Slot) => string[] | null {
  if (!search.assistants) return () => null
  const { from, to } = search.window
  const helpersOf = allHelpers(search, {
    from: from.getTime() / MINUTE - DAY_MINUTES,
    to: to.getTime() / MINUTE + DAY_MINUTES,
  })
  return ({ startsAt, endsAt, practitionerId, locationId }) => {
    const location = search.locations.find((each) => each.id === locationId)!
    const visit = { from: startsAt.getTime() / MINUTE, to: endsAt.getTime() / MINUTE }
    return helpersOf(visit, { practitionerId, location, before, after })
  }
}
