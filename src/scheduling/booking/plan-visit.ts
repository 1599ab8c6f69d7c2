import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays, localDay, startOfLocalDay, weekdayOf } from '../../platform/time/index.ts'
import { freeAssistants } from '../availability/assistants.ts'
import { meets } from '../availability/intervals.ts'
import { blockedTimesOf } from '../availability/resources.ts'
import type { Pool, Resource } from '../availability/resources.ts'
import { weightOf } from '../availability/reasons.ts'
import type { Reason, Wished } from '../availability/reasons.ts'
import { sessionAt } from '../availability/session-at.ts'
import { rulesFor } from '../availability/slots.ts'
import type { Practitioner, Service, SlotSearch } from '../availability/slots.ts'
import { rulesAgainst } from '../availability/why-not.ts'
import { readDiary } from '../times/diary.ts'
import type { DiaryRows } from '../times/diary-rows.ts'
import { searchesOf, usualMode } from '../times/search.ts'
import { firstUnits } from './next-choice.ts'
import { lockResources } from './occupancy.ts'
import { orderByChoice } from './choose-practitioner.ts'
import type { Choice } from './choose-practitioner.ts'
import { refuseByRule, refuseByService } from './refusals.ts'
import type { BookingWish } from './wish.ts'

/** One way in which the wish can come true: who, where, with what, from when to when. */
export interface Candidate {
  practitionerId: string
  locationId: string
  /** Free rooms, the first choice first; empty: none is needed, or (knowingly) none is free. */
  roomIds: string[]
  unitIds: string[]
  /** Of each kind of equipment all free units, the first choice first. */
  freeUnits: string[][]
  /** Those free to help, the first choice first; empty: nobody is needed, or (knowingly) nobody is free. */
  assistantIds: string[]
  /** The session of the group in which a seat would be taken. */
  sessionId: string | null
  /** Counts of visits decide here, too. */
  isLimited: boolean
  endsAt: Date
  rules: Service
  chosenBecause: Choice | null
}

export interface VisitPlan {
  diary: DiaryRows
  wish: BookingWish
  /** The best first; never empty. */
  candidates: Candidate[]
}

/** Who, where and with what a wish can be booked; refuses with the rule that forbids it. */
export async function planVisit(ctx: Context, wish: BookingWish): Promise<VisitPlan> {
  const plan = await planOnce(ctx, wish)
  const limited = plan.candidates.filter(({ isLimited }) => isLimited)
  if (limited.length === 0) return plan
  // A limit counts visits at other times, which no constraint compares: whoever books for the same person waits, and counts again.
  await lockResources(
    ctx,
    limited.map(({ practitionerId }) => `limit ${practitionerId}`),
  )
  return planOnce(ctx, wish)
}

async function planOnce(ctx: Context, wish: BookingWish): Promise<VisitPlan> {
  const diary = await readDiary(ctx, { ...spanOf(await zoneOf(ctx, wish), wish), ...askOf(wish) })
  refuseByService(diary, wish)
  const { candidates, reasons } = planIn(ctx, diary, wish)
  if (candidates.length === 0) throw await refuseByRule(ctx, { diary, wish, reasons })
  return { diary, wish, candidates }
}

/** The same in a diary that has been read already: no candidates, and the rules against it, when it cannot be. */
export function planIn(
  ctx: Context,
  diary: DiaryRows,
  wish: BookingWish,
): { candidates: Candidate[]; reasons: Reason[] } {
  const { possible, reasons } = possibleIn(ctx, diary, wish)
  const ordered = wish.practitionerId
    ? possible.map((wished) => ({ wished, choice: null }))
    : orderByChoice(diary, possible)
  return { candidates: ordered.map(({ wished, choice }) => candidateOf(wished, wish, choice)), reasons }
}

/** Who could, in no order: the shares of everybody are not counted for it. */
export function whoCouldIn(ctx: Context, diary: DiaryRows, wish: BookingWish): string[] {
  return possibleIn(ctx, diary, wish).possible.map(({ practitioner }) => practitioner.id)
}

function possibleIn(ctx: Context, diary: DiaryRows, wish: BookingWish) {
  const asked = wishedIn(ctx, diary, wish)
  const free = asked.filter(({ reasons }) => reasons.length === 0)
  const possible = wish.knowingly && free.length === 0 ? asked.slice(0, 1) : free
  return { possible: possible.map(({ wished }) => wished), reasons: asked[0]?.reasons ?? [] }
}

function askOf({ serviceId, practitionerId, locationId, clientId, durationMinutes, except }: BookingWish) {
  return {
    serviceId,
    practitionerId: practitionerId ?? null,
    locationId: locationId ?? null,
    clientId,
    duration: durationMinutes ?? null,
    except: except ?? null,
  }
}

// Whoever has no wish is given the one with the smallest share of booked time that week, so the week is read.
function spanOf(zone: string | null, { startsAt, practitionerId }: BookingWish) {
  if (practitionerId || !zone) return { from: startsAt, to: new Date(startsAt.getTime() + 60_000) }
  const day = localDay(startsAt, zone)
  const monday = addLocalDays(day, 1 - weekdayOf(day))
  return { from: startOfLocalDay(monday, zone), to: startOfLocalDay(addLocalDays(monday, 7), zone) }
}

async function zoneOf(ctx: Context, { practitionerId }: BookingWish) {
  return practitionerId ? null : (await ctx.practice()).zone
}

interface AskedAt {
  wished: Wished
  reasons: Reason[]
}

/** The wish with each practitioner at each place, and what stands against it; the least first. */
function wishedIn(ctx: Context, diary: DiaryRows, wish: BookingWish): AskedAt[] {
  const from = wish.startsAt.getTime() / 60_000
  if (!Number.isInteger(from)) throw invalid('startsAt', 'A visit begins on a whole minute.')
  const searches = searchesOf(diary, {
    now: ctx.now,
    from: wish.startsAt,
    to: new Date(wish.startsAt.getTime() + 60_000),
    by: wish.by,
    duration: wish.durationMinutes ?? null,
    mode: wish.mode ?? usualMode(diary.service.modes),
    onlineOnly: wish.by === 'client',
    clientId: wish.clientId,
    ...(wish.by === 'staff' ? { slotInterval: 1 } : {}),
  })
  return searches
    .flatMap((search) => search.practitioners.map((practitioner) => wishedOf(search, practitioner, wish)))
    .map((wished) => ({ wished, reasons: againstIt(ctx, wished, wish) }))
    .sort((a, b) => weightOf(a.reasons) - weightOf(b.reasons))
}

function wishedOf(
  search: SlotSearch,
  practitioner: Practitioner,
  { startsAt, opensSession }: BookingWish,
): Wished {
  const rules = rulesFor(search.service, practitioner)
  const location = search.locations[0]!
  const session = opensSession ? undefined : sessionAt(practitioner, rules, { location, startsAt })
  const from = startsAt.getTime() / 60_000
  const to = session ? session.endsAt.getTime() / 60_000 : from + rules.duration
  return { search, practitioner, location, rules, visit: { from, to }, ...(session ? { session } : {}) }
}

function againstIt(ctx: Context, wished: Wished, wish: BookingWish): Reason[] {
  const reasons = rulesAgainst(withWanted(wished, wish))
  // A walk-in is entered when it has begun already, and yesterday's forgotten visit is entered today.
  return wish.by === 'staff' && wish.startsAt.getTime() > ctx.now.getTime() - MOST_LATE
    ? reasons.filter(({ code }) => code !== 'in_the_past')
    : reasons
}

/** How long after its start staff may still enter a visit without breaking a rule. */
const MOST_LATE = 36 * 3_600_000

type Wanted = Pick<BookingWish, 'roomId' | 'assistantId' | 'unitIds'>

/** Only what was asked for, where something was. */
function withWanted(wished: Wished, { roomId, assistantId, unitIds }: Wanted): Wished {
  if (!roomId && !assistantId && !unitIds?.length) return wished
  const { rooms, assistants, pools } = wished.search
  const only = <T extends { id: string }>(all: readonly T[], id: string) =>
    all.filter((each) => each.id === id)
  return {
    ...wished,
    search: {
      ...wished.search,
      ...(roomId ? { rooms: only(rooms ?? [], roomId) } : {}),
      ...(assistantId && assistants ? { assistants: only(assistants, assistantId) } : {}),
      ...(unitIds?.length && pools ? { pools: pools.map((pool) => onlyUnits(pool, unitIds)) } : {}),
    },
  }
}

function onlyUnits(pool: Pool, unitIds: readonly string[]): Pool {
  const units = pool.units.filter(({ id }) => unitIds.includes(id))
  return units.length > 0 ? { ...pool, units } : pool
}

/** The practitioner with the rooms and units that are free. */
export function candidateOf(wished: Wished, wish: Wanted, chosenBecause: Choice | null): Candidate {
  const wanted = withWanted(wished, wish)
  const { search, practitioner, location, rules, visit, session } = wanted
  const basics = {
    practitionerId: practitioner.id,
    locationId: location.id,
    rules,
    endsAt: new Date(visit.to * 60_000),
    chosenBecause,
    isLimited: Boolean(practitioner.limits?.length),
  }
  // All but the seat is taken already.
  if (session) {
    const roomIds = session.roomId ? [session.roomId] : []
    return {
      ...basics,
      sessionId: session.id,
      roomIds,
      unitIds: [],
      freeUnits: [],
      assistantIds: [],
      isLimited: false,
    }
  }
  const isFree = (resource: Resource) => !meets(blockedTimesOf(resource, rules, search.now), visit)
  const free = turned(search.rooms ?? [], practitioner.id).filter(isFree)
  const freeUnits = (search.pools ?? []).map((pool) =>
    turned(pool.units, practitioner.id)
      .filter(isFree)
      .map(({ id }) => id),
  )
  return {
    ...basics,
    sessionId: null,
    assistantIds: helpersFor(wanted, wish),
    // Knowingly booked, a visit may do without a room, or share the one that was asked for.
    roomIds: free.length === 0 && wish.roomId ? [wish.roomId] : free.map((room) => room.id),
    freeUnits,
    unitIds: firstUnits(freeUnits),
  }
}

function helpersFor(wished: Wished, wish: Wanted): string[] {
  const ids = freeAssistants(wished).map(({ id }) => id)
  // Knowingly, whoever was asked for helps although they are elsewhere.
  return ids.length === 0 && wish.assistantId ? [wish.assistantId] : ids
}

// Everybody begins to look at another room, so that people who book at once rarely want the same one.
function turned<T>(list: readonly T[], by: string): T[] {
  const first = list.length > 0 ? Number.parseInt(by.slice(-6), 16) % list.length : 0
  return [...list.slice(first), ...list.slice(0, first)]
}
