import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  addLocalDays,
  instantToWall,
  localDay,
  localDayLength,
  offsetAt,
  offsetsBetween,
  readWall,
  startOfLocalDay,
  toOffsetIso,
  wallToInstant,
  weekdayOf,
} from '../../platform/time/index.ts'
import { atWallClock, minutesOf, workingTimes } from './hours.ts'
import { totalMinutes } from './intervals.ts'
import { freeSlots } from './slots.ts'

interface Cases {
  volatile_zones: string[]
  zones: string[]
  transitions: {
    zone: string
    utc: string
    offset_before: string
    offset_after: string
    local_before: string
    local_after: string
    kind: string
    minutes: number
  }[]
  gap_cases: {
    zone: string
    local: string
    earlier: string
    later: string
    compatible: string
    compatible_local: string
  }[]
  overlap_cases: { zone: string; local: string; earlier: string; later: string; compatible: string }[]
  weekly_series_over_a_change: {
    zone: string
    dtstart_local: string
    label: string
    occurrences: { wall: string; utc: string; shown_local: string }[]
  }[]
  day_lengths: {
    zone: string
    date: string
    hours_in_day: number
    eight_hours_from_22h_day_before_ends_local: string
  }[]
}
const DATA = join(import.meta.dirname, '../../../../shared/data/timezones/dst_cases.json')
const isThere = existsSync(DATA)
const all = (isThere ? JSON.parse(readFileSync(DATA, 'utf8')) : {}) as Cases
// Two zones have other future rules in later releases of the zone data, as the file says.
const sure = <T extends { zone: string }>(cases: T[], yearOf: (each: T) => string): T[] =>
  cases.filter((each) => !all.volatile_zones.includes(each.zone) || yearOf(each) <= '2025')
const iso = (instant: Date) => instant.toISOString().replace('.000Z', 'Z')
const shown = (wall: string) => wall.slice(0, 16)
const service = {
  id: 'visit',
  duration: 30,
  before: 0,
  after: 0,
  slotInterval: 60,
  slotOffset: 0,
  minimumNotice: 0,
  horizonDays: null,
  capacity: 1,
}

/** Half-hour visits on the hour of a day on which somebody works around the clock. */
function slotsOf(day: string, zone: string) {
  const window = { from: startOfLocalDay(day, zone), to: startOfLocalDay(addLocalDays(day, 1), zone) }
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ locationId: 'here', weekday, from: 0, to: 1440 }))
  return freeSlots({
    now: new Date(window.from.getTime() - 86_400_000),
    window,
    service,
    locations: [{ id: 'here', zone }],
    practitioners: [{ id: 'somebody', hours, busy: [] }],
    rooms: null,
    pools: [],
  })
}

describe.skipIf(!isThere)('256 clock changes of 26 zones (skipped where the shared data is absent)', () => {
  test('are all there, and each is where the zone changes its offset', () => {
    expect([all.zones.length, all.transitions.length]).toEqual([26, 256])
    for (const each of sure(all.transitions, ({ utc }) => utc.slice(0, 4))) {
      const at = Date.parse(each.utc)
      const [before, after] = [new Date(at - 60_000), new Date(at)]
      const told = JSON.stringify(each)
      expect(toOffsetIso(before, each.zone).slice(19), told).toBe(each.offset_before)
      expect(toOffsetIso(after, each.zone).slice(19), told).toBe(each.offset_after)
      expect(instantToWall(after, each.zone), told).toBe(shown(each.local_after))
      const moved = (offsetAt(each.zone, at) - offsetAt(each.zone, at - 1)) / 60_000
      expect([moved > 0 ? 'gap' : 'overlap', Math.abs(moved)], told).toEqual([each.kind, each.minutes])
      expect(
        offsetsBetween(each.zone, at - 3_600_000, at + 3_600_000).map(({ from }) => from),
        told,
      ).toEqual([at - 3_600_000, at])
    }
  })

  test('skip hours: nothing is guessed unless somebody says how, and nobody is at work in them', () => {
    for (const each of sure(all.gap_cases, ({ local }) => local.slice(0, 4))) {
      const wall = shown(each.local)
      const told = JSON.stringify(each)
      expect(readWall(wall, each.zone).kind, told).toBe('skipped')
      expect(() => wallToInstant(wall, each.zone), told).toThrow(
        expect.objectContaining({ code: 'wall_time_skipped' }),
      )
      for (const choice of ['earlier', 'later', 'compatible'] as const)
        expect(iso(wallToInstant(wall, each.zone, { disambiguation: choice })), told).toBe(each[choice])
      expect(instantToWall(new Date(each.compatible), each.zone), told).toBe(shown(each.compatible_local))
      // Hours of one minute that the clock never shows last no time at all.
      const minute = Date.parse(`${wall}Z`) / 60_000
      const at = Date.parse(each.compatible) / 60_000
      const worked = atWallClock(each.zone, { from: at - 2880, to: at + 2880 }, () => [
        { from: minute, to: minute + 1 },
      ])
      expect(worked, told).toEqual([])
    }
  })

  test('repeat hours: both are told, and hours that fall into them are worked twice', () => {
    for (const each of sure(all.overlap_cases, ({ local }) => local.slice(0, 4))) {
      const wall = shown(each.local)
      const told = JSON.stringify(each)
      expect(readWall(wall, each.zone), told).toMatchObject({
        kind: 'twice',
        earlier: new Date(each.earlier),
        later: new Date(each.later),
      })
      expect(() => wallToInstant(wall, each.zone), told).toThrow(
        expect.objectContaining({ code: 'wall_time_twice' }),
      )
      expect(iso(wallToInstant(wall, each.zone, { disambiguation: 'compatible' })), told).toBe(
        each.compatible,
      )
      const minute = Date.parse(`${wall}Z`) / 60_000
      const at = Date.parse(each.earlier) / 60_000
      const worked = atWallClock(each.zone, { from: at - 2880, to: at + 2880 }, () => [
        { from: minute, to: minute + 1 },
      ])
      expect(
        worked.map(({ from }) => iso(new Date(from * 60_000))),
        told,
      ).toEqual([each.earlier, each.later])
    }
  })

  test('a weekly hour stays at its wall time, also as weekly hours of the engine', () => {
    for (const each of sure(all.weekly_series_over_a_change, ({ dtstart_local }) =>
      dtstart_local.slice(0, 4),
    )) {
      const told = JSON.stringify(each).slice(0, 300)
      for (const { wall, utc, shown_local } of each.occurrences) {
        const instant = wallToInstant(shown(wall), each.zone, { disambiguation: 'compatible' })
        expect([iso(instant), instantToWall(instant, each.zone)], told).toEqual([utc, shown(shown_local)])
      }
      const day = each.dtstart_local.slice(0, 10)
      const from = Number(each.dtstart_local.slice(11, 13)) * 60 + Number(each.dtstart_local.slice(14, 16))
      const person = {
        hours: [{ locationId: 'here', weekday: weekdayOf(day), from, to: from + 30, validFrom: day }],
      }
      const plain = each.occurrences.filter(({ wall }) => readWall(shown(wall), each.zone).kind === 'once')
      for (const { wall, utc } of plain) {
        const on = wall.slice(0, 10)
        const window = minutesOf({
          startsAt: startOfLocalDay(on, each.zone),
          endsAt: startOfLocalDay(addLocalDays(on, 1), each.zone),
        })
        const found = workingTimes(person, { id: 'here', zone: each.zone }, window)
        expect(found.map((one) => iso(new Date(one.from * 60_000)))[0], told).toBe(utc)
      }
    }
  })

  test('days last 23, 24, 24.5, 25 hours or what the zone says; free times lie on the hours of the local clock', () => {
    for (const { zone, date, hours_in_day, ...night } of sure(all.day_lengths, (each) =>
      each.date.slice(0, 4),
    )) {
      const told = `${zone} ${date}`
      expect(localDayLength(date, zone), told).toBe(hours_in_day * 60)
      const day = { from: startOfLocalDay(date, zone), to: startOfLocalDay(addLocalDays(date, 1), zone) }
      const window = minutesOf({ startsAt: day.from, endsAt: day.to })
      const around = { hours: [{ locationId: 'here', weekday: weekdayOf(date), from: 0, to: 1440 }] }
      expect(totalMinutes(workingTimes(around, { id: 'here', zone }, window)), told).toBe(hours_in_day * 60)
      const slots = slotsOf(date, zone)
      const walls = slots.map(({ startsAt }) => instantToWall(startsAt, zone))
      expect(
        walls.every((wall) => wall.endsWith(':00')),
        told,
      ).toBe(true)
      expect(
        walls.every((wall) => wall.startsWith(date)),
        told,
      ).toBe(true)
      expect(new Set(slots.map(({ startsAt }) => startsAt.getTime())).size, told).toBe(slots.length)
      // Every full hour that the clock shows is offered, a repeated one twice.
      const full = Array.from(
        { length: window.to - window.from },
        (_, index) => new Date((window.from + index) * 60_000),
      ).filter((each) => instantToWall(each, zone).endsWith(':00') && localDay(each, zone) === date)
      expect(slots.length, told).toBe(full.length)
      const evening = wallToInstant(`${addLocalDays(date, -1)}T22:00`, zone, { disambiguation: 'compatible' })
      expect(instantToWall(new Date(evening.getTime() + 8 * 3_600_000), zone), told).toBe(
        shown(night.eight_hours_from_22h_day_before_ends_local),
      )
    }
  })
})
