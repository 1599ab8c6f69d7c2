/**
 * Wall clock ↔ instant in the browser. The calendar draws wall-clock strings `2026-03-09T08:30` of one zone; the API
 * takes and gives instants. Only Intl is used: the server checks every time again with its own rules.
 */

const cache = new Map<string, Intl.DateTimeFormat>()

function clock(zone: string): Intl.DateTimeFormat {
  let found = cache.get(zone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    cache.set(zone, found)
  }
  return found
}

function asUtc(wall: string): number {
  return Date.parse(`${wall.slice(0, 16)}:00Z`)
}

/** Clocks change at full quarters of an hour: what was asked of Intl for one minute of a quarter holds for all. */
const QUARTER = 900_000
const offsets = new Map<string, Map<number, number>>()

/** What clocks in the zone show at an instant: `2026-03-09T08:30`. */
export function wallOf(instant: string | number, zone: string): string {
  const at = typeof instant === 'string' ? Date.parse(instant) : instant
  const quarter = Math.floor(at / QUARTER)
  let known = offsets.get(zone)
  if (!known) offsets.set(zone, (known = new Map()))
  let offset = known.get(quarter)
  if (offset === undefined) known.set(quarter, (offset = offsetOf(quarter * QUARTER, zone)))
  return new Date(at + offset).toISOString().slice(0, 16)
}

function offsetOf(at: number, zone: string): number {
  const parts = clock(zone).formatToParts(at)
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
  return asUtc(`${value('year')}-${value('month')}-${value('day')}T${value('hour')}:${value('minute')}`) - at
}

/**
 * The instant of a wall clock, as ISO text. A time that occurs twice is its first; one that a clock change skips is as
 * much later as the clocks jump.
 */
export function instantOf(wall: string, zone: string): string {
  const wanted = asUtc(wall)
  const offsetAt = (at: number) => asUtc(wallOf(at, zone)) - at
  // The offsets of a day before and after are the only two that can hold.
  const [before, after] = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)]
  const fits = [wanted - before, wanted - after].filter((at) => asUtc(wallOf(at, zone)) === wanted)
  const at = fits.length > 0 ? Math.min(...fits) : wanted - before
  return new Date(at).toISOString()
}

/** The local day of now. */
export function todayIn(zone: string, now: number = Date.now()): string {
  return wallOf(now, zone).slice(0, 10)
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

/** The first day of the week that holds this day; `first` 1 = Monday, 0 = Sunday. */
export function startOfWeek(day: string, first: 0 | 1): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, -((weekday - first + 7) % 7))
}

export function minutesOfDay(wall: string): number {
  const time = wall.includes('T') ? wall.slice(11, 16) : wall.slice(0, 5)
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

export function timeText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The short name of a zone at an instant in somebody's language: "EST", "MEZ". */
export function zoneName(zone: string, locale: string, at: number = Date.now()): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** "New York" of `America/New_York`. */
export function zonePlace(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
