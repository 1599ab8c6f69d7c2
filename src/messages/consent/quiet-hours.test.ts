import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantToWall } from '../../platform/time/index.ts'
import { afterQuietHours, beforeQuietHours, isQuiet, quietFor, USUAL_QUIET } from './quiet-hours.ts'

const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
]
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const HOUR = 3_600_000

test('after the quiet hours is never quiet, never earlier, and nothing before it was loud', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      time,
      time,
      (instant, zone, from, until) => {
        const end = afterQuietHours(instant, zone, { from, until })
        expect(isQuiet(end, zone, { from, until })).toBe(false)
        expect(end.getTime()).toBeGreaterThanOrEqual(instant.getTime())
        expect(end.getTime() - instant.getTime()).toBeLessThanOrEqual(25 * HOUR)
        if (end > instant) expect(isQuiet(instant, zone, { from, until })).toBe(true)
        const before = beforeQuietHours(instant, zone, { from, until })
        expect(before.getTime()).toBeLessThanOrEqual(instant.getTime())
      },
    ),
    { numRuns: 500 },
  )
})

test('an end that the clock jumps over is the first time after the jump; a repeated end the one ahead', () => {
  const wall = (instant: Date) => instantToWall(instant, 'America/New_York')
  const jumped = afterQuietHours(new Date('2026-03-08T06:30:00Z'), 'America/New_York', {
    from: '21:00',
    until: '02:30',
  })
  expect(wall(jumped)).toBe('2026-03-08T03:30')
  // 01:10 for the second time: 01:30 has been once, and comes again.
  const repeated = afterQuietHours(new Date('2026-11-01T06:10:00Z'), 'America/New_York', {
    from: '21:00',
    until: '01:30',
  })
  expect(repeated.toISOString()).toBe('2026-11-01T06:30:00.000Z')
  const night = afterQuietHours(new Date('2026-11-01T03:00:00Z'), 'America/New_York', {
    from: '21:00',
    until: '08:00',
  })
  expect(wall(night)).toBe('2026-11-01T08:00')
})

test('the most exact line counts: purpose before channel before all', () => {
  expect(quietFor(USUAL_QUIET, 'sms', 'reminder')).toMatchObject({ from: '21:00', until: '08:00' })
  expect(quietFor(USUAL_QUIET, 'sms', 'care').from).toBe(quietFor(USUAL_QUIET, 'sms', 'care').until)
  expect(quietFor(USUAL_QUIET, 'sms', 'billing')).toMatchObject({ from: '21:00' })
  const own = [
    { channel: 'sms', purpose: null, from: '19:00', until: '09:00' },
    { channel: null, purpose: 'care', from: '23:00', until: '06:00' },
  ] as const
  expect(quietFor(own, 'sms', 'care').from).toBe('23:00')
  expect(quietFor(own, 'sms', 'review').from).toBe('19:00')
})
