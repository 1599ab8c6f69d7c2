import { expect, test } from 'vitest'
import { clockOf, minutesOf, weekOf } from './duration.ts'

test.each([
  ['1:30', 90],
  [':45', 45],
  ['1.5', 90],
  ['1,25', 75],
  ['0.1', 6],
  ['2', 120],
  ['12', 720],
  ['15', 15],
  ['90', 90],
  ['90m', 90],
  ['2h', 120],
  ['1h 15', 75],
  ['24:00', 1_440],
])('%s is %d minutes', (typed, minutes) => {
  expect(minutesOf(typed)).toBe(minutes)
})

test.each(['', '0', 'x', '1:75', '25h', '-1', '1:2:3', '24:01'])(
  '%j is no time that somebody worked',
  (typed) => {
    expect(minutesOf(typed)).toBeNull()
  },
)

test('a week begins on Monday, and minutes read as a clock', () => {
  expect(weekOf('2026-03-01')).toEqual(expect.arrayContaining(['2026-02-23', '2026-03-01']))
  expect(weekOf('2026-03-02')[0]).toBe('2026-03-02')
  expect([5, 60, 615].map(clockOf)).toEqual(['0:05', '1:00', '10:15'])
})
