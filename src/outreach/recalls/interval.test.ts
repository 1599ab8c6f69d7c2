import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addInterval, followVisits, nextReminderOn } from './interval.ts'

test.each([
  ['2026-08-31', { months: 6, days: 0 }, '2027-02-28'],
  ['2027-08-31', { months: 6, days: 0 }, '2028-02-29'],
  ['2026-01-31', { months: 1, days: 1 }, '2026-03-01'],
  ['2026-03-02', { months: 6, days: 1 }, '2026-09-03'],
  ['2026-12-15', { months: 12, days: 0 }, '2027-12-15'],
  ['2026-02-28', { months: 0, days: 366 }, '2027-03-01'],
])('%s and %o is %s', (day, interval, expected) => {
  expect(addInterval(day, interval)).toBe(expected)
})

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(Date.UTC(2000, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
const interval = fc.record({
  months: fc.integer({ min: 0, max: 60 }),
  days: fc.integer({ min: 1, max: 366 }),
})

test('a day set by hand stays however the visits move, until a visit on or after it', () => {
  fc.assert(
    fc.property(day, day, day, interval, (calculatedDueOn, dueOn, on, each) => {
      const after = followVisits({ dueOn, calculatedDueOn }, { on, interval: each })
      expect(after.calculatedDueOn).toBe(addInterval(on, each))
      const isSetByHand = dueOn !== calculatedDueOn
      expect(after.dueOn).toBe(isSetByHand && dueOn > on ? dueOn : after.calculatedDueOn)
    }),
  )
})

test('reminders follow each other, and end', () => {
  const plan = { firstReminderDays: -14, againAfterDays: [21, 42] }
  expect(nextReminderOn(plan, { dueOn: '2026-09-15', sent: 0, lastOn: null })).toBe('2026-09-01')
  expect(nextReminderOn(plan, { dueOn: '2026-09-15', sent: 1, lastOn: '2026-09-01' })).toBe('2026-09-22')
  expect(nextReminderOn(plan, { dueOn: '2026-09-15', sent: 2, lastOn: '2026-09-22' })).toBe('2026-11-03')
  expect(nextReminderOn(plan, { dueOn: '2026-09-15', sent: 3, lastOn: '2026-11-03' })).toBeNull()
})
