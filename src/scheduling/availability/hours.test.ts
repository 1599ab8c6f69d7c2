import { describe, expect, test } from 'vitest'
import { instantToWall, toOffsetIso } from '../../platform/time/index.ts'
import { openTimes, workingTimes } from './hours.ts'
import type { HoursException, Location, WorkingHours } from './hours.ts'
import type { Interval } from './intervals.ts'

const MINUTE = 60_000
const newYork: Location = { id: 'main', zone: 'America/New_York' }
const at = (instant: string) => Date.parse(instant) / MINUTE
const days = (from: string, to: string): Interval => ({
  from: at(`${from}T00:00-05:00`),
  to: at(`${to}T00:00-05:00`),
})
const nineToFive: WorkingHours = { locationId: 'main', weekday: 1, from: 540, to: 1020 }

/** '2026-03-02 09:00-17:00' by the location's clock. */
function told(times: readonly Interval[], zone = newYork.zone) {
  return times.map(({ from, to }) => {
    const [begin, end] = [from, to].map((minute) => instantToWall(new Date(minute * MINUTE), zone))
    return `${begin!.replace('T', ' ')}-${end!.slice(11)}`
  })
}

const working = (hours: WorkingHours[], window: Interval, exceptions: HoursException[] = []) =>
  told(workingTimes({ hours, exceptions }, newYork, window))

test('nine to five stays nine to five across a clock change', () => {
  const times = workingTimes({ hours: [nineToFive] }, newYork, days('2026-03-01', '2026-03-15'))
  expect(told(times)).toEqual(['2026-03-02 09:00-17:00', '2026-03-09 09:00-17:00'])
  expect(times.map(({ from }) => toOffsetIso(new Date(from * MINUTE), newYork.zone))).toEqual([
    '2026-03-02T09:00:00-05:00',
    '2026-03-09T09:00:00-04:00',
  ])
})

describe('on the days on which the clock changes', () => {
  const allDay: WorkingHours = { locationId: 'main', weekday: 7, from: 0, to: 1440 }

  test.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ])('a whole day in %s on %s has %d hours', (zone, day, hours) => {
    const noon = at(`${day}T12:00Z`)
    const window = { from: noon - 2880, to: noon + 2880 }
    const times = workingTimes({ hours: [allDay] }, { id: 'main', zone }, window)
    expect(times.map(({ from, to }) => (to - from) / 60)).toEqual([hours])
  })

  test('hours inside the hour that is skipped do not exist', () => {
    const inTheGap = { ...allDay, from: 125, to: 175 }
    expect(working([inTheGap], days('2026-03-07', '2026-03-10'))).toEqual([])
    expect(working([{ ...allDay, from: 90, to: 210 }], days('2026-03-07', '2026-03-10'))).toEqual([
      '2026-03-08 01:30-03:30',
    ])
  })

  test('hours inside the hour that is repeated come twice', () => {
    const repeated = workingTimes(
      { hours: [{ ...allDay, from: 75, to: 105 }] },
      newYork,
      days('2026-10-31', '2026-11-03'),
    )
    expect(repeated.map(({ from }) => toOffsetIso(new Date(from * MINUTE), newYork.zone))).toEqual([
      '2026-11-01T01:15:00-04:00',
      '2026-11-01T01:15:00-05:00',
    ])
  })
})

test('alternating weeks are counted from a day, through the new year', () => {
  const weekA = { ...nineToFive, cycle: { weeks: 2, week: 0, anchor: '2026-12-07' } }
  const weekB = { ...nineToFive, from: 780, cycle: { weeks: 2, week: 1, anchor: '2026-12-07' } }
  expect(working([weekA, weekB], days('2026-12-20', '2027-01-13'))).toEqual([
    '2026-12-21 09:00-17:00',
    '2026-12-28 13:00-17:00',
    '2027-01-04 09:00-17:00',
    '2027-01-11 13:00-17:00',
  ])
})

test('weeks before the anchor alternate as well', () => {
  const weekA = { ...nineToFive, cycle: { weeks: 2, week: 0, anchor: '2026-06-01' } }
  expect(working([weekA], days('2026-03-01', '2026-03-15'))).toEqual(['2026-03-09 09:00-17:00'])
})

test('hours hold from their first to their last day, both included', () => {
  const rule = { ...nineToFive, validFrom: '2026-03-09', validTo: '2026-03-16' }
  expect(working([rule], days('2026-03-01', '2026-03-25'))).toEqual([
    '2026-03-09 09:00-17:00',
    '2026-03-16 09:00-17:00',
  ])
})

test('a night shift passes midnight and is cut by the window', () => {
  const night: WorkingHours = { locationId: 'main', weekday: 1, from: 1320, to: 1800 }
  expect(working([night], days('2026-03-01', '2026-03-11'))).toEqual([
    '2026-03-02 22:00-06:00',
    '2026-03-09 22:00-06:00',
  ])
  expect(working([night], days('2026-03-03', '2026-03-04'))).toEqual(['2026-03-03 00:00-06:00'])
})

describe('a dated exception', () => {
  const week = days('2026-03-01', '2026-03-08')
  const evening = { locationId: 'main', from: 1080, to: 1200 }

  test('replaces the day, adds to it, or takes it away', () => {
    const on = (effect: 'add' | 'replace', hours = [evening]) => [{ day: '2026-03-02', effect, hours }]
    expect(working([nineToFive], week, on('replace'))).toEqual(['2026-03-02 18:00-20:00'])
    expect(working([nineToFive], week, on('add'))).toEqual([
      '2026-03-02 09:00-17:00',
      '2026-03-02 18:00-20:00',
    ])
    expect(working([nineToFive], week, on('replace', []))).toEqual([])
  })

  test('that sends somebody to the branch takes the day away from the main street', () => {
    const away: HoursException[] = [
      { day: '2026-03-02', effect: 'replace', hours: [{ locationId: 'branch', from: 600, to: 720 }] },
    ]
    expect(working([nineToFive], week, away)).toEqual([])
    const branch = workingTimes(
      { hours: [nineToFive], exceptions: away },
      { id: 'branch', zone: newYork.zone },
      week,
    )
    expect(told(branch)).toEqual(['2026-03-02 10:00-12:00'])
  })
})

test('a location is open in its hours, less holidays and closures', () => {
  const location: Location = {
    ...newYork,
    openingHours: [1, 2, 3].map((weekday) => ({ weekday, from: 480, to: 1080 })),
    holidays: [{ day: '2026-03-03', name: 'Town day' }],
    closures: [
      { startsAt: new Date('2026-03-04T12:00:00-05:00'), endsAt: new Date('2026-03-04T13:00:00-05:00') },
    ],
  }
  expect(told(openTimes(location, days('2026-03-01', '2026-03-08')))).toEqual([
    '2026-03-02 08:00-18:00',
    '2026-03-04 08:00-12:00',
    '2026-03-04 13:00-18:00',
  ])
})
