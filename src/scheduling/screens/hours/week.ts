import type { Returns } from '../../../ui/api/index.ts'
import { addDays, minutesOfDay, startOfWeek, timeText } from '../zone.ts'

export type WeeklySpan = Returns<'GET /practitioners/{id}/hours'>['hours'][number]

/** Hours of one weekday in one week of the plan; `key` only tells blocks apart on the screen. */
export interface Block {
  key: string
  week: number
  weekday: number
  locationId: string
  starts: string
  ends: string
  nextDay: boolean
}

/** Hours as they are edited: one week, or several that take turns, counted from the Monday `anchor`. */
export interface Plan {
  weeks: number
  anchor: string
  blocks: Block[]
}

/** Days on which the same hours hold; `to: null`: from then on. */
export interface Stretch {
  from: string
  to: string | null
}

let made = 0
const nextKey = () => `block ${(made += 1)}`

/** The stretches from today on, each with its own hours; at least one. */
export function stretchesOf(hours: WeeklySpan[], today: string): Stretch[] {
  const starts = [
    ...new Set(
      hours.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo ? [addDays(validTo, 1)] : [])]),
    ),
  ].sort()
  const all = starts.map((from, index) => ({
    from,
    to: starts[index + 1] ? addDays(starts[index + 1]!, -1) : null,
  }))
  const ahead = all.filter(({ to }) => to === null || to >= today)
  const first = ahead[0]
  if (!first) return [{ from: today, to: null }]
  return first.from > today ? [{ from: today, to: addDays(first.from, -1) }, ...ahead] : ahead
}

export function holdingIn(hours: WeeklySpan[], { from }: Stretch): WeeklySpan[] {
  return hours.filter(({ validFrom, validTo }) => validFrom <= from && (!validTo || validTo >= from))
}

const MOST_WEEKS = 12

/** The hours of a stretch for editing; null when their cycles are too many to be drawn (entered elsewhere). */
export function planOf(hours: WeeklySpan[], stretch: Stretch): Plan | null {
  const rows = holdingIn(hours, stretch)
  const weeks = rows.reduce((all, { cycleLength }) => leastCommonMultiple(all, cycleLength), 1)
  if (weeks > MOST_WEEKS) return null
  const anchor = rows.find(({ cycleAnchor }) => cycleAnchor)?.cycleAnchor ?? startOfWeek(stretch.from, 1)
  const blocks = rows.flatMap((row) =>
    weekNumbers(weeks)
      .filter((week) => holdsIn(row, addDays(anchor, 7 * week)))
      .map((week) => blockOf(row, week)),
  )
  return { weeks, anchor, blocks }
}

function holdsIn({ cycleLength, cycleWeek, cycleAnchor, validFrom }: WeeklySpan, monday: string): boolean {
  const turn = weeksBetween(cycleAnchor ?? startOfWeek(validFrom, 1), monday)
  return modulo(turn, cycleLength) === cycleWeek
}

function blockOf(
  { weekday, locationId, starts, ends, nextDay }: Omit<WeeklySpan, 'validFrom'>,
  week: number,
): Block {
  return { key: nextKey(), week, weekday, locationId, starts, ends, nextDay }
}

/** The plan as the API takes it: hours that are the same in all weeks are weekly hours. */
export function hoursOf({ weeks, anchor, blocks }: Plan, { from, to }: Stretch): WeeklySpan[] {
  const same = new Map<string, Block[]>()
  for (const block of blocks) {
    const { key: _key, week: _week, ...rest } = block
    const name = JSON.stringify(rest)
    same.set(name, [...(same.get(name) ?? []), block])
  }
  return [...same.values()].flatMap((group) => {
    const inAll = new Set(group.map(({ week }) => week)).size === weeks
    const kept = inAll ? group.filter(({ week }) => week === 0) : group
    return kept.map(({ key: _key, week, ...rest }) => ({
      ...rest,
      cycleLength: inAll ? 1 : weeks,
      cycleWeek: inAll ? 0 : week,
      cycleAnchor: inAll ? null : anchor,
      validFrom: from,
      validTo: to,
    }))
  })
}

/** More weeks take turns: the new ones begin as copies; fewer: the last ones go. */
export function setWeeks({ weeks, anchor, blocks }: Plan, next: number): Plan {
  const kept = blocks.filter(({ week }) => week < next)
  const added = weekNumbers(next)
    .filter((week) => week >= weeks)
    .flatMap((week) =>
      blocks
        .filter((block) => block.week === week % weeks)
        .map((block) => ({ ...block, week, key: nextKey() })),
    )
  return { weeks: next, anchor, blocks: [...kept, ...added] }
}

/** The Monday of the next time that a week of the plan comes, this week included. */
export function mondayOfWeek({ weeks, anchor }: Plan, week: number, today: string): string {
  const monday = startOfWeek(today, 1)
  const now = modulo(weeksBetween(anchor, monday), weeks)
  return addDays(monday, 7 * modulo(week - now, weeks))
}

/** One more block on a weekday: after the last of the day, or the usual day when it is the first. */
export function addBlock(
  plan: Plan,
  { week, weekday, locationId }: { week: number; weekday: number; locationId: string },
): Plan {
  const last = blocksOf(plan, week, weekday).at(-1)
  const start = last ? Math.min(minutesOfDay(last.ends) + 30, 22 * 60) : 9 * 60
  const block = {
    key: nextKey(),
    week,
    weekday,
    locationId: last?.locationId ?? locationId,
    starts: timeText(start),
    ends: timeText(last ? Math.min(start + 120, 24 * 60) : 17 * 60),
    nextDay: false,
  }
  return { ...plan, blocks: [...plan.blocks, block] }
}

export function changeBlock(plan: Plan, key: string, change: Partial<Block>): Plan {
  return {
    ...plan,
    blocks: plan.blocks.map((block) => (block.key === key ? { ...block, ...change } : block)),
  }
}

export function removeBlock(plan: Plan, key: string): Plan {
  return { ...plan, blocks: plan.blocks.filter((block) => block.key !== key) }
}

/** A weekday's hours on the other working days of that week, in place of what stood there. */
export function copyDay(plan: Plan, week: number, weekday: number): Plan {
  const source = blocksOf(plan, week, weekday)
  const rest = plan.blocks.filter(
    (block) => block.week !== week || block.weekday === weekday || block.weekday > 5,
  )
  const copies = [1, 2, 3, 4, 5]
    .filter((day) => day !== weekday)
    .flatMap((day) => source.map((block) => ({ ...block, weekday: day, key: nextKey() })))
  return { ...plan, blocks: [...rest, ...copies] }
}

/** The blocks of a day in the order of the clock. */
export function blocksOf({ blocks }: Plan, week: number, weekday: number): Block[] {
  return blocks
    .filter((block) => block.week === week && block.weekday === weekday)
    .sort((a, b) => (a.starts < b.starts ? -1 : 1))
}

/** Moves a block or only its end by some minutes; what would leave the day stays as it is. */
export function shiftBlock(block: Block, minutes: number, only: 'ends' | 'both'): Partial<Block> {
  const [start, end] = [minutesOfDay(block.starts), minutesOfDay(block.ends)]
  const starts = only === 'both' ? start + minutes : start
  const ends = end + minutes
  const fits =
    starts >= 0 &&
    (block.nextDay ? ends >= 0 && starts < 1440 && ends <= starts : ends <= 1440 && ends > starts)
  return fits ? { starts: timeText(starts), ends: timeText(ends) } : {}
}

/** Hours of a week of the plan. */
export function hoursAWeek({ blocks }: Plan, week: number): number {
  return (
    blocks
      .filter((block) => block.week === week)
      .reduce((sum, block) => sum + Math.max(0, lengthOf(block)), 0) / 60
  )
}

export function lengthOf({ starts, ends, nextDay }: Block): number {
  return minutesOfDay(ends) + (nextDay ? 1440 : 0) - minutesOfDay(starts)
}

export const letterOf = (week: number) => String.fromCodePoint(65 + week)
export const weekNumbers = (weeks: number) => Array.from({ length: weeks }, (_, week) => week)

const weeksBetween = (from: string, to: string) =>
  Math.round(
    (Date.parse(`${startOfWeek(to, 1)}T12:00:00Z`) - Date.parse(`${startOfWeek(from, 1)}T12:00:00Z`)) /
      (7 * 86_400_000),
  )
const modulo = (value: number, by: number) => ((value % by) + by) % by
const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)
const leastCommonMultiple = (a: number, b: number) => (a / greatestCommonDivisor(a, b)) * b
