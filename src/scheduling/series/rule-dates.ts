import { dayNumber, dayOfNumber, weekdayOfNumber } from '../../platform/time/index.ts'
import type { Rule, RuleDay } from './rule-text.ts'

/** Days since 1970-01-01, `to` excluded. */
interface Days {
  from: number
  to: number
}

/**
 * The wall times 'YYYY-MM-DDTHH:MM:SS' of a rule from `start` to `end` (both included), in order: RFC 5545, section
 * 3.3.10. The day on which it starts is a date of it only if the rule says so.
 */
export function* datesOf(rule: Rule, start: string, end: string): Generator<string> {
  const whole = withDefaults(rule, start)
  const times = timesOf(rule, start)
  const last = rule.until && rule.until < end ? rule.until : end
  let left = rule.count ?? Infinity
  for (const period of periodsOf(rule, dayNumber(start.slice(0, 10)), dayNumber(last.slice(0, 10)))) {
    for (const time of positioned(rule, inPeriod(whole, period, times))) {
      if (time > last) return
      if (time < start) continue
      yield time
      left -= 1
      if (left === 0) return
    }
  }
}

/** What a rule does not say comes from its start: the weekday, the day of the month, the day of the year. */
function withDefaults(rule: Rule, start: string): Rule {
  const { freq, days, monthDays, yearDays, weekNumbers, months } = rule
  if (days.length + monthDays.length + yearDays.length + weekNumbers.length > 0 || freq === 'DAILY')
    return rule
  if (freq === 'WEEKLY') {
    return { ...rule, days: [{ weekday: weekdayOfNumber(dayNumber(start.slice(0, 10))), nth: null }] }
  }
  const startMonth = freq === 'YEARLY' && months.length === 0 ? [Number(start.slice(5, 7))] : months
  return { ...rule, months: startMonth, monthDays: [Number(start.slice(8, 10))] }
}

/** The times of day, sorted. */
function timesOf({ hours, minutes, seconds }: Rule, start: string): string[] {
  const or = (list: number[], from: number) =>
    list.length > 0 ? list : [Number(start.slice(from, from + 2))]
  const two = (part: number) => String(part).padStart(2, '0')
  const times = or(hours, 11).flatMap((hour) =>
    or(minutes, 14).flatMap((minute) =>
      or(seconds, 17).map((second) => `${two(hour)}:${two(minute)}:${two(second)}`),
    ),
  )
  return [...new Set(times)].sort()
}

/** Every years, months, weeks or days in which the rule looks, from the one of the first day to that of the last. */
function* periodsOf({ freq, interval, weekStart }: Rule, first: number, last: number): Generator<Days> {
  const [year, month] = [Number(dayOfNumber(first).slice(0, 4)), Number(dayOfNumber(first).slice(5, 7))]
  const week = first - ((weekdayOfNumber(first) - weekStart + 7) % 7)
  for (let nth = 0; ; nth += interval) {
    const period = {
      YEARLY: () => ({ from: firstOf(year + nth, 1), to: firstOf(year + nth + 1, 1) }),
      MONTHLY: () => ({ from: firstOf(year, month + nth), to: firstOf(year, month + nth + 1) }),
      WEEKLY: () => ({ from: week + nth * 7, to: week + nth * 7 + 7 }),
      DAILY: () => ({ from: first + nth, to: first + nth + 1 }),
    }[freq]()
    if (period.from > last) return
    yield period
  }
}

function inPeriod(rule: Rule, period: Days, times: readonly string[]): string[] {
  const found: string[] = []
  for (let number = period.from; number < period.to; number++) {
    const day = dayOfNumber(number)
    if (fits(rule, number, day)) found.push(...times.map((time) => `${day}T${time}`))
  }
  return found
}

function positioned({ positions }: Rule, times: string[]): string[] {
  if (positions.length === 0) return times
  const picked = positions.flatMap((nth) => times.at(nth > 0 ? nth - 1 : nth) ?? [])
  return [...new Set(picked)].sort()
}

function fits(rule: Rule, number: number, day: string): boolean {
  const month = Number(day.slice(5, 7))
  if (rule.months.length > 0 && !rule.months.includes(month)) return false
  const year = Number(day.slice(0, 4))
  const inMonth = { from: firstOf(year, month), to: firstOf(year, month + 1) }
  const inYear = { from: firstOf(year, 1), to: firstOf(year + 1, 1) }
  if (!isNth(rule.monthDays, number, inMonth) || !isNth(rule.yearDays, number, inYear)) return false
  if (rule.weekNumbers.length > 0 && !isInWeek(rule, number)) return false
  // "The second Friday" is one of the month, where the rule speaks of months, else one of the year.
  const around = rule.freq === 'MONTHLY' || rule.months.length > 0 ? inMonth : inYear
  return rule.days.length === 0 || rule.days.some((one) => isDay(one, number, around))
}

/** Is it one of these days, counted from the first (1) or the last (-1)? Nothing wished: every day is. */
function isNth(wished: readonly number[], number: number, { from, to }: Days): boolean {
  return wished.length === 0 || wished.includes(number - from + 1) || wished.includes(number - to)
}

function isDay({ weekday, nth }: RuleDay, number: number, { from, to }: Days): boolean {
  if (weekdayOfNumber(number) !== weekday) return false
  if (nth === null) return true
  const fromStart = Math.floor((number - from) / 7) + 1
  const fromEnd = -Math.floor((to - 1 - number) / 7) - 1
  return nth === fromStart || nth === fromEnd
}

/** Weeks belong to the year in which they have at least four days. */
function isInWeek({ weekNumbers, weekStart }: Rule, number: number): boolean {
  const monday = number - ((weekdayOfNumber(number) - weekStart + 7) % 7)
  const year = Number(dayOfNumber(monday + 3).slice(0, 4))
  const weeks = (firstWeek(year + 1, weekStart) - firstWeek(year, weekStart)) / 7
  const week = (monday - firstWeek(year, weekStart)) / 7 + 1
  return weekNumbers.includes(week) || weekNumbers.includes(week - weeks - 1)
}

function firstWeek(year: number, weekStart: number): number {
  const fourth = firstOf(year, 1) + 3
  return fourth - ((weekdayOfNumber(fourth) - weekStart + 7) % 7)
}

/** The first day of a month; months past 12 are those of the next years. */
function firstOf(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / 86_400_000
}
