/** How a practice writes dates, times and money: its locale and the zone of the place. */
export interface Manner {
  /** BCP 47, e.g. `en-US`, `de-DE`. */
  locale: string
  zone: string
  currency: string
}

export interface Format {
  money(minor: number, currency?: string): string
  number(value: number, options?: Intl.NumberFormatOptions): string
  percent(share: number): string
  /** A calendar day `YYYY-MM-DD`. */
  day(day: string, style?: 'short' | 'medium' | 'long' | 'weekday'): string
  /** The clock time of an instant in a zone. */
  time(instant: string, zone?: string): string
  when(instant: string, zone?: string): string
  wallTime(wall: string): string
  /** Two wall clocks, what they share said once: `8:00 – 8:30 AM`. */
  wallRange(start: string, end: string): string
  /** The local day `YYYY-MM-DD` of an instant. */
  dayOf(instant: string, zone?: string): string
  ago(instant: string): string
}

const dayStyles = {
  short: { dateStyle: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

const cache = new Map<string, Intl.DateTimeFormat>()

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let found = cache.get(key)
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(locale, options)))
  return found
}

function instant(text: string): number {
  const value = Date.parse(text)
  if (Number.isNaN(value)) throw new Error(`Not an instant: ${text}`)
  return value
}

// A day has no zone: it is formatted as noon UTC in UTC, so that no shift can reach another day.
const noon = (day: string) => instant(`${day.slice(0, 10)}T12:00:00Z`)

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

function relative(locale: string, seconds: number): string {
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit)
}

/** Minor units of one major unit (100 for USD, 1 for JPY). */
export function minorUnits(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits
  return 10 ** (digits ?? 2)
}

/** All formats of a practice by Intl; amounts are integer minor units, instants ISO strings. */
export function createFormat(manner: Manner, now: () => number = Date.now): Format {
  const { locale } = manner
  const range = dates(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  // Visits share their times, and a range is the dearest text that Intl makes.
  const ranges = new Map<string, string>()
  const rangeOf = (start: string, end: string) => {
    const text = range.formatRange(instant(`${start}:00Z`), instant(`${end}:00Z`))
    ranges.set(start + end, text)
    return text
  }
  return {
    money: (minor, currency = manner.currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / minorUnits(currency)),
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    day: (day, style = 'medium') => dates(locale, { ...dayStyles[style], timeZone: 'UTC' }).format(noon(day)),
    time: (text, timeZone = manner.zone) =>
      dates(locale, { timeStyle: 'short', timeZone }).format(instant(text)),
    when: (text, timeZone = manner.zone) =>
      dates(locale, { ...dayStyles.weekday, hour: 'numeric', minute: '2-digit', timeZone }).format(
        instant(text),
      ),
    wallTime: (wall) =>
      dates(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
        instant(`${wall.includes('T') ? wall.slice(0, 16) : `2000-01-01T${wall.slice(0, 5)}`}:00Z`),
      ),
    wallRange: (from, to) => {
      const [start, end] = [from.slice(0, 16), to.slice(0, 16)]
      return ranges.get(start + end) ?? rangeOf(start, end)
    },
    dayOf: (text, timeZone = manner.zone) =>
      dates('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(instant(text)),
    ago: (text) => relative(locale, Math.round((instant(text) - now()) / 1000)),
  }
}

/** The locale to format in: the practice's own where the language is the same, else the language in that country. */
export function localeFor(language: string, practice: { locale: string; country?: string } | null): string {
  if (!practice) return language
  if (practice.locale.slice(0, 2) === language && practice.locale.length > 2) return practice.locale
  const country = practice.country ?? practice.locale.slice(3)
  return country ? `${language}-${country}` : language
}
