import { Temporal } from 'temporal-polyfill'
import { invalid } from '../problem.ts'

/** A stretch of time in which a zone keeps one offset; milliseconds since 1970, half-open. */
export interface OffsetSpan {
  from: number
  to: number
  offset: number
}

// Asking Intl or Temporal for an offset costs microseconds, and a month of free times asks a thousand times. So the
// changes of a zone are read once per stretch of 2^35 ms (397 days) and everything else is arithmetic.
const STRETCH = 2 ** 35

interface ZoneChanges {
  name: string
  stretches: Map<number, OffsetSpan[]>
}

const known = new Map<string, ZoneChanges>()

/** True for an IANA zone name of this runtime. Bare offsets such as '+02:00' are no zones: they know no clock change. */
export function isValidZone(zone: string): boolean {
  if (known.has(zone)) return true
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** All IANA zone names this runtime offers for choosing, sorted. */
export function listZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort()
}

/** The zone's offset from UTC in milliseconds at an instant (ms since 1970); east is positive. 422 for an unknown zone. */
export function offsetAt(zone: string, at: number): number {
  const spans = spansOfStretch(changesOf(zone), Math.floor(at / STRETCH))
  let last = spans.length - 1
  while (last > 0 && (spans[last] as OffsetSpan).from > at) last--
  return (spans[last] as OffsetSpan).offset
}

/** The offsets in force over [from, to) in ms since 1970, in order, clipped to it; neighbours with one offset are joined. */
export function offsetsBetween(zone: string, from: number, to: number): OffsetSpan[] {
  const changes = changesOf(zone)
  const found: OffsetSpan[] = []
  for (let stretch = Math.floor(from / STRETCH); stretch * STRETCH < to; stretch++) {
    for (const span of spansOfStretch(changes, stretch)) {
      if (span.to <= from || span.from >= to) continue
      const last = found.at(-1)
      if (last?.offset === span.offset) last.to = Math.min(span.to, to)
      else found.push({ from: Math.max(span.from, from), to: Math.min(span.to, to), offset: span.offset })
    }
  }
  return found
}

function changesOf(zone: string): ZoneChanges {
  let changes = known.get(zone)
  if (!changes) {
    if (!isValidZone(zone)) throw invalid('zone', `'${zone}' is no IANA time zone, such as Europe/Berlin.`)
    changes = { name: zone, stretches: new Map() }
    known.set(zone, changes)
  }
  return changes
}

function spansOfStretch(changes: ZoneChanges, stretch: number): OffsetSpan[] {
  let spans = changes.stretches.get(stretch)
  if (!spans) {
    spans = readStretch(changes.name, stretch * STRETCH, (stretch + 1) * STRETCH)
    changes.stretches.set(stretch, spans)
  }
  return spans
}

function readStretch(zone: string, from: number, to: number): OffsetSpan[] {
  const spans: OffsetSpan[] = []
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
  while (at && at.epochMilliseconds < to) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next')
    const until = Math.min(next?.epochMilliseconds ?? to, to)
    spans.push({ from: at.epochMilliseconds, to: until, offset: at.offsetNanoseconds / 1e6 })
    at = next
  }
  return spans
}
