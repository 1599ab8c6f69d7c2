import { invalid, problem } from '../problem.ts'
import { offsetAt } from './zone.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** What to do with a wall time that a clock change skips or repeats; 'compatible' is later in a gap, earlier in a repeat. */
export type Disambiguation = 'reject' | 'compatible' | 'earlier' | 'later'

/**
 * How often a wall time happens in a zone. `skipped`: the clock jumps over it; `earlier`/`later` are the instants read
 * with the offset after/before the jump (so `later` shows the wall time moved forward by the jump).
 * `twice`: the hour is repeated; `earlier`/`later` are its two instants.
 */
export type WallReading =
  | { kind: 'once'; instant: Date }
  | { kind: 'skipped'; earlier: Date; later: Date; minutes: number }
  | { kind: 'twice'; earlier: Date; later: Date; minutes: number }

/** Reads a wall time 'YYYY-MM-DDTHH:MM' in a zone without deciding. 422 `invalid` for what no calendar has. */
export function readWall(wall: string, zone: string): WallReading {
  return readLocal(parseWall(wall), zone)
}

/** The same for a wall time as milliseconds since local 1970-01-01T00:00. */
export function readLocal(local: number, zone: string): WallReading {
  // The offsets a day before and a day after bracket any single change near this wall time.
  const before = offsetAt(zone, local - DAY)
  const after = offsetAt(zone, local + DAY)
  if (before === after && offsetAt(zone, local - before) === before) {
    return { kind: 'once', instant: new Date(local - before) }
  }
  const fitsBefore = offsetAt(zone, local - before) === before
  const fitsAfter = offsetAt(zone, local - after) === after
  if (fitsBefore && fitsAfter) {
    return { kind: 'twice', ...pair(local - before, local - after) }
  }
  if (fitsBefore) return { kind: 'once', instant: new Date(local - before) }
  if (fitsAfter) return { kind: 'once', instant: new Date(local - after) }
  return { kind: 'skipped', ...pair(local - after, local - before) }
}

/**
 * The instant of a wall time 'YYYY-MM-DDTHH:MM' in a zone. By default nothing is guessed: 422 `wall_time_skipped`
 * (details.next: the wall time after the jump) and 422 `wall_time_twice` (details.choices: both, with their offsets).
 */
export function wallToInstant(
  wall: string,
  zone: string,
  { disambiguation = 'reject' }: { disambiguation?: Disambiguation } = {},
): Date {
  const reading = readWall(wall, zone)
  if (reading.kind === 'once') return reading.instant
  if (disambiguation === 'reject') throw refusal(wall, zone, reading)
  if (disambiguation === 'compatible') return reading.kind === 'skipped' ? reading.later : reading.earlier
  return reading[disambiguation]
}

/** The wall time 'YYYY-MM-DDTHH:MM' that clocks in the zone show at the instant (seconds are cut off). */
export function instantToWall(instant: Date, zone: string): string {
  const at = instant.getTime()
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16)
}

/** The instant as ISO 8601 with the zone's offset, '2026-03-02T11:00:00-05:00': tells the two readings of a repeated hour apart. */
export function toOffsetIso(instant: Date, zone: string): string {
  const at = instant.getTime()
  const offset = offsetAt(zone, at)
  const minutes = Math.abs(offset) / MINUTE
  const sign = offset < 0 ? '-' : '+'
  const shown = `${sign}${pad(Math.floor(minutes / 60))}:${pad(Math.floor(minutes % 60))}`
  return new Date(at + offset).toISOString().slice(0, 19) + shown
}

/** The instant so many elapsed minutes later (or earlier); an hour stays 60 minutes across a clock change. */
export function addMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MINUTE)
}

function pair(earlier: number, later: number) {
  return { earlier: new Date(earlier), later: new Date(later), minutes: (later - earlier) / MINUTE }
}

function refusal(wall: string, zone: string, reading: Exclude<WallReading, { kind: 'once' }>) {
  if (reading.kind === 'skipped') {
    const next = instantToWall(reading.later, zone)
    const message = `${wall} does not exist in ${zone}: the clock is put forward. Choose ${next} or another time.`
    return problem(422, 'wall_time_skipped', message, { wall, zone, next })
  }
  const choices = [toOffsetIso(reading.earlier, zone), toOffsetIso(reading.later, zone)]
  const message = `${wall} happens twice in ${zone}: the clock is put back. Choose one of ${choices.join(' and ')}.`
  return problem(422, 'wall_time_twice', message, { wall, zone, choices })
}

function parseWall(wall: string): number {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)) {
    const [year, month, day] = [numberAt(wall, 0, 4), numberAt(wall, 5, 7), numberAt(wall, 8, 10)]
    const [hour, minute] = [numberAt(wall, 11, 13), numberAt(wall, 14, 16)]
    const midnight = Date.UTC(year, month - 1, day)
    // Date.UTC turns 30 February into 2 March, and the years 0 to 99 into 1900 to 1999.
    const exists = month <= 12 && day >= 1 && day <= daysInMonth(year, month) && year >= 100
    if (exists && hour < 24 && minute < 60) return midnight + hour * 3_600_000 + minute * MINUTE
  }
  throw invalid('wall', `'${wall}' is no date and time, such as 2026-03-02T09:00.`)
}

function numberAt(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48
  return number
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function pad(part: number) {
  return String(part).padStart(2, '0')
}
