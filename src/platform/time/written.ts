import { dayNumber } from './day.ts'
import { monthOf } from './month-names.ts'

/** What was written, part by part; nothing is guessed. */
export interface Written {
  /** 'YYYY-MM-DD'. */
  day?: string
  /** 'HH:MM'. */
  time?: string
  /** Minutes east of UTC, where the text says so. */
  offsetMinutes?: number
}

interface Format {
  hasDay: boolean
  hasTime: boolean
  read(text: string): Written | undefined
}

/** How dates and times may be written: Unicode letters (yyyy MM dd HH mm a …) with literals in quotes, or one of these words. */
export const FORMAT_WORDS = ['iso', 'epoch', 'epoch-ms'] as const

const compiled = new Map<string, Format>()

/** The format as a reader; throws a RangeError that says what is wrong with it. */
export function formatOf(pattern: string, language = 'en'): Format {
  const key = `${language} ${pattern}`
  let found = compiled.get(key)
  if (!found) {
    found =
      pattern === 'iso'
        ? iso
        : pattern === 'epoch'
          ? epoch(1000)
          : pattern === 'epoch-ms'
            ? epoch(1)
            : compile(pattern, language)
    if (compiled.size > 500) compiled.clear()
    compiled.set(key, found)
  }
  return found
}

/** The first format that fits and has what is asked for. */
export function readWritten(
  text: string,
  formats: readonly string[],
  want: { day?: boolean; time?: boolean; language?: string },
): Written | undefined {
  const clean = text.trim().replace(/[\u00a0\u202f\s]+/g, ' ')
  for (const pattern of formats) {
    const format = formatOf(pattern, want.language)
    if ((want.day && !format.hasDay) || (want.time && !format.hasTime)) continue
    const written = format.read(clean)
    if (written && (!want.day || written.day) && (!want.time || written.time)) return written
  }
  return undefined
}

const ISO =
  /^(?:(\d{4}-\d\d-\d\d)(?:[T ]|$))?(?:(\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i

const iso: Format = {
  hasDay: true,
  hasTime: true,
  read: (text) => {
    const [, day, time, offset] = ISO.exec(text) ?? []
    if (!day && !time) return undefined
    return written({ day, time, offsetMinutes: time && offset ? offsetOf(offset) : undefined })
  },
}

function epoch(unit: number): Format {
  return {
    hasDay: true,
    hasTime: true,
    read: (text) => {
      if (!/^-?\d{1,14}$/.test(text)) return undefined
      const shown = new Date(Number(text) * unit)
      if (Number.isNaN(shown.getTime())) return undefined
      return written({
        day: shown.toISOString().slice(0, 10),
        time: shown.toISOString().slice(11, 16),
        offsetMinutes: 0,
      })
    },
  }
}

type Part =
  | 'year'
  | 'shortYear'
  | 'month'
  | 'monthName'
  | 'day'
  | 'hour'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'offset'
  | 'weekday'
const TOKENS: Record<string, readonly [part: Part, source: string]> = {
  yyyy: ['year', '\\d{4}'],
  yy: ['shortYear', '\\d{2}'],
  MMMM: ['monthName', '[\\p{L}.]+'],
  MMM: ['monthName', '[\\p{L}.]+'],
  MM: ['month', '\\d{2}'],
  M: ['month', '\\d{1,2}'],
  dd: ['day', '\\d{2}'],
  d: ['day', '\\d{1,2}'],
  EEEE: ['weekday', '[\\p{L}.]+'],
  EEE: ['weekday', '[\\p{L}.]+'],
  HH: ['hour', '\\d{2}'],
  H: ['hour', '\\d{1,2}'],
  hh: ['hour12', '\\d{2}'],
  h: ['hour12', '\\d{1,2}'],
  mm: ['minute', '\\d{2}'],
  ss: ['second', '\\d{2}'],
  SSS: ['fraction', '\\d{1,9}'],
  a: ['half', '[aApP]\\.?\\s?[mM]\\.?'],
  XXX: ['offset', '(?:[zZ]|[+-]\\d\\d:?\\d\\d)'],
}

function compile(pattern: string, language: string): Format {
  const parts: Part[] = []
  let source = ''
  for (const piece of pattern.match(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g) ?? []) {
    const token = TOKENS[piece]
    if (token) {
      parts.push(token[0])
      source += `(${token[1]})`
    } else if (/^[A-Za-z]/.test(piece)) {
      throw new RangeError(
        `The format "${pattern}" holds "${piece}", which stands for nothing. Letters that are meant as they are stand in quotes: 'T'.`,
      )
    } else {
      const literal = piece.startsWith("'") ? piece.slice(1, -1) || "'" : piece
      source += literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ +/g, '\\s*')
    }
  }
  const hasDay =
    (parts.includes('year') || parts.includes('shortYear')) &&
    (parts.includes('month') || parts.includes('monthName')) &&
    parts.includes('day')
  const hasTime =
    parts.includes('minute') &&
    (parts.includes('hour') || (parts.includes('hour12') && parts.includes('half')))
  if (!hasDay && !hasTime)
    throw new RangeError(
      `The format "${pattern}" holds neither a whole date (yyyy MM dd) nor a whole time (HH mm, or h mm a).`,
    )
  const expression = new RegExp(`^${source}$`, 'u')
  return {
    hasDay,
    hasTime,
    read: (text) => readParts(expression.exec(text), parts, { hasDay, hasTime, language }),
  }
}

function readParts(
  match: RegExpExecArray | null,
  parts: readonly Part[],
  { hasDay, hasTime, language }: { hasDay: boolean; hasTime: boolean; language: string },
): Written | undefined {
  if (!match) return undefined
  const of = new Map(parts.map((part, index) => [part, match[index + 1]!]))
  const month = of.get('month') ?? monthOf(of.get('monthName'), language)
  if (hasDay && !month) return undefined
  const day = hasDay ? `${yearOf(of)}-${two(month)}-${two(of.get('day'))}` : undefined
  const hour = hasTime ? hourOf(of) : undefined
  if (hasTime && hour === undefined) return undefined
  const time = hasTime ? `${two(String(hour))}:${of.get('minute')}` : undefined
  const offset = of.get('offset')
  return written({ day, time, offsetMinutes: offset ? offsetOf(offset) : undefined })
}

function yearOf(of: Map<Part, string>): string {
  const short = of.get('shortYear')
  if (short === undefined) return of.get('year')!
  return Number(short) < 70 ? `20${short}` : `19${short}`
}

function hourOf(of: Map<Part, string>): number | undefined {
  if (of.has('hour')) return Number(of.get('hour'))
  const hour = Number(of.get('hour12'))
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (/^p/i.test(of.get('half')!) ? 12 : 0)
}

/** Undefined for what no calendar and no clock has (30 February, 25:00). */
function written({
  day,
  time,
  offsetMinutes,
}: {
  day: string | undefined
  time: string | undefined
  offsetMinutes: number | undefined
}): Written | undefined {
  if (day !== undefined && !exists(day)) return undefined
  if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined
  return {
    ...(day === undefined ? {} : { day }),
    ...(time === undefined ? {} : { time }),
    ...(offsetMinutes === undefined ? {} : { offsetMinutes }),
  }
}

function exists(day: string): boolean {
  try {
    dayNumber(day)
    return true
  } catch {
    return false
  }
}

function offsetOf(text: string): number {
  if (/^(z|utc)$/i.test(text)) return 0
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text)!
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function two(text: string | undefined): string {
  return (text ?? '').padStart(2, '0')
}
