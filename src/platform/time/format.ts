import { offsetAt } from './zone.ts'

/** Whose words and whose clock: a BCP 47 locale and an IANA zone. */
export interface Reader {
  locale: string
  zone: string
}

// Making a formatter costs fifty times more than using it.
const formatters = new Map<string, Intl.DateTimeFormat>()

/** Any Intl date style in the reader's locale and zone. */
export function formatInZone(instant: Date, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  return formatter(reader, options).format(instant)
}

/** 'Monday, 2 March 2026' in the reader's words. */
export function formatDate(instant: Date, reader: Reader): string {
  return formatInZone(instant, reader, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

/** '09:00' or '9:00 AM'. In an hour that the clock repeats, the zone's short name is added, so that the two differ. */
export function formatTime(instant: Date, reader: Reader): string {
  return formatInZone(instant, reader, { ...CLOCK, ...zoneNameWhenRepeated(instant, reader.zone) })
}

/** Date and time together, 'Monday, 2 March 2026 at 09:00' in the reader's words. */
export function formatDateTime(instant: Date, reader: Reader): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...CLOCK } as const
  return formatInZone(instant, reader, { ...options, ...zoneNameWhenRepeated(instant, reader.zone) })
}

/** From … to …, as short as the locale allows ('9:00 – 9:30 AM'; with both dates when they differ). */
export function formatRange(from: Date, to: Date, reader: Reader): string {
  const repeated = { ...zoneNameWhenRepeated(from, reader.zone), ...zoneNameWhenRepeated(to, reader.zone) }
  return formatter(reader, { ...CLOCK, ...repeated }).formatRange(from, to)
}

/** A calendar day 'YYYY-MM-DD' in the locale's words; a day has no zone. */
export function formatDay(
  day: string,
  locale: string,
  options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
): string {
  return formatInZone(new Date(`${day}T12:00:00Z`), { locale, zone: 'UTC' }, options)
}

const CLOCK = { hour: 'numeric', minute: '2-digit' } as const

function formatter(reader: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${reader.locale} ${reader.zone} ${JSON.stringify(options)}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(reader.locale, { ...options, timeZone: reader.zone })
    formatters.set(key, found)
  }
  return found
}

// A wall time is repeated when the same clock face came, or will come, within the hours around the change.
function zoneNameWhenRepeated(instant: Date, zone: string): Intl.DateTimeFormatOptions {
  const at = instant.getTime()
  const now = offsetAt(zone, at)
  const before = offsetAt(zone, at - 4 * 3_600_000)
  const after = offsetAt(zone, at + 4 * 3_600_000)
  const isFirst = after < now && offsetAt(zone, at + now - after) === after
  const isSecond = before > now && offsetAt(zone, at + now - before) === before
  return isFirst || isSecond ? { timeZoneName: 'short' } : {}
}
