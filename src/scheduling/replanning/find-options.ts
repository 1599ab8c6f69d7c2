import { CompiledQuery } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Slot } from '../availability/slots.ts'
import type { PackedBusy } from '../times/busy-rows.ts'
import { unpackBusy } from '../times/busy-rows.ts'
import { readDiary } from '../times/diary.ts'
import { BUSY } from '../times/diary-queries.ts'
import type { BusyRow, DiaryRows } from '../times/diary-rows.ts'
import type { AffectedVisit, Loss } from './affected-visits.ts'
import type { Option, Way } from './engine/option.ts'
import { findTimes, findTimesNear, isNear, termsFor } from './found-times.ts'
import type { FoundTime } from './found-times.ts'
import { weigherOf } from './visit-wishes.ts'
import type { Weigher } from './visit-wishes.ts'

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
/** With somebody to help, more: rooms and people are chosen each for itself. */
const MOST_WAYS_WITH_HELP = 12

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
  const diaries = await readDiaries(ctx, visits, search)
  const clients = await busyOfClients(ctx, visits, search)
  const shared = new Map<string, FoundTime[]>()
  return visits.map((visit) => {
    const diary = diaries.get(visit.serviceId)!
    if (visit.partOf || diary.service.archived_at) return []
    const key = `${visit.serviceId} ${visit.minutes} ${visit.mode}`
    const all = shared.get(key) ?? keptTimes(findTimes(diary, { ...termsFor(ctx, visit), from, to }), search)
    shared.set(key, all)
    const own = (clients.get(visit.clientId) ?? []).filter((each) => each[5] !== visit.id && !each[6])
    const near = keptTimes(findTimesNear(ctx, visit, { diary, own, from, to }), search)
    const far = all.filter((time) => !isNear(visit, time) && !meetsAny(own, time))
    return optionsOf(ctx, visit, { found: [...near, ...far], search })
  })
}

/** Without those that the loss takes: what is lost is lost during that time only. */
function keptTimes(times: FoundTime[], { avoid }: OptionSearch): FoundTime[] {
  if (!avoid) return times
  return times.filter(
    ({ startsAt, endsAt, practitionerId, locationId }) =>
      startsAt >= avoid.to ||
      endsAt <= avoid.from ||
      (practitionerId !== avoid.practitionerId && locationId !== avoid.locationId),
  )
}

/** The diary of each service among the visits, with what is promised to others already. */
async function readDiaries(
  ctx: Context,
  visits: readonly AffectedVisit[],
  { from, to, promised = [] }: OptionSearch,
): Promise<Map<string, DiaryRows>> {
  const diaries = new Map<string, DiaryRows>()
  for (const serviceId of new Set(visits.map((each) => each.serviceId))) {
    const longest = Math.max(
      ...visits.filter((each) => each.serviceId === serviceId).map((each) => each.minutes),
    )
    const diary = await readDiary(ctx, { serviceId, from, to, duration: longest })
    diaries.set(serviceId, { ...diary, busy: [...diary.busy, ...promised] })
  }
  return diaries
}

async function busyOfClients(
  ctx: Context,
  visits: readonly AffectedVisit[],
  { from, to }: OptionSearch,
): Promise<Map<string, BusyRow[]>> {
  const ids = [...new Set(visits.map((each) => each.clientId))]
  const { rows } = await ctx.db.executeQuery<{ busy: PackedBusy }>(
    CompiledQuery.raw(BUSY, [ctx.practiceId, ids, from, to, null, ctx.now]),
  )
  const byClient = new Map(ids.map((id): [string, BusyRow[]] => [id, []]))
  for (const row of unpackBusy(rows[0]!.busy)) byClient.get(row[0])!.push(row)
  return byClient
}

function optionsOf(
  { now }: Context,
  visit: AffectedVisit,
  { found, search: { allows, avoid } }: { found: readonly FoundTime[]; search: OptionSearch },
): Option[] {
  const weigher = weigherOf(visit.wishes, now)
  const costs = found.map((each) => (allows && !allows(visit, each.slot) ? Infinity : weigher.points(each)))
  const most = mostCost(costs)
  return found
    .map((time, nth) => ({ time, cost: costs[nth]! }))
    .filter(({ cost }) => cost <= most)
    .sort((a, b) => a.cost - b.cost || a.time.from - b.time.from)
    .slice(0, MOST_OPTIONS)
    .flatMap((each) => optionOf(visit, each, { weigher, avoid }))
}

/** The cost of the last of those that take part: of thousands only these few are put in order. Costs are whole points. */
function mostCost(costs: readonly number[]): number {
  const counts: number[] = []
  let last = -1
  for (const cost of costs) {
    if (cost === Infinity) continue
    while (last < cost) counts[++last] = 0
    counts[cost]! += 1
  }
  let sum = 0
  for (let cost = 0; cost <= last; cost += 1) if ((sum += counts[cost]!) >= MOST_OPTIONS) return cost
  return last
}

function meetsAny(busy: readonly BusyRow[], { from, to }: FoundTime): boolean {
  return busy.some((each) => each[1] < to * MINUTE && each[2] > from * MINUTE)
}

function optionOf(
  visit: AffectedVisit,
  { time, cost }: { time: FoundTime; cost: number },
  { weigher, avoid }: { weigher: Weigher; avoid: Loss | null | undefined },
): Option[] {
  const { startsAt, endsAt, from, to, practitionerId, locationId, search, rules } = time
  const { wishes } = visit
  const lost = avoid && startsAt < avoid.to && endsAt > avoid.from ? avoid : null
  const hasLostHelp = Boolean(lost?.practitionerId) && visit.assistantId === lost!.practitionerId
  const hasLostUnit = Boolean(lost?.unitId) && visit.unitIds.includes(lost!.unitId!)
  const ways = waysFor(visit, time, lost)
  const isThere =
    startsAt.getTime() === wishes.startsAt.getTime() &&
    practitionerId === wishes.practitionerId &&
    locationId === wishes.locationId
  // Where it stands is no new time, unless it only changes the room, the unit or the one who helps.
  const others =
    isThere && !hasLostHelp && !hasLostUnit
      ? ways.filter((way) => way.roomId !== wishes.roomId && way.roomId !== null && lost?.roomId)
      : ways
  if (others.length === 0) return []
  const option: Option = {
    from,
    to,
    practitionerId,
    locationId,
    travel: search.travel,
    before: rules.before,
    after: rules.after,
    ways: others,
    cost: isThere ? 1 : cost,
    // Put together when somebody asks: of hundreds of options one is proposed.
    get terms() {
      if (!isThere) return weigher.terms(time)
      return hasLostHelp ? OTHER_HELP : hasLostUnit ? OTHER_UNIT : OTHER_ROOM
    },
  }
  return [option]
}

const OTHER_ROOM = [{ code: 'other_room' as const, points: 1, values: {} }]
const OTHER_UNIT = [{ code: 'other_unit' as const, points: 1, values: {} }]
const OTHER_HELP = [{ code: 'other_assistant' as const, points: 1, values: {} }]

/** The ways to have the time without what is lost, those with the room and the helper it had first. */
function waysFor(
  { wishes: { roomId }, assistantId }: AffectedVisit,
  { ways, search }: FoundTime,
  lost: Loss | null,
): readonly Way[] {
  const every = ways()
  const all = lost
    ? every.filter(
        (way) =>
          (!lost.roomId || way.roomId !== lost.roomId) &&
          (!lost.unitId || !way.unitIds.includes(lost.unitId)) &&
          (!lost.practitionerId || way.assistantId !== lost.practitionerId),
      )
    : every
  const most = search.assistants ? MOST_WAYS_WITH_HELP : MOST_WAYS
  const had = (way: Way) =>
    Number(roomId !== null && way.roomId === roomId) +
    Number(Boolean(assistantId) && way.assistantId === assistantId)
  const isFirst = all.every((way) => had(way) <= had(all[0]!))
  if (isFirst) return all.length > most ? all.slice(0, most) : all
  return [...all].sort((a, b) => had(b) - had(a)).slice(0, most)
}
