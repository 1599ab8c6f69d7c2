import { expect, test } from 'vitest'
import { readDay } from './read-day.ts'

test.each([
  ['28.2.1979', 'DD.MM.YYYY', '1979-02-28'],
  ['2/28/1979', 'MM/DD/YYYY', '1979-02-28'],
  ['28/02/1979', 'DD/MM/YYYY', '1979-02-28'],
  ['1979-02-28', 'MM/DD/YYYY', '1979-02-28'],
  ['28 2 1979', 'DD.MM.YYYY', '1979-02-28'],
  ['30.2.1979', 'DD.MM.YYYY', null],
  ['13/28/1979', 'MM/DD/YYYY', null],
  ['28.2.79', 'DD.MM.YYYY', null],
  ['yesterday', 'DD.MM.YYYY', null],
])('%s typed as %s is %s', (typed, format, day) => {
  expect(readDay(typed, format)).toBe(day)
})
