import { expect, test } from 'vitest'
import { ONCE_A_WEEK, ruleOf } from './rule-of.ts'

test('the form becomes a rule of RFC 5545', () => {
  const of = (more: Partial<typeof ONCE_A_WEEK>, day = '2026-03-10') =>
    ruleOf({ ...ONCE_A_WEEK, ...more }, day)
  expect(of({})).toBe('FREQ=WEEKLY;COUNT=6')
  expect(of({ interval: 2, weekdays: ['TH', 'MO'] })).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=6')
  expect(of({ every: 'month', monthBy: 'weekday', count: 3 })).toBe('FREQ=MONTHLY;BYDAY=2TU;COUNT=3')
  expect(of({ every: 'month', monthBy: 'weekday', count: 3 }, '2026-03-31')).toBe(
    'FREQ=MONTHLY;BYDAY=-1TU;COUNT=3',
  )
  expect(of({ every: 'day', ends: 'day', until: '2026-04-01' })).toBe('FREQ=DAILY;UNTIL=20260401')
})
