import { CompiledQuery } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { meets } from '../availability/intervals.ts'
import { blockedTimesOf } from '../availability/resources.ts'
import type { Resource } from '../availability/resources.ts'
import { freeSlots, rulesFor } from '../availability/slots.ts'
import type { Service, Slot, SlotSearch } from '../availability/slots.ts'
import type { PackedBusy } from '../times/busy-rows.ts'
import { unpackBusy } from '../times/busy-rows.ts'
import { readDiary } from '../times/diary.ts'
import { BUSY } from '../times/diary-queries.ts'
import type { BusyRow, DiaryRows } from '../times/diary-rows.ts'
import { searchesOf } from '../times/search.ts'
import type { Terms } from '../times/search.ts'
import type { AffectedVisit, Loss } from './affected-visits.ts'
import type { Option, Way } from './engine/option.ts'
import { termsOf, wallOf } from './visit-wishes.ts'
import type { Wall } from './visit-wishes.ts'

/** Where new times are looked for. */
export interface OptionSearch {
  from: Date
  to: Date
  /** What the new times must avoid. */
  avoid?: Loss | null
  /** Times that are promised to others already. */
  promised?: readonly BusyRow[]
  /** Which of the free times come into question; left out: all. */
  allows?: (visit: AffectedVisit, slot: Slot) => boolean
}

const MINUTE = 60_000
const MOST_OPTIONS = 400
const MOST_WAYS = 6

/**
 * Every free time for each of the visits with whoever is qualified, the cheapest first. A visit does not stand in its own
 * way; all others do, even those that are to be moved themselves, so that each proposal stays true whoever answers first.
 */
export async function findOptions(
  ctx: Context,
  visits: readonly AffectedVisit[],
  search: OptionSearch,
): Promise<Option[][]> {
  if (visits.length === 0) return []
  const { from, to } = search
  const diaries = new Map<string, DiaryRows>()
  for (const serviceId of new Set(visits.map((each) => each.serviceId))) {
    const longest = Math.max(
      ...visits.filter((each) => each.serviceId === serviceId).map((each) => each.minutes),
    )
    diaries.set(serviceId, await readDiary(ctx, { serviceId, from, to, duration: longest }))
  }
  const clients = await busyOf(
    ctx,
    visits.map((each) => each.clientId),
    search,
  )
  const shared = new Map<string, Found[]>()
  return visits.map((visit) => {
    const diary = diaries.get(visit.serviceId)!
    if (visit.partOf || diary.service.archived_at) return []
    const all = { ...diary, busy: [...diary.busy, ...(search.promised ?? [])] }
    const key = `${visit.serviceId} ${visit.minutes} ${visit.mode}`
    if (!shared.has(key)) shared.set(key, slotsFor(all, { ...termsFor(ctx, visit), from, to }))
    const own = clients.filter((each) => each[0] === visit.clientId && each[5] !== visit.id && !each[6])
    const near = slotsNear(ctx, visit, {
      ...search,
      diary: { ...all, busy: [...all.busy.filter((each) => each[5] !== visit.id), ...own] },
    })
    const far = shared.get(key)!.filter(({ slot }) => !isNear(visit, slot) && !meetsAny(own, slot))
    return optionsOf(ctx, visit, { found: [...near, ...far], search })
  })
}

async function busyOf(ctx: Context, ids: readonly string[], { from, to }: OptionSearch): Promise<BusyRow[]> {
  const { rows } = await ctx.db.executeQuery<{ busy: PackedBusy }>(
    CompiledQuery.raw(BUSY, [ctx.practiceId, [...new Set(ids)], from, to, null, ctx.now]),
  )
  return unpackBusy(rows[0]!.busy)
}

type InDiary = OptionSearch & { diary: DiaryRows }

function optionsOf(
  { now }: Context,
  visit: AffectedVisit,
  { found, search }: { found: readonly Found[]; search: OptionSearch },
): Option[] {
  const { allows, avoid } = search
  const rated = found.flatMap((each) => {
    const { slot, wall } = each
    if (isAvoided(slot, avoid) || (allows && !allows(visit, slot))) return []
    const { startsAt, practitionerId, locationId } = slot
    const terms = termsOf(visit.wishes, { startsAt, practitionerId, locationId, wall }, now)
    return terms ? [{ ...each, terms, cost: terms.reduce((sum, one) => sum + one.points, 0) }] : []
  })
  return rated
    .sort((a, b) => a.cost - b.cost || a.slot.startsAt.getTime() - b.slot.startsAt.getTime())
    .slice(0, MOST_OPTIONS)
    .flatMap((each) => optionOf(visit, each, avoid))
}

interface Found {
  slot: Slot
  search: SlotSearch
  rules: Service
  wall: Wall
}

function termsFor({ now }: Context, visit: AffectedVisit) {
  return { now, by: 'staff' as const, duration: visit.minutes, mode: visit.mode }
}

const NEAR = 16 * 60 * MINUTE

function isNear({ wishes }: AffectedVisit, { startsAt }: Slot): boolean {
  return Math.abs(startsAt.getTime() - wishes.startsAt.getTime()) < NEAR
}

function meetsAny(busy: readonly BusyRow[], { startsAt, endsAt }: Slot): boolean {
  return busy.some((each) => each[1] < endsAt.getTime() && each[2] > startsAt.getTime())
}

/**
 * Around its own time the visit itself matters, so these times are looked for without it; far from it all visits of a
 * kind share one search. The visit's own minute is asked as well: a colleague may take it over as it is.
 */
function slotsNear(ctx: Context, visit: AffectedVisit, { diary, from, to }: InDiary): Found[] {
  const { startsAt } = visit.wishes
  const terms = { ...termsFor(ctx, visit), clientId: visit.clientId }
  const window = {
    from: new Date(Math.max(from.getTime(), startsAt.getTime() - NEAR + 1)),
    to: new Date(Math.min(to.getTime(), startsAt.getTime() + NEAR)),
  }
  if (window.from >= window.to) return []
  const isAsked = startsAt >= from && startsAt < to
  const found = [
    ...slotsFor(diary, { ...terms, ...window }),
    ...(isAsked ? slotsFor(diary, { ...terms, ...minuteFrom(startsAt) }) : []),
  ]
  const seen = new Set<string>()
  return found.filter(({ slot }) => {
    const key = `${slot.startsAt.getTime()} ${slot.practitionerId} ${slot.locationId}`
    return !seen.has(key) && seen.add(key)
  })
}

function slotsFor(diary: DiaryRows, terms: Terms): Found[] {
  const zones = new Map(diary.locations.map((each) => [each.id, each.zone]))
  return searchesOf(diary, terms).flatMap((search) => {
    const rules = new Map(search.practitioners.map((each) => [each.id, rulesFor(search.service, each)]))
    return freeSlots(search)
      .filter((slot) => !slot.sessionId)
      .map((slot) => ({
        slot,
        search,
        rules: rules.get(slot.practitionerId)!,
        wall: wallOf(slot.startsAt, zones.get(slot.locationId)!),
      }))
  })
}

function minuteFrom(startsAt: Date) {
  return { from: startsAt, to: new Date(startsAt.getTime() + MINUTE), slotInterval: 1 }
}

/** What is lost is lost during that time only. */
function isAvoided(slot: Slot, avoid: Loss | null | undefined): boolean {
  if (!avoid || slot.startsAt >= avoid.to || slot.endsAt <= avoid.from) return false
  return slot.practitionerId === avoid.practitionerId || slot.locationId === avoid.locationId
}

function optionOf(
  visit: AffectedVisit,
  { slot, search, rules, terms, cost, wall }: Found & Pick<Option, 'terms' | 'cost'>,
  avoid: Loss | null | undefined,
): Option[] {
  const lostRoom = avoid && slot.startsAt < avoid.to && slot.endsAt > avoid.from ? avoid.roomId : null
  const ways = waysOf(visit, { slot, search, rules, wall }).filter(
    (way) => !lostRoom || way.roomId !== lostRoom,
  )
  const isThere =
    slot.startsAt.getTime() === visit.wishes.startsAt.getTime() &&
    slot.practitionerId === visit.wishes.practitionerId &&
    slot.locationId === visit.wishes.locationId
  // Where it stands is no new time, unless it only changes the room.
  const others = isThere
    ? ways.filter((way) => way.roomId !== visit.wishes.roomId && way.roomId !== null && lostRoom)
    : ways
  if (others.length === 0) return []
  return [
    {
      from: slot.startsAt.getTime() / MINUTE,
      to: slot.endsAt.getTime() / MINUTE,
      practitionerId: slot.practitionerId,
      locationId: slot.locationId,
      travel: search.travel,
      before: rules.before,
      after: rules.after,
      ways: others,
      cost: isThere ? 1 : cost,
      terms: isThere ? [{ code: 'other_room', points: 1, values: {} }] : terms,
    },
  ]
}

/** Every free room, the one it had first, with free units of each pool. */
function waysOf(visit: AffectedVisit, { slot, search, rules }: Found): Way[] {
  const span = { from: slot.startsAt.getTime() / MINUTE, to: slot.endsAt.getTime() / MINUTE }
  const isFree = (resource: Resource) => !meets(blockedTimes(search, resource, rules), span)
  const rooms = search.rooms ? search.rooms.filter(isFree).map((each) => each.id) : [null]
  const ordered = [...rooms].sort(
    (a, b) => Number(b === visit.wishes.roomId) - Number(a === visit.wishes.roomId),
  )
  const units = (search.pools ?? []).reduce<string[][]>(
    (sets, pool) => sets.flatMap((set) => pool.units.filter(isFree).map((unit) => [...set, unit.id])),
    [[]],
  )
  return ordered.flatMap((roomId) => units.map((unitIds) => ({ roomId, unitIds }))).slice(0, MOST_WAYS)
}

const blocked = new WeakMap<SlotSearch, Map<string, ReturnType<typeof blockedTimesOf>>>()

/** Reading a room's diary once per search, not once per time. */
function blockedTimes(search: SlotSearch, resource: Resource, { before, after }: Service) {
  const known = blocked.get(search) ?? new Map<string, ReturnType<typeof blockedTimesOf>>()
  blocked.set(search, known)
  const key = `${resource.id} ${before} ${after}`
  const found = known.get(key) ?? blockedTimesOf(resource, { before, after }, search.now)
  known.set(key, found)
  return found
}
