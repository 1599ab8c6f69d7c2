import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDay } from '../../platform/time/index.ts'
import { mayWriteNow, nextTimeToWrite } from './quiet-hours.ts'
import { rank, scoreOf, URGENCIES } from './ranking.ts'
import type { Standing, Weights } from './ranking.ts'
import { fits, joined } from './wish.ts'
import type { Wanted } from './wish.ts'

const now = new Date('2026-03-02T14:00:00Z')
const person = (ids: fc.Arbitrary<string> = fc.uuid()): fc.Arbitrary<Standing> =>
  fc.record({
    entryId: ids,
    urgency: fc.constantFrom(...URGENCIES),
    waitingSince: fc
      .integer({ min: 0, max: 900 * 24 * 60 })
      .map((min) => new Date(now.getTime() - min * 60_000)),
    visitMinutes: fc.integer({ min: 5, max: 240 }),
    gapMinutes: fc.integer({ min: 5, max: 480 }),
    practitioner: fc.constantFrom('wished', 'usual', 'any'),
    offersBefore: fc.integer({ min: 0, max: 20 }),
    acceptedBefore: fc.integer({ min: 0, max: 20 }),
  })
const crowd = fc.uniqueArray(person(), { selector: (each) => each.entryId, minLength: 2, maxLength: 30 })
const weights: fc.Arbitrary<Weights> = fc.record({
  urgency: fc.integer({ min: 0, max: 100 }),
  waiting: fc.integer({ min: 0, max: 100 }),
  fit: fc.integer({ min: 0, max: 100 }),
  chance: fc.integer({ min: 0, max: 100 }),
})
const order = (people: readonly Standing[], by: Weights) => rank(people, by, now).map(({ of }) => of.entryId)

describe('the ranking', () => {
  test('is total and stable: whatever the order they came in, the same people stand in the same places', () => {
    fc.assert(
      fc.property(crowd, weights, fc.integer(), (people, by, seed) => {
        const shuffled = [...people].sort((a, b) => hash(a.entryId, seed) - hash(b.entryId, seed))
        expect(order(shuffled, by)).toEqual(order(people, by))
        expect(new Set(order(people, by)).size).toBe(people.length)
      }),
    )
  })

  test('nobody falls behind by being more urgent', () => {
    fc.assert(
      fc.property(crowd, weights, (people, by) => {
        const [first, ...others] = people as [Standing, ...Standing[]]
        const place = (urgency: Standing['urgency']) =>
          order([{ ...first, urgency }, ...others], by).indexOf(first.entryId)
        expect(place('soon')).toBeLessThanOrEqual(place('routine'))
        expect(place('urgent')).toBeLessThanOrEqual(place('soon'))
      }),
    )
  })

  test('nobody falls behind by having waited longer', () => {
    fc.assert(
      fc.property(crowd, weights, fc.integer({ min: 1, max: 400 }), (people, by, days) => {
        const [first, ...others] = people as [Standing, ...Standing[]]
        const waited = { ...first, waitingSince: new Date(first.waitingSince.getTime() - days * 86_400_000) }
        expect(order([waited, ...others], by).indexOf(first.entryId)).toBeLessThanOrEqual(
          order([first, ...others], by).indexOf(first.entryId),
        )
      }),
    )
  })

  test('a score lies between 0 and 100, and its parts add up to it', () => {
    fc.assert(
      fc.property(person(), weights, (one, by) => {
        const acceptedBefore = Math.min(one.acceptedBefore, one.offersBefore)
        const { total, parts } = scoreOf({ ...one, acceptedBefore }, by, now)
        expect(total).toBeGreaterThanOrEqual(0)
        expect(total).toBeLessThanOrEqual(100 + 1e-9)
        expect(parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(total, 9)
      }),
    )
  })
})

describe('quiet hours', () => {
  const hours = { from: '08:00', to: '20:00' }
  const zones = [
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Santiago',
  ]

  test('the next time to write is never in the quiet, never in the past, and within a day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        (zone, at) => {
          const next = nextTimeToWrite(at, zone, hours)
          expect(next.getTime()).toBeGreaterThanOrEqual(at.getTime())
          expect(mayWriteNow(next, zone, hours)).toBe(true)
          expect(next.getTime() - at.getTime()).toBeLessThanOrEqual(13 * 3_600_000)
        },
      ),
    )
  })

  test.each([
    // Saturday evening; the night loses an hour, the night gains one.
    ['2026-03-08T03:30:00Z', 'America/New_York', '2026-03-08T12:00:00.000Z'],
    ['2026-11-01T03:30:00Z', 'America/New_York', '2026-11-01T13:00:00.000Z'],
    ['2026-03-28T21:00:00Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
    ['2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
    ['2026-06-10T12:00:00Z', 'Europe/Berlin', '2026-06-10T12:00:00.000Z'],
  ])('at %s in %s they end at %s', (at, zone, next) => {
    expect(nextTimeToWrite(new Date(at), zone, hours).toISOString()).toBe(next)
  })
})

describe('a wish', () => {
  const anything: Wanted = {
    practitionerIds: [],
    locationIds: [],
    wantedTimes: [],
    fromDay: null,
    toDay: null,
    minNoticeMinutes: 0,
    earlierThan: null,
  }
  const time = (startsAt: string, minutes = 60) => ({
    practitionerId: 'petra',
    locationId: 'main',
    startsAt: new Date(startsAt),
    endsAt: new Date(Date.parse(startsAt) + minutes * 60_000),
    zone: 'America/New_York',
  })
  const takes = (wish: Partial<Wanted>, startsAt: string, minutes?: number) =>
    fits({ ...anything, ...wish }, time(startsAt, minutes), now)

  test('without conditions takes any time', () => {
    expect(takes({}, '2026-03-03T15:00:00Z')).toBe(true)
  })

  test('for Tuesday mornings takes a visit that ends by noon, by the clock of the location', () => {
    const wantedTimes = [{ weekday: 2, from: '00:00', to: '12:00' }]
    expect(takes({ wantedTimes }, '2026-03-03T16:00:00Z')).toBe(true) // 11:00–12:00
    expect(takes({ wantedTimes }, '2026-03-03T16:15:00Z')).toBe(false) // until 12:15
    expect(takes({ wantedTimes }, '2026-03-04T15:00:00Z')).toBe(false) // Wednesday
    // After the clock change the same wall time is another instant.
    expect(takes({ wantedTimes }, '2026-03-10T15:00:00Z')).toBe(true)
    expect(takes({ wantedTimes }, '2026-03-10T16:00:00Z')).toBe(false)
  })

  test('for morning and afternoon takes a visit across noon, and an evening one may end at midnight', () => {
    const day = [
      { weekday: 2, from: '12:00', to: '17:00' },
      { weekday: 2, from: '00:00', to: '12:00' },
    ]
    expect(joined(day)).toEqual([{ weekday: 2, from: '00:00', to: '17:00' }])
    expect(takes({ wantedTimes: day }, '2026-03-03T16:30:00Z')).toBe(true)
    expect(takes({ wantedTimes: [{ weekday: 2, from: '17:00', to: '24:00' }] }, '2026-03-04T04:00:00Z')).toBe(
      true,
    )
  })

  test('keeps to its days, its people, its places, its notice, and is of use only before the present visit', () => {
    const at = '2026-03-03T15:00:00Z'
    expect(takes({ fromDay: '2026-03-04' }, at)).toBe(false)
    expect(takes({ toDay: '2026-03-02' }, at)).toBe(false)
    expect(takes({ fromDay: '2026-03-03', toDay: '2026-03-03' }, at)).toBe(true)
    expect(takes({ practitionerIds: ['paul'] }, at)).toBe(false)
    expect(takes({ locationIds: ['riverside'] }, at)).toBe(false)
    expect(takes({ minNoticeMinutes: 26 * 60 }, at)).toBe(false)
    expect(takes({ minNoticeMinutes: 25 * 60 }, at)).toBe(true)
    expect(takes({ earlierThan: new Date(at) }, at)).toBe(false)
    expect(takes({ earlierThan: new Date('2026-03-05T15:00:00Z') }, at)).toBe(true)
    expect(localDay(new Date(at), 'America/New_York')).toBe('2026-03-03')
  })
})

function hash(id: string, seed: number): number {
  let value = seed | 0
  for (let at = 0; at < id.length; at += 1) value = Math.imul(value ^ id.charCodeAt(at), 0x01000193)
  return value
}
