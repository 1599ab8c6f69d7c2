import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import {
  addLocalDays,
  addMinutes,
  dayNumber,
  daysBetween,
  instantToWall,
  isValidZone,
  listZones,
  localDay,
  localDayLength,
  offsetAt,
  offsetsBetween,
  readWall,
  startOfLocalDay,
  toOffsetIso,
  wallToInstant,
  weekdayOf,
} from './index.ts'

interface Case {
  zone: string
  local: string
  earlier: string
  later: string
  compatible: string
  compatible_local: string
}

interface DstCases {
  volatile_zones: string[]
  transitions: {
    zone: string
    utc: string
    local_before: string
    local_after: string
    kind: string
    minutes: number
  }[]
  gap_cases: Case[]
  overlap_cases: Case[]
  weekly_series_over_a_change: {
    zone: string
    occurrences: { wall: string; utc: string; shown_local: string }[]
  }[]
  day_lengths: {
    zone: string
    date: string
    hours_in_day: number
    eight_hours_from_22h_day_before_ends_local: string
  }[]
}

const path = fileURLToPath(new URL('../../../../shared/data/timezones/dst_cases.json', import.meta.url))
const cases: DstCases | null = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
const published = describe.skipIf(!cases)
const title = cases
  ? 'the published cases of clock changes'
  : `the published cases (skipped: ${path} is absent)`

const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'UTC',
]
const minute = (text: string) => text.slice(0, 16)
const iso = (instant: Date) => instant.toISOString().replace('.000', '')

function refusalOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

published(title, () => {
  // Their rules after 2025 differ between releases of the zone database.
  const stable = <T extends { zone: string }>(list: T[], when: (item: T) => string) =>
    list.filter((item) => !cases?.volatile_zones.includes(item.zone) || when(item) < '2026')

  test('every change of the clock is where it should be', () => {
    for (const change of stable(cases!.transitions, (item) => item.utc)) {
      const at = new Date(change.utc)
      expect([change.zone, instantToWall(at, change.zone)]).toEqual([change.zone, minute(change.local_after)])
      const shift = (offsetAt(change.zone, at.getTime()) - offsetAt(change.zone, at.getTime() - 1)) / 60_000
      expect(Math.abs(shift)).toBe(change.minutes)
    }
  })

  test('a wall time in a gap is refused, named with the time after it, or moved as asked', () => {
    for (const { zone, local, ...expected } of stable(cases!.gap_cases, (item) => item.local)) {
      const wall = minute(local)
      const refusal = refusalOf(() => wallToInstant(wall, zone))
      expect(refusal).toMatchObject({ status: 422, code: 'wall_time_skipped' })
      expect(refusal.details.next).toBe(minute(expected.compatible_local))
      for (const disambiguation of ['earlier', 'later', 'compatible'] as const) {
        expect(iso(wallToInstant(wall, zone, { disambiguation }))).toBe(expected[disambiguation])
      }
    }
  })

  test('a wall time in a repeated hour is refused with both choices, or taken as asked', () => {
    for (const { zone, local, ...expected } of stable(cases!.overlap_cases, (item) => item.local)) {
      const wall = minute(local)
      const refusal = refusalOf(() => wallToInstant(wall, zone))
      expect(refusal).toMatchObject({ status: 422, code: 'wall_time_twice' })
      const choices = (refusal.details.choices as string[]).map((choice) => iso(new Date(choice)))
      expect(choices).toEqual([expected.earlier, expected.later])
      for (const disambiguation of ['earlier', 'later', 'compatible'] as const) {
        expect(iso(wallToInstant(wall, zone, { disambiguation }))).toBe(expected[disambiguation])
      }
    }
  })

  test('a weekly wall time stays across a clock change', () => {
    for (const series of stable(cases!.weekly_series_over_a_change, (item) => item.occurrences[0]!.wall)) {
      const first = series.occurrences[0]!.wall
      series.occurrences.forEach((occurrence, week) => {
        const wall = `${addLocalDays(first.slice(0, 10), 7 * week)}T${first.slice(11, 16)}`
        expect(wall).toBe(minute(occurrence.wall))
        const instant = wallToInstant(wall, series.zone, { disambiguation: 'compatible' })
        expect(iso(instant)).toBe(occurrence.utc)
        expect(instantToWall(instant, series.zone)).toBe(minute(occurrence.shown_local))
      })
    }
  })

  test('days have their true length and eight hours stay eight hours', () => {
    for (const day of stable(cases!.day_lengths, (item) => item.date)) {
      expect([day.zone, day.date, localDayLength(day.date, day.zone) / 60]).toEqual([
        day.zone,
        day.date,
        day.hours_in_day,
      ])
      const evening = wallToInstant(`${addLocalDays(day.date, -1)}T22:00`, day.zone, {
        disambiguation: 'compatible',
      })
      const end = instantToWall(addMinutes(evening, 480), day.zone)
      expect(end).toBe(minute(day.eight_hours_from_22h_day_before_ends_local))
    }
  })
})

test('instants and wall times agree with Temporal in any zone of the world', () => {
  const zones = listZones()
  const instants = fc.integer({ min: Date.UTC(1972, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (zone, minutes) => {
      const instant = new Date(minutes * 60_000)
      const there = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
      expect(instantToWall(instant, zone)).toBe(there.toPlainDateTime().toString({ smallestUnit: 'minute' }))
    }),
    { numRuns: 1000 },
  )
})

test('wall times near a clock change are read as Temporal reads them', () => {
  const near = fc.integer({ min: -2000, max: 2000 })
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 40 }), near, (zone, pick, minutes) => {
      const changes = offsetsBetween(zone, Date.UTC(2010, 0, 1), Date.UTC(2035, 0, 1))
      const change = changes[pick % changes.length]!.from
      const wall = new Date(change + offsetAt(zone, change) + minutes * 60_000).toISOString().slice(0, 16)
      for (const disambiguation of ['earlier', 'later', 'compatible'] as const) {
        const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation })
        expect(wallToInstant(wall, zone, { disambiguation }).getTime()).toBe(expected.epochMilliseconds)
      }
      const temporalRefuses = (() => {
        try {
          Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'reject' })
          return false
        } catch {
          return true
        }
      })()
      expect(readWall(wall, zone).kind !== 'once').toBe(temporalRefuses)
    }),
    { numRuns: 2000 },
  )
})

test('the start of a day is what Temporal says, also where the clock skips midnight', () => {
  const days = fc.integer({ min: dayNumber('2005-01-01'), max: dayNumber('2035-12-31') })
  const zones = [
    'Africa/Cairo',
    'America/Sao_Paulo',
    'America/Havana',
    'Asia/Beirut',
    'Pacific/Apia',
    ...ZONES,
  ]
  fc.assert(
    fc.property(fc.constantFrom(...zones), days, (zone, number) => {
      const day = addLocalDays('1970-01-01', number)
      const expected = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
      expect(startOfLocalDay(day, zone).getTime()).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})

test('days of 23, 24, 24.5, 25 and no hours', () => {
  expect(localDayLength('2026-03-08', 'America/New_York')).toBe(1380)
  expect(localDayLength('2026-11-01', 'America/New_York')).toBe(1500)
  expect(localDayLength('2026-04-05', 'Australia/Lord_Howe')).toBe(1470)
  expect(localDayLength('2026-10-04', 'Australia/Lord_Howe')).toBe(1410)
  expect(localDayLength('2026-03-02', 'Europe/Berlin')).toBe(1440)
  expect(localDayLength('2011-12-30', 'Pacific/Apia')).toBe(0)
})

test('days are counted on the calendar', () => {
  expect(addLocalDays('2028-02-28', 2)).toBe('2028-03-01')
  expect(daysBetween('2026-03-02', '2026-02-27')).toBe(-3)
  expect(weekdayOf('2026-03-02')).toBe(1)
  expect(weekdayOf('1969-12-28')).toBe(7)
  expect(localDay(new Date('2026-03-02T03:00:00Z'), 'America/New_York')).toBe('2026-03-01')
})

test('an instant is written with its offset, which tells the repeated hour apart', () => {
  const zone = 'America/New_York'
  expect(toOffsetIso(new Date('2026-03-02T16:00:00Z'), zone)).toBe('2026-03-02T11:00:00-05:00')
  expect(toOffsetIso(new Date('2026-11-01T05:30:00Z'), zone)).toBe('2026-11-01T01:30:00-04:00')
  expect(toOffsetIso(new Date('2026-11-01T06:30:00Z'), zone)).toBe('2026-11-01T01:30:00-05:00')
})

test.each([
  '2026-02-30T09:00',
  '2026-03-02T24:00',
  '2026-03-02T09:60',
  '2026-3-2T9:00',
  '',
  '2026-13-01T00:00',
  '0026-01-01T00:00',
])("'%s' is no wall time", (wall) => {
  expect(refusalOf(() => wallToInstant(wall, 'Europe/Berlin'))).toMatchObject({
    status: 422,
    code: 'invalid',
  })
})

test.each(['2026-02-29', '26-01-01', 'today'])("'%s' is no day", (day) => {
  expect(refusalOf(() => startOfLocalDay(day, 'Europe/Berlin'))).toMatchObject({
    status: 422,
    code: 'invalid',
  })
})

test.each(['+02:00', 'Europe/Atlantis', '', '../etc/passwd', 'Z '])("'%s' is no zone", (zone) => {
  expect(isValidZone(zone)).toBe(false)
  expect(refusalOf(() => offsetAt(zone, 0))).toMatchObject({ status: 422, code: 'invalid' })
})

test('a hundred thousand conversions take milliseconds, not seconds', () => {
  wallToInstant('2026-06-01T09:00', 'Europe/Berlin')
  // Processor time: what others do on the machine counts for nothing.
  const from = process.cpuUsage()
  for (let n = 0; n < 100_000; n++) offsetAt('Europe/Berlin', 1_767_225_600_000 + n * 300_000)
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(250)
})
