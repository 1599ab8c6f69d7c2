import { expect, test } from 'vitest'
import { readAmount } from './amount.ts'

test.each([
  ['40', 'USD', 4_000],
  ['40.5', 'USD', 4_050],
  ['40,50', 'EUR', 4_050],
  ['$1,234.50', 'USD', 123_450],
  ['1.234,50 €', 'EUR', 123_450],
  ["1'234.50", 'CHF', 123_450],
  ['1.234', 'EUR', 123_400],
  ['1 234', 'EUR', 123_400],
  ['500', 'JPY', 500],
  ['1,500', 'JPY', 1_500],
  ['1.234', 'KWD', 1_234],
  ['0', 'USD', 0],
])('%s in %s', (text, currency, minor) => {
  expect(readAmount(text, currency)).toBe(minor)
})

test.each(['', 'all', '-5', '40.', '1.2345', '99999999999999999'])('%s is no amount', (text) => {
  expect(readAmount(text, 'USD')).toBeNull()
})
