import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantToWall, wallToInstant } from '../platform/time/index.ts'
import { QUIET, outOfQuietHours, planReminders } from './reminder-times.ts'

const zone = 'America/New_York'
const at = (wall: string) => wallToInstant(wall, zone)
const booked = at('2026-02-20T12:00')

describe('reminders', () => {
  test('go out so long before the visit, the earliest first', () => {
    const plans = planReminders(
      { startsAt: at('2026-03-05T14:00'), bookedAt: booked, zone, minutesBefore: [120, 2880] },
      booked,
    )
    expect(plans.map((plan) => [instantToWall(plan.sendAt, zone), plan.skip])).toEqual([
      ['2026-03-03T14:00', null],
      ['2026-03-05T12:00', null],
    ])
  })

  test('do not disturb the night: they come the evening before', () => {
    const plans = planReminders(
      { startsAt: at('2026-03-05T09:00'), bookedAt: booked, zone, minutesBefore: [120, 600] },
      booked,
    )
    expect(plans.map((plan) => instantToWall(plan.sendAt, zone))).toEqual([
      '2026-03-04T20:00',
      '2026-03-04T20:00',
    ])
  })

  test('are left out, with the reason, when the visit is booked inside the lead time', () => {
    const now = at('2026-03-05T09:00')
    const [plan] = planReminders(
      { startsAt: at('2026-03-05T14:00'), bookedAt: now, zone, minutesBefore: [1440] },
      now,
    )
    expect(plan!.skip).toMatch(/inside the lead time/)
  })

  test('keep to the wall clock when the clocks change in the night between', () => {
    // Clocks go forward on 8 March 2026 in New York; 24 hours before 09:30 on that day are 08:30 the day before.
    const plans = planReminders(
      { startsAt: at('2026-03-08T09:30'), bookedAt: booked, zone, minutesBefore: [1440] },
      booked,
    )
    expect(instantToWall(plans[0]!.sendAt, zone)).toBe('2026-03-07T08:30')
  })

  test('never go out in the quiet hours, whatever the zone and the instant', () => {
    const zones = [
      'America/New_York',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
    ]
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (instant, where) => {
          const moved = outOfQuietHours(instant, where)
          const time = instantToWall(moved, where).slice(11, 16)
          expect(time >= QUIET.until && time < QUIET.from).toBe(true)
          expect(moved.getTime()).toBeLessThanOrEqual(instant.getTime())
          expect(instant.getTime() - moved.getTime()).toBeLessThan(14 * 3_600_000)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
