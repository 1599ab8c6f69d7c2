import { expect, test } from 'vitest'
import { progressOf, termText } from './model.ts'
import type { Plan, PlanRow } from './model.ts'

const say = (key: string, values?: Record<string, unknown>) => `${key} ${String(values?.count ?? '')}`.trim()

test('a shift of an hour or more is said in hours, a shorter one in minutes', () => {
  const term = (minutes: number) =>
    termText({ code: 'other_time_of_day', points: 3, values: { minutes, part: 'morning' } }, say)
  expect(term(90)).toBe('replanning.term.otherHours 2')
  expect(term(45)).toBe('replanning.term.otherMinutes 45')
})

test('progress counts what was approved, not what is still open', () => {
  const row = (state: PlanRow['state']) => ({ state }) as PlanRow
  const rows = [row('moved'), row('queued'), row('offered'), row('proposed')]
  expect(progressOf({ rows } as Plan)).toEqual({ done: 2, all: 3 })
})
