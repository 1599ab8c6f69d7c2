import { expect, test } from 'vitest'
import type { WeeklySpan } from './week.ts'
import {
  addSpan,
  changeSpan,
  copyMonday,
  cycleFrom,
  cycleOf,
  hoursAWeek,
  hoursOf,
  removeSpan,
  rowsOf,
} from './week.ts'

const span = (weekday: number, starts: string, ends: string, more: Partial<WeeklySpan> = {}): WeeklySpan => ({
  locationId: 'main',
  weekday,
  starts,
  ends,
  nextDay: false,
  cycleLength: 1,
  cycleWeek: 0,
  cycleAnchor: null,
  validFrom: '2026-01-05',
  validTo: null,
  ...more,
})
const today = '2026-03-09'

test('an empty day begins with the usual hours, a further span after the last', () => {
  const first = addSpan([], { weekday: 2, locationId: 'main', today })
  expect(hoursOf(first)).toEqual([span(2, '09:00', '17:00', { validFrom: today })])
  const second = addSpan(rowsOf([span(2, '08:00', '12:00')]), { weekday: 2, locationId: 'main', today })
  expect(hoursOf(second).at(-1)).toEqual(span(2, '12:00', '14:00'))
  const late = addSpan(rowsOf([span(2, '08:00', '23:30')]), { weekday: 2, locationId: 'main', today })
  expect(hoursOf(late).at(-1)).toMatchObject({ starts: '22:00', ends: '24:00' })
})

test("Monday's hours are taken over by the other working days, the weekend stays", () => {
  const rows = copyMonday(
    rowsOf([
      span(1, '08:00', '12:00'),
      span(1, '13:00', '17:00'),
      span(3, '10:00', '11:00'),
      span(6, '09:00', '12:00'),
    ]),
  )
  expect(
    hoursOf(rows)
      .filter((row) => row.weekday === 3)
      .map((row) => row.starts),
  ).toEqual(['08:00', '13:00'])
  expect(hoursOf(rows).filter((row) => row.weekday === 6)).toHaveLength(1)
  expect(rows).toHaveLength(11)
  expect(new Set(rows.map((row) => row.key)).size).toBe(11)
})

test('a span is changed and taken away by itself', () => {
  const rows = rowsOf([span(1, '08:00', '12:00'), span(1, '13:00', '17:00')])
  expect(hoursOf(changeSpan(rows, rows[1]?.key ?? '', { ends: '18:00' })).map((row) => row.ends)).toEqual([
    '12:00',
    '18:00',
  ])
  expect(hoursOf(removeSpan(rows, rows[0]?.key ?? '')).map((row) => row.starts)).toEqual(['13:00'])
})

test('alternating weeks count for their share of a week', () => {
  expect(cycleFrom(cycleOf(span(1, '', '', { cycleLength: 3, cycleWeek: 2 })))).toEqual({
    cycleLength: 3,
    cycleWeek: 2,
  })
  const past = span(4, '09:00', '17:00', { validTo: '2026-02-01' })
  expect(
    hoursAWeek([span(1, '09:00', '17:00'), span(2, '09:00', '17:00', { cycleLength: 2 }), past], today),
  ).toBe(12)
})
