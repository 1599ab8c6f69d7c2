import { expect, test } from 'vitest'
import type { Line } from './cover-words.ts'
import { statementRows } from './statement-rows.ts'

const line = (change: Partial<Line>): Line => ({
  kind: 'deductible',
  code: 'C',
  serviceTypes: ['30'],
  level: 'individual',
  network: 'in',
  period: 'calendar_year',
  amountMinor: 75_000,
  percent: null,
  quantity: null,
  isRemaining: false,
  needsAuthorisation: false,
  messages: [],
  ...change,
})

test('what is left stands beside what it is left of', () => {
  const whole = line({})
  const left = line({ isRemaining: true, amountMinor: 25_050, period: 'remaining' })
  const family = line({ level: 'family', amountMinor: 150_000 })
  const rows = statementRows([left, family, whole])
  expect(rows.map((row) => [row.line.amountMinor, row.left?.amountMinor ?? null])).toEqual([
    [75_000, 25_050],
    [150_000, null],
  ])
})

test('a rest without its whole is not lost, and each visit’s copay stands first', () => {
  const left = line({ isRemaining: true, amountMinor: 10 })
  const copay = line({ kind: 'copay', code: 'B', amountMinor: 3_000 })
  const abroad = line({ kind: 'copay', code: 'B', network: 'out', amountMinor: 6_000 })
  const rows = statementRows([left, abroad, copay])
  expect(rows.map((row) => row.line)).toEqual([copay, abroad, left])
  expect(rows[2]!.left).toBe(left)
})
