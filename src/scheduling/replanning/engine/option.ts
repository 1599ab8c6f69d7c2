import { gapsTo } from '../../availability/busy.ts'
import type { Travel } from '../../availability/busy.ts'

/** What a new time costs a client, in points, and why; the sum over all visits is made as small as can be. */
export interface CostTerm {
  code: CostCode
  points: number
  /** Days, minutes or names that the words need. */
  values: Record<string, string | number>
}

export const COST_CODES = [
  'later',
  'earlier',
  'other_practitioner',
  'substitute',
  'other_time_of_day',
  'other_weekday',
  'other_location',
  'spacing',
  'short_notice',
  'other_room',
  'other_unit',
  'other_assistant',
] as const
export type CostCode = (typeof COST_CODES)[number]

/** One way to have a time: the room, the help and the units it would take. */
export interface Way {
  roomId: string | null
  assistantId?: string | null
  unitIds: readonly string[]
}

/** A time that is free for a visit. `from` and `to` are epoch minutes, `before` and `after` minutes to neighbours. */
export interface Option {
  from: number
  to: number
  practitionerId: string
  locationId: string
  /** The ways between locations, where the practice has them. */
  travel?: readonly Travel[] | undefined
  before: number
  after: number
  /** Never empty. */
  ways: readonly Way[]
  cost: number
  terms: readonly CostTerm[]
}

/** A visit that looks for a new time. */
export interface Seeker {
  id: string
  clientId: string
  /** The cheapest first. */
  options: readonly Option[]
  /** What it costs when it gets none. */
  unplaced: number
}

/** A visit that has got a time. */
export interface Placement {
  seeker: number
  option: Option
  way: Way
}

/** Who has which resource when; only the visits that are being placed stand here, all others are left out of the options. */
export type Board = Map<string, Placement[]>

/** People and things a placement takes up; the client comes first. */
function resourcesOf(seeker: Seeker, option: Option, way: Way): string[] {
  const { roomId, assistantId, unitIds } = way
  const others = [roomId, assistantId].flatMap((id) => id ?? [])
  return [`client ${seeker.clientId}`, option.practitionerId, ...others, ...unitIds]
}

/** The visits that stand in the way, by their number; empty: it fits. Clients keep no gap, everything else keeps the buffers. */
export function blockersOf(
  board: Board,
  seeker: Seeker,
  { option, way }: Omit<Placement, 'seeker'>,
): number[] {
  const found: number[] = []
  resourcesOf(seeker, option, way).forEach((resource, nth) => {
    for (const other of board.get(resource) ?? [])
      if (isTooClose(option, other.option, nth === 0) && !found.includes(other.seeker))
        found.push(other.seeker)
  })
  return found
}

/** Whether two times of one resource meet, or stand closer than the gap that bookings keep. */
export function isTooClose(one: Option, other: Option, isClient: boolean): boolean {
  const [first, second] = one.from <= other.from ? [one, other] : [other, one]
  const gap = isClient ? 0 : gapBetween(first, second)
  return second.from - first.to < gap
}

/** The longer of the two buffers, or the way between the two places: the rule of the bookings themselves. */
function gapBetween(first: Option, second: Option): number {
  const { before, after, locationId, travel } = second
  if (first.locationId === locationId) return Math.max(first.after, before)
  return gapsTo({ ...NOWHEN, ...first }, { before, after, locationId, travel: travel ?? [] }).afterIt
}

const NOWHEN = { startsAt: new Date(0), endsAt: new Date(0) }

/** The first way in which the option fits, if any does. Asked most of all: client and practitioner are the same in each way. */
export function fittingWay(board: Board, seeker: Seeker, option: Option): Way | null {
  const isTaken = (resource: string, isClient = false) =>
    board.get(resource)?.some((other) => isTooClose(option, other.option, isClient)) ?? false
  if (isTaken(option.practitionerId) || isTaken(`client ${seeker.clientId}`, true)) return null
  const fits = ({ roomId, assistantId, unitIds }: Way) =>
    !(roomId && isTaken(roomId)) &&
    !(assistantId && isTaken(assistantId)) &&
    !unitIds.some((unitId) => isTaken(unitId))
  return option.ways.find(fits) ?? null
}

/** Puts a visit on the board. */
export function place(board: Board, seekers: readonly Seeker[], placement: Placement) {
  for (const resource of resourcesOf(seekers[placement.seeker]!, placement.option, placement.way)) {
    const there = board.get(resource)
    if (there) there.push(placement)
    else board.set(resource, [placement])
  }
}

/** Takes a visit from the board. */
export function remove(board: Board, seekers: readonly Seeker[], placement: Placement) {
  for (const resource of resourcesOf(seekers[placement.seeker]!, placement.option, placement.way)) {
    const there = board.get(resource)!
    there.splice(
      there.findIndex((each) => each.seeker === placement.seeker),
      1,
    )
  }
}
