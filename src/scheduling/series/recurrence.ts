import { invalid, problem } from '../../platform/problem.ts'
import { addLocalDays, instantToWall, readWall } from '../../platform/time/index.ts'
import { datesOf } from './rule-dates.ts'
import type { Rule, RuleSet } from './rule-text.ts'
import { readRuleText } from './rule-text.ts'

/** How long a series may be: so many visits, within so many days after its start. */
export const MOST_VISITS = 366
export const MOST_DAYS = 3 * 366

/** A rule on wall time: 09:00 stays 09:00 whatever the clocks do. */
export interface Recurrence {
  /** RFC 5545: 'FREQ=WEEKLY;COUNT=10', or lines with RRULE, RDATE, EXDATE. */
  rule: string
  /** Wall clock 'YYYY-MM-DDTHH:MM' from which the rule counts. It is a date of the series only if the rule says so. */
  start: string
  zone: string
}

/** One date of a series. */
export interface Occurrence {
  /** 'YYYY-MM-DDTHH:MM' on the location's clock. */
  wall: string
  /** null: the clocks jump over this time on that day. */
  instant: Date | null
  /** What the clocks do: they skip the time, show it twice (the first is meant), or have changed since the date before. */
  clock: 'skipped' | 'twice' | 'changed' | null
}

/**
 * The dates of a series, in order. 422 `series_endless` for a rule without an end, `series_too_long` beyond MOST_VISITS
 * or MOST_DAYS, `series_empty` for one that never comes, `invalid` for what is no rule.
 */
export function expandSeries({ rule, start, zone }: Recurrence): Occurrence[] {
  const set = inWallTime(readRuleText(rule), zone)
  if (set.start) throw invalid('rule', 'Say the start in its own field, not as DTSTART.')
  if (set.rules.some((each) => each.count === null && each.until === null)) {
    throw problem(422, 'series_endless', 'Say how often it repeats, or until when: a series has an end.')
  }
  const end = `${addLocalDays(start.slice(0, 10), MOST_DAYS)}T23:59:59`
  const bounds = { start: `${start}:00`, limit: MOST_VISITS + 1, end }
  const walls = expandWall(set, bounds)
  if (walls.length === 0 && !set.dates.some((time) => time > end)) {
    throw problem(422, 'series_empty', 'This rule never comes true. Look at its days, or choose a later end.')
  }
  if (walls.length > MOST_VISITS || goesOn(set, bounds)) throw tooLong(start)
  return withClocks(walls, zone)
}

export interface WallBounds {
  /** Wall clock with seconds, like `end`, up to which (included) dates are asked for. */
  start: string
  end: string
  limit: number
}

/** The wall times 'YYYY-MM-DDTHH:MM:SS' of all rules and dates without the excepted ones, sorted, each once. */
export function expandWall(set: RuleSet, { start, end, limit }: WallBounds): string[] {
  const excepted = new Set([...set.exDates, ...set.exRules.flatMap((rule) => [...datesOf(rule, start, end)])])
  const most = limit + excepted.size
  const all = new Set([
    ...set.rules.flatMap((rule) => firstOf(datesOf(rule, start, end), most)),
    ...set.dates.filter((time) => time <= end),
  ])
  return [...all]
    .filter((time) => !excepted.has(time))
    .sort()
    .slice(0, limit)
}

/** An UNTIL in UTC as the clocks of the zone show it. */
export function inWallTime(set: RuleSet, zone: string): RuleSet {
  const local = (rule: Rule): Rule =>
    rule.until?.endsWith('Z')
      ? { ...rule, until: `${instantToWall(new Date(rule.until), zone)}:${rule.until.slice(17, 19)}` }
      : rule
  return { ...set, rules: set.rules.map(local), exRules: set.exRules.map(local) }
}

/** Would it have dates beyond the last day that a series may reach? */
function goesOn({ rules, dates }: RuleSet, { start, end, limit }: WallBounds): boolean {
  return (
    dates.some((time) => time > end) ||
    rules.some((rule) =>
      rule.count === null ? rule.until! > end : firstOf(datesOf(rule, start, end), limit).length < rule.count,
    )
  )
}

function tooLong(start: string) {
  const lastDay = addLocalDays(start.slice(0, 10), MOST_DAYS)
  return problem(
    422,
    'series_too_long',
    `A series has at most ${MOST_VISITS} visits and ends by ${lastDay}. Choose fewer, or an earlier end.`,
    { mostVisits: MOST_VISITS, lastDay },
  )
}

/** The wall times with the instants at which the clocks of the zone show them. */
function withClocks(walls: readonly string[], zone: string): Occurrence[] {
  let offset: number | null = null
  return walls.map((time) => {
    const wall = time.slice(0, 16)
    const reading = readWall(wall, zone)
    if (reading.kind === 'skipped') return { wall, instant: null, clock: 'skipped' }
    const instant = reading.kind === 'once' ? reading.instant : reading.earlier
    const now = Date.parse(`${wall}:00Z`) - instant.getTime()
    const changed = offset !== null && offset !== now
    offset = now
    return { wall, instant, clock: reading.kind === 'twice' ? 'twice' : changed ? 'changed' : null }
  })
}

function firstOf(times: Iterable<string>, most: number): string[] {
  const found: string[] = []
  for (const time of times) {
    if (found.length >= most) break
    found.push(time)
  }
  return found
}
