import { invalid } from '../../platform/problem.ts'

/** What a text of RFC 5545 lines says; times are wall clock 'YYYY-MM-DDTHH:MM:SS', `until` may be in UTC ('…Z'). */
export interface RuleSet {
  start: string | null
  rules: Rule[]
  /** Rules whose dates fall out (EXRULE, from RFC 2445; other programs still send it). */
  exRules: Rule[]
  dates: string[]
  exDates: string[]
}

export interface Rule {
  freq: Frequency
  interval: number
  count: number | null
  until: string | null
  /** The first day of a week, ISO: 1 Monday to 7 Sunday. */
  weekStart: number
  days: RuleDay[]
  months: number[]
  monthDays: number[]
  yearDays: number[]
  weekNumbers: number[]
  positions: number[]
  hours: number[]
  minutes: number[]
  seconds: number[]
}

/** A weekday; `nth`: only the first, second … (negative: from the end) of its month or year. */
export interface RuleDay {
  weekday: number
  nth: number | null
}

export type Frequency = 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY'

const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY']

/**
 * Reads 'FREQ=WEEKLY;COUNT=10', with or without 'RRULE:', or several lines with DTSTART, RDATE, EXDATE. 422 `invalid`
 * naming `rule` for what is no rule, and for rules that repeat within a day.
 */
export function readRuleText(text: string): RuleSet {
  const set: RuleSet = { start: null, rules: [], exRules: [], dates: [], exDates: [] }
  // Folded lines belong together; some programs put spaces where lines should end.
  const lines = text
    .replace(/\r?\n[ \t]/g, '')
    .toUpperCase()
    .split(/\s+/)
    .filter(Boolean)
  for (const line of lines) readLine(line, set)
  if (set.rules.length === 0 && set.dates.length === 0) throw refused('This says no rule.')
  return set
}

function readLine(line: string, set: RuleSet) {
  const colon = line.indexOf(':')
  const name = colon < 0 ? 'RRULE' : line.slice(0, colon).split(';')[0]
  const value = line.slice(colon + 1)
  if (name === 'RRULE') set.rules.push(readRule(value))
  else if (name === 'EXRULE') set.exRules.push(readRule(value))
  else if (name === 'DTSTART') set.start = readTime(value)
  else if (name === 'RDATE') set.dates.push(...value.split(',').map(readTime))
  else if (name === 'EXDATE') set.exDates.push(...value.split(',').map(readTime))
  else throw refused(`'${name}' is not known here.`)
}

const PARTS: Record<string, RegExp> = {
  FREQ: /^[A-Z]+$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,8}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: /^([+-]?(?!0+[A-Z])\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/,
  BYMONTH: /^([1-9]|0[1-9]|1[0-2])$/,
  BYMONTHDAY: /^[+-]?(0?[1-9]|[12]\d|3[01])$/,
  BYYEARDAY: /^[+-]?([1-9]\d{0,2}|0\d\d)$/,
  BYWEEKNO: /^[+-]?(0?[1-9]|[1-4]\d|5[0-3])$/,
  BYSETPOS: /^[+-]?[1-9]\d{0,2}$/,
  BYHOUR: /^([01]?\d|2[0-3])$/,
  BYMINUTE: /^[0-5]?\d$/,
  BYSECOND: /^[0-5]?\d$/,
}
const SINGLE = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST']

function readRule(text: string): Rule {
  const parts = new Map<string, string>()
  for (const part of text.split(';').filter(Boolean)) {
    const [key = '', value = '', more] = part.split('=')
    const values = SINGLE.includes(key) ? [value] : value.split(',')
    const shape = PARTS[key]
    if (!shape || more !== undefined || !values.every((one) => shape.test(one))) {
      throw refused(`'${part}' is not understood.`)
    }
    if (parts.has(key)) throw refused(`'${key}' is said twice.`)
    parts.set(key, value)
  }
  const freq = parts.get('FREQ') ?? ''
  if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(freq)) {
    throw refused('Visits repeat by the day, week, month or year.')
  }
  if (!FREQUENCIES.includes(freq)) throw refused('It says no FREQ: DAILY, WEEKLY, MONTHLY or YEARLY.')
  if (parts.has('COUNT') && parts.has('UNTIL'))
    throw refused('It says both COUNT and UNTIL; one of them ends a rule.')
  return ruleOf(freq as Frequency, parts)
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

function ruleOf(freq: Frequency, parts: Map<string, string>): Rule {
  const numbers = (key: string) => parts.get(key)?.split(',').map(Number) ?? []
  const until = parts.get('UNTIL')
  // Numbers before weekdays mean something in months and years only.
  const counts = freq === 'YEARLY' || freq === 'MONTHLY'
  return {
    freq,
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
    until: until ? untilOf(until) : null,
    weekStart: WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO') + 1,
    days: (parts.get('BYDAY')?.split(',') ?? []).map((day) => ({
      weekday: WEEKDAYS.indexOf(day.slice(-2)) + 1,
      nth: counts && day.length > 2 ? Number(day.slice(0, -2)) : null,
    })),
    months: numbers('BYMONTH'),
    monthDays: numbers('BYMONTHDAY'),
    yearDays: numbers('BYYEARDAY'),
    weekNumbers: numbers('BYWEEKNO'),
    positions: numbers('BYSETPOS'),
    hours: numbers('BYHOUR'),
    minutes: numbers('BYMINUTE'),
    seconds: numbers('BYSECOND'),
  }
}

/** A day without a time is meant to the end of that day. */
function untilOf(text: string): string {
  return text.length === 8
    ? `${readTime(text).slice(0, 10)}T23:59:59`
    : readTime(text) + (text.endsWith('Z') ? 'Z' : '')
}

function readTime(text: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text)
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match ?? []
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const at = match ? Date.parse(`${time}Z`) : NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== time)
    throw refused(`'${text}' is no day and time.`)
  return time
}

function refused(what: string) {
  return invalid(
    'rule',
    `This is no rule for a series. ${what} An example: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10.`,
  )
}
