import { expect, test } from 'vitest'
import { daysOfClass } from './dates.ts'

test('a class has its weekday every week, or every second one', () => {
  expect(daysOfClass('2026-03-03', { repeat: 'weekly', times: 3 })).toEqual([
    '2026-03-03',
    '2026-03-10',
    '2026-03-17',
  ])
  expect(daysOfClass('2026-12-29', { repeat: 'fortnight', times: 2 })).toEqual(['2026-12-29', '2027-01-12'])
})

test('once is one day, and no class has more than sixty', () => {
  expect(daysOfClass('2026-03-03', { repeat: 'once', times: 9 })).toEqual(['2026-03-03'])
  expect(daysOfClass('2026-03-03', { repeat: 'weekly', times: 900 })).toHaveLength(60)
})
