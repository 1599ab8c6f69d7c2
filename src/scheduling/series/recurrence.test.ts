import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { describe, expect, test } from 'vitest'
import { expandSeries, expandWall, inWallTime } from './recurrence.ts'
import { readRuleText } from './rule-text.ts'

const CASES = join(import.meta.dirname, '../../../../shared/data/recurrence')
const NEW_YORK = 'America/New_York'
const series = (rule: string, start = '2026-03-02T09:00', zone = NEW_YORK) =>
  expandSeries({ rule, start, zone })
const walls = (rule: string, start?: string) => series(rule, start).map(({ wall }) => wall)

interface Case {
  rrule?: string
  text?: string
  dtstart?: string
  instances: string[]
}

describe.skipIf(!existsSync(CASES))(
  'cases of others (skipped where shared/data/recurrence is absent)',
  () => {
    const files = existsSync(CASES)
      ? readdirSync(CASES).filter((name) => /^rrule_cases.*\.json$/.test(name))
      : []
    test.each(files)('of %s, yearly to daily, are exact', (file) => {
      const { cases } = JSON.parse(readFileSync(join(CASES, file), 'utf8')) as { cases: Case[] }
      const daily = cases.filter(({ rrule, text }) => !/HOURLY|MINUTELY|SECONDLY/i.test(rrule ?? text!))
      expect(daily.length).toBeGreaterThan(0)
      for (const { rrule, text, dtstart, instances } of daily) {
        const set = inWallTime(readRuleText(rrule ?? text!), 'UTC')
        const open = [...set.rules, ...set.exRules].some(
          ({ count, until }) => count === null && until === null,
        )
        const limit = open ? instances.length : 10_000
        const found = expandWall(set, {
          start: set.start ?? wallOf(dtstart!),
          end: '2600-01-01T00:00:00',
          limit,
        })
        expect(found, rrule ?? text).toEqual(instances.map(wallOf))
      }
    })
  },
)

function wallOf(text: string): string {
  const [date, time = '000000'] = [text.slice(0, 8), text.slice(9, 15) || undefined]
  return `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}`
}

describe('a series', () => {
  test('stays at nine o’clock across the clock change, and says where the clocks changed', () => {
    const dates = series('FREQ=WEEKLY;COUNT=3')
    expect(dates.map(({ wall, clock }) => [wall, clock])).toEqual([
      ['2026-03-02T09:00', null],
      ['2026-03-09T09:00', 'changed'],
      ['2026-03-16T09:00', null],
    ])
    expect(dates.map(({ instant }) => instant!.toISOString().slice(11, 16))).toEqual([
      '14:00',
      '13:00',
      '13:00',
    ])
  })

  test('reports an hour that the clocks skip and does not move it; of an hour shown twice it takes the first', () => {
    const [before, skipped, after] = series('FREQ=DAILY;COUNT=3', '2026-03-07T02:30')
    expect(before!.clock).toBeNull()
    expect(skipped).toEqual({ wall: '2026-03-08T02:30', instant: null, clock: 'skipped' })
    expect(after!.instant!.toISOString()).toBe('2026-03-09T06:30:00.000Z')
    const [, twice] = series('FREQ=DAILY;COUNT=2', '2026-10-31T01:30')
    expect(twice).toMatchObject({ clock: 'twice', instant: new Date('2026-11-01T05:30:00Z') })
  })

  test('does not begin on its start when the rule does not say so, and keeps its excepted and added dates', () => {
    expect(walls('FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2')).toEqual(['2026-03-03T09:00', '2026-03-05T09:00'])
    expect(walls('RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260309T090000\nRDATE:20260310T100000')).toEqual([
      '2026-03-02T09:00',
      '2026-03-10T10:00',
      '2026-03-16T09:00',
    ])
  })

  test('ends on the day it names, that day included, whether the end is said as a day, on the wall or in UTC', () => {
    for (const until of ['20260316', '20260316T090000', '20260316T130000Z']) {
      expect(walls(`FREQ=WEEKLY;UNTIL=${until}`).at(-1), until).toBe('2026-03-16T09:00')
    }
    expect(walls('FREQ=WEEKLY;UNTIL=20260316T125959Z').at(-1)).toBe('2026-03-09T09:00')
  })

  test('on the 31st leaves short months out', () => {
    expect(walls('FREQ=MONTHLY;COUNT=3', '2026-01-31T09:00')).toEqual([
      '2026-01-31T09:00',
      '2026-03-31T09:00',
      '2026-05-31T09:00',
    ])
  })

  test.each([
    ['FREQ=DAILY;COUNT=10000', 'series_too_long'],
    ['FREQ=DAILY;UNTIL=21001231', 'series_too_long'],
    ['FREQ=YEARLY;COUNT=10', 'series_too_long'],
    ['FREQ=WEEKLY', 'series_endless'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'series_empty'],
    ['FREQ=WEEKLY;UNTIL=20200101', 'series_empty'],
    ['FREQ=HOURLY;COUNT=3', 'invalid'],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20270101', 'invalid'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=3', 'invalid'],
    ['every Monday', 'invalid'],
    ['', 'invalid'],
    ['FREQ=WEEKLY;UNTIL=20260230', 'invalid'],
    ['DTSTART:20260302T090000\nRRULE:FREQ=DAILY;COUNT=2', 'invalid'],
  ])('%s is a clear problem: %s', (rule, code) => {
    const began = performance.now()
    expect(() => series(rule)).toThrow(expect.objectContaining({ code }))
    expect(performance.now() - began).toBeLessThan(500)
  })
})

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
const simpleRule = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    days: fc.uniqueArray(weekday, { maxLength: 3 }),
    monthDays: fc.uniqueArray(fc.constantFrom(1, 13, 28, 31, -1), { maxLength: 2 }),
    count: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ freq, interval, days, monthDays, count }) =>
    [
      `FREQ=${freq}`,
      `INTERVAL=${interval}`,
      `COUNT=${count}`,
      ...(days.length ? [`BYDAY=${days.join(',')}`] : []),
      ...(monthDays.length && freq !== 'WEEKLY' ? [`BYMONTHDAY=${monthDays.join(',')}`] : []),
    ].join(';'),
  )

test('everyday rules give the dates that the library rrule-temporal gives', () => {
  fc.assert(
    fc.property(simpleRule, fc.integer({ min: 0, max: 700 }), (rule, days) => {
      const start = new Date(Date.UTC(2025, 0, 1 + days, 9)).toISOString().slice(0, 19)
      const end = '2033-01-01T00:00:00'
      const theirs = new RRuleTemporal({
        rruleString: `DTSTART:${start.replace(/[-:]/g, '')}Z\nRRULE:${rule}`,
      })
        .all((date, at) => at < 20 && date.year < 2033)
        .map((date) => date.toPlainDateTime().toString().padEnd(19, ':00'))
        .filter((time) => time < end)
      expect(expandWall(readRuleText(rule), { start, end, limit: 20 })).toEqual(theirs)
    }),
    { numRuns: 150 },
  )
})
