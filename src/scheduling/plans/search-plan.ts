import { weekdayOfNumber } from '../../platform/time/index.ts'

/** A free time for one visit of a plan. */
export interface PlanTime {
  /** Local day as days since 1970-01-01. */
  day: number
  /** Minutes since local midnight. */
  minute: number
  practitionerId: string
}

/** What every solution keeps. */
export interface PlanConditions {
  visits: number
  /** Days between one visit and the next; at least 1: two visits are never on one day. */
  minGapDays: number
  maxGapDays: number | null
  /** The most visits in a calendar week (Monday to Sunday). */
  perWeek: number | null
  samePractitioner: boolean
  /** ISO weekdays; null: any. */
  weekdays: readonly number[] | null
  /** Start in minutes since local midnight, from included, to excluded; null: any time of the day. */
  between: { from: number; to: number } | null
}

/** What makes one solution better than another of as many visits. */
export interface PlanWishes {
  /** All visits at about the same time of day. */
  sameTime: boolean
  /** Earlier in this list is better; others come after it. */
  practitioners?: readonly string[]
}

export interface PlanSolution<Time extends PlanTime> {
  times: Time[]
  cost: number
}

/** Day by day the visits up to it, so many of them in its week; the chain leads to the visit before. */
interface Chain<Time> {
  time: Time
  count: number
  inWeek: number
  cost: number
  before: Chain<Time> | null
}

const DAY_LATER = 30
const MOST_TARGETS = 12

/**
 * The most visits that keep all conditions, and among those of as many the best by the wishes: early, at the same time of
 * day, with the preferred practitioner. Exact for the number of visits: which days can follow one another decides, so it
 * goes through the days once for each practitioner and time of day tried (at most 12 of them).
 */
export function searchPlan<Time extends PlanTime>(
  times: readonly Time[],
  conditions: PlanConditions,
  wishes: PlanWishes,
): PlanSolution<Time> {
  const allowed = times.filter((time) => isAllowed(time, conditions))
  const people = wishes.practitioners ?? []
  const rank = (id: string) => (people.includes(id) ? people.indexOf(id) : people.length)
  let best: PlanSolution<Time> = { times: [], cost: 0 }
  for (const group of conditions.samePractitioner ? byPractitioner(allowed) : [allowed]) {
    for (const target of wishes.sameTime ? targetsOf(group) : [null]) {
      const found = longestChain(
        group,
        conditions,
        (time) => costOf(time, target) + rank(time.practitionerId) * 5,
      )
      if (isBetter(found, best)) best = found
    }
  }
  return best
}

function isAllowed({ day, minute }: PlanTime, { weekdays, between }: PlanConditions): boolean {
  if (weekdays && !weekdays.includes(weekdayOfNumber(day))) return false
  return !between || (minute >= between.from && minute < between.to)
}

function byPractitioner<Time extends PlanTime>(times: readonly Time[]): Time[][] {
  const groups = new Map<string, Time[]>()
  for (const time of times) {
    const group = groups.get(time.practitionerId)
    if (group) group.push(time)
    else groups.set(time.practitionerId, [time])
  }
  return [...groups.values()]
}

/** The times of day that most days offer. */
function targetsOf(times: readonly PlanTime[]): number[] {
  const days = new Map<number, Set<number>>()
  for (const { minute, day } of times) days.set(minute, (days.get(minute) ?? new Set()).add(day))
  const often = [...days].sort(([a, x], [b, y]) => y.size - x.size || a - b)
  return often.slice(0, MOST_TARGETS).map(([minute]) => minute)
}

function costOf({ minute }: PlanTime, target: number | null): number {
  return target === null ? minute / 60 : Math.abs(minute - target)
}

function isBetter<Time extends PlanTime>(a: PlanSolution<Time>, b: PlanSolution<Time>): boolean {
  return a.times.length > b.times.length || (a.times.length === b.times.length && a.cost < b.cost)
}

function longestChain<Time extends PlanTime>(
  times: readonly Time[],
  conditions: PlanConditions,
  cost: (time: Time) => number,
): PlanSolution<Time> {
  const first = Math.min(...times.map(({ day }) => day))
  const days = bestOfDays(times, cost)
  const ends: { day: number; chains: Chain<Time>[] }[] = []
  let best: Chain<Time> | null = null
  for (const { day, time } of days) {
    const own = cost(time) + (day - first) * (DAY_LATER / conditions.visits)
    const chains = chainsTo({ time, own }, ends, conditions)
    ends.push({ day, chains })
    for (const chain of chains) if (!best || isLonger(chain, best)) best = chain
  }
  return { times: timesOf(best), cost: best?.cost ?? 0 }
}

/** One visit a day, so the day's best time stands for it. */
function bestOfDays<Time extends PlanTime>(times: readonly Time[], cost: (time: Time) => number) {
  const days = new Map<number, Time>()
  for (const time of times) {
    const known = days.get(time.day)
    if (!known || cost(time) < cost(known)) days.set(time.day, time)
  }
  return [...days].map(([day, time]) => ({ day, time })).sort((a, b) => a.day - b.day)
}

/** The best chain to this day for each number of visits in all and in its week. */
function chainsTo<Time extends PlanTime>(
  { time, own }: { time: Time; own: number },
  ends: readonly { day: number; chains: Chain<Time>[] }[],
  { visits, minGapDays, maxGapDays, perWeek }: PlanConditions,
): Chain<Time>[] {
  const found = new Map<number, Chain<Time>>()
  const keep = (chain: Chain<Time>) => {
    const key = chain.count * 8 + chain.inWeek
    const known = found.get(key)
    if (!known || chain.cost < known.cost) found.set(key, chain)
  }
  keep({ time, count: 1, inWeek: 1, cost: own, before: null })
  for (const { day, chains } of ends) {
    const gap = time.day - day
    if (gap < Math.max(1, minGapDays) || (maxGapDays !== null && gap > maxGapDays)) continue
    const sameWeek = weekOf(day) === weekOf(time.day)
    for (const before of chains) {
      const inWeek = sameWeek ? before.inWeek + 1 : 1
      if (before.count === visits || (perWeek !== null && inWeek > perWeek)) continue
      keep({ time, count: before.count + 1, inWeek, cost: before.cost + own, before })
    }
  }
  return [...found.values()]
}

function isLonger<Time>(a: Chain<Time>, b: Chain<Time>): boolean {
  return a.count > b.count || (a.count === b.count && a.cost < b.cost)
}

function timesOf<Time>(chain: Chain<Time> | null): Time[] {
  const times: Time[] = []
  for (let at = chain; at; at = at.before) times.push(at.time)
  return times.reverse()
}

/** 1970-01-01 was a Thursday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7)
}
